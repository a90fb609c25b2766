import type { Target } from "../../defs/agreement/targets.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, dateWords, monthWords, shareWords } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import type { ReachedMonths } from "../../metrics/answer/target.js";
import { sharesUpTo, targetOf } from "../../metrics/answer/target.js";
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
}

/** For each goal how many clinics lack, when it is reached at the pace of the latest year, and who set it. */
export function targetFindings(
  targets: readonly Target[],
  figures: TargetFigures,
  texts: FindingTexts["targets"],
): string[] {
  if (figures.compliance.clinics === 0) return [];
  return targets.map((target) => targetFinding(target, figures, texts));
}

function targetFinding(target: Target, figures: TargetFigures, texts: FindingTexts["targets"]): string {
  const { month, compliance, near, trend, ruleFrom } = figures;
  const isAlike = (one: Month): boolean => ruleFrom === null || one >= ruleFrom;
  const shares = sharesUpTo(trend, { month, isAlike });
  const answer = targetOf({ ...compliance, near: near ?? 0, month, shares }, target.share);
  const share = shareWords(target.share);
  const origin = originWords(target, texts);
  if (answer.missing <= 0) {
    const { pass, clinics } = compliance;
    return `${fillSentence(texts.reached, { share, pass: countWords(pass), clinics: countWords(clinics) })}. ${origin}`;
  }
  const missing = countWords(answer.missing);
  const lacking =
    near === null
      ? fillSentence(texts.missing, { missing, share })
      : fillSentence(texts.missingNear, { missing, share, near: countWords(near) });
  return `${lacking}. ${paceWords(answer.reached, share, texts)}. ${origin}`;
}

function paceWords(reached: ReachedMonths | null, share: string, texts: FindingTexts["targets"]): string {
  if (reached === null) return fillSentence(texts.notInSight, { share });
  const words = { share, month: monthWords(reached.month), low: monthWords(reached.low) };
  return reached.high === null
    ? fillSentence(texts.inSightOpen, words)
    : fillSentence(texts.inSight, { ...words, high: monthWords(reached.high) });
}

function originWords({ by, setBy, setOn }: Target, texts: FindingTexts["targets"]): string {
  const words = { by: setBy, date: dateWords(setOn) };
  return by === null
    ? fillSentence(texts.set, words)
    : fillSentence(texts.setWithMonth, { ...words, month: monthWords(by) });
}
