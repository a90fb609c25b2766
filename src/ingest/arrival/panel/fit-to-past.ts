import type { MonthCells } from "./panel.js";
import type { Expectation } from "./expectation.js";
import { median } from "../statistics/distributions.js";
import type { Timeline } from "./timeline.js";

/** How the counts of one month agree with what the months before it let expect, by number and by cell. */
export interface Fit {
  /** Plans of numbers that have a past. */
  plans: number;
  /** What a number's or a row's sum in its expectation comes to in a month of so many plans: times this. */
  factor: number;
  /** What was expected of each number, brought to the month's own total. */
  expected: Float64Array;
  /** What was seen of each number. */
  seen: Float64Array;
  /** 1 for each cell with plans in one of the latest months before: its clinic has not closed since. */
  recent: Uint8Array;
  /**
   * What the clinics' own past tells about where plans are, in nats a plan: the mean of log(expected / mean expected). Near
   * zero or below: the numbers are not those of the counts. Does not depend on how many plans a month has.
   */
  information: number;
  /** Mean squared deviation of numbers in overdispersed standard deviations, each at most 25: about 1. */
  spread: number;
  /** Variance over mean of the deviations: how much more than by chance alone counts vary. */
  dispersion: number;
  /** Numbers with plans of late, of which at least 3 are expected, that have none; and how many of them to expect. */
  zeros: number;
  expectedZeros: number;
  /** The same of rows (number x plan type) of numbers that have plans in the month. */
  rowZeros: number;
  expectedRowZeros: number;
}

/**
 * Shape of the overdispersion by which deviations are put on one scale. Counts of a clinic vary about as a negative
 * binomial count (Hilbe, Negative binomial regression); what remains is learned from the history of the measure.
 */
export const countSize = 4;

const largestDeviation = 25;
const leastExpected = 3;

const made = new WeakMap<Timeline, Map<number, Fit | null>>();

/** The fit of a place of a timeline's past, or of its target at the end of it; null: too little past. */
export function fitAt(timeline: Timeline, place: number): Fit | null {
  const fits = made.get(timeline) ?? new Map<number, Fit | null>();
  made.set(timeline, fits);
  const kept = fits.get(place);
  if (kept !== undefined) return kept;
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  const fit = month === null || expectation === null ? null : fitOf(month, expectation, timeline);
  fits.set(place, fit);
  return fit;
}

/** The month at a place of the past; the target stands at its end. */
export function monthAt({ past, target }: Timeline, place: number): MonthCells | null {
  return place === past.length ? target : (past[place] ?? null);
}

/** A value of each place of the past. */
export function valuesOf<Value>(timeline: Timeline, measure: (place: number) => Value): Value[] {
  return timeline.past.map((_, place) => measure(place));
}

function fitOf(month: MonthCells, expectation: Expectation, { numbers, types }: Timeline): Fit | null {
  const seen = new Float64Array(numbers.length);
  const expected = new Float64Array(numbers.length);
  let [plans, total] = [0, 0];
  for (let number = 0; number < numbers.length; number += 1) {
    let counted = 0;
    let sum = 0;
    for (let cell = number * types.length; cell < (number + 1) * types.length; cell += 1) {
      counted += (month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0);
      sum += (expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0);
    }
    seen[number] = counted;
    expected[number] = sum;
    total += sum;
    if (sum > 0) plans += counted;
  }
  if (total === 0 || plans === 0) return null;
  const recent = recentCells(expectation, numbers.length * types.length);
  const factor = plans / total;
  const clinics = deviations({ seen, expected, plans, factor });
  const zeros = zerosOf({ seen, expected, month, expectation, recent, types: types.length, factor });
  return { plans, factor, expected, seen, recent, ...clinics, ...zeros };
}

/** 1 for each cell with plans in one of the latest months: its clinic has not closed since. */
function recentCells({ latest }: Expectation, cells: number): Uint8Array {
  const recent = new Uint8Array(cells);
  for (const { filled } of latest)
    for (let index = 0; index < filled.length; index += 1) recent[filled[index] ?? 0] = 1;
  return recent;
}

/** Brings what is expected to the month's total, and measures how far the numbers lie from it. */
function deviations(of: {
  seen: Float64Array;
  expected: Float64Array;
  plans: number;
  factor: number;
}): Pick<Fit, "information" | "spread" | "dispersion"> {
  const { seen, expected, plans, factor } = of;
  let [clinics, information, squares, excess] = [0, 0, 0, 0];
  for (let number = 0; number < seen.length; number += 1) {
    const mean = (expected[number] ?? 0) * factor;
    expected[number] = mean;
    if (mean === 0) continue;
    const counted = seen[number] ?? 0;
    clinics += 1;
    information += counted * Math.log(mean);
    const apart = (counted - mean) ** 2;
    squares += Math.min(apart / (mean + mean ** 2 / countSize), largestDeviation);
    excess += Math.min(apart, largestDeviation * mean);
  }
  return {
    information: information / plans - Math.log(plans / clinics),
    spread: squares / clinics,
    dispersion: excess / plans,
  };
}

function zerosOf(of: {
  seen: Float64Array;
  expected: Float64Array;
  month: MonthCells;
  expectation: Expectation;
  recent: Uint8Array;
  types: number;
  factor: number;
}): Pick<Fit, "zeros" | "expectedZeros" | "rowZeros" | "expectedRowZeros"> {
  const { seen, expected, month, expectation, recent, types, factor } = of;
  const found = { zeros: 0, expectedZeros: 0, rowZeros: 0, expectedRowZeros: 0 };
  for (let number = 0; number < seen.length; number += 1) {
    const mean = expected[number] ?? 0;
    if (mean === 0) continue;
    let isRecent = false;
    for (let cell = number * types; cell < (number + 1) * types; cell += 1) {
      if (recent[cell] !== 1) continue;
      isRecent = true;
      const ofRow = factor * ((expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0));
      // A clinic that has nothing at all is looked at as a clinic.
      if (ofRow < leastExpected || seen[number] === 0) continue;
      found.expectedRowZeros += (1 + ofRow / countSize) ** -countSize;
      if ((month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0) === 0) found.rowZeros += 1;
    }
    if (!isRecent || mean < leastExpected) continue;
    found.expectedZeros += (1 + mean / countSize) ** -countSize;
    if (seen[number] === 0) found.zeros += 1;
  }
  return found;
}

/** How much more than by chance alone the counts of the latest known months varied; at least 1. */
export function usualDispersion(timeline: Timeline): number {
  const latest = valuesOf(timeline, (place) => fitAt(timeline, place))
    .flatMap((fit) => (fit === null ? [] : [fit.dispersion]))
    .slice(-12);
  const mean = latest.reduce((sum, one) => sum + one, 0) / Math.max(1, latest.length);
  return Math.max(1, mean);
}

/**
 * What the middle clinic with plans has beside its own mean of the months before: a month in which one clinic has too many,
 * or many have none, is none in which all counts are too large or too small. 1: nothing is known.
 */
export function typicalRatio(timeline: Timeline): number {
  const fit = fitAt(timeline, timeline.past.length);
  const expectation = timeline.expectationAt(timeline.past.length);
  if (fit === null || expectation === null) return 1;
  const ratios = [...fit.seen].flatMap((seen, number) => {
    // Expected plans were brought to the month's own total; here they are wanted as they were.
    const mean = (fit.expected[number] ?? 0) / fit.factor / expectation.months;
    return seen === 0 || mean < leastMean ? [] : [seen / mean];
  });
  return median(ratios) ?? 1;
}

const leastMean = 3;
