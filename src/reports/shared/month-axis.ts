import type { Month } from "../../domain/month.js";
import { addMonths, monthIndex, monthsBetween, firstOfWindow } from "../../domain/month.js";
import { shortMonthWords } from "../../domain/danish.js";

/** Months along the bottom of a chart: every month has its place, known or not, so that a hole stays a hole. */
export interface MonthAxis {
  months: Month[];
  wide: MonthTicks;
  narrow: MonthTicks;
}

/** The months that are named on an axis, with the lines of each name. */
export interface MonthTicks {
  ticks: Month[];
  tickLabels: Record<string, string[]>;
}

/** The axis of a series that ends with `last`: from its first month, and at least one window long. */
export function monthAxis(known: readonly Month[], last: Month): MonthAxis {
  const windowStart = firstOfWindow(last);
  const first = known[0] !== undefined && known[0] < windowStart ? known[0] : windowStart;
  const months = monthsBetween(first, last);
  const steps = months.length <= 13 ? [1, 3] : months.length <= 40 ? [3, 12] : [12, 24];
  return { months, wide: ticksOf(months, steps[0] ?? 1), narrow: ticksOf(months, steps[1] ?? 1) };
}

/** Names each month whose number in the calendar, from January on, is a multiple of `step`; the year under Januaries and the first. */
function ticksOf(months: readonly Month[], step: number): MonthTicks {
  const ticks = months.filter((month) => monthIndex(month) % step === 0);
  const tickLabels = Object.fromEntries(
    ticks.map((month, index) => {
      const isYearNamed = index === 0 || month.endsWith("-01");
      return [month, isYearNamed ? [shortMonthWords(month), month.slice(0, 4)] : [shortMonthWords(month)]];
    }),
  );
  return { ticks, tickLabels };
}

/** The same calendar month of earlier years, newest first, as far as `months` has them. */
export function sameMonthsBefore(month: Month, months: readonly Month[]): Month[] {
  return months.filter((one) => one < month && one.slice(5) === month.slice(5)).reverse();
}

/** A month with a value, for finding lows and highs. */
export interface MonthValue {
  month: Month;
  value: number;
}

/**
 * The months of a calendar month (1 to 12) that lie lower than both neighbours; empty unless this holds in every year in
 * which all three are known: a season is only named where the figures bear it out.
 */
export function seasonalLows(rows: readonly MonthValue[], calendarMonth: number): Month[] {
  const valueOf = new Map(rows.map(({ month, value }) => [month, value]));
  const lows: Month[] = [];
  for (const { month, value } of rows) {
    const before = valueOf.get(addMonths(month, -1));
    const after = valueOf.get(addMonths(month, 1));
    if (Number(month.slice(5)) !== calendarMonth || before === undefined || after === undefined) continue;
    if (value >= before || value >= after) return [];
    lows.push(month);
  }
  return lows;
}

/** The highest and the lowest row, the earliest of several equal ones; null without rows. */
export function extremesOf(rows: readonly MonthValue[]): { highest: MonthValue; lowest: MonthValue } | null {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  const pick = (isBetter: (one: MonthValue, best: MonthValue) => boolean): MonthValue =>
    others.reduce((best, one) => (isBetter(one, best) ? one : best), first);
  return {
    highest: pick((one, best) => one.value > best.value),
    lowest: pick((one, best) => one.value < best.value),
  };
}
