import { join } from "node:path";
import { findUnsoundness } from "../db/soundness.js";
import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import type { Pipeline, PipelineStep } from "./pipeline-file.js";
import type { PublishedAudience } from "../domain/audience.js";
import type { Month } from "../domain/month.js";
import type { Clock } from "../lib/clock.js";
import { exitCode, FlpError } from "../lib/errors.js";
import type { ExitCode } from "../lib/errors.js";
import { fingerprintFile, writeWhole } from "../lib/files.js";
import type { Logger } from "../lib/logger.js";
import { programVersion } from "../lib/program.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import { ingestFiles } from "../ingest/store/ingest-files.js";
import type { IngestSettings } from "../ingest/store/settings.js";
import { noun } from "../lib/words.js";
import type { AskedQuestion, Question } from "../question/question.js";
import { resolveQuestion } from "../question/question.js";
import type { Inbox } from "./inbox.js";
import type { SecondThread } from "./reports/second-thread.js";
import { startSecondThread } from "./reports/second-thread.js";
import { makeReports } from "./reports/side-by-side.js";
import type { OrderedReport } from "./reports/work.js";
import { readInbox, tellLeftAlone } from "./inbox.js";
import type { Artefact, WrittenFile } from "../reports/shared/artefact.js";
import { writeArtefacts } from "../reports/shared/artefact.js";
import type { ArrivalSources } from "../reports/arrival/make.js";
import type { FiguresOfMonth } from "../reports/shared/figures/of-month.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { publishedFor } from "../reports/disclosure/disclose-for.js";
import type { Published } from "../reports/disclosure/published.js";
import { shownBefore } from "../reports/shared/figures/shown-before.js";

/** What a run works with. */
export interface RunTools {
  store: Store;
  definitions: Definitions;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
  clock: Clock;
  logger: Logger;
}

/** What the user asked a run to do. */
export interface RunOrder {
  pipeline: Pipeline;
  /** Folder with the extracts; null: the one that the pipeline names. */
  inbox: string;
  outFolder: string;
  /** What the reports answer, as of the newest load; a region's own report is always for the region. */
  asked: Omit<AskedQuestion, "asOf">;
  synthetic: boolean;
  /** Why files that the gate holds back are let in all the same; null: they are held. */
  acceptedReason: string | null;
}

/** Everything that went into a run and came out of it; written as manifest.json beside the artefacts. */
export interface Manifest {
  pipeline: string;
  program: string;
  month: Month;
  /** Id of the newest load that the figures rest on. */
  as_of: number;
  synthetic: boolean;
  /** Left out of the project's own edition. */
  audience?: PublishedAudience;
  rule: { id: string; status: string };
  inputs: { file: string; sha256: string; status: IngestOutcome["status"]; load: number | null }[];
  /** Every load that the figures rest on. */
  loads: { load: number; file: string; sha256: string }[];
  outputs: WrittenFile[];
}

/** What came of a run. */
export interface RunResult {
  outcomes: IngestOutcome[];
  /** What lies in the inbox and is not loaded. */
  leftAlone: Pick<Inbox, "named" | "systemFiles">;
  /** Exit code of the first file that could not be loaded; then no report was made. */
  exitCode: ExitCode;
  figures: FiguresOfMonth | null;
  manifest: Manifest | null;
  /** Duration of each step in milliseconds, in order. */
  timings: { step: string; milliseconds: number }[];
  /** Gives the pages of the arrival control; they are made when they are asked for, or earlier beside the figures. */
  arrivalPages: () => Promise<Artefact[]>;
}

/**
 * Runs the steps of a pipeline in order. An extract that is refused or held ends the run before any figure is made: reports
 * without a delivered file would look whole and be wrong. A region's workbook that cannot be read is told, the rest is
 * done, and the exit code says so: no figure rests on it.
 */
export async function runPipeline(order: RunOrder, tools: RunTools): Promise<RunResult> {
  const result: RunResult = {
    outcomes: [],
    leftAlone: { named: [], systemFiles: 0 },
    exitCode: exitCode.done,
    figures: null,
    manifest: null,
    timings: [],
    arrivalPages: () => Promise.resolve([]),
  };
  const reports = orderedReports(order.pipeline);
  const thread = reports.length < 2 ? null : startSecondThread();
  try {
    const context: StepContext = { order, tools, result, thread, outputs: [], answered: null };
    for (const { step } of order.pipeline.steps) {
      if (step === "report") continue;
      const began = tools.clock.now().getTime();
      tools.logger.progress(`${step} …`);
      await runStep(step, context);
      result.timings.push({ step, milliseconds: tools.clock.now().getTime() - began });
      if (!isGoingOn(result)) return result;
    }
    await writeReports(reports, context);
    await writeManifest(context);
    return result;
  } finally {
    // What it has begun is asked for later, by whoever shows it.
    if (thread !== null) await result.arrivalPages().catch(() => undefined);
    await thread?.end();
  }
}

/** The reports of a pipeline in their order; they are its last steps. */
function orderedReports({ steps }: Pipeline): OrderedReport[] {
  return steps.flatMap((step) =>
    step.step === "report" ? [{ report: step.report, forms: step.formats }] : [],
  );
}

async function writeManifest({ order, result, outputs }: StepContext): Promise<void> {
  const { outcomes, figures } = result;
  if (figures === null) return;
  result.manifest = await manifestOf(order, { outcomes, figures, outputs });
  await writeWhole(join(order.outFolder, "manifest.json"), `${JSON.stringify(result.manifest, null, 2)}\n`);
}

/** True while nothing but regions' workbooks could not be loaded. */
function isGoingOn({ outcomes, exitCode: code }: RunResult): boolean {
  return (
    code === exitCode.done ||
    outcomes.every((outcome) => outcome.exitCode === exitCode.done || outcome.kind === "follow-up")
  );
}

