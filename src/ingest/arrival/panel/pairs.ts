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

/** How many cells have each pair; cells without plans are left out. */
export function pairCounts(month: MonthCells): Map<number, number> {
  const counts = new Map<number, number>();
  for (let cell = 0; cell < month.fresh.length; cell += 1) {
    const pair = pairOf(month, cell);
    if (pair !== 0) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Cells of a month with at least so many plans, and how many of them another month has just the same. */
export function sameCells(
  month: MonthCells,
  other: MonthCells,
  leastPlans: number,
): { cells: number; same: number } {
  let [cells, same] = [0, 0];
  for (let cell = 0; cell < month.fresh.length; cell += 1) {
    const fresh = month.fresh[cell] ?? 0;
    const maintained = month.maintained[cell] ?? 0;
    if (fresh + maintained < leastPlans) continue;
    cells += 1;
    if (other.fresh[cell] === fresh && other.maintained[cell] === maintained) same += 1;
  }
  return { cells, same };
}
