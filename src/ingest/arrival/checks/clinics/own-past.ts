import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { learned } from "../../learned.js";
import type { Fit } from "../../panel/fit-to-past.js";
import { fitAt, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";

const id = "own-past";

/**
 * How much the clinics' own past tells about where the plans are. Numbers that were shuffled, sorted apart from their rows or
 * shifted leave nothing of it; see {@link Fit}.
 */
export const ownPast: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const now = fitAt(timeline, timeline.past.length);
  const values = valuesOf(timeline, (place) => fitAt(timeline, place)?.information ?? null);
  return learned(
    timeline,
    {
      id,
      subject: null,
      what: "what the clinics' past tells about the month, in nats a plan,",
      unit: "index",
      scale: "plain",
      isSeasonal: false,
      noise: now === null ? 0 : (usualDispersion(timeline) * varianceOf(now)) / Math.max(1, now.plans),
      least: 0,
      prior: gates.arrival.priorSpreadFit.value,
      values: now === null ? values.map(() => null) : values,
      seen: now?.information ?? 0,
      below: "numbers-mixed",
      above: "passes",
    },
    gates.arrival,
  );
}

/** Variance over plans of the logarithm of what was expected of their clinic. */
function varianceOf({ seen, expected }: Fit): number {
  let [plans, sum, squares] = [0, 0, 0];
  seen.forEach((count, number) => {
    const mean = expected[number] ?? 0;
    if (mean === 0) return;
    const log = Math.log(mean);
    plans += count;
    sum += count * log;
    squares += count * log * log;
  });
  return plans === 0 ? 0 : Math.max(0, squares / plans - (sum / plans) ** 2);
}
