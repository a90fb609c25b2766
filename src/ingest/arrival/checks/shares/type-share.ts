import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { learned } from "../../learned.js";
import { monthAt, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { establishedTypes, onlyType, plansOfTypes } from "../../panel/types.js";
import { valueWithUnit } from "../../finding-parts.js";

const id = "type-share";

/** Each plan type as a share of the plans of the types that were there before: one that vanished, grew or lost. */
export const typeShare: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).flatMap((timeline) =>
      timeline.types.flatMap((_, type) => check(timeline, type, arrival)),
    ),
};

function check(timeline: Timeline, type: number, arrival: Arrival): CheckResult[] {
  const established = establishedTypes(timeline);
  const name = timeline.types[type] ?? "";
  const own = plansOfTypes(timeline.target, onlyType(timeline, type));
  if (established[type] !== 1) return own === 0 ? [] : [appeared(timeline, name, own)];
  if (established.reduce((sum, one) => sum + one, 0) < 2) return [];
  const marked = onlyType(timeline, type);
  const share = (place: number): number | null => {
    const month = monthAt(timeline, place);
    const all = month === null ? 0 : plansOfTypes(month, established);
    return month === null || all === 0 ? null : plansOfTypes(month, marked) / all;
  };
  const { gates } = arrival;
  const plans = plansOfTypes(timeline.target, established);
  // A type that was taken up since tells from then on, and has no season yet.
  const all = valuesOf(timeline, share);
  const first = all.findIndex((value) => value !== null && value > 0);
  const values = all.map((value, place) => (place < first ? null : value));
  const usual = values.findLast((value) => value !== null) ?? 0.5;
  const least = Math.max(0.5 / Math.max(1, plans), 1e-6);
  const inside = Math.min(Math.max(usual, least), 1 - least);
  const seen = share(timeline.past.length) ?? 0;
  const measure = {
    id,
    subject: name,
    what: "the share of plans",
    unit: "share" as const,
    scale: "logit" as const,
    isSeasonal: first <= 0,
    noise: usualDispersion(timeline) / Math.max(1, plans * inside * (1 - inside)),
    least,
    prior: gates.arrival.priorSpreadShare.value,
    values: plans === 0 ? values.map(() => null) : values,
    seen,
    below: own === 0 ? ("type-missing" as const) : ("type-share-off" as const),
    above: "type-share-off" as const,
    facts: { plans: own },
  };
  return [learned(timeline, measure, gates.arrival)];
}

function appeared(timeline: Timeline, name: string, plans: number): CheckResult {
  const all = timeline.target.newPlans + timeline.target.maintainedPlans;
  const month = timeline.target.month;
  const hadMonths = timeline.past.filter((one) => one !== null).length;
  const core = {
    id,
    // A new type is news, not a mistake; a first load has nothing to be new beside.
    verdict: hadMonths < 3 ? ("cannot-tell" as const) : ("ok" as const),
    seen: plans / Math.max(1, all),
    expected: null,
    unit: "share" as const,
    basis: `${hadMonths} months in most of which ${name} has no plans`,
    finding: `${month}: ${name} has ${valueWithUnit(plans, "plans")}, ${valueWithUnit(plans / Math.max(1, all), "share")} of all; too few months before had any to expect a share`,
  };
  return resultOf(core, { month, subject: name, facts: { plans } });
}
