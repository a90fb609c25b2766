import type { Month } from "../month.js";
import { addMonths } from "../month.js";

/**
 * Process behaviour charts (XmR) of monthly series.
 *
 * Sources: D. J. Wheeler, Understanding Variation (SPC Press 1993): limits at the mean plus and minus 2.66 times the
 * average moving range, on all values. W. A. Shewhart's single point outside the limits, and the run rules of the Western
 * Electric handbook (1956) as D. J. Wheeler and D. S. Chambers give them in Understanding Statistical Process Control:
 * two of three beyond two thirds of the way to a limit, eight in a row on one side of the mean. NHS England, Making Data
 * Count, uses the same chart for monthly health figures, with seven in a row; the stricter eight gives fewer false alarms.
 */
const limitFactor = 2.66;

/** Values in a row on one side of the mean that are a signal. */
const runLength = 8;

/** Fewer values than this give no limits: they would move with every month that is added. */
export const fewestPoints = 13;

/**
 * After a confirmed change of level a mean of fewer values than this would say more about them than about the level. The
 * ranges are those of all months, so that fewer are needed than for limits of nothing else. NHS England, Making Data
 * Count, recalculates limits in the same way: from a month that somebody names with a reason, never by themselves.
 */
export const fewestAfterChange = 6;

/** Fewer months than this give no comparison of years: a season that was seen once is not yet a season. */
export const fewestMonths = 24;

/** A month with its value. */
export interface MonthlyValue {
  month: Month;
  value: number;
}

/** Where a process lies and how far it varies when nothing happens. */
export interface ProcessLimits {
  mean: number;
  averageMovingRange: number;
  lower: number;
  upper: number;
}

/** Which rule found that something happened. */
export type SignalRule = "outside" | "two-of-three" | "run";

/** Something happened in or up to a month. */
export interface Signal {
  month: Month;
  rule: SignalRule;
  side: "above" | "below";
  /** The first month that the rule looks at: of a run, the one with which it began. */
  since: Month;
}

/**
 * The limits of a series: mean plus and minus 2.66 times the average moving range. A moving range is taken between
 * neighbouring months only, never across a gap. Null where no two months are neighbours.
 */
export function processLimits(series: readonly MonthlyValue[]): ProcessLimits | null {
  const ranges = movingRanges(series);
  return ranges.length === 0 ? null : limitsAround(series, meanOf(ranges));
}

function limitsAround(series: readonly MonthlyValue[], averageMovingRange: number): ProcessLimits {
  const mean = meanOf(series.map(({ value }) => value));
  const width = limitFactor * averageMovingRange;
  return { mean, averageMovingRange, lower: mean - width, upper: mean + width };
}

/** Months of one level, with their limits. */
export interface Stretch {
  series: MonthlyValue[];
  limits: ProcessLimits;
}

/**
 * The limits of a series whose level changed in some months: each stretch lies around its own mean, and varies as all of
 * them do; ranges across a change count for nothing. Stretches of fewer than {@link fewestAfterChange} months have none.
 * Empty with fewer than {@link fewestPoints} values in all.
 */
export function limitsByLevel(series: readonly MonthlyValue[], changes: readonly Month[]): Stretch[] {
  const starts = [...new Set(changes)].filter((change) => series.some(({ month }) => month < change)).sort();
  const stretches = ["", ...starts].map((start, place) => {
    const end = starts[place];
    return series.filter(({ month }) => month >= start && (end === undefined || month < end));
  });
  const ranges = stretches.flatMap(movingRanges);
  if (series.length < fewestPoints || ranges.length === 0) return [];
  const averageMovingRange = meanOf(ranges);
  return stretches
    .filter(({ length }) => length >= fewestAfterChange)
    .map((stretch) => ({ series: stretch, limits: limitsAround(stretch, averageMovingRange) }));
}

