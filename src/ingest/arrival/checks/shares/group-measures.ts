import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { learned } from "../../learned.js";
import { monthAt, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import type { ClinicGroup } from "../../panel/clinic-groups.js";
import { groupsOf } from "../../panel/clinic-groups.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { establishedTypes } from "../../panel/types.js";

const id = "group-measures";

/**
 * New plans, and each plan type, as a share of the plans of a region, practice system or kind: a system that leaves out a
 * measure or a type, or sends one as another, while the country's share hardly moves. Only what is odd is told.
 */
export const groupMeasures: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).flatMap((timeline) =>
      groupsOf(timeline, arrival.gates.arrival.minGroupClinics.value)
        .filter(({ dimension }) => dimension !== "numbers")
        .flatMap((group) => partsOf(timeline).flatMap((part) => check(timeline, { group, part }, arrival))),
    ),
};

/** A part of a group's plans: the new ones, or those of a type. */
interface PlanPart {
  /** Place of the plan type; null: the new plans of all types. */
  type: number | null;
  name: string;
}

function partsOf(timeline: Timeline): PlanPart[] {
  const established = establishedTypes(timeline);
  const types = timeline.types.flatMap((name, type) => (established[type] === 1 ? [{ type, name }] : []));
  return [{ type: null, name: "new plans" }, ...(types.length < 2 ? [] : types)];
}

/** Spreads from what is expected beyond which the months before are looked at. */
const suspicious = 2.5;

function check(
  timeline: Timeline,
  { group, part }: { group: ClinicGroup; part: PlanPart },
  { gates }: Arrival,
): CheckResult[] {
  const { target, past } = timeline;
  const expectation = timeline.expectationAt(past.length);
  const now = sumsOf(target, { group, part, types: timeline.types.length });
  const leastPlans = gates.arrival.minPartPlans.value;
  if (expectation === null || now.whole < leastPlans) return [];
  const before = sumsOf(expectation, { group, part, types: timeline.types.length });
  if (before.whole === 0) return [];
  const least = 0.5 / now.whole;
  const inside = Math.min(Math.max(before.part / before.whole, least), 1 - least);
  const seen = Math.min(Math.max(now.part / now.whole, least), 1 - least);
  const noise = usualDispersion(timeline) / (now.whole * inside * (1 - inside));
  const prior = gates.arrival.priorSpreadShare.value;
  const apart = Math.abs(Math.log(seen / (1 - seen)) - Math.log(inside / (1 - inside)));
  if (apart < suspicious * Math.sqrt(noise + prior ** 2)) return [];
  const values = valuesOf(timeline, (place) => {
    const month = monthAt(timeline, place);
    const sums = month === null ? null : sumsOf(month, { group, part, types: timeline.types.length });
    return sums === null || sums.whole < leastPlans / 2 ? null : sums.part / sums.whole;
  });
  const isAllOrNone = now.part === 0 || now.part === now.whole;
  const ofMeasure = isAllOrNone ? "measure-zero" : "share-off";
  const ofType = now.part === 0 ? "type-missing" : "type-share-off";
  const mistake = part.type === null ? ofMeasure : ofType;
  const result = learned(
    timeline,
    {
      ...{ id, subject: `${group.name}: ${part.name}`, what: "the share of the plans", unit: "share" },
      ...{ scale: "logit", isSeasonal: true, noise, least, prior, values },
      seen: now.part / now.whole,
      below: mistake,
      above: mistake,
      facts: { plans: now.whole, clinics: group.size, dimension: group.dimension },
    },
    gates.arrival,
  );
  return result.verdict === "hold" || result.verdict === "look" ? [result] : [];
}

function sumsOf(
  { fresh, maintained }: { fresh: Int32Array; maintained: Int32Array },
  of: { group: ClinicGroup; part: PlanPart; types: number },
): { part: number; whole: number } {
  const { group, part, types } = of;
  const sums = { part: 0, whole: 0 };
  for (const number of group.places) {
    for (let type = 0; type < types; type += 1) {
      const ofNew = fresh[number * types + type] ?? 0;
      const ofMaintained = maintained[number * types + type] ?? 0;
      sums.whole += ofNew + ofMaintained;
      if (part.type === null) sums.part += ofNew;
      else if (part.type === type) sums.part += ofNew + ofMaintained;
    }
  }
  return sums;
}
