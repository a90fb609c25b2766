import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { learned } from "../../learned.js";
import { monthAt, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { establishedTypes, onlyType, plansOfTypes } from "../../panel/types.js";

const id = "new-share";

/** The share of new plans among all, in a month and of each plan type: measures swapped, empty or equal move it. */
export const newShare: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).flatMap((timeline) => {
      const established = establishedTypes(timeline);
      const types = timeline.types.flatMap((name, type) =>
        established[type] === 1 ? [{ name, marked: onlyType(timeline, type) }] : [],
      );
      const all = { name: null, marked: established };
      return [all, ...(types.length > 1 ? types : [])].map((of) => check(timeline, of, arrival));
    }),
};

function check(
  timeline: Timeline,
  { name, marked }: { name: string | null; marked: Uint8Array },
  { gates }: Arrival,
): CheckResult {
  const share = (place: number): number | null => {
    const month = monthAt(timeline, place);
    if (month === null) return null;
    const plans = plansOfTypes(month, marked);
    return plans === 0 ? null : plansOfTypes(month, marked, "new") / plans;
  };
  const plans = plansOfTypes(timeline.target, marked);
  const seen = share(timeline.past.length) ?? 0.5;
  const values = valuesOf(timeline, share);
  const latest = values.findLast((value) => value !== null) ?? 0.5;
  const least = 0.5 / Math.max(1, plans);
  const inside = Math.min(Math.max(latest, least), 1 - least);
  const isEmpty = seen === 0 || seen === 1;
  const mistake = isEmpty && plans > 0 ? "measure-zero" : "share-off";
  return learned(
    timeline,
    {
      id,
      subject: name,
      what: "the share of new plans",
      unit: "share",
      scale: "logit",
      isSeasonal: true,
      noise: usualDispersion(timeline) / Math.max(1, plans * inside * (1 - inside)),
      least: Math.max(least, 1e-6),
      prior: gates.arrival.priorSpreadShare.value,
      values: plans === 0 ? values.map(() => null) : values,
      seen,
      below: mistake,
      above: mistake,
      facts: { plans },
    },
    gates.arrival,
  );
}
