import type { Unsoundness } from "../../db/soundness.js";
import { findUnsoundness } from "../../db/soundness.js";
import type { Question } from "../../question/question.js";
import type { Published } from "../../reports/disclosure/published.js";
import { basisOf } from "../../reports/shared/figures/basis.js";
import type { Trend } from "../../reports/shared/figures/trend.js";
import { readTrend } from "../../reports/shared/figures/trend.js";
import type { WholeActivity } from "../../reports/shared/figures/whole-activity.js";
import { activityApart } from "../../reports/shared/figures/whole-activity.js";

/** What another thread than the one that asks computes of an answer, in the order in which it is wanted. */
export interface AnswerApart {
  /** What is not sound about the store; nothing, where that was not to be looked at. */
  unsound: Unsoundness[];
  /** How compliance went: with it the reports of compliance alone can be made. */
  trend: Trend;
  /** What the other reports show as well. */
  beside: Beside;
}

/** One of its pieces. */
export type AnswerPiece = { [Piece in keyof AnswerApart]: Pick<AnswerApart, Piece> }[keyof AnswerApart];

/** The pieces that are on their way. */
export type AnswerUnderWay = { readonly [Piece in keyof AnswerApart]: Promise<AnswerApart[Piece]> };

/** What is not of compliance. */
export interface Beside {
  activity: WholeActivity;
  /** What a public edition is held against; null for the project's own: whoever asks looks itself, which takes no time. */
  published: Published | null;
}

/** How that thread is to answer. */
export interface ApartOrder {
  /** Whether to look at the store before figures are taken from it. */
  checks: boolean;
  /** Folder that holds `pipelines` and `reports`. */
  home: string;
  /** Is told each piece once it is there. */
  tell: (piece: AnswerPiece) => void;
}

/** Computes that thread's part, piece by piece. */
export async function answerApart(question: Question, { checks, home, tell }: ApartOrder): Promise<void> {
  tell({ unsound: checks ? findUnsoundness(question.store) : [] });
  tell({ trend: await readTrend(question, true) });
  const activity = await activityApart(question);
  tell({ beside: { activity, published: await publishedBefore(question, home) } });
}

/** The code that holds an edition against earlier ones is read only for one. */
async function publishedBefore(question: Question, home: string): Promise<Published | null> {
  if (question.audience === "internal") return null;
  const { publishedFor } = await import("../../reports/disclosure/disclose-for.js");
  return publishedFor(question, home, await basisOf(question));
}
