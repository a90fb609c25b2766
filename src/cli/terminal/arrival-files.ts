import { join } from "node:path";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { keep } from "../../lib/interruption.js";
import type { ArrivalSources } from "../../reports/arrival/make.js";
import type { Artefact } from "../../reports/shared/artefact.js";
import type { CommandContext } from "../command.js";

/** Where what is said of files as they arrive is written, and how. */
export interface ArrivalFolder {
  folder: string;
  /** Why files that were held were let in; null: they were not. */
  acceptedReason: string | null;
  /** File of the theme in the folder `reports`; left out: the usual one. */
  theme?: string | undefined;
}

/**
 * Writes a page of the arrival control for each newest month of the files that were checked, and names them. A folder that
 * cannot be written to is a warning, no failure.
 */
export async function writeArrivalPages(
  context: CommandContext,
  outcomes: readonly IngestOutcome[],
  to: ArrivalFolder,
): Promise<void> {
  if (outcomes.every(({ checks }) => checks.length === 0)) return;
  const { makeArrivalPages } = await import("../../reports/arrival/make.js");
  const pages = (): Promise<Artefact[]> => makeArrivalPages(outcomes, sourcesOf(context, to));
  await write(context, { folder: to.folder, what: "the arrival control" }, pages);
}

/** Writes the mail to the supplier about a file that was held or refused, as {@link writeArrivalPages}. */
export async function writeSupplierMail(
  context: CommandContext,
  outcome: IngestOutcome,
  to: ArrivalFolder,
): Promise<void> {
  if (outcome.status !== "held" && outcome.status !== "refused") return;
  // One that is not there or may not be read is no fault of its supplier.
  if (outcome.exitCode === exitCode.usage) return;
  const { makeSupplierMail } = await import("../../reports/arrival/make-supplier-mail.js");
  const mail = (): Promise<Artefact[]> => makeSupplierMail(outcome, sourcesOf(context, to));
  await write(context, { folder: to.folder, what: "a mail to the supplier" }, mail);
}

function sourcesOf(
  { home, clock }: CommandContext,
  { acceptedReason, theme }: ArrivalFolder,
): ArrivalSources {
  return {
    reportsFolder: join(home, "reports"),
    date: clock.now(),
    acceptedReason,
    ...(theme === undefined ? {} : { theme }),
  };
}

async function write(
  { terminal }: CommandContext,
  { folder, what }: { folder: string; what: string },
  make: () => Promise<Artefact[]>,
): Promise<void> {
  const { writeWhole } = await import("../../lib/files.js");
  try {
    for (const { fileName, bytes } of await make()) {
      await writeWhole(join(folder, fileName), bytes);
      keep(fileName);
      terminal.info(`${what}: ${join(folder, fileName)}`);
    }
  } catch (error) {
    if (!(error instanceof FlpError) || error.code !== exitCode.render) throw error;
    terminal.warn(`${what} was not written: ${error.message}; name a folder with --out`);
  }
}
