import { join } from "node:path";
import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import type { CommandContext } from "../command.js";

/**
 * Writes what became of a region's returned workbook, as a page, a JSON and a mail back to the region, and names them;
 * nothing for an extract. A folder that cannot be written to is a warning, no failure.
 */
export async function writeReceived(
  { home, terminal }: CommandContext,
  outcome: IngestOutcome,
  { store, definitions, folder }: { store: Store; definitions: Definitions; folder: string },
): Promise<void> {
  if (outcome.kind !== "follow-up") return;
  const { makeReceived } = await import("../../reports/received/make.js");
  const { writeWhole } = await import("../../lib/files.js");
  try {
    const files = await makeReceived(outcome, { store, definitions, reportsFolder: join(home, "reports") });
    for (const { fileName, bytes } of files) await writeWhole(join(folder, fileName), bytes);
    const [first, ...others] = files.map(({ fileName }) => join(folder, fileName));
    if (first !== undefined)
      terminal.info(
        `what became of it: ${first}${others.length === 0 ? "" : ", and beside it the JSON and a mail to whoever sent it"}`,
      );
  } catch (error) {
    if (!(error instanceof FlpError) || error.code !== exitCode.render) throw error;
    terminal.warn(`what became of it was not written: ${error.message}; name a folder with --out`);
  }
}
