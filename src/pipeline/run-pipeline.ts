import { join } from "node:path";
import type { Unsoundness } from "../db/soundness.js";
import { findUnsoundness } from "../db/soundness.js";
import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import type { Manifest, ManifestInput } from "./manifest.js";
import { inputOf, manifestOf } from "./manifest.js";
import type { Pipeline, PipelineStep } from "./pipeline-file.js";
import type { Clock } from "../lib/clock.js";
import { exitCode, FlpError } from "../lib/errors.js";
import type { ExitCode } from "../lib/errors.js";
import { writeWhole } from "../lib/files.js";
import type { Logger } from "../lib/logger.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import { ingestFiles } from "../ingest/store/ingest-files.js";
import type { IngestSettings } from "../ingest/store/settings.js";
import { once } from "../lib/once.js";
import { noun } from "../lib/words.js";
import type { AskedQuestion, Question } from "../question/question.js";
import { resolveQuestion } from "../question/question.js";
import type { Answered } from "./answered.js";
import { answer, answerBeside, makeOrdered } from "./answered.js";
import type { Inbox } from "./inbox.js";
import { readInbox, tellLeftAlone } from "./inbox.js";
import type { ReportId } from "../reports/index.js";
import { readCodeOf, reportIds } from "../reports/index.js";
import type { WrittenFile } from "../reports/shared/artefact.js";
import { writeArtefacts } from "../reports/shared/artefact.js";
import type { FiguresOfMonth } from "../reports/shared/figures/month-figures.js";
import type { AnswerUnderWay } from "./second-thread/answer-apart.js";
import type { SecondThread } from "./second-thread/second-thread.js";
import { ThreadFailure } from "./second-thread/second-thread.js";

/** What a run works with. */
export interface RunTools {
  store: Store;
  definitions: Definitions;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
  clock: Clock;
  logger: Logger;
  /** Computes the figures, so that this thread is free; null or left out: this one computes them. */
  secondThread?: SecondThread | null;
  /** Tells and writes what became of the files of the inbox, while figures are computed. */
  received?: (inbox: LoadedInbox) => Promise<void>;
}

/** What became of the files of an inbox. */
export type LoadedInbox = Pick<RunResult, "outcomes" | "leftAlone">;

/** What the user asked a run to do. */
export interface RunOrder {
  pipeline: Pipeline;
  /** Folder with the extracts. */
  inbox: string;
  outFolder: string;
  /** What the reports answer, as of the newest load; a region's own report is always for the region. */
  asked: Omit<AskedQuestion, "asOf">;
  synthetic: boolean;
  /** Why files that the gate holds back are let in all the same; null: they are held. */
  acceptedReason: string | null;
}

/** What came of a run. */
export interface RunResult {
  outcomes: IngestOutcome[];
  /** What lies in the inbox and is not loaded. */
  leftAlone: Pick<Inbox, "named" | "systemFiles">;
  /** Exit code of the first file that could not be loaded; then no report was made, but for regions' workbooks alone. */
  exitCode: ExitCode;
  figures: FiguresOfMonth | null;
  manifest: Manifest | null;
  /** How long this thread was at each step, or waited for it, in milliseconds, in order. */
  timings: { step: string; milliseconds: number }[];
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
  };
  const context: StepContext = {
    ...{ order, tools, result, inputs: [], outputs: new Map(), asked: null, answered: null },
    sound: Promise.resolve(),
  };
  const { steps } = order.pipeline;
  const loading = steps.filter(({ step }) => step === "ingest");
  const afterLoading = steps.filter(({ step }) => step !== "ingest");
  for (const step of loading) await timeStep(step, context);
  if (isGoingOn(result) && afterLoading.some(needsFigures)) context.asked = await ask(order, tools);
  await tools.received?.(result);
  if (!isGoingOn(result)) return result;
  for (const step of afterLoading) await timeStep(step, context);
  if (context.answered !== null) {
    const { inputs } = context;
    const outputs = reportIds.flatMap((id) => context.outputs.get(id) ?? []);
    const { audience = "internal" } = order.asked;
    const { figures } = await context.answered.everything();
    result.figures = figures;
    result.manifest = manifestOf({ pipeline: order.pipeline.id, audience, figures, inputs, outputs });
    await writeWhole(join(order.outFolder, "manifest.json"), `${JSON.stringify(result.manifest, null, 2)}\n`);
  }
  return result;
}

function needsFigures({ step }: PipelineStep): boolean {
  return step === "transform" || step === "report";
}

async function timeStep(step: PipelineStep, context: StepContext): Promise<void> {
  const began = performance.now();
  const name = step.step === "report" ? `report ${step.report}` : step.step;
  context.tools.logger.progress(`${name} …`);
  await runStep(step, context);
  context.result.timings.push({ step: name, milliseconds: Math.round(performance.now() - began) });
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
  inputs: ManifestInput[];
  /** What was written of each report; it is listed in the order of all reports, whatever was made first. */
  outputs: Map<ReportId, WrittenFile[]>;
  /** Fails where the store is not sound; another thread may still be looking. */
  sound: Promise<void>;
  /** What is asked of the store; null before the inbox is loaded. */
  asked: Asked | null;
  /** The same with its answer; null before it is computed. */
  answered: Answered | null;
}

