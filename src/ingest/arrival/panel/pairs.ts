import type { MonthCells } from "./panel.js";

/** Pairs of new and maintained plans as one number each: counts stay below 2^20. */
const pairFactor = 1 << 20;

/** The pair of a cell; 0: no plans. */
export function pairOf(month: MonthCells, cell: number): number {
  return (month.fresh[cell] ?? 0) * pairFactor + (month.maintained[cell] ?? 0);
}

/** New and maintained plans together, of a pair. */
export function sumOfPair(pair: number): number {
  return Math.floor(pair / pairFactor) + (pair % pairFactor);
}

/** A pair in words, such as `12 and 30`. */
export function pairWords(pair: number): string {
  return `${Math.floor(pair / pairFactor)} and ${pair % pairFactor}`;
}

const counted = new WeakMap<MonthCells, Map<number, number>>();

/** How many cells have each pair; cells without plans are left out. Counted once a month. */
export function pairCounts(month: MonthCells): ReadonlyMap<number, number> {
  const kept = counted.get(month);
  if (kept !== undefined) return kept;
  const counts = new Map<number, number>();
  const { filled } = month;
  for (let index = 0; index < filled.length; index += 1) {
    const pair = pairOf(month, filled[index] ?? 0);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  counted.set(month, counts);
  return counts;
}

const cellsKept = new WeakMap<MonthCells, Int32Array[]>();

/** Cells of a month with at least so many plans, in order. */
export function cellsWith(month: MonthCells, leastPlans: number): Int32Array {
  const kept = cellsKept.get(month) ?? [];
  cellsKept.set(month, kept);
  const cells =
    kept[leastPlans] ??
    month.filled.filter((cell) => (month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0) >= leastPlans);
  kept[leastPlans] = cells;
  return cells;
}

/** How many of some cells another month has just the same. */
export function sameCells(month: MonthCells, other: MonthCells, cells: Int32Array): number {
  let same = 0;
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? 0;
    if (other.fresh[cell] === month.fresh[cell] && other.maintained[cell] === month.maintained[cell])
      same += 1;
  }
  return same;
}
