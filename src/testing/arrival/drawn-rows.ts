import fc from "fast-check";
import { keyFactor } from "../../ingest/arrival/panel/packed.js";
import type { PackedMonth } from "../../ingest/arrival/panel/packed.js";
import type { MonthCells } from "../../ingest/arrival/panel/panel.js";
import { layOut } from "../../ingest/arrival/panel/panel.js";
import { month as monthOfText } from "../workshop.js";
import type { TimelineRow } from "./drawn-timelines.js";

/** Rows as a packed month has them. */
export const packedMonth = (rows: readonly TimelineRow[], at = "2025-01"): PackedMonth => ({
  month: monthOfText(at),
  rows: Int32Array.from(
    rows.flatMap(([number, type, fresh, old]) => [number * keyFactor + type, fresh, old]),
  ),
});

/** The cells of a single month. */
export function laidOut(rows: readonly TimelineRow[]): MonthCells {
  const [only] = layOut([packedMonth(rows)]).laid;
  if (only === undefined) throw new Error("no month");
  return only;
}

/** Rows of some numbers and plan types, each pair of them once, in any order. */
export const rowsOf = (count: fc.Arbitrary<number>, least = 1): fc.Arbitrary<TimelineRow[]> =>
  fc.uniqueArray(fc.tuple(fc.constantFrom(3, 7, 8, 40, 999_999), fc.constantFrom(0, 2, 31), count, count), {
    ...{ minLength: least, maxLength: 15 },
    selector: ([number, type]) => `${number} ${type}`,
  });
export const fewPlans = rowsOf(fc.nat(6));
export const manyPlans = rowsOf(
  fc.oneof(fc.nat(30), fc.constantFrom(0, 8, 8, 10, 10, 127, 128, 200, 1000, 70_000)),
);

/** Rows in order of number and type, those with plans only. */
export const rowsWithPlans = (rows: readonly TimelineRow[]): TimelineRow[] =>
  rows
    .filter(([, , fresh, old]) => fresh + old > 0)
    .toSorted(([one, type], [other, otherType]) => one - other || type - otherType);

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
export const countsIn = (rows: readonly TimelineRow[]): number[] =>
  rows.flatMap(([, , fresh, old]) => [fresh, old]);