async function runStep(step: PipelineStep, context: StepContext): Promise<void> {
  switch (step.step) {
    case "ingest":
      await ingestInbox(context);
      return;
    case "check":
      checkStore(context);
      return;
    case "transform":
      await answerOrder(context);
      return;
    case "report": {
      const { outFolder } = context.order;
      const answered = context.answered ?? (await answerOrder(context));
      const artefacts = await makeOrdered(step, answered, context.tools.home);
      const folders = { outFolder, reportFolder: join(outFolder, step.report) };
      context.outputs.set(step.report, await writeArtefacts(artefacts, folders));
      context.tools.logger.info(
        `report ${step.report}: ${artefacts.length} ${noun(artefacts.length, "file")} in ${folders.reportFolder}`,
      );
    }
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

async function ingestInbox({ order, tools, result, inputs }: StepContext): Promise<void> {
  const inbox = await readInbox(order.inbox);
  tellLeftAlone(inbox, tools.logger);
  result.leftAlone = { named: inbox.named, systemFiles: inbox.systemFiles };
  if (inbox.files.length === 0) tools.logger.warn(`the inbox ${order.inbox} is empty`);
  for await (const { path, outcome } of ingestFiles(inbox.files, inboxSettings(order), tools)) {
    result.outcomes.push(outcome);
    inputs.push(await inputOf(path, outcome));
    if (result.exitCode === exitCode.done) result.exitCode = outcome.exitCode;
  }
}

/** Looks at the store, or has the second thread's look told before any figure is. */
function checkStore(context: StepContext): void {
  const { asked, tools } = context;
  const look = (): void => refuseUnsound(tools.store, findUnsoundness(tools.store));
  if (asked === null || "failure" in asked || asked.ahead === null) {
    look();
    return;
  }
  context.sound = asked.ahead.unsound.then(
    (found) => refuseUnsound(tools.store, found),
    // What keeps the thread from looking is found here too, and told by its name.
    look,
  );
  context.sound.catch(() => undefined);
}

function refuseUnsound(store: Store, found: readonly Unsoundness[]): void {
  if (found.length === 0) return;
  throw new FlpError(exitCode.database, `${store.path} is not sound`, {
    lines: found.map(({ what, rows }) => `${what}: ${rows}`),
    remedy: "restore a backup, or load all extracts again into a new file with --db",
  });
}

/** What is asked of the store, as far as it is known, and what a second thread will answer of it. */
type Asked = { question: Question; ahead: AnswerUnderWay | null } | { failure: unknown };

/** Asks the second thread. What is wrong with a question is told where it is answered: what was loaded is told before. */
async function ask({ asked, pipeline }: RunOrder, tools: RunTools): Promise<Asked> {
  try {
    const question = await resolveQuestion(tools, asked);
    const checks = pipeline.steps.some(({ step }) => step === "check");
    return { question, ahead: tools.secondThread?.answer(question, checks) ?? null };
  } catch (failure) {
    return { failure };
  }
}

/** The figures of all reports; a part of them from the second thread, where there is one. */
async function answerOrder(context: StepContext): Promise<Answered> {
  const { order, tools } = context;
  const asked = context.asked ?? (await ask(order, tools));
  if ("failure" in asked) throw asked.failure;
  const { question, ahead } = asked;
  const answering = ahead === null ? answer(question, tools.home) : answerWith(ahead, question, context);
  answering.catch(() => undefined);
  // Whatever is wrong with a store comes before what that makes wrong.
  await context.sound;
  context.answered = await answering;
  return context.answered;
}

/**
 * Computes this thread's part, and reads the code of the reports while the second one is at its own. Where that thread
 * itself fails, this one answers: a machine that allows no second one makes the same reports.
 */
async function answerWith(
  ahead: AnswerUnderWay,
  question: Question,
  { order, tools }: StepContext,
): Promise<Answered> {
  const reports = order.pipeline.steps.flatMap((step) => (step.step === "report" ? [step.report] : []));
  const alone = once(() => {
    tools.logger.warn("a second thread could not compute the figures: this one does");
    return answer(question, tools.home);
  });
  const orAlone = (error: unknown): Promise<Answered> => {
    if (error instanceof ThreadFailure) return alone();
    throw error;
  };
  const [answered] = await Promise.all([
    answerBeside(ahead, question, tools.home).catch(orAlone),
    readCodeOf(reports),
  ]);
  return {
    ...answered,
    everything: () =>
      answered.everything().catch(async (error: unknown) => (await orAlone(error)).everything()),
  };
}
