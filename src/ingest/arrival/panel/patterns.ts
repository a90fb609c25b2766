import type { MonthCells } from "./panel.js";
import { pairCounts, pairOf, sumOfPair } from "./pairs.js";

/** A part of a whole. */
export interface Part {
  part: number;
  whole: number;
}

/** Rows with as many new as maintained plans, among those with at least 2 plans. */
export function equalMeasures(month: MonthCells): Part {
  const found = { part: 0, whole: 0 };
  for (let cell = 0; cell < month.fresh.length; cell += 1) {
    const [fresh, maintained] = [month.fresh[cell] ?? 0, month.maintained[cell] ?? 0];
    if (fresh + maintained < 2) continue;
    found.whole += 1;
    if (fresh === maintained) found.part += 1;
  }
  return found;
}

/** Rows with the pair that most rows have, among all with plans. */
export function commonestPair(month: MonthCells): Part {
  const counts = [...pairCounts(month).values()];
  return { part: Math.max(0, ...counts), whole: counts.reduce((sum, count) => sum + count, 0) };
}

/** Counts of at least `from` that a number divides, among all of them, new and maintained each; of some cells only. */
export function divisible(
  month: MonthCells,
  of: { by: number; from: number; holds?: (cell: number) => boolean },
): Part {
  const found = { part: 0, whole: 0 };
  for (const counts of [month.fresh, month.maintained]) {
    for (let cell = 0; cell < counts.length; cell += 1) {
      const count = counts[cell] ?? 0;
      if (count < of.from || of.holds?.(cell) === false) continue;
      found.whole += 1;
      if (count % of.by === 0) found.part += 1;
    }
  }
  return found;
}

/** Clinics with plans of two plan types that have just the same of both, of the two types where most are so. */
export function equalTypes(month: MonthCells): Part {
  const types = month.freshByType.length;
  let most: Part = { part: 0, whole: 0 };
  for (let one = 0; one < types; one += 1) {
    for (let other = one + 1; other < types; other += 1) {
      const found = { part: 0, whole: 0 };
      for (let cell = 0; cell < month.fresh.length; cell += types) {
        const [left, right] = [pairOf(month, cell + one), pairOf(month, cell + other)];
        if (sumOfPair(left) + sumOfPair(right) < 4) continue;
        found.whole += 1;
        if (left === right) found.part += 1;
      }
      if (found.part * Math.max(1, most.whole) > most.part * Math.max(1, found.whole) || most.whole === 0)
        most = found;
    }
  }
  return most;
}

/** Rows whose count is the largest of all, of the measure where more are so. */
export function tiesAtTop(month: MonthCells): { count: number; value: number } {
  const ties = [month.fresh, month.maintained].map((counts) => {
    let [value, count] = [0, 0];
    for (const one of counts) {
      if (one > value) [value, count] = [one, 1];
      else if (one === value) count += 1;
    }
    return { count: value < 8 ? 0 : count, value };
  });
  return ties.reduce((most, one) => (one.count > most.count ? one : most));
}

/** The longest run of rows with plans, in order of number and type, of which one count rises or falls by the same step. */
export function longestRun(month: MonthCells): number {
  let longest = 0;
  for (const counts of [month.fresh, month.maintained]) {
    let [previous, step, run] = [Number.NaN, Number.NaN, 1];
    for (let cell = 0; cell < counts.length; cell += 1) {
      if ((month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0) === 0) continue;
      const count = counts[cell] ?? 0;
      const difference = count - previous;
      run = difference === step && step !== 0 ? run + 1 : 2;
      [previous, step] = [count, difference];
      if (step !== 0 && run > longest) longest = run;
    }
  }
  return longest;
}

/** For each number of plans of a pair, how many rows have the same pair of at least so many plans: largest first. */
export function repeatsBySum(month: MonthCells): { sum: number; pair: number; rows: number }[] {
  return [...pairCounts(month)]
    .map(([pair, rows]) => ({ pair, rows, sum: sumOfPair(pair) }))
    .filter(({ rows }) => rows > 1)
    .sort((left, right) => right.sum - left.sum);
}
