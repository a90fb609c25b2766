import type { DimensionId, Outcome, OutsideReason } from "./metric.js";
import type { Month } from "../month.js";
import type { FlagId, SegmentId } from "./segment.js";

/** Plans of one month, or running sums up to and with that month. `total` is new + maintained. */
export interface MonthPlans {
  month: Month;
  new: number;
  maintained: number;
  total: number;
}

/** Clinics of one month: `active` made or maintained at least one plan, `clinics` were open. */
export interface MonthActivity {
  month: Month;
  active: number;
  clinics: number;
}

/** Number of clinics in one bin of new plans per doctor. */
export interface BinCount {
  label: string;
  clinics: number;
}

/** The distribution of clinics by new plans per doctor; `clinics` includes `unknown`, the bins do not. */
export interface PlansPerDoctor {
  clinics: number;
  unknown: number;
  rows: BinCount[];
}

/** How many clinics of a population meet the rule. `share` is pass / clinics (0 to 1), null without clinics. */
export interface ComplianceCount {
  clinics: number;
  pass: number;
  fail: number;
  unknown: number;
  share: number | null;
}

/** Compliance of the report month's population in one month, by that month's own register. */
export interface MonthCompliance extends ComplianceCount {
  month: Month;
}

/** Clinics held against the rule both in an earlier month and in the report month that do not pass alike in both. */
export interface ComplianceCrossing {
  since: Month;
  gained: number;
  lost: number;
}

/** Something measured for each value of a dimension, in the order in which the values are shown. */
export interface ByDimension<Row> {
  dimension: Exclude<DimensionId, "clinic">;
  values: { value: string; row: Row }[];
}

/** One clinic held against the rule. Numbers are exact decimals; null means that doctors are unknown. */
export interface ClinicCompliance {
  ydernummer: string;
  /** First day of the clinic period, `yyyy-MM-dd`. */
  opened: string;
  name: string;
  /** Full name of the region in force in the report month. */
  region: string;
  municipality: string | null;
  kind: string;
  system: string | null;
  doctors: number | null;
  /** New plans in the window that count for the rule, direct predecessors' included. */
  newPlans: number;
  /** Threshold times doctors, not rounded. */
  required: number | null;
  /** What lacks to `required`, never below 0. */
  missing: number | null;
  outcome: Outcome;
  /** What a region does next; null: in use, but without a number of doctors to hold the plans against. */
  segment: SegmentId | null;
  /** In the order of `flagIds`, each at most once. */
  flags: FlagId[];
  /** True when the clinic carries the flag `new`. */
  isNew: boolean;
  /** New plans per doctor in the window, not rounded; null when doctors are unknown or 0. */
  perDoctor: number | null;
  /** The latest known month with a new or maintained plan; null: never one. Predecessors' count as in `newPlans`. */
  lastPlanMonth: Month | null;
}

/** A clinic with what it made month by month. */
export interface ClinicInMonths extends ClinicCompliance {
  /** New plans of each of the 12 months that end with the report month, oldest first; null: the month is not known. */
  monthlyNew: (number | null)[];
  /** Maintained plans, as `monthlyNew`. */
  monthlyMaintained: (number | null)[];
}

/** How many clinics of the register are not held against the rule, and why. */
export interface OutsideCount {
  reason: OutsideReason;
  /** The kind that the rule leaves out; null for other reasons. */
  kind: string | null;
  clinics: number;
}

/** A clinic's outcome in a month, for comparing two months. */
export type ClinicOutcome = Pick<
  ClinicCompliance,
  "ydernummer" | "opened" | "name" | "region" | "newPlans" | "required" | "outcome"
>;

/** One accepted file that a figure rests on. */
export interface LoadFact {
  load: number;
  /** Instant of the load, ISO 8601 in UTC. */
  loadedAt: string;
  file: string;
  sha256: string;
  kind: "plan-counts" | "clinic-register";
  months: Month[];
  acceptedReason: string | null;
  /** Rows of the file that were kept apart because they are bad; above 0 the load is incomplete. */
  rejectedRows: number;
}

/** Plans of a month, new and maintained together, before and after a load that stated it anew. */
export interface RestatedMonth {
  load: number;
  /** Calendar date of the load in Denmark, `yyyy-MM-dd`. */
  date: string;
  month: Month;
  before: number;
  now: number;
}

/** What all figures of one report rest on. */
export interface Basis {
  /** The report month. */
  month: Month;
  /** Id of the newest load that was looked at. */
  asOf: number;
  /** Calendar date of that load in Denmark, `yyyy-MM-dd`: the date that a report carries, so that it can be made again to the byte. */
  date: string;
  /** Month of the register that the figures use; null when none is loaded. */
  registerMonth: Month | null;
  /** Months up to the report month for which plan counts are known. */
  knownMonths: Month[];
  /** Those of them whose newest load kept rows apart: every artefact that shows figures of them must say so. */
  incompleteMonths: Month[];
  /** True when the register that the figures use kept rows apart. */
  isRegisterIncomplete: boolean;
  loads: LoadFact[];
  /** True when any of the loads is known to be synthetic; every artefact must then say so. */
  synthetic: boolean;
}
