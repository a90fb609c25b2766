import type { MonthCells } from "./panel.js";
import { plansOf } from "./panel.js";
import type { Expectation, Timeline } from "./timeline.js";

/** How the counts of one month agree with what the months before it let expect, by number and by cell. */
export interface Fit {
  /** Plans of numbers that have a past. */
  plans: number;
  /** What was expected of each number, brought to the month's own total. */
  expected: Float64Array;
  /** What was seen of each number. */
  seen: Float64Array;
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
  const recent = new Uint8Array(numbers.length);
  let [plans, total] = [0, 0];
  for (let number = 0; number < numbers.length; number += 1) {
    let [counted, mean] = [0, 0];
    for (let cell = number * types.length; cell < (number + 1) * types.length; cell += 1) {
      counted += (month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0);
      if (expectation.recent[cell] === 1) recent[number] = 1;
      mean += (expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0);
    }
    seen[number] = counted;
    expected[number] = mean;
    total += mean;
    if (mean > 0) plans += counted;
  }
  if (total === 0 || plans === 0) return null;
  return deviations({ seen, expected, recent, plans, factor: plans / total });
}

function deviations(of: {
  seen: Float64Array;
  expected: Float64Array;
  recent: Uint8Array;
  plans: number;
  factor: number;
}): Fit {
  const { seen, expected, recent, plans, factor } = of;
  let [clinics, information, squares, excess, zeros, expectedZeros] = [0, 0, 0, 0, 0, 0];
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
    if (mean < leastExpected || recent[number] !== 1) continue;
    expectedZeros += (1 + mean / countSize) ** -countSize;
    if (counted === 0) zeros += 1;
  }
  return {
    plans,
    expected,
    seen,
    information: information / plans - Math.log(plans / clinics),
    spread: squares / clinics,
    dispersion: excess / plans,
    zeros,
    expectedZeros,
  };
}

/** How much more than by chance alone the counts of the latest known months varied; at least 1. */
export function usualDispersion(timeline: Timeline): number {
  const latest = valuesOf(timeline, (place) => fitAt(timeline, place))
    .flatMap((fit) => (fit === null ? [] : [fit.dispersion]))
    .slice(-12);
  const mean = latest.reduce((sum, one) => sum + one, 0) / Math.max(1, latest.length);
  return Math.max(1, mean);
}

/** Plans of the target, all of them. */
export function targetPlans({ target }: Timeline): number {
  return plansOf(target);
}
