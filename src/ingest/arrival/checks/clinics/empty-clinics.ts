import type { CheckResult, CheckUnit, MistakeId } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { pastInWords, seriesOf } from "../../learned.js";
import type { Fit } from "../../panel/fit-to-past.js";
import { fitAt, valuesOf } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { countLimit } from "../../statistics/distributions.js";

/** Something of which chance leaves some empty every month. */
interface Empty {
  id: string;
  unit: CheckUnit;
  /** What is counted, by the least plans that are expected of it. */
  what: (least: number) => string;
  mistake: MistakeId;
  zeros: (fit: Fit) => number;
  expected: (fit: Fit) => number;
}

/** Clinics without a plan beside how many chance leaves without one, among those of which some are expected. */
export const emptyClinics = emptyCheck({
  id: "empty-clinics",
  unit: "clinics",
  what: (least) => `clinics of which at least ${least} plans are expected`,
  mistake: "missing-clinics",
  zeros: ({ zeros }) => zeros,
  expected: ({ expectedZeros }) => expectedZeros,
});

/** The same of plan types of clinics that have other plans: a clinic may pause, but seldom with one type alone. */
export const emptyRows = emptyCheck({
  id: "empty-rows",
  unit: "rows",
  what: (least) => `rows of which at least ${least} plans are expected, of clinics with other plans,`,
  mistake: "missing-rows",
  zeros: ({ rowZeros }) => rowZeros,
  expected: ({ expectedRowZeros }) => expectedRowZeros,
});

function emptyCheck(empty: Empty): ArrivalCheck {
  return {
    id: empty.id,
    kinds: ["plan-counts"],
    check: (arrival) => timelinesOf(arrival).map((timeline) => check(empty, timeline, arrival)),
  };
}

function check(
  { id, unit, what, mistake, zeros, expected }: Empty,
  timeline: Timeline,
  { gates }: Arrival,
): CheckResult {
  const { month } = timeline.target;
  const now = fitAt(timeline, timeline.past.length);
  const values = valuesOf(timeline, (place) => {
    const fit = fitAt(timeline, place);
    return fit === null ? null : (zeros(fit) + 0.5) / (expected(fit) + 0.5);
  });
  const series = seriesOf(timeline, values);
  const { minHistoryValues, holdTail, emptyShape } = gates.arrival;
  if (now === null || series.length < minHistoryValues.value)
    return cannotTell({ id, unit }, `fewer than ${minHistoryValues.value} comparable months before it`, {
      month,
    });
  const latest = series.slice(-12).map(({ value }) => value);
  const mean = latest.reduce((sum, value) => sum + value, 0) / latest.length;
  const largest = Math.max(...series.map(({ value }) => value));
  const chance = expected(now) + 0.5;
  const high = Math.max(
    countLimit(mean * chance + 0.5, holdTail.value, emptyShape.value),
    Math.ceil(1.2 * largest * chance),
  );
  const seen = zeros(now);
  const isHeld = seen > high;
  const basis = pastInWords(series);
  const finding = `${month}: ${seen} ${what(gates.arrival.minExpectedPlans.value)} have none, against at most ${high} to expect from ${basis}`;
  return resultOf(
    { id, verdict: isHeld ? "hold" : "ok", seen, expected: [0, high], unit, basis, finding },
    {
      ...{ month, series: zerosBefore(timeline, zeros), looks_like: mistake },
      facts: { empty: seen },
      excess: isHeld ? seen / high : 0,
    },
  );
}

function zerosBefore(timeline: Timeline, zeros: (fit: Fit) => number): CheckResult["series"] {
  return seriesOf(
    timeline,
    valuesOf(timeline, (place) => {
      const fit = fitAt(timeline, place);
      return fit === null ? null : zeros(fit);
    }),
  );
}
