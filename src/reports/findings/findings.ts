import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import type { MonthlyValue, Signal, YearOnYear } from "../../domain/statistics/normal-variation.js";
import { fewestMonths, yearOnYear } from "../../domain/statistics/normal-variation.js";

/** A month with its value, held against the same month of the year before. */
interface Comparison {
  month: Month;
  value: number;
  /** The same month of the year before. */
  before: Month;
  valueBefore: number;
}

/** Something that the figures bear out, ready to be said; see {@link findingsOf} for what each kind takes. */
export type Finding =
  | { kind: "level"; month: Month; value: number }
  | (Comparison & { kind: "rise" | "fall" | "same" | "nearly" | "usual-rise" | "usual-fall"; tenths: number })
  | { kind: "record-high" | "record-low"; month: Month; value: number; months: number }
  | { kind: "seasonal-low"; month: Month; years: number }
  | (Comparison & { kind: "crossed-up" | "crossed-down"; line: number })
  | { kind: "signal"; signal: Signal };

/** What is known of a series beside its values. */
export interface FindingOptions {
  /** The month that the findings are about. */
  month: Month;
  /** Calendar month (1 to 12) that is expected to be low each year; null: none. */
  seasonMonth: number | null;
  /** A limit that somebody set; null: none. */
  line: number | null;
  /** Months from which another level is confirmed; left out: none. */
  levelChanges?: readonly Month[];
}

/**
 * What a monthly series shows in one month, the sentence to remember first: its comparison with the same month of the
 * year before, then signals, then a line that was crossed, a record, a season. Empty where the month is not known. Values
 * are whole numbers or shares, never below zero; months may be missing. Nothing is compared with the month before alone.
 */
export function findingsOf(series: readonly MonthlyValue[], options: FindingOptions): Finding[] {
  const known = series.filter(({ month }) => month <= options.month);
  const now = known.find(({ month }) => month === options.month);
  if (now === undefined) return [];
  const before = known.find(({ month }) => month === addMonths(options.month, -12));
  const year = yearOnYear(known, options.levelChanges);
  return [
    changeOf(now, before, year),
    ...signalsOf(now.month, year),
    ...crossingOf(now, before, options.line),
    ...recordOf(now, known),
    ...seasonOf(now, known, options.seasonMonth),
  ];
}

/** How a value changed against an earlier one, in tenths of a percent as readers see them; null where there is none. */
export function changeTenths(now: number, before: number | undefined): number | null {
  return before === undefined || before <= 0 ? null : Math.round((now / before - 1) * 1000);
}

/**
 * A rise or a fall is called usual where such changes have limits and no rule makes the month a signal: one that lies
 * within the limits can still be the last of a long run. Where there are no limits, the figures are compared as they are.
 */
function changeOf(now: MonthlyValue, before: MonthlyValue | undefined, year: YearOnYear | null): Finding {
  const { month, value } = now;
  const tenths = changeTenths(value, before?.value);
  if (before === undefined || tenths === null) return { kind: "level", month, value };
  const comparison = { month, value, before: before.month, valueBefore: before.value, tenths };
  if (value === before.value) return { kind: "same", ...comparison };
  if (tenths === 0) return { kind: "nearly", ...comparison };
  const hasLimits = year?.points.some((point) => point.month === month) ?? false;
  const isUsual = hasLimits && !year?.signals.some((signal) => signal.month === month);
  if (tenths > 0) return { kind: isUsual ? "usual-rise" : "rise", ...comparison };
  return { kind: isUsual ? "usual-fall" : "fall", ...comparison };
}

function signalsOf(month: Month, year: YearOnYear | null): Finding[] {
  const signals = (year?.signals ?? []).filter((signal) => signal.month === month);
  return signals.map((signal) => ({ kind: "signal", signal }));
}

/** A line counts as crossed when the year before lay on its other side; on the line is above it. */
function crossingOf(now: MonthlyValue, before: MonthlyValue | undefined, line: number | null): Finding[] {
  if (line === null || before === undefined) return [];
  if (now.value >= line === before.value >= line) return [];
  const kind = now.value >= line ? "crossed-up" : "crossed-down";
  const { month, value } = now;
  return [{ kind, month, value, before: before.month, valueBefore: before.value, line }];
}

/** The highest or lowest of all, alone, where two years are known: with fewer, a season would pass for a record. */
function recordOf(now: MonthlyValue, known: readonly MonthlyValue[]): Finding[] {
  const others = known.filter(({ month }) => month !== now.month).map(({ value }) => value);
  if (known.length < fewestMonths) return [];
  const { month, value } = now;
  const months = known.length;
  if (others.every((other) => value > other)) return [{ kind: "record-high", month, value, months }];
  if (others.every((other) => value < other)) return [{ kind: "record-low", month, value, months }];
  return [];
}

/** A season is named where every year that is known bears it out: lower than the month before and the month after. */
function seasonOf(now: MonthlyValue, known: readonly MonthlyValue[], seasonMonth: number | null): Finding[] {
  if (seasonMonth === null || Number(now.month.slice(5)) !== seasonMonth) return [];
  const valueOf = new Map(known.map(({ month, value }) => [month, value]));
  const years = known.filter(({ month }) => month < now.month && month.slice(5) === now.month.slice(5));
  const isLow = ({ month, value }: MonthlyValue): boolean => {
    const [before, after] = [valueOf.get(addMonths(month, -1)), valueOf.get(addMonths(month, 1))];
    return before !== undefined && value < before && after !== undefined && value < after;
  };
  const monthBefore = valueOf.get(addMonths(now.month, -1));
  const isLowNow = monthBefore !== undefined && now.value < monthBefore;
  if (years.length < 2 || !isLowNow || !years.every(isLow)) return [];
  return [{ kind: "seasonal-low", month: now.month, years: years.length }];
}
