import type { Month } from "../../../domain/month.js";
import { addMonths } from "../../../domain/month.js";
import type { MonthValue } from "../../shared/month-axis.js";

/** Rows of the newest month and the same month of earlier years, newest first. */
export function comparedRows(months: readonly Month[], newest: Month): number[] {
  const rows: number[] = [];
  for (let month = newest; months.includes(month); month = addMonths(month, -12))
    rows.push(months.indexOf(month));
  return rows;
}

/** Months with no known neighbour: a line would not show them. */
export function lonelyPoints(values: readonly MonthValue[]): { month: Month; value: number }[] {
  const known = new Set(values.map(({ month }) => month));
  return values.filter(({ month }) => !known.has(addMonths(month, -1)) && !known.has(addMonths(month, 1)));
}
