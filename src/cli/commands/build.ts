import type { Command } from "commander";
import { join, resolve } from "node:path";
import type { Month } from "../../domain/month.js";
import type { PublishedAudience } from "../../domain/audience.js";
import { exitCode, usageError } from "../../lib/errors.js";
import type { Question } from "../../question/question.js";
import { answerQuestion } from "../answer-question.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { asJson } from "../terminal/format.js";
import { asOf, audience, json, reportMonth } from "../options.js";
import { count } from "../terminal/table.js";

/** Options of `flp build`, as commander gives them. */
export interface BuildOptions {
  month?: Month;
  asOf?: number;
  force?: boolean;
  package?: boolean;
  audience?: PublishedAudience;
  json?: boolean;
}

/**
 * `flp build FILE`: a copy of the database with every model as a table, for any SQLite shell. With `--package` a folder of
 * CSV files with a description, for any other program.
 */
export async function build(context: CommandContext, file: string, options: BuildOptions): Promise<number> {
  // Either holds groups of every size and clinics by number: a part of it left out would still be told by the rest.
  if (options.audience === "public")
    throw usageError(
      "what build writes holds every figure and clinic, and is not for publication",
      "flp report steering --audience public --format csv writes the figures that may be published",
    );
  return answerQuestion(context, options, async (question) => {
    const target = resolve(context.cwd, file);
    return options.package === true
      ? buildPackage(context, question, { folder: target, options })
      : buildCopy(context, question, { target, options });
  });
}

async function buildCopy(
  { terminal }: CommandContext,
  question: Question,
  { target, options }: { target: string; options: BuildOptions },
): Promise<number> {
  const { buildDatabase } = await import("../../question/build-database.js");
  terminal.progress("build: computing every model");
  const built = await buildDatabase(question, { target, overwrite: options.force === true });
  const { month, models, bytes } = built;
  terminal.result(
    options.json === true
      ? asJson({ file: target, month, as_of: built.asOf, models, bytes })
      : `${target} holds ${models.length} models for ${month} as of load ${built.asOf} (${count(bytes)} bytes)\n`,
  );
  return exitCode.done;
}

async function buildPackage(
  { terminal, home }: CommandContext,
  question: Question,
  { folder, options }: { folder: string; options: BuildOptions },
): Promise<number> {
  const { descriptorName, makeDataPackage } = await import("../../reports/data-package/make.js");
  const { writeArtefacts } = await import("../../reports/shared/artefact.js");
  await requireRoom(folder, { descriptorName, isForced: options.force === true });
  terminal.progress("build: computing every metric");
  const artefacts = await makeDataPackage(question, home);
  const written = await writeArtefacts(artefacts, { outFolder: folder, reportFolder: folder });
  const { month, asOf } = question;
  terminal.result(
    options.json === true
      ? asJson({ folder, month, as_of: asOf, files: written })
      : `${join(folder, descriptorName)} describes ${written.length - 1} files for ${month} as of load ${asOf}\n`,
  );
  return exitCode.done;
}

/** Throws exit 2 for a folder that holds something else, or a package that nobody said may be replaced. */
async function requireRoom(
  folder: string,
  { descriptorName, isForced }: { descriptorName: string; isForced: boolean },
): Promise<void> {
  const { exists, listEntries } = await import("../../lib/files.js");
  if (!(await exists(folder))) return;
  const names = (await listEntries(folder)).map(({ name }) => name);
  if (names.length === 0 || (isForced && names.includes(descriptorName))) return;
  throw usageError(
    names.includes(descriptorName) ? `${folder} holds a package already` : `${folder} holds other files`,
    names.includes(descriptorName) ? "--force replaces it" : "name a folder that is empty or not there yet",
  );
}

export const registerBuild: RegisterCommand = (program, run) => {
  program
    .command("build")
    .description("write a copy of the database with every model as a table, to be read with any SQLite shell")
    .argument("<FILE>", "database to write; with --package the folder")
    .addOption(reportMonth())
    .addOption(asOf())
    .option("--force", "replace the file, or the package, when it exists")
    .option(
      "--package",
      "write every metric as CSV with datapackage.json (Frictionless) instead: columns with types and meaning, for R, Python, DuckDB, Power BI",
    )
    .addOption(audience())
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
