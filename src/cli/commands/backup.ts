import type { Command } from "commander";
import { resolve } from "node:path";
import { exitCode } from "../../lib/errors.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { json } from "../options.js";
import { count } from "../terminal/table.js";

/** Options of `flp backup`, as commander gives them. */
export interface BackupOptions {
  force?: boolean;
  json?: boolean;
}

/** `flp backup FILE`: a consistent copy of the database, made while others read and write. */
export async function backup(context: CommandContext, file: string, options: BackupOptions): Promise<number> {
  const { openStoreForReading } = await import("../../db/open.js");
  const { backupStore } = await import("../../db/backup.js");
  const store = await openStoreForReading(context.db);
  try {
    const target = resolve(context.cwd, file);
    context.terminal.progress(`copying ${context.db}`);
    const bytes = backupStore(store, target, { overwrite: options.force === true });
    context.terminal.result(
      options.json === true
        ? asJson({ database: context.db, file: target, bytes })
        : `${target} is a copy of ${context.db} (${count(bytes)} bytes)\n`,
    );
    return exitCode.done;
  } finally {
    store.close();
  }
}

export const registerBackup: RegisterCommand = (program, run) => {
  program
    .command("backup")
    .description("copy the database as it is now into another file, while others read and write")
    .argument("<FILE>", "file of the copy")
    .option("--force", "replace the file when it exists")
    .addOption(json())
    .addHelpText(
      "after",
      "\nThe copy is checked and appears whole or not at all. To go back to it: end every flp, move the damaged" +
        "\ndatabase and its -wal and -shm files away, and copy the backup to its place.",
    )
    .action(async (file: string, options: BackupOptions, command: Command) => {
      await run(command, (context) => backup(context, file, options));
    });
};
