import type { Target } from "../../defs/agreement/targets.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import {
  countWords,
  dateWords,
  monthWords,
  pointWords,
  shareWords,
  shortMonthYearWords,
} from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { changesLookedAt } from "../../domain/statistics/forecast.js";
import type { TargetAnswer } from "../../domain/shapes/target.js";
import { sharesUpTo, targetOf } from "../../metrics/answer/target.js";
import type { ExpectedShare } from "../../domain/statistics/share-limits.js";
import type { FindingTexts } from "./texts.js";

/** What a goal is held against. */
export interface TargetFigures {
  month: Month;
  compliance: { clinics: number; pass: number };
  /** Clinics near the requirement; null: the audience is not told. */
  near: number | null;
  trend: readonly { month: Month; share: number | null }[];
  /** First month of the rule in force; null: it always was. */
  ruleFrom: Month | null;
  /** Where the next month's share is to be expected; null: too few months are known. */
  next: Pick<ExpectedShare, "lower" | "upper"> | null;
}

/** A goal as readers meet it. */
export interface ToldTarget {
  share: number;
  /** What stands at the end of its line in a chart. */
  label: string[];
  /** How many clinics lack, and when it is reached at the pace of the latest year. */
  text: string;
  /** Whether it can be counted on, how far such forecasts were off, and who set it: a sentence each. */
  details: string[];
}

/** What is said of each goal; nothing without clinics. */
export function tellTargets(
  targets: readonly Target[],
  figures: TargetFigures,
  texts: FindingTexts["targets"],
): ToldTarget[] {
  if (figures.compliance.clinics === 0) return [];
  return targets.map((target) => tellTarget(target, figures, texts));
}

/** All that is said of a goal, as one paragraph. */
export function targetParagraph({ text, details }: ToldTarget): string {
  return [text, ...details].join(" ");
}

function tellTarget(target: Target, figures: TargetFigures, texts: FindingTexts["targets"]): ToldTarget {
  const { month, compliance, near, trend, ruleFrom } = figures;
  const isAlike = (one: Month): boolean => ruleFrom === null || one >= ruleFrom;
  const shares = sharesUpTo(trend, { month, isAlike });
  const answer = targetOf({ ...compliance, near: near ?? 0, month, shares }, target.share);
  const share = shareWords(target.share);
  const label = [
    target.by === null
      ? texts.label
      : fillSentence(texts.labelBy, { month: shortMonthYearWords(target.by).toLocaleLowerCase("da-DK") }),
    share,
  ];
  const assurance = assuranceWords(target.share, figures, texts);
  if (answer.missing <= 0) {
    const { pass, clinics } = compliance;
    const words = { share, pass: countWords(pass), clinics: countWords(clinics) };
    const text = fillSentence(texts.reached, words);
    return { share: target.share, label, text, details: [...assurance, originWords(target, texts)] };
  }
  const missing = countWords(answer.missing);
  const lacking =
    near === null
      ? fillSentence(texts.missing, { missing, share })
      : fillSentence(texts.missingNear, { missing, share, near: countWords(near) });
  return {
    share: target.share,
    label,
    text: `${lacking} ${paceWords(answer, { share, isKnown: shares.length > changesLookedAt }, texts)}`,
    details: [...assurance, ...backtestWords(answer, texts), originWords(target, texts)],
  };
}

function paceWords(
  { reached }: TargetAnswer,
  { share, isKnown }: { share: string; isKnown: boolean },
  texts: FindingTexts["targets"],
): string {
  if (reached === null) return fillSentence(isKnown ? texts.notInSight : texts.tooFewMonths, { share });
  const words = { share, month: monthWords(reached.month), low: monthWords(reached.low) };
  if (reached.high === null) return fillSentence(texts.inSightOpen, words);
  // Changes that were all alike leave no room for doubt.
  if (reached.low === reached.high) return fillSentence(texts.inSightSure, words);
  return fillSentence(texts.inSight, { ...words, high: monthWords(reached.high) });
}

/**
 * Whether the goal can be counted on while nothing changes: it lies below, above or within where next month's share is to be
 * expected. Source: NHS England, Making Data Count: assurance is told apart from variation, as consistently passing,
 * consistently failing, or hit and miss.
 */
function assuranceWords(
  share: number,
  { next }: Pick<TargetFigures, "next">,
  { assurance }: FindingTexts["targets"],
): string[] {
  if (next === null) return [];
  if (next.lower >= share) return [assurance.passes];
  return [next.upper < share ? assurance.fails : assurance.either];
}

function backtestWords({ backtest }: TargetAnswer, texts: FindingTexts["targets"]): string[] {
  if (backtest === null) return [];
  return [
    fillSentence(texts.backtest, {
      months: countWords(backtest.months),
      points: pointWords(Math.round(backtest.mean_error * 1000)),
      held: countWords(backtest.held),
      forecasts: countWords(backtest.forecasts),
    }),
  ];
}

function originWords({ by, setBy, setOn }: Target, texts: FindingTexts["targets"]): string {
  const words = { by: setBy, date: dateWords(setOn) };
  return by === null
    ? fillSentence(texts.set, words)
    : fillSentence(texts.setWithMonth, { ...words, month: monthWords(by) });
}
