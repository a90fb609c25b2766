import type { Command } from "commander";
import { resolve } from "node:path";
import type { Month } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import { answerQuestion } from "../ask.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { asOf, json, reportMonth } from "../options.js";

/** Options of `flp build`, as commander gives them. */
export interface BuildOptions {
  month?: Month;
  asOf?: number;
  force?: boolean;
  json?: boolean;
}

/** `flp build FILE`: a copy of the database with every model as a table, for any SQLite shell. */
export async function build(context: CommandContext, file: string, options: BuildOptions): Promise<number> {
  const { buildDatabase } = await import("../../question/build.js");
  const { count } = await import("../terminal/table.js");
  return answerQuestion(context, options, async (question) => {
    const target = resolve(context.cwd, file);
    context.terminal.progress("build: computing every model");
    const built = await buildDatabase(question, { target, overwrite: options.force === true });
    const { month, models, bytes } = built;
    context.terminal.result(
      options.json === true
        ? asJson({ file: target, month, as_of: built.asOf, models, bytes })
        : `${target} holds ${models.length} models for ${month} as of load ${built.asOf} (${count(bytes)} bytes)\n`,
    );
    return exitCode.done;
  });
}

export const registerBuild: RegisterCommand = (program, run) => {
  program
    .command("build")
    .description("write a copy of the database with every model as a table, to be read with any SQLite shell")
    .argument("<FILE>", "database to write")
    .addOption(reportMonth())
    .addOption(asOf())
    .option("--force", "replace the file when it exists")
    .addOption(json())
    .addHelpText(
      "after",
      "\nEach model under sql/ is one plain select that runs there: sqlite3 FILE < sql/metrics/ok22/mart.sql" +
        "\nThe copy answers for one month and is no database to load into.",
    )
    .action(async (file: string, options: BuildOptions, command: Command) => {
      await run(command, (context) => build(context, file, options));
    });
};
