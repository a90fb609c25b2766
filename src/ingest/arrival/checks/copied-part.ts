import type { Month } from "../../../domain/month.js";
import type { CheckResult } from "../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../check.js";
import { resultOf } from "../check.js";
import { groupsOf } from "../panel/groups.js";
import { cellsWith } from "../panel/pairs.js";
import type { MonthCells } from "../panel/panel.js";
import type { Timeline } from "../panel/timeline.js";
import { timelinesOf } from "../panel/timeline.js";
import { countLimit, median } from "../statistics/distributions.js";

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
/** Shape of the overdispersion of rows that agree. */
const rowShape = 20;

/** A part of a month: its cells, and what must agree in them. */
interface MonthPart {
  name: string;
  cells: Int32Array;
  agrees: (one: MonthCells, other: MonthCells, cell: number) => boolean;
}

const bothAgree: MonthPart["agrees"] = (one, other, cell) =>
  one.fresh[cell] === other.fresh[cell] && one.maintained[cell] === other.maintained[cell];

function check(timeline: Timeline, { gates }: Arrival): CheckResult[] {
  const others = timeline.past.filter((month) => month !== null);
  if (others.length < leastMonths) return [];
  const parts = partsOf(timeline, gates.arrival.minGroupClinics.value);
  const tail = gates.arrival.holdTail.value / (parts.length * others.length);
  const held = parts.flatMap((part) => {
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
    agrees: (one, other, cell) => one[counts][cell] === other[counts][cell],
  });
  return [
    measure("counts of new plans", "fresh"),
    measure("counts of maintained plans", "maintained"),
    ...(types.length < 2 ? [] : types).map((name, type) => ({
      name: `rows of ${name}`,
      cells: rows.filter((cell) => cell % types.length === type),
      agrees: bothAgree,
    })),
    ...groupsOf(timeline, leastClinics)
      .filter(({ dimension }) => dimension !== "numbers")
      .map(({ name, members }) => ({
        name: `rows of ${name}`,
        cells: rows.filter((cell) => members[Math.floor(cell / types.length)] === 1),
        agrees: bothAgree,
      })),
  ];
}

/** The month with which most rows of a part agree, and how many agree with the middle one of all. */
function mostLike(
  target: MonthCells,
  others: readonly MonthCells[],
  { cells, agrees }: MonthPart,
): { same: number; month: Month; usual: number } {
  const counts = others.map((other) => {
    let same = 0;
    for (let index = 0; index < cells.length; index += 1)
      if (agrees(target, other, cells[index] ?? 0)) same += 1;
    return same;
  });
  const same = Math.max(...counts);
  const month = others[counts.indexOf(same)]?.month ?? target.month;
  return { same, month, usual: median(counts) ?? 0 };
}
