import type { Expectation } from "./expectation.js";
import type { Fit } from "./fit-to-past.js";
import { fitAt, monthAt } from "./fit-to-past.js";
import type { MonthCells } from "./panel.js";
import type { Timeline } from "./timeline.js";

/** Numbers that may have been moved: how much better the counts fit as they stand. */
export interface Shift {
  moves: ShiftName;
  /** Log likelihood of the counts as they stand, less that of the counts moved back, in nats a plan. */
  gain: number;
  plans: number;
}

/** What rows numbers may have been moved among: those of clinics, or those of clinics and plan types. */
export type ShiftedRows = "clinic" | "row";

/**
 * Numbers moved up or down by one among the rows, by clinic and by row: those of the file in its own order, where that is
 * known, else by number and plan type. Null: too little past.
 */
export function shiftedAt(
  timeline: Timeline,
  place: number,
  {
    among = timeline.types.length < 2 ? ["clinic"] : ["clinic", "row"],
    inFileOrder,
  }: { among?: readonly ShiftedRows[]; inFileOrder?: Int32Array } = {},
): Shift[] | null {
  const fit = fitAt(timeline, place);
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (fit === null || month === null || expectation === null) return null;
  return among.flatMap((one) =>
    shifts(
      one,
      one === "clinic" ? clinicRows(fit) : cellRows(month, expectation, inFileOrder ?? month.filled),
    ),
  );
}

function clinicRows({ seen, expected }: Fit): ShiftRows {
  const rows = { seen: new Float64Array(seen.length), logs: new Float64Array(seen.length) };
  let count = 0;
  for (let number = 0; number < seen.length; number += 1) {
    if (seen[number] === 0) continue;
    rows.seen[count] = seen[number] ?? 0;
    rows.logs[count] = Math.log((expected[number] ?? 0) + 0.5);
    count += 1;
  }
  return { seen: rows.seen.subarray(0, count), logs: rows.logs.subarray(0, count) };
}

function cellRows(
  month: MonthCells,
  { fresh, maintained, months }: Expectation,
  cells: Int32Array,
): ShiftRows {
  const rows = { seen: new Float64Array(cells.length), logs: new Float64Array(cells.length) };
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? 0;
    rows.seen[index] = (month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0);
    rows.logs[index] = Math.log(((fresh[cell] ?? 0) + (maintained[cell] ?? 0)) / months + 0.2);
  }
  return rows;
}

/** Rows with plans, and the logarithm of what was expected of each. */
interface ShiftRows {
  seen: Float64Array;
  logs: Float64Array;
}

/** How numbers were moved among the rows. */
export type ShiftName = `by ${ShiftedRows}, ${"up" | "down"}`;

function shifts(name: ShiftedRows, { seen, logs }: ShiftRows): Shift[] {
  let plans = 0;
  let asTheyStand = 0;
  const moved = [0, 0];
  for (let row = 0; row < seen.length; row += 1) {
    const count = seen[row] ?? 0;
    plans += count;
    asTheyStand += count * (logs[row] ?? 0);
    moved[0] = (moved[0] ?? 0) + count * (logs[(row + 1) % seen.length] ?? 0);
    moved[1] = (moved[1] ?? 0) + count * (logs[(row + seen.length - 1) % seen.length] ?? 0);
  }
  return moved.map((sum, way) => ({
    moves: `by ${name}, ${way === 0 ? "up" : "down"}`,
    ...{ gain: (asTheyStand - sum) / Math.max(1, plans), plans },
  }));
}

/** The rows that numbers were moved among. */
export function rowsOfShift(moves: ShiftName): ShiftedRows {
  return moves.startsWith("by clinic") ? "clinic" : "row";
}
