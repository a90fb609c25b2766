import type { Command } from "commander";
import { join, resolve } from "node:path";
import type { Month } from "../../domain/month.js";
import type { PublishedAudience } from "../../domain/audience.js";
import { exitCode, usageError } from "../../lib/errors.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import type { AskedQuestion } from "../../question/question.js";
import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { LoadedInbox, RunOrder, RunResult, RunTools } from "../../pipeline/run-pipeline.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { definitionsFolder } from "../command.js";
import { asJson } from "../terminal/format.js";
import { describeOutcome } from "../terminal/describe-outcome.js";
import { checkForMachines } from "../terminal/machine-checks.js";
import { openLoadingStore } from "../terminal/loading-store.js";
import { accept, audience, json, reportMonth, theme } from "../options.js";
import { keepYoungGeneration } from "../terminal/young-generation.js";
import { writeArrivalPages, writeSupplierMail } from "../terminal/arrival-files.js";
import { writeReceived } from "../terminal/received.js";
import { writeProblemList } from "../terminal/problem-list.js";

/** Options of `flp run`, as commander gives them. */
export interface RunOptions {
  month?: Month;
  inbox?: string;
  out?: string;
  synthetic?: boolean;
  accept?: string;
  timings?: boolean;
  theme?: string;
  audience?: PublishedAudience;
  json?: boolean;
}

/** `flp run PIPELINE`: the whole monthly job. */
export async function runMonthly(
  context: CommandContext,
  name: string,
  options: RunOptions,
): Promise<number> {
  const folder = definitionsFolder(context.home, name);
  const { exists } = await import("../../lib/files.js");
  if (!/^[a-z0-9-]+$/.test(name) || !(await exists(folder))) {
    throw usageError(
      `there is no pipeline ${name}`,
      `the folders of ${join(context.home, "pipelines")} are the pipelines that there are`,
    );
  }
  const { readDefinitions } = await import("../../defs/definitions.js");
  const { readPipeline } = await import("../../pipeline/pipeline-file.js");
  const { inboxFiles, inboxSettings } = await import("../../pipeline/run-pipeline.js");
  const { readTheme } = await import("../../render/theme.js");
  const pipeline = await readPipeline(folder);
  const definitions = await readDefinitions(folder);
  const inbox = pipeline.steps.find((step) => step.step === "ingest")?.from ?? "inbox";
  const order: RunOrder = {
    pipeline,
    inbox: resolve(context.cwd, options.inbox ?? inbox),
    outFolder: resolve(context.cwd, options.out ?? "out"),
    asked: askedOf(options),
    synthetic: options.synthetic === true,
    acceptedReason: options.accept ?? null,
  };
  // A theme that cannot be read must not end a run that has stored a file.
  await readTheme(join(context.home, "reports"), options.theme);
  const settings = inboxSettings(order);
  const paths = await inboxFiles(order.inbox);
  const store = await openLoadingStore(context, { paths, settings, definitions });
  try {
    return await runOnStore(context, order, { store, definitions, options });
  } finally {
    store.close();
  }
}

/** Runs the pipeline with a second thread, and tells what came of it. */
async function runOnStore(
  context: CommandContext,
  order: RunOrder,
  { store, definitions, options }: RunParts,
): Promise<number> {
  const { runPipeline } = await import("../../pipeline/run-pipeline.js");
  const { startSecondThread } = await import("../../pipeline/second-thread/second-thread.js");
  const { home, clock, terminal } = context;
  const secondThread = await startSecondThread({ store, definitions, home });
  const loaded: LoadedInbox[] = [];
  const tell = tellReceived(context, order, { store, definitions, options });
  const received = (inbox: LoadedInbox): Promise<void> => {
    loaded.push(inbox);
    keepYoungGeneration();
    return tell(inbox);
  };
  try {
    const tools = { store, definitions, home, clock, logger: terminal, secondThread, received };
    const result = await runPipeline(order, tools);
    if (options.json === true) showJson(context, result);
    else describeRun(context, result, options.timings === true);
    if (options.json !== true && result.manifest !== null)
      terminal.result(`the manifest is ${join(order.outFolder, "manifest.json")}\n`);
    return result.exitCode;
  } catch (error) {
    // A machine that asked is told what was stored, also where the reports cannot be made.
    const [inbox] = loaded;
    if (options.json === true && inbox !== undefined)
      showJson(context, { ...inbox, manifest: null, timings: [] });
    throw error;
  } finally {
    await secondThread?.end();
  }
}

