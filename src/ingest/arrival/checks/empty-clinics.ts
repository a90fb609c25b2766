import type { CheckResult } from "../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../check.js";
import { cannotTell, resultOf } from "../check.js";
import { basisOf, seriesOf } from "../learned.js";
import type { Fit } from "../panel/fit.js";
import { fitAt, valuesOf } from "../panel/fit.js";
import type { Timeline } from "../panel/timeline.js";
import { timelinesOf } from "../panel/timeline.js";
import { countLimit } from "../statistics/distributions.js";

const id = "empty-clinics";

/** Clinics without a plan beside how many chance leaves without one, among those of which some are expected. */
export const emptyClinics: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

const leastMonths = 6;
/** Shape of the overdispersion of such clinics: holidays fall together. */
const countShape = 8;

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const { month } = timeline.target;
  const now = fitAt(timeline, timeline.past.length);
  const ratio = (fit: Fit | null): number | null =>
    fit === null ? null : (fit.zeros + 0.5) / (fit.expectedZeros + 0.5);
  const values = valuesOf(timeline, (place) => ratio(fitAt(timeline, place)));
  const series = seriesOf(timeline, values);
  if (now === null || series.length < leastMonths)
    return cannotTell({ id, unit: "clinics" }, `fewer than ${leastMonths} comparable months before it`, {
      month,
    });
  const latest = series.slice(-12).map(({ value }) => value);
  const mean = latest.reduce((sum, value) => sum + value, 0) / latest.length;
  const largest = Math.max(...series.map(({ value }) => value));
  const high = Math.max(
    countLimit(mean * (now.expectedZeros + 0.5) + 0.5, gates.arrival.holdTail.value, countShape),
    Math.ceil(1.2 * largest * (now.expectedZeros + 0.5)),
  );
  const isHeld = now.zeros > high;
  const basis = basisOf(series);
  const finding = `${month}: ${now.zeros} clinics of which at least 3 plans are expected have none, against at most ${high} to expect from ${basis}`;
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen: now.zeros,
      expected: [0, high],
      unit: "clinics",
      basis,
      finding,
    },
    {
      month,
      looks_like: "missing-clinics",
      facts: { empty: now.zeros },
      excess: isHeld ? now.zeros / high : 0,
    },
  );
}
