import type { DrawnMonth } from "./drawn-months.js";
import { drawMonths, drawRows } from "./drawn-months.js";
import type { DrawnCounts } from "./drawn-patterns.js";
import type { MonthRow } from "./histories.js";

/** Sixty clinics with two plan types. No row has the counts that it has in another month, and all have plans. */
export const unlikeClinics = 60;
export const unlikeCounts = (place: number, clinic: number, type: number): DrawnCounts => [
  5 + ((clinic * 13 + place * 7 + type * 5) % 41),
  60 + ((clinic * 17 + place * 11 + type * 3) % 43),
];

/** The month at a place of their history, each of its counts changed as is said. */
export const unlikeMonth = (
  place: number,
  change: (counts: DrawnCounts, clinic: number, type: number) => DrawnCounts = (counts) => counts,
): MonthRow[] =>
  drawRows(unlikeClinics, ["KOL", "T2D"], (clinic, type) =>
    change(unlikeCounts(place, clinic, type), clinic, type),
  );

/** A month that arrives alone. */
export const once = (rows: readonly MonthRow[], first = "2025-01"): DrawnMonth[] =>
  drawMonths(first, 1, () => rows);
