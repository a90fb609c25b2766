import type { MonthCells } from "./panel.js";

/** What was to be expected of each cell in a month: what it had in the months before. */
export interface Expectation {
  /** Sums over these months, by cell. */
  fresh: Int32Array;
  maintained: Int32Array;
  /** All plans of each number in these months. */
  ofNumber: Int32Array;
  /** Sums by plan type. */
  freshByType: Float64Array;
  maintainedByType: Float64Array;
  /** Months that the sums are taken of. */
  months: number;
  /** 1 for each cell with plans in the latest 3 of these months: a clinic without any in them may have closed since. */
  recent: Uint8Array;
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
  shape: MonthCells,
): (place: number) => Expectation | null {
  let made: (Expectation | null)[] | null = null;
  return (place) => {
    made ??= walk(past, shape);
    return made[place] ?? null;
  };
}

/** What is carried on from place to place. */
type Sums = Pick<Expectation, "fresh" | "maintained" | "ofNumber">;

function walk(past: readonly (MonthCells | null)[], shape: MonthCells): (Expectation | null)[] {
  const sums = {
    fresh: new Int32Array(shape.fresh.length),
    maintained: new Int32Array(shape.fresh.length),
    ofNumber: new Int32Array(shape.ofNumber.length),
  };
  const within: MonthCells[] = [];
  const made: (Expectation | null)[] = [];
  for (let place = 0; place <= past.length; place += 1) {
    const out = past[place - 1 - expectationMonths] ?? null;
    if (out !== null) {
      within.shift();
      addTo(sums, out, -1);
    }
    const entering = past[place - 1] ?? null;
    if (entering !== null) {
      within.push(entering);
      addTo(sums, entering, 1);
    }
    const isEnough = within.length >= leastExpectationMonths;
    made.push(isEnough ? expectationOf(sums, within) : null);
  }
  return made;
}

function expectationOf({ fresh, maintained, ofNumber }: Sums, within: readonly MonthCells[]): Expectation {
  return {
    ...{ fresh: fresh.slice(), maintained: maintained.slice(), ofNumber: ofNumber.slice() },
    freshByType: summed(within.map(({ freshByType }) => freshByType)),
    maintainedByType: summed(within.map(({ maintainedByType }) => maintainedByType)),
    ...{ months: within.length, recent: filledInAny(within.slice(-latestMonths), fresh.length) },
  };
}

function filledInAny(months: readonly MonthCells[], cells: number): Uint8Array {
  const marks = new Uint8Array(cells);
  for (const { filled } of months)
    for (let index = 0; index < filled.length; index += 1) marks[filled[index] ?? 0] = 1;
  return marks;
}

function summed(lists: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(lists[0]?.length ?? 0);
  for (const list of lists) list.forEach((value, place) => (sums[place] = (sums[place] ?? 0) + value));
  return sums;
}

function addTo({ fresh, maintained, ofNumber }: Sums, month: MonthCells, sign: 1 | -1): void {
  const { filled } = month;
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? 0;
    fresh[cell] = (fresh[cell] ?? 0) + sign * (month.fresh[cell] ?? 0);
    maintained[cell] = (maintained[cell] ?? 0) + sign * (month.maintained[cell] ?? 0);
  }
  for (let number = 0; number < ofNumber.length; number += 1)
    ofNumber[number] = (ofNumber[number] ?? 0) + sign * (month.ofNumber[number] ?? 0);
}
