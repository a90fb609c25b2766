import type { CheckResult, MistakeId } from "../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../check.js";
import { cannotTell } from "../check.js";
import { learned } from "../learned.js";
import type { Fit } from "../panel/fit.js";
import { fitAt, usualDispersion, valuesOf } from "../panel/fit.js";
import type { ClinicGroup } from "../panel/groups.js";
import { groupsOf } from "../panel/groups.js";
import type { Timeline } from "../panel/timeline.js";
import { timelinesOf } from "../panel/timeline.js";

const id = "group-share";

/**
 * The plans of each region, practice system, clinic kind and stretch of numbers, beside what its own clinics let expect of
 * the month's total: groups that are missing, halved or counted twice.
 */
export const groupShare: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).flatMap((timeline) => {
      const least = arrival.gates.arrival.minGroupClinics.value;
      const groups = groupsOf(timeline, least);
      if (groups.length === 0) {
        const missing = `no register, or no two groups of at least ${least} clinics`;
        return [cannotTell({ id, unit: "ratio" }, missing, { month: timeline.target.month })];
      }
      return groups.flatMap((group) => check(timeline, group, arrival));
    }),
};

const missing: Record<ClinicGroup["dimension"], MistakeId> = {
  region: "region-missing",
  system: "system-missing",
  kind: "kind-missing",
  numbers: "numbers-cut",
};

function check(timeline: Timeline, group: ClinicGroup, { gates }: Arrival): CheckResult[] {
  const now = fitAt(timeline, timeline.past.length);
  const target = now === null ? null : sums(now, group);
  if (target === null) {
    const basis = "fewer than 6 known months before it, or no plans";
    return [cannotTell({ id, unit: "ratio" }, basis, { month: timeline.target.month, subject: group.name })];
  }
  // What so few plans are expected of tells nothing.
  if (target.expected < leastExpected) return [];
  const ratio = (sum: { seen: number; expected: number } | null): number | null =>
    sum === null || sum.expected < leastExpected / 2 ? null : (sum.seen + 0.5) / (sum.expected + 0.5);
  const values = valuesOf(timeline, (place) => {
    const fit = fitAt(timeline, place);
    return fit === null ? null : ratio(sums(fit, group));
  });
  const measure = {
    id,
    subject: group.name,
    what: "the plans seen beside those expected of the clinics",
    unit: "ratio" as const,
    scale: "log" as const,
    isSeasonal: false,
    noise: usualDispersion(timeline) / target.expected,
    least: 1e-3,
    prior: gates.arrival.priorSpreadGroup.value,
    values,
    seen: ratio(target) ?? 1,
    below: target.seen < 0.1 * target.expected ? missing[group.dimension] : ("group-off" as const),
    above: "group-off" as const,
    facts: { plans: target.seen, expected: Math.round(target.expected), dimension: group.dimension },
  };
  return [learned(timeline, measure, gates.arrival)];
}

/** Expected plans below which a group is not looked at: none of so few is no rare chance. */
const leastExpected = 15;

function sums(fit: Fit, { places }: ClinicGroup): { seen: number; expected: number } {
  let [seen, expected] = [0, 0];
  for (let index = 0; index < places.length; index += 1) {
    const number = places[index] ?? 0;
    // Clinics without a past would count as seen and not as expected.
    if ((fit.expected[number] ?? 0) === 0) continue;
    seen += fit.seen[number] ?? 0;
    expected += fit.expected[number] ?? 0;
  }
  return { seen, expected };
}
