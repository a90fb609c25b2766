import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell } from "../../check.js";
import { learned } from "../../learned.js";
import type { Expectation } from "../../panel/expectation.js";
import { fitAt, monthAt, valuesOf } from "../../panel/fit-to-past.js";
import type { MonthCells } from "../../panel/panel.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";

const id = "cumulative";

/**
 * Rows that are below the sum of the latest months, one to twelve of them, beside how many chance leaves below it in a month
 * of so many plans: running sums, or two months in one, lie nowhere below. The chance of a row is that of an overdispersed
 * count with the clinic's own mean, brought to the month's total, by its normal approximation: what that is off by, the
 * history shows.
 */
export const cumulative: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

const longestSpan = 12;
/** Rows that chance must leave below for their absence to tell anything. */
const leastExpected = 4;
/** Part of them from which on the months before are looked at too. */
const suspicious = 0.6;
/** A sum of fewer plans is reached by chance. */
const leastSum = 2;

interface Below {
  span: number;
  below: number;
  expected: number;
}

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const { past, isBackwards, target } = timeline;
  const { month } = target;
  const found = isBackwards
    ? []
    : belowSums(timeline, past.length, longestSpan).filter((one) => one !== null);
  const [lowest] = found
    .filter(({ expected }) => expected >= leastExpected)
    .sort((left, right) => ratioOf(left) - ratioOf(right));
  if (lowest === undefined)
    return cannotTell({ id, unit: "ratio" }, "the months before it are not known, or have too few plans", {
      month,
    });
  const isSuspicious = ratioOf(lowest) < suspicious;
  const values = valuesOf(timeline, (place) => {
    const one = isSuspicious ? (belowSums(timeline, place, lowest.span).at(-1) ?? null) : null;
    return one === null || one.expected < leastExpected / 2 ? null : ratioOf(one);
  });
  const measure = {
    id,
    subject: null,
    what: `the number of rows below the sum of the ${lowest.span} months before, beside how many chance leaves below it,`,
    unit: "ratio" as const,
    scale: "log" as const,
    isSeasonal: false,
    noise: 1 / lowest.expected,
    least: 1e-3,
    prior: gates.arrival.priorSpreadGroup.value,
    // Where chance leaves as many below as there are, nothing is held against the months before.
    values: isSuspicious ? values : values.map(() => 1),
    seen: ratioOf(lowest),
    below: id,
    above: "passes",
    facts: { below: lowest.below, expected: Math.round(lowest.expected), months: lowest.span },
  } as const;
  const result = learned(timeline, measure, gates.arrival);
  return isSuspicious ? result : { ...result, verdict: "ok", looks_like: null, excess: 0, series: [] };
}

function ratioOf({ below, expected }: Below): number {
  return (below + 0.5) / (expected + 0.5);
}

/** The rows of a month below the sum of the latest month, of the latest two, and so on; null: so many are not known. */
function belowSums(timeline: Timeline, place: number, longest: number): (Below | null)[] {
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  const fit = fitAt(timeline, place);
  if (month === null || expectation === null || fit === null) return [];
  const means = meansOf(expectation, fit.factor);
  const sums = new Int32Array(means.length);
  const shape = timeline.judgement.clinicShape.value;
  return Array.from({ length: longest }, (_, step) => {
    const latest = timeline.past[place - 1 - step] ?? null;
    if (latest !== null) addTo(sums, latest);
    const months = timeline.past.slice(Math.max(0, place - 1 - step), place);
    const isKnown = months.length > step && months.every((one) => one !== null);
    return isKnown ? { span: step + 1, ...belowSum(month, { sums, means, shape }) } : null;
  });
}

/** What is expected of each cell in the month. */
function meansOf({ fresh, maintained }: Expectation, factor: number): Float64Array {
  const means = new Float64Array(fresh.length);
  for (let cell = 0; cell < means.length; cell += 1)
    means[cell] = factor * ((fresh[cell] ?? 0) + (maintained[cell] ?? 0));
  return means;
}

function addTo(sums: Int32Array, { filled, fresh, maintained }: MonthCells): void {
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + (fresh[cell] ?? 0) + (maintained[cell] ?? 0);
  }
}

function belowSum(
  { fresh, maintained }: MonthCells,
  { sums, means, shape }: { sums: Int32Array; means: Float64Array; shape: number },
): Omit<Below, "span"> {
  const found = { below: 0, expected: 0 };
  for (let cell = 0; cell < sums.length; cell += 1) {
    const sum = sums[cell] ?? 0;
    const mean = means[cell] ?? 0;
    if (sum < leastSum || mean === 0) continue;
    const apart = (sum - 0.5 - mean) / Math.sqrt(mean + mean ** 2 / shape);
    // The logistic function lies within 0.01 of the normal distribution so.
    found.expected += 1 / (1 + Math.exp(-1.702 * apart));
    if ((fresh[cell] ?? 0) + (maintained[cell] ?? 0) < sum) found.below += 1;
  }
  return found;
}
