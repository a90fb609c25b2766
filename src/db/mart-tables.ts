import type { Outcome, OutsideReason } from "../domain/shapes/metric.js";
import type { VisitField } from "../domain/shapes/follow-up.js";
import type { SegmentId } from "../domain/shapes/segment.js";

/** What marts share: one row a report month and a value of a dimension ('all' is no split). */
export type MartGrain = {
  report_month: string;
  dimension: string;
  value: string;
};

/**
 * The models that more than one place reads, as Kysely sees them; their headers in sql/ say what they mean. What only
 * one metric reads is typed in that metric's file.
 */
// Type aliases, not interfaces: Kysely's $extendTables asks for types with an implicit index signature.
export type ModelTables = {
  stg_known_month: { month: string; month_number: number; first_day: string };
  stg_register_month: { snapshot_month: string };
  int_register: { report_month: string; snapshot_month: string; first_month: string };
  mart_ok22_clinic: {
    report_month: string;
    ydernummer: string;
    opened: string;
    name: string;
    region: string;
    municipality: string | null;
    kind: string;
    system: string | null;
    doctors_millionths: number | null;
    new_plans: number;
    required_billionths: number | null;
    missing_billionths: number | null;
    outcome: Outcome;
    segment: SegmentId | null;
    last_plan_month: string | null;
    is_new: number;
    is_taken_over: number;
    is_two_month_fall: number;
  };
  mart_ok22_clinic_month: {
    report_month: string;
    ydernummer: string;
    opened: string;
    month: string;
    new_plans: number;
    maintained_plans: number;
  };
  mart_ok22_standing: {
    report_month: string;
    ydernummer: string;
    opened: string;
    kind: string;
    region: string;
    outcome: Outcome | null;
    reason: OutsideReason | null;
  };
  mart_border_takeover: { report_month: string; ydernummer: string; opened: string };
  mart_follow_up: {
    report_month: string;
    ydernummer: string;
    opened: string;
    field: "follow-up" | "remark";
    source_ydernummer: string;
    source_opened: string;
    month: string;
    region: string;
    value: string;
    load: number;
  };
  mart_visit: {
    report_month: string;
    ydernummer: string;
    opened: string;
    field: VisitField;
    source_ydernummer: string;
    source_opened: string;
    month: string;
    value: string;
    load: number;
  };
  mart_ok22_attained: { report_month: string; bin_label: string; bin_position: number; clinics: number };
  int_clinic: {
    report_month: string;
    ydernummer: string;
    opened: string;
    closed: string | null;
    name: string;
    region: string;
    municipality: string | null;
    kind: string;
    system: string | null;
    doctors_millionths: number | null;
    is_open: number;
    is_excluded: number;
    load: number;
    line: number;
  };
  int_successor: {
    snapshot_month: string;
    ydernummer: string;
    opened: string;
    successor_ydernummer: string;
    successor_opened: string;
  };
  mart_plans_per_month_makers: {
    report_month: string;
    dimension: "all" | "plan-type" | "region";
    value: string;
    month: string;
    new_makers: number;
    maintained_makers: number;
    makers: number;
  };
  mart_ok22_outcome: {
    report_month: string;
    ydernummer: string;
    opened: string;
    name: string;
    region: string;
    municipality: string | null;
    system: string | null;
    own_new_plans: number;
    predecessor_new_plans: number;
    required_billionths: number | null;
    outcome: Outcome;
  };
  int_clinic_bin: {
    report_month: string;
    ydernummer: string;
    opened: string;
    new_plans: number;
    doctors_millionths: number | null;
    bin_position: number | null;
  };
  def_bin: { bin_position: number; bin_label: string };
  int_clinic_population: { step_position: number; step: string; detail: string | null; clinics: number };
};

/** A row of counts behind a figure: what every metric's `trace.sql` gives. */
export type TraceRow = {
  /** The number that the row counts for: its own, or that of the clinic that took it over. */
  counts_for_ydernummer: string;
  month: string;
  ydernummer: string;
  opened: string | null;
  plan_type: string;
  new_plans: number;
  maintained_plans: number;
  role: "own" | "predecessor";
  load: number;
  line: number;
};
