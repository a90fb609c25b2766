import type { Month } from "../../../domain/month.js";
import type { PackedMonth } from "./read.js";
import { unpack } from "./read.js";

/** The counts of one month, one place a cell: number x plan type, numbers in order, types in order within each. */
export interface MonthCells {
  month: Month;
  fresh: Int32Array;
  maintained: Int32Array;
  /** Sums by plan type. */
  freshByType: Float64Array;
  maintainedByType: Float64Array;
  /** Sums over all cells. */
  newPlans: number;
  maintainedPlans: number;
}

/** Numbers have six digits. */
const numbersThereAre = 1_000_000;

/** Lays months out over the cells of all numbers that any of them names. Months come back in the order given. */
export function layOut(
  months: readonly PackedMonth[],
  types: number,
): { numbers: string[]; laid: MonthCells[] } {
  const place = new Int32Array(numbersThereAre).fill(-1);
  for (const month of months) unpack(month, (number) => void (place[number] = 0));
  const numbers: string[] = [];
  place.forEach((mark, number) => {
    if (mark < 0) return;
    place[number] = numbers.length;
    numbers.push(String(number).padStart(6, "0"));
  });
  const cells = numbers.length * types;
  const laid = months.map((packed) => {
    const month = emptyMonth(packed.month, cells, types);
    unpack(packed, (number, type, fresh, maintained) => {
      const cell = (place[number] ?? 0) * types + type;
      month.fresh[cell] = (month.fresh[cell] ?? 0) + fresh;
      month.maintained[cell] = (month.maintained[cell] ?? 0) + maintained;
      month.freshByType[type] = (month.freshByType[type] ?? 0) + fresh;
      month.maintainedByType[type] = (month.maintainedByType[type] ?? 0) + maintained;
      month.newPlans += fresh;
      month.maintainedPlans += maintained;
    });
    return month;
  });
  return { numbers, laid };
}

/** A known month without plans. */
function emptyMonth(month: Month, cells: number, types: number): MonthCells {
  return {
    month,
    fresh: new Int32Array(cells),
    maintained: new Int32Array(cells),
    freshByType: new Float64Array(types),
    maintainedByType: new Float64Array(types),
    newPlans: 0,
    maintainedPlans: 0,
  };
}

/** All plans of a month. */
export function plansOf({ newPlans, maintainedPlans }: MonthCells): number {
  return newPlans + maintainedPlans;
}
