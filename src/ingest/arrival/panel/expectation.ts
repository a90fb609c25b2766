import type { MonthCells } from "./panel.js";

/** What was to be expected of each cell in a month: what it had in the months before. */
export interface Expectation {
  /** Sums over these months. */
  fresh: Int32Array;
  maintained: Int32Array;
  /** Months that the sums are taken of. */
  months: number;
  /** The latest 3 of these months: a clinic without plans in all of them may have closed since. */
  latest: readonly MonthCells[];
}

/** Months that an expectation is taken of, at most and at least. */
const expectationMonths = 12;
export const leastExpectationMonths = 6;
const latestMonths = 3;

/**
 * The expectations at the places of a past, and at its end. From one place to the next a month comes in and another falls
 * out, so that walking through all of them costs two months each.
 */
export function expectations(
  past: readonly (MonthCells | null)[],
  cells: number,
): (place: number) => Expectation | null {
  let made: (Expectation | null)[] | null = null;
  return (place) => {
    made ??= walk(past, cells);
    return made[place] ?? null;
  };
}

function walk(past: readonly (MonthCells | null)[], cells: number): (Expectation | null)[] {
  const fresh = new Int32Array(cells);
  const maintained = new Int32Array(cells);
  const within: MonthCells[] = [];
  const made: (Expectation | null)[] = [];
  for (let place = 0; place <= past.length; place += 1) {
    const out = past[place - 1 - expectationMonths] ?? null;
    if (out !== null) {
      within.shift();
      addTo({ fresh, maintained }, out, -1);
    }
    const entering = past[place - 1] ?? null;
    if (entering !== null) {
      within.push(entering);
      addTo({ fresh, maintained }, entering, 1);
    }
    const isEnough = within.length >= leastExpectationMonths;
    const latest = within.slice(-latestMonths);
    made.push(
      isEnough
        ? { fresh: fresh.slice(), maintained: maintained.slice(), months: within.length, latest }
        : null,
    );
  }
  return made;
}

function addTo(
  { fresh, maintained }: { fresh: Int32Array; maintained: Int32Array },
  month: MonthCells,
  sign: 1 | -1,
): void {
  const { filled } = month;
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? 0;
    fresh[cell] = (fresh[cell] ?? 0) + sign * (month.fresh[cell] ?? 0);
    maintained[cell] = (maintained[cell] ?? 0) + sign * (month.maintained[cell] ?? 0);
  }
}
