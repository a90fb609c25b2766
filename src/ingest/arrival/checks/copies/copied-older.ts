import { heldBefore } from "../../../../db/history/changes.js";
import type { Month } from "../../../../domain/month.js";
import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { alikeByChance, cellsWith } from "../../panel/pairs.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { countLimit } from "../../statistics/distributions.js";
import { valueWithUnit } from "../../finding-parts.js";

const id = "copied-older";

/**
 * A sample of the month's rows, looked up in the known months that no other check holds it against: those that lie too far
 * off, and where a month comes again those after it. Rows of many plans
 * agree by chance in one of ten at most, so that a hundred of them tell a copy of a whole month or of half of it.
 */
export const copiedOlder: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).flatMap((timeline) => check(timeline, arrival)),
};

const sampleSize = 100;
/** Plans of a row that seldom agree by chance. */
const leastPlans = 5;

function check(timeline: Timeline, arrival: Arrival): CheckResult[] {
  const { target, past } = timeline;
  const { month } = target;
  const { holdTail, minShareRows, maxChanceShare, alikeShape } = arrival.gates.arrival;
  const near = new Set([month, ...past.flatMap((one) => (one === null ? [] : [one.month]))]);
  const older = arrival.known.filter((one) => !near.has(one));
  const sample = sampleOf(timeline);
  if (older.length === 0 || sample.length < minShareRows.value) return [];
  const like = mostLike(arrival, { months: older, sample });
  const tail = holdTail.value / older.length;
  const chance = Math.min(1, Math.max(maxChanceShare.value, 3 * alikeByChance(target)));
  const high = Math.min(sample.length, countLimit(chance * sample.length, tail, alikeShape.value));
  const isHeld = like.same > high;
  const rows = sample.length;
  const finding = `${month}: ${like.same} of ${rows} rows that were looked up are just the same as in ${like.month}, against at most ${high} by chance (${valueWithUnit(like.same / rows, "share")})`;
  return [
    resultOf(
      {
        id,
        verdict: isHeld ? "hold" : "ok",
        seen: like.same / rows,
        expected: [0, Math.min(1, high / rows)],
        unit: "share",
        basis: `${older.length} months that lie further off, or after it`,
        finding,
      },
      {
        month,
        subject: like.month,
        looks_like: "copied-month",
        facts: { like: like.month, rows },
        excess: isHeld ? like.same / high : 0,
      },
    ),
  ];
}

interface SampledRow {
  ydernummer: string;
  type: string;
  fresh: number;
  maintained: number;
}

/** Rows of many plans, evenly from all numbers; of plan types that have a code. */
function sampleOf({ target, numbers, types }: Timeline): SampledRow[] {
  const cells = cellsWith(target, leastPlans).filter((cell) => types[cell % types.length] !== "other");
  const step = Math.max(1, cells.length / sampleSize);
  return Array.from({ length: Math.min(sampleSize, cells.length) }, (_, place) => {
    const cell = cells[Math.floor(place * step)] ?? 0;
    return {
      ydernummer: numbers[Math.floor(cell / types.length)] ?? "",
      type: types[cell % types.length] ?? "",
      fresh: target.fresh[cell] ?? 0,
      maintained: target.maintained[cell] ?? 0,
    };
  });
}

function mostLike(
  { store, load }: Arrival,
  { months, sample }: { months: readonly Month[]; sample: readonly SampledRow[] },
): { month: Month; same: number } {
  const select = store.raw
    .prepare<SampledRow & { load: number; month: string }, number>(
      `select 1 from plan_count
       where month = @month and ydernummer = @ydernummer and plan_type = @type
         and new_plans = @fresh and maintained_plans = @maintained and ${heldBefore}`,
    )
    .pluck();
  const found = months.map((month) => ({
    month,
    same: sample.filter((row) => select.get({ ...row, load, month }) !== undefined).length,
  }));
  return found.reduce((most, one) => (one.same > most.same ? one : most));
}
