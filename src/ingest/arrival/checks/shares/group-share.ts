import type { CheckResult, MistakeId } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { learned } from "../../learned.js";
import type { Fit } from "../../panel/fit-to-past.js";
import { fitAt, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import type { ClinicGroup } from "../../panel/clinic-groups.js";
import { groupsOf } from "../../panel/clinic-groups.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";

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
  const leastExpected = gates.arrival.minGroupPlans.value;
  const silent = silence(timeline, group, gates.arrival.holdTail.value);
  if (silent !== null) return [silent];
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
    facts: {
      ...{ plans: target.seen, expected: Math.round(target.expected) },
      ...{ dimension: group.dimension, clinics: group.size },
    },
  };
  return [learned(timeline, measure, gates.arrival)];
}

/**
 * Of a group without a single plan: the chance that all of its clinics have none, each by itself. Null: it has plans, or
 * the chance is not so small.
 */
function silence(timeline: Timeline, group: ClinicGroup, tail: number): CheckResult | null {
  const fit = fitAt(timeline, timeline.past.length);
  if (fit === null) return null;
  const places = group.dimension === "numbers" ? silentEnd(timeline, group, fit) : group.places;
  const { pauseChance, clinicShape, minGroupClinics } = timeline.judgement;
  const shape = clinicShape.value;
  let [clinics, chance, expected] = [0, 1, 0];
  for (const number of places) {
    const mean = fit.expected[number] ?? 0;
    if (fit.seen[number] !== 0) return null;
    if (mean === 0 || !hadPlansOfLate(timeline, number)) continue;
    clinics += 1;
    expected += mean;
    chance *= Math.max(pauseChance.value, (1 + mean / shape) ** -shape);
  }
  if (clinics < minGroupClinics.value || chance > tail) return null;
  const { month } = timeline.target;
  const name =
    group.dimension === "numbers"
      ? `${timeline.numbers[places[0] ?? 0] ?? ""}-${timeline.numbers[places.at(-1) ?? 0] ?? ""}`
      : group.name;
  const finding = `${month}: none of the ${clinics} clinics of ${name} with plans of late has any, ${Math.round(expected)} plans are expected of them`;
  return resultOf(
    {
      id,
      verdict: "hold",
      seen: 0,
      expected: [1 / Math.max(1, expected), 2],
      unit: "ratio",
      basis: `the ${clinics} clinics' own past`,
      finding,
    },
    {
      month,
      subject: name,
      looks_like: missing[group.dimension],
      facts: { plans: 0, expected: Math.round(expected), dimension: group.dimension, clinics },
      excess: Math.log(chance) / Math.log(tail),
    },
  );
}

function hadPlansOfLate(timeline: Timeline, number: number): boolean {
  const types = timeline.types.length;
  const recent = timeline.expectationAt(timeline.past.length)?.recent;
  return recent?.subarray(number * types, (number + 1) * types).includes(1) ?? false;
}

/** The numbers after the last one with plans in the last stretch, or before the first one in the first: a file that was cut. */
function silentEnd(timeline: Timeline, { places }: ClinicGroup, { seen }: Fit): Int32Array {
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  if (last === timeline.numbers.length - 1)
    return places.subarray(places.findLastIndex((number) => seen[number] !== 0) + 1);
  if (first !== 0) return places.subarray(0, 0);
  const end = places.findIndex((number) => seen[number] !== 0);
  return end < 0 ? places : places.subarray(0, end);
}

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
