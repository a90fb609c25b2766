import type { MonthCells } from "./panel.js";
import type { Expectation } from "./expectation.js";
import { median } from "../statistics/distributions.js";
import type { Timeline } from "./timeline.js";

/**
 * How the counts of one month agree with what the months before it let expect, by number and by cell. Deviations are put on
 * one scale as if counts were negative binomial (Hilbe, Negative binomial regression) with the shape that gates.yaml names;
 * what remains is learned from the history of the measure.
 */
export interface Fit {
  /** Plans of numbers that have a past. */
  plans: number;
  /** What a number's or a row's sum in its expectation comes to in a month of so many plans: times this. */
  factor: number;
  /** What was expected of each number, brought to the month's own total. */
  expected: Float64Array;
  /** What was seen of each number. */
  seen: Int32Array;
  /**
   * What the clinics' own past tells about where plans are, in nats a plan: the mean of log(expected / mean expected). Near
   * zero or below: the numbers are not those of the counts. Does not depend on how many plans a month has.
   */
  information: number;
  /** Mean squared deviation of numbers in overdispersed standard deviations, each at most 25: about 1. */
  spread: number;
  /** Variance over mean of the deviations: how much more than by chance alone counts vary. */
  dispersion: number;
  /** Numbers with plans of late, of which some plans are expected (min_expected_plans), that have none; and how many of them to expect. */
  zeros: number;
  expectedZeros: number;
  /** The same of rows (number x plan type) of numbers that have plans in the month. */
  rowZeros: number;
  expectedRowZeros: number;
}

const largestDeviation = 25;

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

function fitOf(month: MonthCells, expectation: Expectation, { judgement }: Timeline): Fit | null {
  const seen = month.ofNumber;
  const { ofNumber } = expectation;
  let [plans, total] = [0, 0];
  for (let number = 0; number < seen.length; number += 1) {
    const sum = ofNumber[number] ?? 0;
    if (sum === 0) continue;
    total += sum;
    plans += seen[number] ?? 0;
  }
  if (total === 0 || plans === 0) return null;
  const factor = plans / total;
  const expected = new Float64Array(seen.length);
  for (let number = 0; number < seen.length; number += 1) expected[number] = (ofNumber[number] ?? 0) * factor;
  const [shape, least] = [judgement.clinicShape.value, judgement.minExpectedPlans.value];
  const clinics = deviations({ seen, expected, plans, shape });
  const zeros = zerosOf({ expected, month, expectation, factor, shape, least });
  return { plans, factor, expected, seen, ...clinics, ...zeros };
}

/** How far the numbers lie from what is expected of them. */
function deviations(of: {
  seen: Int32Array;
  expected: Float64Array;
  plans: number;
  shape: number;
}): Pick<Fit, "information" | "spread" | "dispersion"> {
  const { seen, expected, plans, shape } = of;
  let [clinics, information, squares, excess] = [0, 0, 0, 0];
  for (let number = 0; number < seen.length; number += 1) {
    const mean = expected[number] ?? 0;
    if (mean === 0) continue;
    const counted = seen[number] ?? 0;
    clinics += 1;
    information += counted * Math.log(mean);
    const apart = (counted - mean) ** 2;
    squares += Math.min(apart / (mean + mean ** 2 / shape), largestDeviation);
    excess += Math.min(apart, largestDeviation * mean);
  }
  return {
    information: information / plans - Math.log(plans / clinics),
    spread: squares / clinics,
    dispersion: excess / plans,
  };
}

function zerosOf(of: {
  expected: Float64Array;
  month: MonthCells;
  expectation: Expectation;
  factor: number;
  shape: number;
  least: number;
}): Pick<Fit, "zeros" | "expectedZeros" | "rowZeros" | "expectedRowZeros"> {
  const { expected, month, expectation, factor, shape, least } = of;
  const types = month.freshByType.length;
  const found = { zeros: 0, expectedZeros: 0, rowZeros: 0, expectedRowZeros: 0 };
  for (let number = 0; number < expected.length; number += 1) {
    const mean = expected[number] ?? 0;
    // Of no row more is expected than of its clinic.
    if (mean < least) continue;
    const seen = month.ofNumber[number] ?? 0;
    let isOpen = false;
    for (let cell = number * types; cell < (number + 1) * types; cell += 1) {
      if (expectation.recent[cell] === 0) continue;
      isOpen = true;
      // A clinic that has nothing at all is looked at as a clinic.
      if (seen === 0) break;
      const ofRow = factor * ((expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0));
      if (ofRow < least) continue;
      found.expectedRowZeros += (1 + ofRow / shape) ** -shape;
      if (((month.fresh[cell] ?? 0) | (month.maintained[cell] ?? 0)) === 0) found.rowZeros += 1;
    }
    if (!isOpen) continue;
    found.expectedZeros += (1 + mean / shape) ** -shape;
    if (seen === 0) found.zeros += 1;
  }
  return found;
}

const usual = new WeakMap<Timeline, number>();

/** How much more than by chance alone the counts of the latest known months varied; at least 1. */
export function usualDispersion(timeline: Timeline): number {
  const kept = usual.get(timeline);
  if (kept !== undefined) return kept;
  const latest = valuesOf(timeline, (place) => fitAt(timeline, place))
    .flatMap((fit) => (fit === null ? [] : [fit.dispersion]))
    .slice(-12);
  const mean = latest.reduce((sum, one) => sum + one, 0) / Math.max(1, latest.length);
  const dispersion = Math.max(1, mean);
  usual.set(timeline, dispersion);
  return dispersion;
}

/**
 * What the middle clinic with plans has beside its own mean of the months before: a month in which one clinic has too many,
 * or many have none, is none in which all counts are too large or too small. 1: nothing is known.
 */
export function typicalRatio(timeline: Timeline): number {
  const fit = fitAt(timeline, timeline.past.length);
  const expectation = timeline.expectationAt(timeline.past.length);
  if (fit === null || expectation === null) return 1;
  const ratios: number[] = [];
  fit.seen.forEach((seen, number) => {
    const mean = (expectation.ofNumber[number] ?? 0) / expectation.months;
    if (seen > 0 && mean >= leastMean) ratios.push(seen / mean);
  });
  return median(ratios) ?? 1;
}

const leastMean = 3;