interface StepContext {
  order: RunOrder;
  tools: RunTools;
  result: RunResult;
  /** Makes what it is asked for beside this one; null: there is none. */
  thread: SecondThread | null;
  outputs: WrittenFile[];
  /** What is asked of the store, and the answer; null before the inbox is loaded. */
  answered: Answered | null;
}

interface Answered {
  question: Question;
  figures: FiguresOfMonth;
  /** What the public edition is held against; null: it was not asked for. */
  published: Published | null;
}

async function runStep(step: Exclude<PipelineStep["step"], "report">, context: StepContext): Promise<void> {
  switch (step) {
    case "ingest":
      await ingestInbox(context);
      return;
    case "check":
      requireSound(context.tools.store);
      return;
    case "transform":
      await answerOrder(context);
  }
}

/** Makes the reports beside each other, and writes them one after the other in their order. */
async function writeReports(reports: readonly OrderedReport[], context: StepContext): Promise<void> {
  if (reports.length === 0) return;
  const { tools, order, outputs, result, thread } = context;
  const { question, figures, published } = context.answered ?? (await answerOrder(context));
  tools.logger.progress(
    `${noun(reports.length, "report")} ${reports.map(({ report }) => report).join(", ")} …`,
  );
  const input = {
    question,
    figures,
    shownBefore: shownBefore(tools.store, figures.basis),
    published,
    home: tools.home,
  };
  const made = await makeReports(reports, input, thread);
  const { outFolder } = order;
  for (const [place, { artefacts, milliseconds }] of made.entries()) {
    const report = reports[place]?.report ?? "";
    const folders = { outFolder, reportFolder: join(outFolder, report) };
    outputs.push(...(await writeArtefacts(artefacts, folders)));
    result.timings.push({ step: `report ${report}`, milliseconds: Math.round(milliseconds) });
    tools.logger.info(
      `report ${report}: ${artefacts.length} ${noun(artefacts.length, "file")} in ${folders.reportFolder}`,
    );
  }
}

/** The files of an inbox that a run loads. Throws a usage error when it cannot be read. */
export async function inboxFiles(inbox: string): Promise<string[]> {
  return (await readInbox(inbox)).files;
}

/** How a run loads the files of its inbox. */
export function inboxSettings(order: Pick<RunOrder, "synthetic" | "acceptedReason">): IngestSettings {
  return {
    profile: null,
    month: null,
    synthetic: order.synthetic,
    skipsLoadedFiles: true,
    inOrder: false,
    acceptedReason: order.acceptedReason,
    quarantine: false,
  };
}

async function ingestInbox({ order, tools, result, thread }: StepContext): Promise<void> {
  const inbox = await readInbox(order.inbox);
  tellLeftAlone(inbox, tools.logger);
  result.leftAlone = { named: inbox.named, systemFiles: inbox.systemFiles };
  if (inbox.files.length === 0) tools.logger.warn(`the inbox ${order.inbox} is empty`);
  for await (const { outcome } of ingestFiles(inbox.files, inboxSettings(order), tools)) {
    result.outcomes.push(outcome);
    if (result.exitCode === exitCode.done) result.exitCode = outcome.exitCode;
  }
  const checked = { outcomes: result.outcomes, sources: arrivalSources(order, tools) };
  const begun = thread?.ask("arrival-pages", checked);
  begun?.catch(() => undefined);
  result.arrivalPages = async () =>
    begun ?? (await import("../reports/arrival/make.js")).makeArrivalPages(checked.outcomes, checked.sources);
}

/** What pages of the arrival control of a run are made with. */
function arrivalSources(
  { acceptedReason, asked }: Pick<RunOrder, "acceptedReason" | "asked">,
  { home, clock }: Pick<RunTools, "home" | "clock">,
): ArrivalSources {
  return {
    reportsFolder: join(home, "reports"),
    date: clock.now(),
    acceptedReason,
    ...(asked.theme === undefined || asked.theme === null ? {} : { theme: asked.theme }),
  };
}

function requireSound(store: Store): void {
  const found = findUnsoundness(store);
  if (found.length === 0) return;
  throw new FlpError(exitCode.database, `${store.path} is not sound`, {
    lines: found.map(({ what, rows }) => `${what}: ${rows}`),
    remedy: "restore a backup, or load all extracts again into a new file with --db",
  });
}

/** Holds what was ordered against the store, and computes the figures of all reports. */
async function answerOrder(context: StepContext): Promise<Answered> {
  const { order, tools, result } = context;
  const question = await resolveQuestion(tools, order.asked);
  const figures = await figuresOfMonth(question);
  const published = await publishedFor(question, tools.home, figures.basis);
  result.figures = figures;
  context.answered = { question, figures, published };
  return context.answered;
}

async function manifestOf(
  order: RunOrder,
  made: { outcomes: readonly IngestOutcome[]; figures: FiguresOfMonth; outputs: WrittenFile[] },
): Promise<Manifest> {
  const { basis, rule } = made.figures;
  const { audience = "internal" } = order.asked;
  const inputs = await Promise.all(
    made.outcomes.map(async ({ file, status, load }) => {
      const { sha256 } = await fingerprintFile(join(order.inbox, file));
      return { file, sha256, status, load };
    }),
  );
  return {
    pipeline: order.pipeline.id,
    program: programVersion(),
    month: basis.month,
    as_of: basis.asOf,
    synthetic: basis.synthetic,
    ...(audience === "internal" ? {} : { audience }),
    rule: { id: rule.id, status: rule.status },
    inputs,
    loads: basis.loads.map(({ load, file, sha256 }) => ({ load, file, sha256 })),
    outputs: made.outputs,
  };
}
