import { isSafe } from "./small-counts.js";

/** A bin of a distribution, or several neighbours as one, by their places among the bins. */
export type BinRun = readonly number[];

/**
 * Lays neighbouring bins together until none holds 1 to `minimum` - 1 clinics and no cut between two of them leaves a
 * number on one side that differs by so few from those that pass: the clinics above the line of the requirement are those
 * that pass but for the few that pass by other plans, or fail in spite of theirs, and the difference would tell of them.
 * `counts` are clinics by bin, the lowest first; clinics that cannot be placed come before all bins. Null where nothing
 * but the whole is left.
 */
export function foldBins(
  counts: readonly number[],
  { pass, minimum }: { pass: number; minimum: number },
): BinRun[] | null {
  let runs: BinRun[] = counts.map((_, place) => [place]);
  const sizeOf = (run: BinRun): number => run.reduce((sum, place) => sum + (counts[place] ?? 0), 0);
  const laid = (first: number): BinRun[] => [
    ...runs.slice(0, first),
    [...(runs[first] ?? []), ...(runs[first + 1] ?? [])],
    ...runs.slice(first + 2),
  ];
  while (runs.length > 1) {
    const from = (cut: number): number => runs.slice(cut).reduce((sum, run) => sum + sizeOf(run), 0);
    const badCut = runs.findIndex(
      (_, cut) => cut > 0 && !isSafe([from(cut), Math.abs(from(cut) - pass)], minimum),
    );
    if (badCut > 0) {
      runs = laid(badCut - 1);
      continue;
    }
    const small = runs.findIndex((run) => !isSafe([sizeOf(run)], minimum));
    if (small === -1) return runs;
    const [left, right] = [runs[small - 1], runs[small + 1]];
    const isLeft = right === undefined || (left !== undefined && sizeOf(left) <= sizeOf(right));
    runs = laid(isLeft ? small - 1 : small);
  }
  return null;
}
