import type { FindingTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { MonthPair } from "../../domain/statistics/paired-months.js";
import { monthsByChance } from "../../domain/statistics/paired-months.js";
import { addMonths, windowLength, windowOf } from "../../domain/month.js";
import { changeWords } from "./finding-sentences.js";
import { changeTenths } from "./findings.js";
import { countWords } from "../../domain/danish.js";
import { fillPlaces } from "../../domain/text/fill-places.js";

/** A month's plans, as the sums need them. */
type Plans = Pick<MonthPlans, "month" | "new" | "maintained" | "total">;

interface WindowSums {
  new: number;
  maintained: number;
  total: number;
  /** Months of the window that are known. */
  known: number;
}

/** What a window is told with. */
export interface WindowQuestion {
  /** The last month of the window. */
  month: Month;
  /** What is counted: `{value?forløbsplan|forløbsplaner}`. */
  subject: string;
  /** A change that chance alone makes less often is told without a reservation. */
  falseAlarm: number;
  texts: FindingTexts["window"];
}

/**
 * What the 12 months that end with a month come to, held against the 12 before where both are known whole, so that each
 * season is held against its like; a change that the months do not bear out together is called usual. Null where none of the 12 is known.
 */
export function windowFinding(
  monthly: readonly Plans[],
  { month, subject: counted, falseAlarm, texts }: WindowQuestion,
): string | null {
  const now = sumsOf(monthly, month);
  if (now.known === 0) return null;
  const value = countWords(now.total);
  const subject = fillPlaces(counted, { value });
  if (now.known < windowLength)
    return fillSentence(texts.partial, { value, subject, known: String(now.known) });
  const before = sumsOf(monthly, addMonths(month, -windowLength));
  const tenths = before.known < windowLength ? null : changeTenths(now.total, before.total);
  if (tenths === null) return fillSentence(texts.level, { value, subject });
  if (now.total === before.total) return fillSentence(texts.same, { value, subject });
  if (tenths === 0) return fillSentence(texts.nearly, { value, subject });
  const isUsual = monthsByChance(monthPairs(monthly, month)) >= falseAlarm;
  const [rise, fall] = isUsual ? [texts.usualRise, texts.usualFall] : [texts.rise, texts.fall];
  const change = changeWords({ now: now.total, before: before.total });
  return fillSentence(tenths > 0 ? rise : fall, { value, subject, change });
}

/** The known months of the 12 that end with a month, each with the same month of the year before where that is known. */
export function monthPairs(
  monthly: readonly Pick<MonthPlans, "month" | "total">[],
  month: Month,
): MonthPair[] {
  const totals = new Map(monthly.map((row) => [row.month, row.total]));
  return windowOf(month).flatMap((one) => {
    const [now, before] = [totals.get(one), totals.get(addMonths(one, -windowLength))];
    return now === undefined || before === undefined ? [] : [{ now, before }];
  });
}

/** Of what the 12 months consist; null where none of them is known. */
export function windowParts(
  monthly: readonly Plans[],
  { month, texts }: { month: Month; texts: FindingTexts["window"] },
): string | null {
  const sums = sumsOf(monthly, month);
  if (sums.known === 0) return null;
  const values = {
    new: countWords(sums.new),
    maintained: countWords(sums.maintained),
    value: countWords(sums.total),
  };
  return sums.known === windowLength
    ? fillSentence(texts.parts, values)
    : fillSentence(texts.partsPartial, { ...values, known: String(sums.known) });
}

function sumsOf(monthly: readonly Plans[], month: Month): WindowSums {
  const window = new Set(windowOf(month));
  const known = monthly.filter((row) => window.has(row.month));
  const sum = (part: "new" | "maintained" | "total"): number =>
    known.reduce((total, row) => total + row[part], 0);
  return { new: sum("new"), maintained: sum("maintained"), total: sum("total"), known: known.length };
}
