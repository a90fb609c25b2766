import type { Question } from "../question/question.js";
import { publishedFor } from "../reports/disclosure/disclose-for.js";
import type { Published } from "../reports/disclosure/published.js";
import { makeReport, restsOnCompliance } from "../reports/index.js";
import type { Artefact } from "../reports/shared/artefact.js";
import type { ComplianceFigures, FiguresOfMonth } from "../reports/shared/figures/month-figures.js";
import { complianceFigures, figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { shownBefore } from "../reports/shared/figures/shown-before.js";
import type { PipelineStep } from "./pipeline-file.js";
import type { AnswerUnderWay } from "./second-thread/answer-apart.js";

/** What is asked of the store once the inbox is loaded, and what the reports of a run show of it. */
export interface Answered {
  question: Question;
  /** What the reports of compliance alone show. */
  compliance: Shown<ComplianceFigures>;
  /** What every report shows: another thread may still be at it. Throws what was wrong there. */
  everything: () => Promise<Shown<FiguresOfMonth>>;
}

/** What is shown to the audience of a question. */
interface Shown<Figures> {
  figures: Figures;
  /** What the public edition is held against; null: it was not asked for. */
  published: Published | null;
}

/** A step that writes one report. */
export type ReportStep = Extract<PipelineStep, { step: "report" }>;

/** Computes the figures of all reports; `home` holds the folder `reports`. */
export async function answer(question: Question, home: string): Promise<Answered> {
  const figures = await figuresOfMonth(question);
  const everything = { figures, published: await publishedFor(question, home, figures.basis) };
  return { question, compliance: everything, everything: () => Promise.resolve(everything) };
}

/** Computes what the reports of compliance show, while another thread is at the rest of the same question. */
export async function answerBeside(
  ahead: Omit<AnswerUnderWay, "unsound">,
  question: Question,
  home: string,
): Promise<Answered> {
  const compliance = await complianceFigures(question, ahead.trend);
  const published =
    question.audience === "internal"
      ? await publishedFor(question, home, compliance.basis)
      : (await ahead.beside).published;
  return {
    question,
    compliance: { figures: compliance, published },
    everything: async () => ({
      figures: { ...compliance, ...(await ahead.beside).activity },
      published,
    }),
  };
}

/** Makes the report of a step. */
export async function makeOrdered(
  { report, formats }: ReportStep,
  { question, compliance, everything }: Answered,
  home: string,
): Promise<Artefact[]> {
  const more = {
    question,
    forms: formats,
    home,
    shownBefore: shownBefore(question.store, compliance.figures.basis),
  };
  return restsOnCompliance(report)
    ? makeReport(report, { ...more, ...compliance })
    : makeReport(report, { ...more, ...(await everything()) });
}
