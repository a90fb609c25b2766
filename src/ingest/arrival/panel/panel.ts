import type { Month } from "../../../domain/month.js";
import type { PackedMonth } from "./packed.js";
import { numberOf, rowLength, typeOf, typesOfMask } from "./packed.js";

/** The counts of one month, one place a cell: number x plan type, numbers in order, types in order within each. */
export interface MonthCells {
  month: Month;
  fresh: Int32Array;
  maintained: Int32Array;
  /** Places of the cells with plans, in order: about half of all, so that what asks for plans only looks at these. */
  filled: Int32Array;
  /** All plans of each number. */
  ofNumber: Int32Array;
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
  /** The cell of a packed row, by its key. */
  cellOf: (key: number) => number;
}

/** Numbers have six digits. */
const numbersThereAre = 1_000_000;

/** Lays months out over the cells of all numbers, and of all plan types, that any of them names. */
export function layOut(months: readonly PackedMonth[]): CellPanel {
  const place = new Int32Array(numbersThereAre);
  const found: number[] = [];
  let marks = 0;
  for (const { rows } of months) {
    for (let at = 0; at < rows.length; at += rowLength) {
      const key = rows[at] ?? 0;
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
  const shape = { place, typePlace, types: types.length, numbers: found.length };
  const laid = months.map((packed) => layMonth(packed, shape));
  const cellOf = (key: number): number =>
    (place[numberOf(key)] ?? 0) * types.length + (typePlace[typeOf(key)] ?? 0);
  return { numbers: found.map((number) => String(number).padStart(6, "0")), types, laid, cellOf };
}

interface Shape {
  /** Place of a number, and of a plan type. */
  place: Int32Array;
  typePlace: Int32Array;
  types: number;
  numbers: number;
}

function layMonth({ month, rows }: PackedMonth, { place, typePlace, types, numbers }: Shape): MonthCells {
  const fresh = new Int32Array(numbers * types);
  const maintained = new Int32Array(numbers * types);
  const ofNumber = new Int32Array(numbers);
  const freshByType = new Float64Array(types);
  const maintainedByType = new Float64Array(types);
  for (let at = 0; at < rows.length; at += rowLength) {
    const key = rows[at] ?? 0;
    const number = place[numberOf(key)] ?? 0;
    const type = typePlace[typeOf(key)] ?? 0;
    const cell = number * types + type;
    const ofNew = rows[at + 1] ?? 0;
    const ofMaintained = rows[at + 2] ?? 0;
    fresh[cell] = (fresh[cell] ?? 0) + ofNew;
    maintained[cell] = (maintained[cell] ?? 0) + ofMaintained;
    ofNumber[number] = (ofNumber[number] ?? 0) + ofNew + ofMaintained;
    freshByType[type] = (freshByType[type] ?? 0) + ofNew;
    maintainedByType[type] = (maintainedByType[type] ?? 0) + ofMaintained;
  }
  return {
    ...{ month, fresh, maintained, filled: filledIn(fresh, maintained) },
    ...{ ofNumber, freshByType, maintainedByType },
    newPlans: freshByType.reduce((sum, plans) => sum + plans, 0),
    maintainedPlans: maintainedByType.reduce((sum, plans) => sum + plans, 0),
  };
}

function filledIn(fresh: Int32Array, maintained: Int32Array): Int32Array {
  const filled = new Int32Array(fresh.length);
  let count = 0;
  for (let cell = 0; cell < fresh.length; cell += 1) {
    if (((fresh[cell] ?? 0) | (maintained[cell] ?? 0)) === 0) continue;
    filled[count] = cell;
    count += 1;
  }
  return filled.subarray(0, count);
}

/** All plans of a month. */
export function plansOf({ newPlans, maintainedPlans }: MonthCells): number {
  return newPlans + maintainedPlans;
}

/** The cells of a packed month's rows with plans, row by row. */
export function cellsOfRows({ rows }: PackedMonth, cellOf: CellPanel["cellOf"]): Int32Array {
  const cells = new Int32Array(rows.length / rowLength);
  let count = 0;
  for (let at = 0; at < rows.length; at += rowLength) {
    if (((rows[at + 1] ?? 0) | (rows[at + 2] ?? 0)) === 0) continue;
    cells[count] = cellOf(rows[at] ?? 0);
    count += 1;
  }
  return cells.subarray(0, count);
}