function movingRanges(series: readonly MonthlyValue[]): number[] {
  return series.flatMap(({ month, value }, index) => {
    const before = series[index - 1];
    return before !== undefined && addMonths(before.month, 1) === month
      ? [Math.abs(value - before.value)]
      : [];
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Every signal of a series against its limits, in month order; a rule speaks in the month that completes it. */
export function signalsIn(series: readonly MonthlyValue[], limits: ProcessLimits): Signal[] {
  const points = zonesOf(series, limits);
  return points.flatMap(({ month, zone: now }, index) => {
    const found: Signal[] = [];
    const side = now > 0 ? "above" : "below";
    if (Math.abs(now) === 3) found.push({ month, rule: "outside", side, since: month });
    const three = zonesUpTo(points, index, 3);
    const far = three.filter((zone) => Math.abs(zone) >= 2 && Math.sign(zone) === Math.sign(now)).length;
    if (Math.abs(now) >= 2 && far >= 2 && three.length === 3) {
      found.push({ month, rule: "two-of-three", side, since: addMonths(month, -2) });
    }
    const run = zonesUpTo(points, index, runLength);
    if (run.length === runLength && now !== 0 && run.every((zone) => Math.sign(zone) === Math.sign(now))) {
      found.push({ month, rule: "run", side, since: addMonths(month, 1 - runUpTo(points, index)) });
    }
    return found;
  });
}

/** A month with its zone, and whether the point before it is of the month before. */
interface ZonePoint {
  month: Month;
  zone: number;
  follows: boolean;
}

function zonesOf(series: readonly MonthlyValue[], limits: ProcessLimits): ZonePoint[] {
  return series.map(({ month, value }, index) => {
    const before = series[index - 1];
    const follows = before !== undefined && addMonths(before.month, 1) === month;
    return { month, zone: zoneOf(value, limits), follows };
  });
}

/**
 * How far a value lies from the mean, with its side as its sign: 0 on the mean, 1 within two thirds of the way to a
 * limit, 2 beyond that, 3 outside. What differs by rounding alone counts as the same.
 */
function zoneOf(value: number, { mean, upper }: ProcessLimits): number {
  const [distance, width] = [value - mean, upper - mean];
  const rounding = 1e-9 * Math.max(1, Math.abs(mean));
  if (Math.abs(distance) <= rounding) return 0;
  const size = Math.abs(distance) - rounding;
  return Math.sign(distance) * (size > width ? 3 : size > (width * 2) / 3 ? 2 : 1);
}

/** The zones of the months up to one, the newest last, as many as asked for; fewer where a gap or the beginning comes first. */
function zonesUpTo(points: readonly ZonePoint[], index: number, length: number): number[] {
  let first = index;
  while (index - first + 1 < length && points[first]?.follows === true) first -= 1;
  return points.slice(first, index + 1).map(({ zone }) => zone);
}

/** How many months in a row, up to and with one, lie on its side of the mean. */
function runUpTo(points: readonly ZonePoint[], index: number): number {
  const zones = zonesUpTo(points, index, points.length);
  const newest = zones.at(-1) ?? 0;
  return zones.length - 1 - zones.findLastIndex((zone) => Math.sign(zone) !== Math.sign(newest));
}

/** A month against the same month of the year before, and the range in which it would lie if nothing happened. */
export interface YearOnYearPoint {
  month: Month;
  value: number;
  before: number;
  /** value / before. */
  ratio: number;
  expected: number;
  lower: number;
  upper: number;
}

/** A monthly series held against its own year before. */
export interface YearOnYear {
  /** The months that have limits. */
  points: YearOnYearPoint[];
  /** Of the ratios of the newest level. */
  limits: ProcessLimits;
  signals: Signal[];
}

/**
 * Holds a monthly series against the same months of the year before, so that a season speaks against its like. The
 * ratio is charted and not the difference: a season of counts is a share of the level (July has about so many percent of
 * a usual month, in a year with few plans as in one with many), so that differences would vary more in strong months than
 * in weak ones, and one pair of limits could not be right for both. This is the seasonal factor of Wheeler's Making
 * Sense of Data with the year before as the factor.
 *
 * A change of level moves the ratios of the twelve months that are held against months before it; from then on they lie
 * where they lay. Both begin stretches of their own, see {@link limitsByLevel}.
 *
 * Null with fewer than {@link fewestMonths} months or {@link fewestPoints} ratios: then nothing is said about signals. A
 * month whose year before is unknown or zero has no ratio. Only for figures of single months: an accumulated one is
 * made of its neighbours, and its moving ranges say nothing.
 */
export function yearOnYear(
  series: readonly MonthlyValue[],
  levelChanges: readonly Month[] = [],
): YearOnYear | null {
  const valueOf = new Map(series.map(({ month, value }) => [month, value]));
  const ratios = series.flatMap(({ month, value }) => {
    const before = valueOf.get(addMonths(month, -12)) ?? 0;
    return before <= 0 ? [] : [{ month, value: value / before }];
  });
  const starts = levelChanges.flatMap((change) => [change, addMonths(change, 12)]);
  const stretches = series.length < fewestMonths ? [] : limitsByLevel(ratios, starts);
  const newest = stretches.at(-1);
  if (newest === undefined) return null;
  return {
    points: stretches.flatMap(({ series: levelled, limits }) =>
      levelled.map(({ month, value: ratio }): YearOnYearPoint => {
        const before = valueOf.get(addMonths(month, -12)) ?? 0;
        return {
          month,
          value: valueOf.get(month) ?? 0,
          before,
          ratio,
          expected: limits.mean * before,
          // A count is never below zero.
          lower: Math.max(0, limits.lower * before),
          upper: limits.upper * before,
        };
      }),
    ),
    limits: newest.limits,
    signals: stretches.flatMap((stretch) => signalsIn(stretch.series, stretch.limits)),
  };
}
