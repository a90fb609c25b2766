import type { Generated } from "kysely";
import type { NoteField, WordFate } from "../domain/shapes/follow-up.js";

/** A file that was accepted; see sql/schema for the meaning of each column. */
export interface LoadTable {
  load: Generated<number>;
  loaded_at: string;
  file_name: string;
  sha256: string;
  byte_count: number;
  kind: "plan-counts" | "clinic-register" | "follow-up" | "status-register";
  profile: string;
  sheet: string | null;
  rows_read: number;
  rows_stored: number;
  rows_rejected: number;
  plans_new: number;
  plans_maintained: number;
  is_synthetic: number;
  accepted_reason: string | null;
  program_version: string;
  undone_at: string | null;
}

/** The months that a load is the whole truth about. */
export interface LoadMonthTable {
  load: number;
  month: string;
}

/** Plan counts with the loads between which they hold. */
export interface PlanCountTable {
  month: string;
  ydernummer: string;
  plan_type: string;
  load_from: number;
  load_to: number | null;
  new_plans: number;
  maintained_plans: number;
  line: number;
}

/** Clinic periods of a register snapshot with the loads between which they hold. */
export interface ClinicPeriodTable {
  snapshot_month: string;
  ydernummer: string;
  opened: string;
  load_from: number;
  load_to: number | null;
  name: string;
  region: string;
  municipality: string | null;
  kind: string;
  doctors_millionths: number | null;
  closed: string | null;
  system: string | null;
  successor: string | null;
  line: number;
}

/** Rows of a file that were kept out of the figures; `problems` and `cells` are JSON. */
export interface RejectedRowTable {
  load: number;
  line: number;
  problems: string;
  cells: string;
}

/** What a load was held against; `detail` is JSON. */
export interface LoadCheckTable {
  load: number;
  place: number;
  check_id: string;
  month: string | null;
  subject: string | null;
  verdict: string;
  seen: number | null;
  low: number | null;
  high: number | null;
  basis: string;
  looks_like: string | null;
  finding: string;
  detail: string;
}

/** What was fixed when a release was sealed; its other tables hold its lists. */
export interface ReleaseTable {
  name: string;
  sealed_at: string;
  month: string;
  as_of_load: number;
  program_version: string;
  program_sha256: string;
  runtime: string;
  rule: string;
  rule_status: "unconfirmed" | "confirmed";
  rule_sha256: string;
  plans_new: number;
  plans_maintained: number;
  clinics_open: number;
  clinics_active: number;
  note: string | null;
  theme: string | null;
  audience: "internal" | "public";
  is_accessible: number;
}

/** Files that a release was computed and rendered from. */
export interface ReleaseInputTable {
  release: string;
  scope: string;
  path: string;
  sha256: string;
  content: string | null;
}

/** Files that were shown. */
export interface ReleaseArtefactTable {
  release: string;
  report: string;
  file_name: string;
  sha256: string;
  byte_count: number;
}

/** Plans of each known month as they were shown. */
export interface ReleaseMonthTable {
  release: string;
  month: string;
  plans_new: number;
  plans_maintained: number;
}

/** Clinics that were held against the rule. */
export interface ReleaseClinicTable {
  release: string;
  ydernummer: string;
  opened: string;
  name: string;
  kind: string;
  outcome: "pass" | "fail" | "unknown";
}

/** A workbook that came back; `region` as in {@link FollowUpTable}. */
export interface FollowUpLoadTable {
  load: number;
  region: string;
  month: string;
  issued_load: number;
  format: number;
}

/** Cells that somebody wrote in, with the loads between which they hold; `region` is the id of one, or {@link consultantsId}. */
export interface FollowUpTable {
  month: string;
  region: string;
  ydernummer: string;
  opened: string;
  field: NoteField;
  load_from: number;
  load_to: number | null;
  value: string | null;
  line: number;
}

/** What more is known of a returned workbook. */
export interface FollowUpReturnTable {
  load: number;
  saved_at: string | null;
  saved_by: string | null;
  is_compared: number;
}

/** Whatever a returned workbook said, and what became of it. */
export interface ReturnedWordTable {
  load: number;
  position: number;
  ydernummer: string | null;
  opened: string | null;
  field: NoteField | null;
  sheet: string;
  cell: string | null;
  value: string | null;
  fate: WordFate;
  other_load: number | null;
  other_value: string | null;
  is_contradiction: number;
  code: string | null;
  message: string | null;
}

/** Rows of status registers with the loads between which they hold; `row_key` and `facts` are JSON. */
export interface StatusRowTable {
  register: string;
  row_key: string;
  load_from: number;
  load_to: number | null;
  facts: string;
  line: number;
}

/** The tables of sql/schema, as Kysely sees them. */
export interface StoreTables {
  load: LoadTable;
  load_month: LoadMonthTable;
  plan_count: PlanCountTable;
  clinic_period: ClinicPeriodTable;
  rejected_row: RejectedRowTable;
  load_check: LoadCheckTable;
  release: ReleaseTable;
  release_input: ReleaseInputTable;
  release_artefact: ReleaseArtefactTable;
  release_month: ReleaseMonthTable;
  release_clinic: ReleaseClinicTable;
  follow_up_load: FollowUpLoadTable;
  follow_up: FollowUpTable;
  follow_up_return: FollowUpReturnTable;
  returned_word: ReturnedWordTable;
  status_row: StatusRowTable;
}
