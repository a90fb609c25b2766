import type { Command } from "commander";
import { Option } from "commander";
import { basename, dirname, join, resolve } from "node:path";
import type { IngestOutcome, NoteCounts } from "../ingest/outcome.js";
import type { Problem } from "../ingest/problem.js";
import type { Month } from "../domain/month.js";
import { exitCode, FlpError } from "../lib/errors.js";
import type { CommandContext, RegisterCommand } from "./command.js";
import type { Revision } from "../domain/revision.js";
import type { IngestSettings, IngestTools } from "../ingest/settings.js";
import { definitionsFolder } from "./command.js";
import { openLoadingStore } from "./loading-store.js";
import { monthSpan } from "./loads.js";
import { accept, monthOption } from "./options.js";
import type { Terminal } from "./terminal.js";

/** Options of `flp ingest`, as commander gives them. */
export interface IngestOptions {
  profile?: string;
  month?: Month;
  synthetic?: boolean;
  accept?: string;
  dryRun?: boolean;
  quarantine?: boolean;
  out?: string;
  json?: boolean;
}

/** `flp ingest FILE...`: loads extracts in the order given. The exit code is that of the first that failed. */
export async function ingest(
  context: CommandContext,
  files: readonly string[],
  options: IngestOptions,
): Promise<number> {
  const { readDefinitions } = await import("../defs/definitions.js");
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const isDry = options.dryRun === true;
  const { terminal, clock } = context;
  const settings = {
    profile: options.profile ?? null,
    month: options.month ?? null,
    synthetic: options.synthetic === true,
    skipsLoadedFiles: false,
    acceptedReason: options.accept ?? null,
    quarantine: options.quarantine === true,
  };
  const paths = await extractPaths(context, files);
  const store = await openLoadingStore(context, { paths, settings, definitions, isDry });
  let code: number = exitCode.done;
  try {
    let place = 0;
    const tools = { store, definitions, clock, logger: terminal };
    for await (const outcome of await loadFiles(paths, settings, tools, isDry)) {
      if (code === exitCode.done) code = outcome.exitCode;
      if (options.json === true) terminal.result(`${JSON.stringify(forMachines(outcome))}\n`);
      else await describeOutcome(terminal, outcome);
      const folder = listFolder(context, options, paths[place++]);
      if (folder !== null) await writeProblemList(context, outcome, folder);
    }
  } finally {
    store.close();
  }
  return code;
}

/** The files named, without lists of problems that an earlier call wrote beside them. */
async function extractPaths({ cwd, terminal }: CommandContext, files: readonly string[]): Promise<string[]> {
  const { isProblemList } = await import("../pipeline/problem-list-name.js");
  return files.flatMap((file) => {
    if (!isProblemList(file)) return [resolve(cwd, file)];
    terminal.warn(`${basename(file)} was left out: it is a list of problems, not an extract`);
    return [];
  });
}

/** Where the list of a file's problems goes; null for a dry run without `--out`, which leaves nothing behind. */
function listFolder(
  { cwd }: CommandContext,
  { out, dryRun }: IngestOptions,
  path: string | undefined,
): string | null {
  if (out !== undefined) return resolve(cwd, out);
  return dryRun === true || path === undefined ? null : dirname(path);
}

/** Writes the problems of a file for its supplier; a folder that cannot be written to is a warning, no failure. */
async function writeProblemList(
  { home, clock, terminal }: CommandContext,
  outcome: IngestOutcome,
  folder: string,
): Promise<void> {
  const isAboutRows =
    outcome.problems.length > 0 && (outcome.exitCode === exitCode.badRows || outcome.status === "stored");
  if (!isAboutRows) return;
  const { makeProblemList } = await import("../pipeline/make-problem-list.js");
  const { writeWhole } = await import("../lib/files.js");
  const { dateInDenmark } = await import("../domain/danish.js");
  const date = dateInDenmark(clock.now().toISOString());
  try {
    const files = await makeProblemList(outcome, date, join(home, "reports"));
    for (const { fileName, bytes } of files) await writeWhole(join(folder, fileName), bytes);
    terminal.info(
      `the list of problems for the supplier: ${join(folder, files[0]?.fileName ?? "")}, and beside it as .csv and .json`,
    );
  } catch (error) {
    if (!(error instanceof FlpError) || error.code !== exitCode.render) throw error;
    terminal.warn(`the list of problems was not written: ${error.message}; name a folder with --out`);
  }
}

async function loadFiles(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
  isDry: boolean,
): Promise<AsyncGenerator<IngestOutcome & { revision?: Revision | null }>> {
  if (isDry) {
    const { dryRunFiles } = await import("../pipeline/dry-run.js");
    return dryRunFiles(paths, settings, tools);
  }
  const { ingestFiles } = await import("../ingest/ingest-files.js");
  return ingestFiles(paths, settings, tools);
}

/** The outcome as the contract prints it: particulars of problems are for lists in other languages. */
function forMachines({ exitCode: _, problems, ...outcome }: IngestOutcome): object {
  return { ...outcome, problems: problems.map(({ facts: _facts, ...problem }) => problem) };
}

/** How many problems the terminal shows before it only counts the rest. */
const shownProblems = 20;