/** What a run is made with, beside its order. */
interface RunParts {
  store: Store;
  definitions: Definitions;
  options: RunOptions;
}

/** What tells the user, and writes for the supplier or the region, what became of the files of the inbox. */
function tellReceived(
  context: CommandContext,
  { pipeline, outFolder: folder, acceptedReason }: RunOrder,
  { store, definitions, options }: RunParts,
): NonNullable<RunTools["received"]> {
  return async ({ outcomes }) => {
    if (options.json !== true) describeInputs(context, outcomes, pipeline.id);
    for (const outcome of outcomes) {
      await writeProblemList(context, outcome, folder);
      await writeSupplierMail(context, outcome, { folder, acceptedReason, theme: options.theme });
      await writeReceived(context, outcome, { store, definitions, folder });
    }
    await writeArrivalPages(context, outcomes, { folder, acceptedReason, theme: options.theme });
  };
}

/** What is asked of the store, without the options that say where files lie. */
function askedOf({ month, theme, audience }: RunOptions): Omit<AskedQuestion, "asOf"> {
  return {
    ...(month === undefined ? {} : { month }),
    ...(theme === undefined ? {} : { theme }),
    ...(audience === undefined ? {} : { audience }),
  };
}

function showJson(
  context: CommandContext,
  result: LoadedInbox & Pick<RunResult, "manifest" | "timings">,
): void {
  const inputs = result.outcomes.map(({ exitCode: _, examples: _examples, checks, ...outcome }) => ({
    ...outcome,
    checks: checks.map(checkForMachines),
  }));
  const { manifest, timings } = result;
  const left_alone = {
    named: result.leftAlone.named.map(({ name: file, why }) => ({ file, why })),
    system_files: result.leftAlone.systemFiles,
  };
  context.terminal.result(asJson({ inputs, left_alone, manifest, timings }));
}

/** Tells what became of each file of the inbox. */
export function describeInputs(
  { terminal }: CommandContext,
  outcomes: readonly IngestOutcome[],
  pipeline: string,
): void {
  const accepting = `flp run ${pipeline} --accept "REASON", with the same options`;
  for (const outcome of outcomes) describeOutcome(terminal, outcome, accepting);
}

/** Tells how long the steps of a run took, where that is wanted, and why no report was made. */
export function describeRun({ terminal }: CommandContext, result: RunResult, showsTimings: boolean): void {
  if (showsTimings) {
    const width = Math.max(16, ...result.timings.map(({ step }) => step.length));
    const total = result.timings.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    for (const { step, milliseconds } of result.timings) {
      const share = total === 0 ? 0 : Math.round((100 * milliseconds) / total);
      terminal.result(
        `${step.padEnd(width)} ${String(milliseconds).padStart(6)} ms ${String(share).padStart(3)} %\n`,
      );
    }
  }
  if (result.exitCode !== exitCode.done && result.manifest !== null) {
    terminal.fail(
      "the reports were made without the workbooks of regions that could not be read: ask for them again, then run again",
    );
  } else if (result.exitCode !== exitCode.done) {
    terminal.fail("no report was made: correct or remove the files that were not loaded, then run again");
  }
}

export const registerRun: RegisterCommand = (program, run) => {
  program
    .command("run")
    .description(
      "do the whole monthly job: load the inbox, check, compute, make all reports, write a manifest",
    )
    .argument("<PIPELINE>", "folder of pipelines/ that says what to do, for instance monthly")
    .addOption(reportMonth())
    .option("--inbox <DIR>", "folder with the extracts (default: as pipeline.yaml says)")
    .option("--out <DIR>", "folder for the reports and manifest.json (default: out)")
    .addOption(accept())
    .option("--synthetic", "mark the figures as made up; every artefact will say so")
    .addOption(theme())
    .addOption(audience())
    .option("--timings", "print how long each step took")
    .addOption(json())
    .action(async (name: string, options: RunOptions, command: Command) => {
      await run(command, (context) => runMonthly(context, name, options));
    });
};
