import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { pastInWords, learned, seriesOf } from "../../learned.js";
import { fitAt, usualDispersion, valuesOf } from "../../panel/fit-to-past.js";
import { groupsOf } from "../../panel/clinic-groups.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import type { SwapGroup, Undone } from "../../panel/undone.js";
import { exchangedAt, gainAt, shiftedNow } from "../../panel/undone.js";
import { median } from "../../statistics/distributions.js";
import { valueWithUnit } from "../../finding-parts.js";

/*
 * Counts that stand in the wrong place: they fit the clinics' own past better once the mistake is undone. By chance a true
 * month fits better so by c nats with a probability of at most e^-c (Markov's inequality for a likelihood ratio), or
 * e^(-c / dispersion) where counts vary more than by chance alone; and it must lie outside of what the months before showed.
 */

/** New and maintained plans swapped: all, of one plan type, or of one region, system or kind. */
export const measuresSwapped = misplaced(
  "measures-swapped",
  "how much better new and maintained fit as they stand",
);

/** Plan types swapped or rotated. */
export const typesSwapped = misplaced("types-swapped", "how much better the plan types fit as they stand");

/** Numbers moved up or down by one row. */
export const numbersShifted = misplaced("numbers-shifted", "how much better the numbers fit as they stand");

function misplaced(id: Undone["mistake"], what: string): ArrivalCheck {
  return {
    id,
    kinds: ["plan-counts"],
    check: (arrival) => timelinesOf(arrival).map((timeline) => check({ id, what }, timeline, arrival)),
  };
}

const made = new WeakMap<Timeline, readonly Undone[] | null>();

/** All mistakes of the month itself, computed once for the three checks. */
function undoneNow(timeline: Timeline, groups: readonly SwapGroup[]): readonly Undone[] | null {
  const kept = made.get(timeline);
  if (kept !== undefined) return kept;
  const place = timeline.past.length;
  const exchanged = exchangedAt(timeline, place, groups);
  const undone = exchanged === null ? null : [...exchanged, ...(shiftedNow(timeline) ?? [])];
  made.set(timeline, undone);
  return undone;
}

/** The same mistake in the months before it: in all of them where it is likely, else in those that a picture shows. */
function gainsBefore(timeline: Timeline, of: Undone, isLikely: boolean): (number | null)[] {
  const first = isLikely ? 0 : timeline.past.length - shownMonths;
  return valuesOf(timeline, (place) => (place < first ? null : gainAt(timeline, place, of)));
}

const shownMonths = 12;

function check(
  { id, what }: { id: Undone["mistake"]; what: string },
  timeline: Timeline,
  arrival: Arrival,
): CheckResult {
  const { gates } = arrival;
  const month = timeline.target.month;
  const groups = groupsOf(timeline, gates.arrival.minGroupClinics.value);
  const now = undoneNow(
    timeline,
    groups.filter(({ dimension }) => dimension !== "numbers"),
  );
  const own = (now ?? []).filter(
    ({ mistake, plans }) => mistake === id && plans >= gates.arrival.minMovedPlans.value,
  );
  const worst = own.toSorted((left, right) => left.gain * left.plans - right.gain * right.plans)[0];
  if (worst === undefined || fitAt(timeline, timeline.past.length) === null)
    return cannotTell({ id, unit: "index" }, "fewer than 6 known months before it, or too few plans", {
      month,
    });
  const dispersion = Math.min(usualDispersion(timeline), gates.arrival.maxMovedDispersion.value);
  const evidence = (-worst.gain * worst.plans) / dispersion;
  // The worst of so many was chosen: each has its part of the tail (Bonferroni).
  const needed = -Math.log(gates.arrival.holdTail.value / own.length);
  const values = gainsBefore(timeline, worst, evidence >= needed);
  const usual = median(values.filter((value) => value !== null).slice(-12)) ?? 0;
  const measure = {
    id,
    subject: worst.subject,
    what: `${what}, in nats a plan,`,
    unit: "index" as const,
    scale: "plain" as const,
    isSeasonal: false,
    noise: (2 * dispersion * Math.abs(worst.gain)) / worst.plans,
    least: 0,
    // Where the counts hardly fit better as they stand, they hardly move either.
    prior: Math.min(gates.arrival.priorSpreadFit.value, Math.abs(usual) / 3 + 0.01),
    values,
    seen: worst.gain,
    below: id,
    above: "passes" as const,
    facts: { plans: worst.plans },
  };
  const result = learned(timeline, measure, gates.arrival);
  if (evidence >= needed && worst.gain < Math.min(0, -fitsAgain * usual)) {
    const isOutside = result.verdict === "hold" || result.verdict === "cannot-tell";
    if (!isOutside) return { ...result, verdict: "look" };
    return hold(timeline, { id, what, worst, recovered: -worst.gain / Math.max(usual, 1e-3), values });
  }
  // The counts fit better as they stand: lower than before is then no sign of this mistake.
  if (result.verdict === "cannot-tell") return result;
  return { ...result, verdict: "ok", looks_like: null, excess: 0 };
}

/**
 * Part of what the counts usually fit better as they stand, by which they must fit better with the mistake undone: counts
 * that fit nowhere, as after a shuffle, are no counts of this mistake.
 */
const fitsAgain = 0.4;

function hold(
  timeline: Timeline,
  found: {
    id: Undone["mistake"];
    what: string;
    worst: Undone;
    /** Part of what the counts usually fit better as they stand, by which they fit better with the mistake undone: about 1. */
    recovered: number;
    values: readonly (number | null)[];
  },
): CheckResult {
  const { id, what, worst, recovered, values } = found;
  const month = timeline.target.month;
  const series = seriesOf(timeline, values);
  const basis = pastInWords(series);
  const low = Math.min(0, ...series.map(({ value }) => value));
  const high = Math.max(0, ...series.map(({ value }) => value));
  const of = worst.subject === null ? "" : ` of ${worst.subject}`;
  const finding = `${month}: ${what}${of} is ${valueWithUnit(worst.gain, "index")} nats a plan, against ${valueWithUnit(low, "index")} to ${valueWithUnit(high, "index")} in ${basis}: with the mistake undone they fit far better`;
  return resultOf(
    { id, verdict: "hold", seen: worst.gain, expected: [low, high], unit: "index", basis, finding },
    {
      month,
      subject: worst.subject,
      series,
      looks_like: id,
      facts: { plans: worst.plans },
      excess: recovered,
    },
  );
}
