import type { Month } from "../../../../domain/month.js";
import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { groupsOf } from "../../panel/clinic-groups.js";
import { pairOf } from "../../panel/pairs.js";
import type { MonthCells } from "../../panel/panel.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { countLimit, median } from "../../statistics/distributions.js";

const id = "copied-part";

/**
 * Parts of a month that are just those of another known month: one measure, one plan type, or one region, practice system or
 * kind, as where one of several senders sent its last file again. As an overdispersed count of rows that agree, with the
 * mean of how many agree with the months that are not copied; each part and month has its part of the tail (Bonferroni).
 * Only what is odd is told: the month as a whole is looked at by `copied-month`.
 */
export const copiedPart: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).flatMap((timeline) => check(timeline, arrival)),
};

/** Rows of fewer plans, and counts of less, agree by chance. */
const leastPlans = 3;
const leastCount = 4;

/** A part of a month, with the places of its rows in the list of the target's cells with plans. */
interface MonthPart {
  name: string;
  /** What it is in few words: a measure, a plan type or a group. */
  subject: string;
  /** What must agree of a row. */
  agrees: "new" | "maintained" | "both";
  rows: Int32Array;
}

function check(timeline: Timeline, { gates }: Arrival): CheckResult[] {
  const others = timeline.past.filter((month) => month !== null);
  const { minHistoryValues, minGroupClinics, holdTail, alikeShape } = gates.arrival;
  // With fewer months nobody knows how many rows agree by chance.
  if (others.length < minHistoryValues.value) return [];
  const parts = partsOf(timeline, minGroupClinics.value);
  const tail = holdTail.value / (parts.length * others.length);
  const agreeing = others.map((other) => agreements(timeline.target, other));
  return parts.flatMap((part) => {
    const counts = agreeing.map((marks) => countOf(part, marks));
    const same = Math.max(...counts);
    const usual = 2 * (median(counts) ?? 0) + 1;
    const high = Math.max(
      gates.arrival.minCopiedShare.value * part.rows.length,
      countLimit(usual, tail, alikeShape.value),
    );
    // Rows that are all alike are alike in every month.
    if (same <= high || alikeByChance(timeline.target, part) > gates.arrival.maxAlikeChance.value) return [];
    const like = others[counts.indexOf(same)]?.month ?? timeline.target.month;
    return [heldPart(timeline.target.month, part, { same, high, like, months: others.length })];
  });
}

function heldPart(
  month: Month,
  { name, subject, rows }: MonthPart,
  { same, high, like, months }: { same: number; high: number; like: Month; months: number },
): CheckResult {
  const finding = `${month}: ${same} of ${rows.length} ${name} are just the same as in ${like}, against at most ${Math.round(high)} to expect from ${months} months`;
  return resultOf(
    {
      id,
      verdict: "hold",
      seen: same / rows.length,
      expected: [0, Math.min(1, high / rows.length)],
      unit: "share",
      basis: `${months} known months`,
      finding,
    },
    {
      month,
      subject,
      looks_like: "copied-month",
      facts: { like, rows: rows.length },
      excess: same / high,
    },
  );
}

function partsOf(timeline: Timeline, leastClinics: number): MonthPart[] {
  const { target, types } = timeline;
  const all = target.filled.map((_, place) => place);
  const cellAt = (place: number): number => target.filled[place] ?? 0;
  const rows = all.filter((place) => {
    const cell = cellAt(place);
    return (target.fresh[cell] ?? 0) + (target.maintained[cell] ?? 0) >= leastPlans;
  });
  return [
    {
      name: "counts of new plans",
      subject: "new plans",
      agrees: "new",
      rows: all.filter((place) => (target.fresh[cellAt(place)] ?? 0) >= leastCount),
    },
    {
      name: "counts of maintained plans",
      subject: "maintained plans",
      agrees: "maintained",
      rows: all.filter((place) => (target.maintained[cellAt(place)] ?? 0) >= leastCount),
    },
    ...(types.length < 2 ? [] : types).map((name, type): MonthPart => ({
      name: `rows of ${name}`,
      subject: name,
      agrees: "both",
      rows: rows.filter((place) => cellAt(place) % types.length === type),
    })),
    ...groupsOf(timeline, leastClinics)
      .filter(({ dimension }) => dimension !== "numbers")
      .map(({ name, places }): MonthPart => ({
        name: `rows of ${name}`,
        subject: name,
        agrees: "both",
        rows: rowsOfNumbers(target, rows, places),
      })),
  ];
}

/** Those of some rows, in order, that are of some numbers, in order. */
function rowsOfNumbers(
  { filled, freshByType }: MonthCells,
  rows: Int32Array,
  numbers: Int32Array,
): Int32Array {
  const types = freshByType.length;
  const found = new Int32Array(rows.length);
  let [count, at] = [0, 0];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const number = Math.floor((filled[row] ?? 0) / types);
    while (at < numbers.length && (numbers[at] ?? 0) < number) at += 1;
    if (numbers[at] !== number) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}

const marksOf = { new: 1, maintained: 2, both: 3 } as const;

/** Of each cell of a month with plans: 1 where another month has the same new plans, and 2 more for maintained ones. */
function agreements(target: MonthCells, other: MonthCells): Uint8Array {
  const { filled, fresh, maintained } = target;
  const marks = new Uint8Array(filled.length);
  for (let place = 0; place < filled.length; place += 1) {
    const cell = filled[place] ?? 0;
    marks[place] =
      (fresh[cell] === other.fresh[cell] ? 1 : 0) + (maintained[cell] === other.maintained[cell] ? 2 : 0);
  }
  return marks;
}

function countOf({ agrees, rows }: MonthPart, marks: Uint8Array): number {
  const wanted = marksOf[agrees];
  let count = 0;
  for (let index = 0; index < rows.length; index += 1)
    if (((marks[rows[index] ?? 0] ?? 0) & wanted) === wanted) count += 1;
  return count;
}

/** The chance that two rows of a part are the same in what must agree. */
function alikeByChance(target: MonthCells, { agrees, rows }: MonthPart): number {
  const counts = new Map<number, number>();
  for (const place of rows) {
    const cell = target.filled[place] ?? 0;
    const key =
      agrees === "both" ? pairOf(target, cell) : (target[agrees === "new" ? "fresh" : agrees][cell] ?? 0);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let sum = 0;
  for (const count of counts.values()) sum += (count / rows.length) ** 2;
  return sum;
}
