import type { ShareVariation } from "../../domain/statistics/share-limits.js";
import type { FindingTexts, ShareTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { Month } from "../../domain/month.js";
import type { ComplianceCrossing } from "../../domain/shapes/figures.js";
import { fewestForPercent } from "./finding-sentences.js";
import { isChange } from "../../domain/statistics/difference.js";
import { addMonths } from "../../domain/month.js";
import { capitalized, countWords, monthWords, shareWords, tenthsOfPercent } from "../../domain/danish.js";

/** So many of a whole in a month. */
export interface MonthShare {
  month: Month;
  part: number;
  whole: number;
}

/** What a share is told with. */
export interface ShareQuestion {
  month: Month;
  /** Shares of earlier months were counted in another way and are not compared; null: all are alike. */
  comparableFrom: Month | null;
  /** Who changed sides since earlier months, where that is known. */
  crossings?: readonly ComplianceCrossing[];
  /** A difference that chance alone makes less often is a change. */
  falseAlarm: number;
  texts: ShareTexts;
}

/**
 * A share of one month, held against the same month of the year before: a rise or fall where chance alone hardly makes such
 * a difference, else unchanged. Shares that read alike, in tenths of a percent, are the same: who reads 80,0 % twice is not
 * told of a change. Null where the month is not known or its whole is nothing.
 */
export function shareFinding(
  rows: readonly MonthShare[],
  { month, comparableFrom, crossings = [], falseAlarm, texts }: ShareQuestion,
): string | null {
  const now = rows.find((row) => row.month === month);
  if (now === undefined || now.whole === 0) return null;
  const yearBefore = addMonths(month, -12);
  const before = rows.find((row) => row.month === yearBefore);
  const share = shareWords(now.part / now.whole);
  const words = { share, month: monthWords(month), before: monthWords(yearBefore) };
  const isAlike = comparableFrom === null || comparableFrom <= yearBefore;
  if (now.whole < fewestForPercent) return fewFinding(now, isAlike ? before : undefined, { words, texts });
  if (before === undefined || before.whole === 0 || !isAlike)
    return fillSentence(texts.level, { ...words, part: countWords(now.part), whole: countWords(now.whole) });
  const change = tenthsOfPercent(now.part / now.whole) - tenthsOfPercent(before.part / before.whole);
  if (change === 0) return fillSentence(texts.same, words);
  const shareBefore = shareWords(before.part / before.whole);
  const crossed = crossings.find(({ since }) => since === yearBefore) ?? null;
  const isSure = isChange({ now, before, crossed }, falseAlarm);
  const text = !isSure ? texts.unchanged : change > 0 ? texts.rise : texts.fall;
  return fillSentence(text, { ...words, shareBefore });
}

/** Of few clinics the numbers, now and a year before, without a word on change: one of them is many percent. */
function fewFinding(
  now: MonthShare,
  before: MonthShare | undefined,
  { words, texts }: { words: { month: string; before: string }; texts: ShareTexts },
): string {
  const counted = { ...words, part: countWords(now.part), whole: countWords(now.whole) };
  if (before === undefined || before.whole === 0) return fillSentence(texts.few, counted);
  return fillSentence(texts.fewBefore, {
    ...counted,
    partBefore: countWords(before.part),
    wholeBefore: countWords(before.whole),
  });
}

/** Whether a month's share lies where the month before let expect; null where nothing can be said of it. */
export function fromMonthBefore(
  variation: ShareVariation | null,
  month: Month,
  texts: FindingTexts["shares"]["fromMonthBefore"],
): string | null {
  if (variation === null || !variation.points.some((point) => point.month === month)) return null;
  const signal = variation.signals.find((one) => one.month === month);
  const words = { month: monthWords(month), before: monthWords(addMonths(month, -1)) };
  if (signal === undefined) return fillSentence(texts.usual, words);
  return fillSentence(texts[signal.side], { ...words, month: capitalized(words.month) });
}
