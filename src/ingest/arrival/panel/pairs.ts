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

/** The pairs of a month's cells with plans, and how many cells have each. */
export interface PairCounts {
  pairs: Float64Array;
  cells: Int32Array;
}

const counted = new WeakMap<MonthCells, PairCounts>();

/** Nearly all pairs are of counts below this: they are counted in a table. */
const smallCount = 128;

/** How many cells have each pair; cells without plans are left out. Counted once a month. */
export function pairCounts(month: MonthCells): PairCounts {
  const kept = counted.get(month);
  if (kept !== undefined) return kept;
  const { filled, fresh, maintained } = month;
  // By pair: one more than its place in the lists.
  const small = new Int32Array(smallCount * smallCount);
  const large = new Map<number, number>();
  const pairs = new Float64Array(filled.length);
  const cells = new Int32Array(filled.length);
  let count = 0;
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? 0;
    const ofNew = fresh[cell] ?? 0;
    const ofMaintained = maintained[cell] ?? 0;
    const pair = ofNew * pairFactor + ofMaintained;
    const isSmall = (ofNew | ofMaintained) < smallCount;
    const key = isSmall ? ofNew * smallCount + ofMaintained : 0;
    let place = (isSmall ? small[key] : large.get(pair)) ?? 0;
    if (place === 0) {
      pairs[count] = pair;
      count += 1;
      place = count;
      if (isSmall) small[key] = place;
      else large.set(pair, place);
    }
    cells[place - 1] = (cells[place - 1] ?? 0) + 1;
  }
  const counts = { pairs: pairs.subarray(0, count), cells: cells.subarray(0, count) };
  counted.set(month, counts);
  return counts;
}

/** The chance that two cells with plans of a month have the same pair. */
export function alikeByChance(month: MonthCells): number {
  let sum = 0;
  for (const cells of pairCounts(month).cells) sum += (cells / month.filled.length) ** 2;
  return sum;
}

const cellsKept = new WeakMap<MonthCells, Int32Array[]>();

/** Cells of a month with at least so many plans, in order. */
export function cellsWith(month: MonthCells, leastPlans: number): Int32Array {
  const kept = cellsKept.get(month) ?? [];
  cellsKept.set(month, kept);
  return (kept[leastPlans] ??= findCells(month, leastPlans));
}

function findCells({ filled, fresh, maintained }: MonthCells, leastPlans: number): Int32Array {
  const cells = new Int32Array(filled.length);
  let count = 0;
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? 0;
    if ((fresh[cell] ?? 0) + (maintained[cell] ?? 0) < leastPlans) continue;
    cells[count] = cell;
    count += 1;
  }
  return cells.subarray(0, count);
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
