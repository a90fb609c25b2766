import type { ClinicPeriodRow, PlanCountRow, StatusEntryRow } from "./row-shapes.js";

/** What a cell of the store holds. */
export type Value = string | number | null;

/** How rows of one kind become rows of one table of the store. */
export interface RowTarget<Row> {
  table: string;
  /** A temporary table with the same columns and no checks, in which rows wait until the load is settled. */
  staging: {
    table: string;
    create: string;
    /** False: only rows of scopes of which something is held wait there. */
    isForAll: boolean;
  };
  /** What a file is the whole truth about: a month, or a register. */
  scopeColumn: string;
  scopeOf(row: Row): string;
  /** Columns that, with load_from, are the primary key. */
  key: readonly string[];
  /** Columns that a restatement may change. */
  facts: readonly string[];
  /** All columns but load_from, in the order of the values. */
  columns: readonly string[];
  valuesOf(row: Row): Value[];
}

/** Plan counts. */
export const planCountTarget: RowTarget<PlanCountRow> = {
  table: "plan_count",
  staging: {
    table: "staged_plan_count",
    create: `create temp table staged_plan_count (
      month text, ydernummer text, plan_type text, load_from integer, new_plans integer, maintained_plans integer,
      line integer, primary key (month, ydernummer, plan_type, load_from)) without rowid`,
    isForAll: false,
  },
  scopeColumn: "month",
  scopeOf: (row) => row.month,
  key: ["month", "ydernummer", "plan_type"],
  facts: ["new_plans", "maintained_plans"],
  columns: ["month", "ydernummer", "plan_type", "new_plans", "maintained_plans", "line"],
  valuesOf: (row) => [row.month, row.ydernummer, row.planType, row.newPlans, row.maintainedPlans, row.line],
};

const clinicFacts = [
  "name",
  "region",
  "municipality",
  "kind",
  "doctors_millionths",
  "closed",
  "system",
  "successor",
] as const;

/** Clinic periods of a register snapshot. */
export const clinicPeriodTarget: RowTarget<ClinicPeriodRow> = {
  table: "clinic_period",
  staging: {
    table: "staged_clinic_period",
    create: `create temp table staged_clinic_period (
      snapshot_month text, ydernummer text, opened text, load_from integer, name text, region text, municipality text,
      kind text, doctors_millionths integer, closed text, system text, successor text, line integer,
      primary key (snapshot_month, ydernummer, opened, load_from)) without rowid`,
    // A register is held against itself before any of it is stored.
    isForAll: true,
  },
  scopeColumn: "snapshot_month",
  scopeOf: (row) => row.snapshotMonth,
  key: ["snapshot_month", "ydernummer", "opened"],
  facts: clinicFacts,
  columns: ["snapshot_month", "ydernummer", "opened", ...clinicFacts, "line"],
  valuesOf: (row) => [
    row.snapshotMonth,
    row.ydernummer,
    row.opened,
    row.name,
    row.region,
    row.municipality,
    row.kind,
    row.doctors,
    row.closed,
    row.system,
    row.successor,
    row.line,
  ],
};

/** Entries of a status register. */
export const statusEntryTarget: RowTarget<StatusEntryRow> = {
  table: "status_row",
  staging: {
    table: "staged_status_row",
    create: `create temp table staged_status_row (
      register text, row_key text, load_from integer, facts text, line integer,
      primary key (register, row_key, load_from)) without rowid`,
    isForAll: false,
  },
  scopeColumn: "register",
  scopeOf: (row) => row.register,
  key: ["register", "row_key"],
  facts: ["facts"],
  columns: ["register", "row_key", "facts", "line"],
  valuesOf: (row) => [row.register, row.key, row.facts, row.line],
};
