import type { Month } from "../month.js";
import type { GateCode } from "./problem.js";

/**
 * What a check says of a load: as expected; worth a look; held until a person gives a reason; or that it cannot tell,
 * with what is missing in `basis`.
 */
export type Verdict = "ok" | "look" | "hold" | "cannot-tell";

/** Mistakes of suppliers that a check can point to, the most specific first: that one explains the most. */
export const mistakeIds = [
  // the file against the others that came with it, and against its name
  "rival-file",
  "name-months",
  // the file in itself
  "damaged-text",
  // a register by itself, and beside the one before
  "register-columns-shifted",
  "register-rows-shifted",
  "register-one-kind",
  "register-doctors-missing",
  "register-doctors-scaled",
  "register-doctors-equal",
  "register-dates-off",
  "register-regions-off",
  "register-kinds-off",
  "register-systems-off",
  "register-municipalities-off",
  "register-values-missing",
  "register-copied",
  // the load against the calendar and the limits of spreadsheets
  "future-month",
  "missing-month",
  "first-load-cut",
  // rows that say by themselves what was done to them
  "copied-month",
  "clinic-impossible",
  "measure-zero",
  "measures-equal",
  "measure-total",
  "filled-down",
  "rounded",
  "small-counts-lost",
  "zero-rows-lost",
  "counts-equal",
  "types-equal",
  "cumulative",
  "multiplied",
  "doubled",
  "truncated",
  // where the counts would fit if one thing were undone
  "measures-swapped",
  "type-missing",
  "region-missing",
  "system-missing",
  "kind-missing",
  "numbers-cut",
  "types-swapped",
  "numbers-shifted",
  "test-rows",
  "averaged",
  "numbers-mixed",
  "unknown-numbers",
  // what happened to a known month
  "restated-much",
  "lost-plans",
  // a month beside its neighbours
  "missing-clinics",
  "missing-rows",
  "register-closings-lost",
  "register-clinics-off",
  "partial-month",
  "group-off",
  "share-off",
  "type-share-off",
  "spread-off",
  "total-off",
] as const;

export type MistakeId = (typeof mistakeIds)[number];

/** What a check counts. */
export type CheckUnit = "share" | "plans" | "clinics" | "rows" | "months" | "ratio" | "index";

/** One month of what a check looked at before. */
export interface CheckPoint {
  month: Month;
  value: number;
}

/** What one check found about one month of a load, or about the load as a whole. */
export interface CheckResult {
  /** Id of the check. */
  id: string;
  /** Null: it is about the file as a whole. */
  month: Month | null;
  /** The plan type, region, system, clinic ... that it is about; null: all of the month. */
  subject: string | null;
  verdict: Verdict;
  /** The value seen; null: there was nothing to count. */
  seen: number | null;
  /** Lowest and highest value that pass; null: nothing to expect could be told. */
  expected: readonly [number, number] | null;
  unit: CheckUnit;
  /** What it was compared with, such as `24 months 2023-02 to 2025-01`; or what is missing. */
  basis: string;
  /** The mistake that it points to; null: none, or any. */
  looks_like: MistakeId | null;
  /** What was seen and expected, as an English sentence; safe to show. */
  finding: string;
  /** Code of the problem that it is where it holds a load. */
  code: GateCode;
  /** The history that it was held against, oldest first; empty where there is none to draw. */
  series: readonly CheckPoint[];
  /** Particulars by name, for sentences in other languages; safe to show. */
  facts: Readonly<Record<string, string | number>>;
  /** How far beyond the expected range, in half widths of it: 0 within; what explains most is what lies furthest off. */
  excess: number;
}

/** What a load was found to be. */
export interface ArrivalVerdict {
  checks: CheckResult[];
  /** The mistake that explains most of what is held; null: nothing is held, or no mistake is known that looks so. */
  looksLike: MistakeId | null;
}

/** A row of a file that is held, so that its supplier finds the place. */
export interface ExampleRow {
  line: number;
  ydernummer: string;
  /** Null for a row of a register. */
  planType: string | null;
  new: number;
  maintained: number;
}
