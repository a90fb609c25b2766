import type { Question } from "../question/question.js";
import { publishedFor } from "../reports/disclosure/disclose-for.js";
import type { Published } from "../reports/disclosure/published.js";
import { makeReport } from "../reports/index.js";
import type { Artefact } from "../reports/shared/artefact.js";
import type { FiguresOfMonth } from "../reports/shared/figures/month-figures.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { shownBefore } from "../reports/shared/figures/shown-before.js";
import type { PipelineStep } from "./pipeline-file.js";
import type { AnswerApart } from "./second-thread/answer-apart.js";

/** What is asked of the store once the inbox is loaded, and what every report of a run shows of it. */
export interface Answered {
  question: Question;
  figures: FiguresOfMonth;
  /** What the public edition is held against; null: it was not asked for. */
  published: Published | null;
}

/** A step that writes one report. */
export type ReportStep = Extract<PipelineStep, { step: "report" }>;

/**
 * Computes the figures of all reports; `home` holds the folder `reports`. `ahead` is what another thread computes of them,
 * of the same question; left out: this one computes all.
 */
export async function answer(
  question: Question,
  home: string,
  ahead?: Promise<AnswerApart>,
): Promise<Answered> {
  const apart = ahead?.then((known) => known.apart);
  // Nobody may come to wait for it: what this thread computes is wrong too.
  apart?.catch(() => undefined);
  const figures = await figuresOfMonth(question, apart);
  const known = (await ahead)?.published ?? null;
  return { question, figures, published: known ?? (await publishedFor(question, home, figures.basis)) };
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
