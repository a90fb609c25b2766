import type { Command } from "commander";
import { Argument } from "commander";
import { exitCode } from "../../lib/errors.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { forMachines, monthSpan } from "./loads.js";
import { json, loadOption } from "../options.js";
import { thisProcess } from "../terminal/writer.js";

/** `flp undo LOAD`: takes the newest load back; it stays in the ledger, marked undone. */
export async function undo(
  context: CommandContext,
  load: number,
  options: { json?: boolean },
): Promise<number> {
  const { openExistingStoreForWriting } = await import("../../db/open.js");
  const { undoLoad } = await import("../../ingest/store/undo.js");
  const { terminal, clock } = context;
  const store = await openExistingStoreForWriting(context.db, {
    writer: thisProcess(),
    tell: (message) => context.terminal.info(message),
  });
  try {
    const entry = await undoLoad(store, load, { clock, logger: terminal });
    // A status register names no month, and no figure rests on it.
    const about = entry.months.length === 0 ? [] : [monthSpan(entry.months)];
    const what = entry.kind === "status-register" ? "its entries are" : "figures are";
    terminal.result(
      options.json === true
        ? asJson(forMachines(entry))
        : `load ${entry.load} (${[entry.file, ...about].join(", ")}) was taken back; ${what} again what they were before it\n`,
    );
    return exitCode.done;
  } finally {
    store.close();
  }
}

export const registerUndo: RegisterCommand = (program, run) => {
  program
    .command("undo")
    .description("take the newest load back; it stays in the ledger, marked undone")
    .addArgument(
      new Argument("<LOAD>", "number of the newest load that stands; flp loads shows it").argParser(
        loadOption("LOAD"),
      ),
    )
    .addOption(json())
    .addHelpText(
      "after",
      "\nNothing is deleted: the load's rows no longer hold, and those that it replaced hold again.\nThe same file can be loaded again afterwards.",
    )
    .action(async (load: number, options: { json?: boolean }, command: Command) => {
      await run(command, (context) => undo(context, load, options));
    });
};
