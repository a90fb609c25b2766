import type { Command } from "commander";
import { Option } from "commander";
import { basename, dirname, relative, resolve } from "node:path";
import { maskCpr } from "../../domain/cpr.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import type { Month } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import type { Revision } from "../../domain/shapes/revision.js";
import type { IngestSettings, IngestTools } from "../../ingest/store/settings.js";
import { definitionsFolder } from "../command.js";
import { asWord, describeOutcome } from "../terminal/describe-outcome.js";
import { asJsonLine } from "../terminal/format.js";
import { openLoadingStore } from "../terminal/loading-store.js";
import { accept, monthOption } from "../options.js";
import { checkForMachines } from "../terminal/machine-checks.js";
import { writeArrivalPages, writeSupplierMail } from "../terminal/arrival-files.js";
import { writeReceived } from "../terminal/received.js";
import { writeProblemList } from "../terminal/problem-list.js";

/** Options of `flp ingest`, as commander gives them. */
export interface IngestOptions {
  profile?: string;
  month?: Month;
  synthetic?: boolean;
  accept?: string;
  dryRun?: boolean;
  quarantine?: boolean;
  inOrder?: boolean;
  out?: string;
  json?: boolean;
}

/** `flp ingest FILE...`: loads extracts in the order of the months that they name. The exit code is that of the first that failed. */
export async function ingest(
  context: CommandContext,
  files: readonly string[],
  options: IngestOptions,
): Promise<number> {
  const { readDefinitions } = await import("../../defs/definitions.js");
  const definitions = await readDefinitions(definitionsFolder(context.home));
  const isDry = options.dryRun === true;
  const { terminal, clock } = context;
  const settings = {
    profile: options.profile ?? null,
    month: options.month ?? null,
    synthetic: options.synthetic === true,
    skipsLoadedFiles: false,
    inOrder: options.inOrder === true,
    acceptedReason: options.accept ?? null,
    quarantine: options.quarantine === true,
  };
  const paths = await extractPaths(context, files);
  const store = await openLoadingStore(context, { paths, settings, definitions, isDry });
  let code: number = exitCode.done;
  try {
    const tools = { store, definitions, clock, logger: terminal };
    for await (const { path, outcome } of await loadFiles(paths, settings, tools, isDry)) {
      if (code === exitCode.done) code = outcome.exitCode;
      const word = asWord(maskCpr(relative(context.cwd, path)));
      if (options.json === true) terminal.result(asJsonLine(forMachines(outcome)));
      else describeOutcome(terminal, outcome, `flp ingest --accept "REASON" ${word}`);
      const folder = problemListFolder(context, options, path);
      if (folder !== null) {
        await writeProblemList(context, outcome, folder);
        const to = { folder, acceptedReason: settings.acceptedReason };
        await writeSupplierMail(context, outcome, to);
        await writeReceived(context, outcome, { store, definitions, folder });
        // A page for each good file would lie between the extracts: without --out only what is odd has one.
        if (options.out !== undefined || outcome.status === "held")
          await writeArrivalPages(context, [outcome], to);
      }
    }
  } finally {
    store.close();
  }
  return code;
}

/** The files named, without lists of problems that an earlier call wrote beside them. */
async function extractPaths({ cwd, terminal }: CommandContext, files: readonly string[]): Promise<string[]> {
  const { isProblemList } = await import("../../reports/shared/problems/names.js");
  return files.flatMap((file) => {
    if (!isProblemList(file)) return [resolve(cwd, file)];
    terminal.warn(`${basename(file)} was left out: it is a list of problems, not an extract`);
    return [];
  });
}

/** Where the list of a file's problems goes; null for a dry run without `--out`, which leaves nothing behind. */
function problemListFolder(
  { cwd }: CommandContext,
  { out, dryRun }: IngestOptions,
  path: string,
): string | null {
  if (out !== undefined) return resolve(cwd, out);
  return dryRun === true ? null : dirname(path);
}

async function loadFiles(
  paths: readonly string[],
  settings: IngestSettings,
  tools: IngestTools,
  isDry: boolean,
): Promise<AsyncGenerator<{ path: string; outcome: IngestOutcome & { revision?: Revision | null } }>> {
  if (isDry) {
    const { dryRunFiles } = await import("../../pipeline/dry-run.js");
    return dryRunFiles(paths, settings, tools);
  }
  const { ingestFiles } = await import("../../ingest/store/ingest-files.js");
  return ingestFiles(paths, settings, tools);
}

/** The outcome as the contract prints it: particulars of problems are for lists in other languages. */
function forMachines({
  exitCode: _,
  examples: _examples,
  problems,
  checks,
  ...outcome
}: IngestOutcome): object {
  return {
    ...outcome,
    checks: checks.map(checkForMachines),
    problems: problems.map(({ facts: _facts, ...problem }) => problem),
  };
}

export const registerIngest: RegisterCommand = (program, run) => {
  program
    .command("ingest")
    .description(
      "load extracts and status registers (CSV or XLSX) and workbooks that regions send back, each whole or not at all",
    )
    .argument(
      "<FILE...>",
      "extracts of plan counts or clinic registers, loaded in the order of the newest month that each names, and status registers",
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
    .option(
      "--in-order",
      "load the files in the order given, also where two of one month contradict each other: the last one counts",
    )
    .option("--out <DIR>", "folder for the list of problems of a file (default: beside the file)")
    .option("--synthetic", "mark the figures as made up; every artefact will say so")
    .option("--json", "print one JSON object a file")
    .action(async (files: string[], options: IngestOptions, command: Command) => {
      await run(command, (context) => ingest(context, files, options));
    });
};
