import { join } from "node:path";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import type { ExitCode } from "../../lib/errors.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import type { CommandContext } from "../command.js";

/** What the supplier can mend or explain: columns, rows, and what is held. */
const forSupplier = new Set<ExitCode>([exitCode.layout, exitCode.badRows, exitCode.held]);

/**
 * Writes the problems of a file for its supplier, as a workbook, a CSV and a JSON, and names them; nothing for a
 * file without any. A folder that cannot be written to is a warning, no failure.
 */
export async function writeProblemList(
  { home, clock, terminal }: CommandContext,
  outcome: IngestOutcome,
  folder: string,
): Promise<void> {
  const isForSupplier = outcome.status === "stored" || forSupplier.has(outcome.exitCode);
  if (outcome.problems.length === 0 || !isForSupplier) return;
  const { makeArrivalSheets } = await import("../../reports/arrival/make.js");
  const { makeProblemList } = await import("../../reports/problems/make.js");
  const { writeWhole } = await import("../../lib/files.js");
  const { dateInDenmark } = await import("../../domain/danish.js");
  const date = dateInDenmark(clock.now().toISOString());
  try {
    const reports = join(home, "reports");
    const files = await makeProblemList(outcome, date, reports, await makeArrivalSheets(outcome, reports));
    for (const { fileName, bytes } of files) await writeWhole(join(folder, fileName), bytes);
    terminal.info(
      `the list of problems for ${receiverOf(outcome)}: ${join(folder, files[0]?.fileName ?? "")}, and beside it as .csv and .json`,
    );
  } catch (error) {
    if (!(error instanceof FlpError) || error.code !== exitCode.render) throw error;
    terminal.warn(`the list of problems was not written: ${error.message}; name a folder with --out`);
  }
}

/** Who can mend what is wrong with a file. */
function receiverOf({ kind, notes }: IngestOutcome): string {
  if (kind !== "follow-up") return "the supplier";
  return notes !== null && notes.region === null ? "the data consultant" : "the region";
}
