import type { Month } from "../../../../domain/month.js";
import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { groupsOf } from "../../panel/clinic-groups.js";
import { cellsWith, pairOf } from "../../panel/pairs.js";
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
/** Known months without which nobody knows how many rows agree by chance. */
const leastMonths = 6;
/** A smaller part of the rows that agree is no copy, however rare. */
const leastShare = 0.4;
/** Chance that two rows of a part are the same, from which on nothing is told. */
const mostAlike = 0.5;
/** Shape of the overdispersion of rows that agree. */
const rowShape = 20;

/** A part of a month: its cells, and the number by which two of them are told to be the same. */
interface MonthPart {
  name: string;
  cells: Int32Array;
  keyOf: (month: MonthCells, cell: number) => number;
}

function check(timeline: Timeline, { gates }: Arrival): CheckResult[] {
  const others = timeline.past.filter((month) => month !== null);
  if (others.length < leastMonths) return [];
  const parts = partsOf(timeline, gates.arrival.minGroupClinics.value);
  const tail = gates.arrival.holdTail.value / (parts.length * others.length);
  const held = parts.flatMap((part) => {
    // Rows that are all alike are alike in every month.
    if (alikeByChance(timeline.target, part) > mostAlike) return [];
    const found = mostLike(timeline.target, others, part);
    const usual = 2 * found.usual + 1;
    const high = Math.max(leastShare * part.cells.length, countLimit(usual, tail, rowShape));
    return found.same > high ? [{ part, high, ...found }] : [];
  });
  return held.map(({ part, high, same, month: like }) => {
    const { month } = timeline.target;
    const rows = part.cells.length;
    const finding = `${month}: ${same} of ${rows} ${part.name} are just the same as in ${like}, against at most ${Math.round(high)} to expect from ${others.length} months`;
    return resultOf(
      {
        id,
        verdict: "hold",
        seen: same / rows,
        expected: [0, Math.min(1, high / rows)],
        unit: "share",
        basis: `${others.length} known months`,
        finding,
      },
      {
        month,
        subject: part.name,
        looks_like: "copied-month",
        facts: { like, rows },
        excess: same / high,
      },
    );
  });
}

function partsOf(timeline: Timeline, leastClinics: number): MonthPart[] {
  const { target, types } = timeline;
  const rows = cellsWith(target, leastPlans);
  const measure = (name: string, counts: "fresh" | "maintained"): MonthPart => ({
    name,
    cells: target.filled.filter((cell) => (target[counts][cell] ?? 0) >= leastCount),
    keyOf: (month, cell) => month[counts][cell] ?? 0,
  });
  return [
    measure("counts of new plans", "fresh"),
    measure("counts of maintained plans", "maintained"),
    ...(types.length < 2 ? [] : types).map((name, type) => ({
      name: `rows of ${name}`,
      cells: rows.filter((cell) => cell % types.length === type),
      keyOf: pairOf,
    })),
    ...groupsOf(timeline, leastClinics)
      .filter(({ dimension }) => dimension !== "numbers")
      .map(({ name, members }) => ({
        name: `rows of ${name}`,
        cells: rows.filter((cell) => members[Math.floor(cell / types.length)] === 1),
        keyOf: pairOf,
      })),
  ];
}

/** The month with which most rows of a part agree, and how many agree with the middle one of all. */
function mostLike(
  target: MonthCells,
  others: readonly MonthCells[],
  { cells, keyOf }: MonthPart,
): { same: number; month: Month; usual: number } {
  const counts = others.map((other) => {
    let same = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? 0;
      if (keyOf(target, cell) === keyOf(other, cell)) same += 1;
    }
    return same;
  });
  const same = Math.max(...counts);
  const month = others[counts.indexOf(same)]?.month ?? target.month;
  return { same, month, usual: median(counts) ?? 0 };
}

/** The chance that two rows of a part are the same. */
function alikeByChance(target: MonthCells, { cells, keyOf }: MonthPart): number {
  const counts = new Map<number, number>();
  for (const cell of cells) counts.set(keyOf(target, cell), (counts.get(keyOf(target, cell)) ?? 0) + 1);
  let sum = 0;
  for (const rows of counts.values()) sum += (rows / cells.length) ** 2;
  return sum;
}
