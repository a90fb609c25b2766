import type { Month } from "../month.js";

/** A value of a clinic or a count; null: it was not there. */
export type RevisedValue = string | number | null;

/** One field that a load changed. Names as in the contract's JSON. */
export interface RevisedField {
  /** Month of the counts, or of the register snapshot. */
  month: Month;
  /** Null for a field of a clinic. */
  plan_type: string | null;
  ydernummer: string;
  /** `new` or `maintained`; of a clinic the name of the field, or `clinic` for one that came or went. */
  field: string;
  old: RevisedValue;
  new: RevisedValue;
}

/** Plans of a month, over all clinics and plan types, before and after. */
export interface RevisedTotal {
  month: Month;
  field: "new" | "maintained";
  old: number;
  new: number;
}

/** Plans of a month in one region, before and after. */
export interface RevisedRegion extends RevisedTotal {
  region: string;
}

/** A published figure that a load moved. */
export interface MovedFigure {
  /** The report month. */
  month: Month;
  /** Id of the metric. */
  metric: string;
  /** Field of the metric's row; of plans-per-doctor also a bin's label. */
  field: string;
  /** Null: there was no such figure before. */
  old: number | null;
  /** Null: there is no such figure any more. */
  new: number | null;
}

/** All that one load changed of what was known before it. */
export interface Revision {
  load: number;
  file: string;
  kind: "plan-counts" | "clinic-register";
  /** Months that the load names, in order. */
  months: Month[];
  /** Those of them that nothing was known of: they are new, and not among the changes. */
  first_known: Month[];
  /** For a register snapshot of a month that had none: the snapshot that it is compared with; null otherwise. */
  compared_with: Month | null;
  changes: RevisedField[];
  totals: RevisedTotal[];
  by_region: RevisedRegion[];
  figures: MovedFigure[];
}
