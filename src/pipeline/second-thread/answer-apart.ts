import type { Question } from "../../question/question.js";
import type { Published } from "../../reports/disclosure/published.js";
import type { FiguresApart } from "../../reports/shared/figures/apart.js";
import { figuresApart } from "../../reports/shared/figures/apart.js";
import { basisOf } from "../../reports/shared/figures/basis.js";

/** What another thread than the one that asks computes of an answer. */
export interface AnswerApart {
  apart: FiguresApart;
  /** What a public edition is held against; null: whoever asks looks itself, which takes no time where nothing is published. */
  published: Published | null;
}

/** Computes the part of an answer; the code that holds an edition against earlier ones is read only for one. */
export async function answerApart(question: Question, home: string): Promise<AnswerApart> {
  const apart = await figuresApart(question);
  if (question.audience === "internal") return { apart, published: null };
  const { publishedFor } = await import("../../reports/disclosure/disclose-for.js");
  return { apart, published: await publishedFor(question, home, await basisOf(question)) };
}
