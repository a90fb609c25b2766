import type { Month } from "../../../domain/month.js";
import type { PackedMonth } from "./read-counts.js";
import { numberOf, typeOf, typesOfMask } from "./read-counts.js";

/** The counts of one month, one place a cell: number x plan type, numbers in order, types in order within each. */
export interface MonthCells {
  month: Month;
  fresh: Int32Array;
  maintained: Int32Array;
  /** Places of the cells with plans, in order: about half of all, so that what asks for plans only looks at these. */
  filled: Int32Array;
  /** Sums by plan type. */
  freshByType: Float64Array;
  maintainedByType: Float64Array;
  /** Sums over all cells. */
  newPlans: number;
  maintainedPlans: number;
}

/** Months laid out over the same cells. */
export interface CellPanel {
  numbers: string[];
  /** Places, in the list that was given, of the plan types that any month has. */
  types: number[];
  /** In the order given. */
  laid: MonthCells[];
}

/** Numbers have six digits. */
const numbersThereAre = 1_000_000;

/** Lays months out over the cells of all numbers, and of all plan types, that any of them names. */
export function layOut(months: readonly PackedMonth[]): CellPanel {
  const place = new Int32Array(numbersThereAre);
  const found: number[] = [];
  let marks = 0;
  for (const { keys } of months) {
    for (let row = 0; row < keys.length; row += 1) {
      const key = keys[row] ?? 0;
      marks |= 1 << typeOf(key);
      const number = numberOf(key);
      if (place[number] === 0) place[number] = found.push(number);
    }
  }
  found.sort((left, right) => left - right);
  found.forEach((number, index) => (place[number] = index));
  const types = typesOfMask(marks);
  const typePlace = new Int32Array(32);
  types.forEach((type, index) => (typePlace[type] = index));
  const shape = { place, typePlace, types: types.length, cells: found.length * types.length };
  const laid = months.map((packed) => layMonth(packed, shape));
  return { numbers: found.map((number) => String(number).padStart(6, "0")), types, laid };
}

interface Shape {
  /** Place of a number, and of a plan type. */
  place: Int32Array;
  typePlace: Int32Array;
  types: number;
  cells: number;
}

function layMonth(packed: PackedMonth, { place, typePlace, types, cells }: Shape): MonthCells {
  const fresh = new Int32Array(cells);
  const maintained = new Int32Array(cells);
  const freshByType = new Float64Array(types);
  const maintainedByType = new Float64Array(types);
  for (let row = 0; row < packed.keys.length; row += 1) {
    const key = packed.keys[row] ?? 0;
    const type = typePlace[typeOf(key)] ?? 0;
    const cell = (place[numberOf(key)] ?? 0) * types + type;
    const ofNew = packed.fresh[row] ?? 0;
    const ofMaintained = packed.maintained[row] ?? 0;
    fresh[cell] = (fresh[cell] ?? 0) + ofNew;
    maintained[cell] = (maintained[cell] ?? 0) + ofMaintained;
    freshByType[type] = (freshByType[type] ?? 0) + ofNew;
    maintainedByType[type] = (maintainedByType[type] ?? 0) + ofMaintained;
  }
  return {
    ...{ month: packed.month, fresh, maintained, filled: filledIn(fresh, maintained) },
    ...{ freshByType, maintainedByType },
    newPlans: freshByType.reduce((sum, plans) => sum + plans, 0),
    maintainedPlans: maintainedByType.reduce((sum, plans) => sum + plans, 0),
  };
}

function filledIn(fresh: Int32Array, maintained: Int32Array): Int32Array {
  const filled = new Int32Array(fresh.length);
  let count = 0;
  for (let cell = 0; cell < fresh.length; cell += 1) {
    if ((fresh[cell] ?? 0) + (maintained[cell] ?? 0) === 0) continue;
    filled[count] = cell;
    count += 1;
  }
  return filled.subarray(0, count);
}

/** All plans of a month. */
export function plansOf({ newPlans, maintainedPlans }: MonthCells): number {
  return newPlans + maintainedPlans;
}