/** Tells what became of one file: warnings and problems, then one line. */
export async function describeOutcome(
  terminal: Terminal,
  outcome: IngestOutcome & { revision?: Revision | null },
): Promise<void> {
  const { count } = await import("./table.js");
  for (const warning of outcome.warnings) terminal.warn(`${outcome.file}: ${warning}`);
  if (outcome.status === "held") {
    for (const { message } of outcome.problems) terminal.fail(`${outcome.file}: held: ${message}`);
    terminal.result(
      `${outcome.file}: held, nothing of it was stored (${count(outcome.rows.read)} rows read)\n  if it is right all the same: flp ingest --accept "REASON" ${outcome.file}\n`,
    );
    return;
  }
  if (outcome.status === "refused") {
    for (const problem of outcome.problems.slice(0, shownProblems))
      terminal.fail(problemLine(outcome.file, problem));
    const more = outcome.problem_count - shownProblems;
    if (more > 0)
      terminal.fail(`${outcome.file}: ${count(more)} problems more, ${count(outcome.problem_count)} in all`);
    const read = outcome.rows.read === 0 ? "" : ` (${count(outcome.rows.read)} rows read)`;
    terminal.result(`${outcome.file}: refused, nothing of it was stored${read}\n`);
    return;
  }
  if (outcome.notes !== null) {
    describeNotes(terminal, outcome, outcome.notes);
    return;
  }
  const plans =
    outcome.kind === "plan-counts"
      ? `, ${count(outcome.plans.new)} new and ${count(outcome.plans.maintained)} maintained plans`
      : "";
  const months = monthSpan(outcome.months);
  if (outcome.status === "unchanged") {
    terminal.result(
      `${outcome.file}: nothing to do, load ${outcome.load ?? ""} holds the same content already (${months})\n`,
    );
    return;
  }
  if (outcome.revision !== undefined && outcome.revision !== null) {
    const { describeRevision } = await import("./revisions.js");
    terminal.result(
      `${outcome.file}: dry run, ${months}, ${count(outcome.rows.read)} rows read and none stored${plans}\n${await describeRevision(outcome.revision)}`,
    );
    return;
  }
  terminal.result(
    `${outcome.file}: load ${outcome.load ?? ""}, ${months}, ${rowWords(outcome.rows, count)}${plans}\n`,
  );
  if (outcome.restated.length > 0) terminal.result(await restatedLines(outcome));
}

/** Tells what a region wrote, and what of it has no place: that keeps nothing else out, and nobody else will tell. */
function describeNotes(terminal: Terminal, outcome: IngestOutcome, notes: NoteCounts): void {
  for (const problem of outcome.problems.slice(0, shownProblems))
    terminal.warn(problemLine(outcome.file, problem));
  const more = outcome.problems.length - shownProblems;
  if (more > 0) terminal.warn(`${outcome.file}: ${more} problems more; --json lists all of them`);
  const load = outcome.load === null ? "dry run" : `load ${outcome.load}`;
  const unplaced = notes.unplaced === 0 ? "" : `, ${notes.unplaced} without a place`;
  terminal.result(
    `${outcome.file}: ${load}, ${notes.region} ${monthSpan(outcome.months)}: ${outcome.rows.read} clinics read, ${notes.written} cells written, ${notes.emptied} emptied${unplaced}\n`,
  );
}

/** How many restated months are told one by one. */
const shownMonths = 6;

async function restatedLines({ load, restated }: IngestOutcome): Promise<string> {
  const { count } = await import("./table.js");
  const moved = restated.filter((row) => row.old !== row.new);
  const lines = moved
    .slice(0, 2 * shownMonths)
    .map((row) => `  ${row.month} ${row.field}: ${count(row.old)} -> ${count(row.new)}\n`);
  const months = [...new Set(restated.map(({ month }) => month))];
  const sums = moved.length === 0 ? ", with the same sums" : "";
  const more = moved.length > lines.length ? `  and ${count(moved.length - lines.length)} sums more\n` : "";
  return `  restates ${monthSpan(months)}${sums}; flp revisions ${load ?? ""} shows what changed\n${lines.join("")}${more}`;
}

function problemLine(file: string, { line, sheet, column, message }: Problem): string {
  const name = sheet === null ? file : `${file} [${sheet}]`;
  const place = line === null ? name : `${name}:${line}`;
  return column === null ? `${place}: ${message}` : `${place}: ${column}: ${message}`;
}

/** How many rows were read and what became of them; only what differs is said. */
function rowWords(
  { read, stored, rejected }: IngestOutcome["rows"],
  count: (value: number) => string,
): string {
  return rejected === 0
    ? `${count(stored)} rows read and stored`
    : `${count(read)} rows read, ${count(stored)} stored, ${count(rejected)} kept apart`;
}

export const registerIngest: RegisterCommand = (program, run) => {
  program
    .command("ingest")
    .description("load extracts (CSV or XLSX) and workbooks that regions send back, each whole or not at all")
    .argument(
      "<FILE...>",
      "extracts of plan counts or clinic registers, in the order in which they are to be loaded",
    )
    .option("--profile <ID>", "read with this profile (default: the one that fits the header)")
    .addOption(
      new Option("--month <YYYY-MM>", "month of a file that names none").argParser(monthOption("--month")),
    )
    .addOption(accept())
    .option("--dry-run", "say what would be read, refused, held and changed, and store nothing")
    .option(
      "--quarantine",
      "store the good rows and keep the bad ones beside them; reports over these months say that they are incomplete",
    )
    .option("--out <DIR>", "folder for the list of problems of a file (default: beside the file)")
    .option("--synthetic", "mark the figures as made up; every artefact will say so")
    .option("--json", "print one JSON object a file")
    .action(async (files: string[], options: IngestOptions, command: Command) => {
      await run(command, (context) => ingest(context, files, options));
    });
};
