import type { Question, QuestionSources, AskedQuestion } from "../question/question.js";
import { resolveQuestion } from "../question/question.js";
import { publishedFor } from "../reports/disclosure/disclose-for.js";
import type { Published } from "../reports/disclosure/published.js";
import { makeReport } from "../reports/index.js";
import type { Artefact } from "../reports/shared/artefact.js";
import type { FiguresOfMonth } from "../reports/shared/figures/of-month.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { shownBefore } from "../reports/shared/figures/shown-before.js";
import type { PipelineStep } from "./pipeline-file.js";

/** What every report of a run shows. */
export interface Answer {
  figures: FiguresOfMonth;
  /** What the public edition is held against; null: it was not asked for. */
  published: Published | null;
}

/** What is asked of the store once the inbox is loaded, and the answer. */
export interface Answered extends Answer {
  question: Question;
}

/** A step that writes one report. */
export type ReportStep = Extract<PipelineStep, { step: "report" }>;

/** Holds what was asked against the store, and computes the figures of all reports; `home` holds the folder `reports`. */
export async function answer(
  sources: QuestionSources,
  asked: AskedQuestion,
  home: string,
): Promise<Answered> {
  const question = await resolveQuestion(sources, asked);
  const figures = await figuresOfMonth(question);
  return { question, figures, published: await publishedFor(question, home, figures.basis) };
}

/** Makes the report of a step. */
export async function makeOrdered(
  { report, formats }: ReportStep,
  { question, figures, published }: Answered,
  home: string,
): Promise<Artefact[]> {
  return makeReport(report, {
    question,
    figures,
    shownBefore: shownBefore(question.store, figures.basis),
    published,
    forms: formats,
    home,
  });
}
