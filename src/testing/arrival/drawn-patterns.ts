import type { ArrivalCheck } from "../../ingest/arrival/check.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import { drawClinics, drawMonths, drawRows, look } from "./drawn-months.js";
import type { MonthRow } from "./histories.js";

/** New and maintained plans of a clinic and plan type. */
export type DrawnCounts = readonly [fresh: number, maintained: number];

/**
 * Counts of twenty-one clinics with two plan types, 42 rows: 9 with as many new as maintained plans, 12 with more new ones,
 * 21 with more maintained ones, 6 of them without new ones.
 */
export const patternCounts = (clinic: number, type: number): DrawnCounts => {
  const drawn: readonly (readonly [DrawnCounts, DrawnCounts])[] = [
    [
      [7, 7],
      [3, 11],
    ],
    [
      [13, 6],
      [0, 9],
    ],
    [
      [5, 12],
      [9, 2],
    ],
    [
      [8, 8],
      [4, 17],
    ],
    [
      [16, 1],
      [6, 19],
    ],
    [
      [0, 14],
      [11, 11],
    ],
    [
      [2, 21],
      [23, 10],
    ],
  ];
  const [first, second] = drawn[clinic % 7] ?? [
    [0, 0],
    [0, 0],
  ];
  return type === 0 ? first : second;
};

export const patternClinics = 21;

/** A month of such counts, each changed as is said. */
export const patternMonth = (
  change: (counts: DrawnCounts, clinic: number, type: number) => DrawnCounts = (counts) => counts,
): MonthRow[] =>
  drawRows(patternClinics, ["KOL", "T2D"], (clinic, type) =>
    change(patternCounts(clinic, type), clinic, type),
  );

/** The month as it is drawn, without a change. */
export const patternRows = patternMonth();

const register = {
  month: "2024-12",
  clinics: drawClinics(patternClinics, (clinic) => ({
    region: clinic < 7 ? "nordjylland" : "midtjylland",
    system: "LPS-A",
  })),
};

/** What a check says of a month that comes after 24 others, each with the rows that are said. */
export const arriveAfterTwoYears = (
  check: ArrivalCheck,
  arriving: readonly MonthRow[],
  before: readonly MonthRow[] = patternRows,
): Promise<CheckResult[]> =>
  look(check, {
    before: [drawMonths("2023-01", 24, () => before)],
    months: drawMonths("2025-01", 1, () => arriving),
    register,
  });
