import type { CheckResult, MistakeId } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { learned } from "../../learned.js";
import { monthAt, typicalRatio, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import { commonFactor } from "../../panel/counted-patterns.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { establishedTypes, plansOfTypes } from "../../panel/types.js";

const id = "total-plans";

/**
 * The plans of a month beside what season and trend let expect, of the plan types that were there before. Too few: perhaps
 * drawn before its end; too many: perhaps counted twice.
 */
export const totalPlans: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const types = establishedTypes(timeline);
  const plans = (place: number): number | null => {
    const month = monthAt(timeline, place);
    return month === null ? null : plansOfTypes(month, types);
  };
  const values = valuesOf(timeline, plans);
  const seen = plans(timeline.past.length) ?? 0;
  const latest = values.filter((value) => value !== null).slice(-12);
  const usual = latest.reduce((sum, value) => sum + value, 0) / Math.max(1, latest.length);
  // Without a year before, the low months of summer are not to be told from a part of a month.
  const knowsYear =
    (values.at(-12) ?? null) !== null &&
    values.filter((value) => value !== null).length >= gates.arrival.learnedFromMonths.value;
  return learned(
    timeline,
    {
      id,
      subject: null,
      what: "the number of plans",
      unit: "plans",
      scale: "log",
      isSeasonal: true,
      // of what is expected: what was seen may be next to nothing, which is no reason to expect anything
      noise: usualDispersion(timeline) / Math.max(1, usual / 2),
      least: 0.5,
      prior: gates.arrival.priorSpreadTotal.value,
      values: knowsYear ? values : values.map(() => null),
      seen,
      below: () => (typicalRatio(timeline) < severalTimesLess ? "multiplied" : "partial-month"),
      above: () => tooMany(typicalRatio(timeline), commonFactor(timeline.target)),
    },
    gates.arrival,
  );
}

/** A part of what is expected that no month drawn too early has, so that counts were divided. */
const severalTimesLess = 0.25;

/** A clinic's usual plans that no month of its own comes to, however busy. */
const severalTimesMore = 5;

/** Counted twice or many times where all counts are multiples; else there are only too many of them. */
function tooMany(typical: number, factor: number): MistakeId {
  if (factor === 2 && typical > 1.4) return "doubled";
  return typical > severalTimesMore || (factor > 2 && typical > 2) ? "multiplied" : "total-off";
}
