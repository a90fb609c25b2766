import type { ShareTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import { countWords, monthWords, shareWords, tenthsOfPercent } from "../../domain/danish.js";

/** So many of a whole in a month. */
export interface MonthShare {
  month: Month;
  part: number;
  whole: number;
}

/**
 * A share of one month, held against the same month of the year before. Both are compared as they are read, in tenths of
 * a percent: who reads 80,0 % twice is told that it is the same. Shares of months before `comparableFrom` were counted in
 * another way and are not compared (null: all are alike). Null where the month is not known or its whole is nothing.
 */
export function shareFinding(
  rows: readonly MonthShare[],
  { month, comparableFrom, texts }: { month: Month; comparableFrom: Month | null; texts: ShareTexts },
): string | null {
  const now = rows.find((row) => row.month === month);
  if (now === undefined || now.whole === 0) return null;
  const yearBefore = addMonths(month, -12);
  const before = rows.find((row) => row.month === yearBefore);
  const share = shareWords(now.part / now.whole);
  const words = { share, month: monthWords(month), before: monthWords(yearBefore) };
  const isAlike = comparableFrom === null || comparableFrom <= yearBefore;
  if (before === undefined || before.whole === 0 || !isAlike)
    return fillSentence(texts.level, { ...words, part: countWords(now.part), whole: countWords(now.whole) });
  const change = tenthsOfPercent(now.part / now.whole) - tenthsOfPercent(before.part / before.whole);
  if (change === 0) return fillSentence(texts.same, words);
  const shareBefore = shareWords(before.part / before.whole);
  return fillSentence(change > 0 ? texts.rise : texts.fall, { ...words, shareBefore });
}
