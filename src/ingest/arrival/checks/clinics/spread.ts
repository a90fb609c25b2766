import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { learned } from "../../learned.js";
import { fitAt, valuesOf } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";

const id = "clinic-spread";

/**
 * How far clinics lie from their own past, beside how far they usually do. Too near: averages, or made up; too far: counts of
 * many clinics changed, though their sum may be right.
 */
export const clinicSpread: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const now = fitAt(timeline, timeline.past.length);
  const clinics = now === null ? 1 : now.expected.filter((mean) => mean > 0).length;
  const values = valuesOf(timeline, (place) => fitAt(timeline, place)?.spread ?? null);
  return learned(
    timeline,
    {
      id,
      subject: null,
      what: "the spread of the clinics round their own past",
      unit: "index",
      scale: "log",
      isSeasonal: true,
      // a mean of squares of so many clinics, each of about the variance of a squared standard normal value
      noise: 2 / Math.max(1, clinics),
      least: 1e-3,
      prior: gates.arrival.priorSpreadGroup.value,
      values: now === null ? values.map(() => null) : values,
      seen: now?.spread ?? 1,
      below: "averaged",
      above: "spread-off",
    },
    gates.arrival,
  );
}
