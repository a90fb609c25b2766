import type { Store } from "../db/open.js";
import type { LoadTable } from "../db/tables.js";
import { beginWriting, endWriting } from "../db/write-lock.js";
import type { Logger } from "../lib/logger.js";
import type { ClinicPeriodRow, PlanCountRow } from "./rows.js";

/** What the ledger keeps of a file, known before its rows are read. */
export type LoadHeader = Pick<
  LoadTable,
  | "loaded_at"
  | "file_name"
  | "sha256"
  | "byte_count"
  | "kind"
  | "profile"
  | "sheet"
  | "is_synthetic"
  | "program_version"
>;

/** What the ledger keeps of a file once all its rows are stored. */
export interface LoadTotals {
  read: number;
  stored: number;
  rejected: number;
  plansNew: number;
  plansMaintained: number;
  months: readonly string[];
  /** Why a load that the gate would have held was let in; null: the gate had nothing against it. */
  acceptedReason: string | null;
}

/** Two rows of one key: the line that came second, and the line that had the key already. */
export interface Duplicate {
  line: number;
  firstLine: number;
}

/** A bad row that is kept beside the good ones. */
export interface RejectedEntry {
  line: number;
  problems: readonly { column: string | null; code: string; message: string }[];
  cells: readonly string[];
}

/** A load while it is being stored: nothing of it is visible to others before `commit`, nothing is left by `rollBack`. */
export interface OpenLoad {
  readonly load: number;
  /** Stores rows of plan counts, in file order for speed. Returns the rows whose key an earlier row had; they are not stored. */
  addPlanCounts(rows: readonly PlanCountRow[]): Duplicate[];
  /** Stores rows of a register snapshot, as {@link addPlanCounts}. */
  addClinicPeriods(rows: readonly ClinicPeriodRow[]): Duplicate[];
  /** Keeps rows beside the others that are bad; see sql/schema. */
  addRejected(rows: readonly RejectedEntry[]): void;
  /** Forgets every row that was added, so that the file can be read once more. */
  startOver(): void;
  /** Closes what the load replaces, and drops from it what was known already. Call once, after all rows. */
  settle(months: readonly string[]): void;
  commit(totals: LoadTotals): void;
  rollBack(): void;
}

/**
 * Begins the one transaction of a load and enters it into the ledger. No load is dated before the one that it follows:
 * where the clock went backwards the date of that one is kept, with a warning. The order of loads is that of their ids.
 */
export function beginLoad(store: Store, header: LoadHeader, logger: Logger): OpenLoad {
  beginWriting(store, (message) => logger.info(message));
  const loadedAt = notBeforePrevious(store, header.loaded_at);
  if (loadedAt !== header.loaded_at) {
    logger.warn(
      `the clock says ${header.loaded_at}, before the newest load (${loadedAt}): the new one gets that date too`,
    );
  }
  const load = enterLoad(store, { ...header, loaded_at: loadedAt });
  store.raw.exec("savepoint before_rows");
  const addPlanCounts = planCountWriter(store, load);
  const addClinicPeriods = clinicPeriodWriter(store, load);
  return {
    load,
    addPlanCounts,
    addClinicPeriods,
    addRejected: (rows) => addRejected(store, load, rows),
    startOver: () => void store.raw.exec("rollback to before_rows"),
    settle: (months) => settle(store, { load, months, kind: header.kind }),
    commit: (totals) => {
      completeLoad(store, load, totals);
      endWriting(store, "commit");
    },
    rollBack: () => endWriting(store, "rollback"),
  };
}

function addRejected(store: Store, load: number, rows: readonly RejectedEntry[]): void {
  const insert = store.raw.prepare(
    "insert into rejected_row (load, line, problems, cells) values (?, ?, ?, ?)",
  );
  for (const { line, problems, cells } of rows)
    insert.run(load, line, JSON.stringify(problems), JSON.stringify(cells));
}

function notBeforePrevious(store: Store, now: string): string {
  const previous = store.raw.prepare<[], string | null>("select max(loaded_at) from load").pluck().get();
  return previous !== null && previous !== undefined && previous > now ? previous : now;
}

function enterLoad(store: Store, header: LoadHeader): number {
  const columns = Object.keys(header);
  const statement = store.raw.prepare(
    `insert into load (${columns.join(", ")}, rows_read, rows_stored, rows_rejected, plans_new, plans_maintained)
     values (${columns.map((column) => `@${column}`).join(", ")}, 0, 0, 0, 0, 0)`,
  );
  return Number(statement.run(header).lastInsertRowid);
}

function completeLoad(store: Store, load: number, totals: LoadTotals): void {
  store.raw
    .prepare(
      `update load set rows_read = @read, rows_stored = @stored, rows_rejected = @rejected,
       plans_new = @plansNew, plans_maintained = @plansMaintained,
       accepted_reason = @acceptedReason where load = @load`,
    )
    .run({
      load,
      read: totals.read,
      stored: totals.stored,
      rejected: totals.rejected,
      plansNew: totals.plansNew,
      plansMaintained: totals.plansMaintained,
      acceptedReason: totals.acceptedReason,
    });
  const month = store.raw.prepare("insert into load_month (load, month) values (?, ?)");
  for (const one of totals.months) month.run(load, one);
}

type Value = string | number | null;

/** How rows of one kind become rows of one table. `key` names the columns that, with load_from, are the primary key. */
interface Target<Row> {
  table: string;
  columns: readonly string[];
  key: readonly string[];
  valuesOf(row: Row, load: number): Value[];
}

const planCountTarget: Target<PlanCountRow> = {
  table: "plan_count",
  columns: ["month", "ydernummer", "plan_type", "load_from", "new_plans", "maintained_plans", "line"],
  key: ["month", "ydernummer", "plan_type"],
  valuesOf: (row, load) => [
    row.month,
    row.ydernummer,
    row.planType,
    load,
    row.newPlans,
    row.maintainedPlans,
    row.line,
  ],
};

const clinicPeriodTarget: Target<ClinicPeriodRow> = {
  table: "clinic_period",
  columns: [
    "snapshot_month",
    "ydernummer",
    "opened",
    "load_from",
    "name",
    "region",
    "municipality",
    "kind",
    "doctors_millionths",
    "closed",
    "system",
    "successor",
    "line",
  ],
  key: ["snapshot_month", "ydernummer", "opened"],
  valuesOf: (row, load) => [
    row.snapshotMonth,
    row.ydernummer,
    row.opened,
    load,
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

const planCountWriter = (store: Store, load: number) => bulkWriter(store, load, planCountTarget);
const clinicPeriodWriter = (store: Store, load: number) => bulkWriter(store, load, clinicPeriodTarget);

/** Rows a statement: large enough to make the call cheap, small enough for SQLite's limit of bound values. */
const rowsAStatement = 64;

/** Inserts rows many at a time; a batch in which a key stands twice is inserted row by row to find both lines. */
function bulkWriter<Row extends { line: number }>(
  store: Store,
  load: number,
  target: Target<Row>,
): (rows: readonly Row[]) => Duplicate[] {
  const { raw } = store;
  const one = `(${target.columns.map(() => "?").join(", ")})`;
  const insert = (count: number): string =>
    `insert into ${target.table} (${target.columns.join(", ")}) values ${Array.from({ length: count }, () => one).join(", ")} on conflict do nothing`;
  const many = raw.prepare(insert(rowsAStatement));
  const single = raw.prepare(insert(1));
  const lineOfKey = raw
    .prepare<Value[], number>(
      `select line from ${target.table} where ${target.key.map((column) => `${column} = ?`).join(" and ")} and load_from = ?`,
    )
    .pluck();
  const keyPlaces = target.key.map((column) => target.columns.indexOf(column));

  const addOneByOne = (rows: readonly Row[]): Duplicate[] =>
    rows.flatMap((row) => {
      const values = target.valuesOf(row, load);
      if (single.run(...values).changes === 1) return [];
      const firstLine = lineOfKey.get(...keyPlaces.map((place) => values[place] ?? null), load);
      // The row itself, inserted a moment ago by the batch, is no duplicate.
      return firstLine === undefined || firstLine === row.line ? [] : [{ line: row.line, firstLine }];
    });

  // One array for all statements: a quarter of inserting went into collecting arrays.
  const bound: Value[] = [];
  return (rows) => {
    const duplicates: Duplicate[] = [];
    let start = 0;
    for (; start + rowsAStatement <= rows.length; start += rowsAStatement) {
      const batch = rows.slice(start, start + rowsAStatement);
      let place = 0;
      for (const row of batch) {
        for (const value of target.valuesOf(row, load)) bound[place++] = value;
      }
      const { changes } = many.run(bound);
      if (changes < batch.length) duplicates.push(...addOneByOne(batch));
    }
    duplicates.push(...addOneByOne(rows.slice(start)));
    return duplicates;
  };
}

/**
 * Makes the load the whole truth for its months while writing only what changed: an older row that the load says again
 * stays as it was and its copy goes; an older row that it says otherwise, or no more, holds until this load.
 */
function settle(
  store: Store,
  given: { load: number; months: readonly string[]; kind: LoadTable["kind"] },
): void {
  const isCounts = given.kind === "plan-counts";
  const target = isCounts ? planCountTarget : clinicPeriodTarget;
  const monthColumn = isCounts ? "month" : "snapshot_month";
  const sameKey = target.key.map((column) => `theirs.${column} = ours.${column}`).join(" and ");
  const facts = target.columns.filter(
    (column) => !target.key.includes(column) && column !== "load_from" && column !== "line",
  );
  const sameFacts = facts.map((column) => `theirs.${column} is ours.${column}`).join(" and ");
  const isKnown = store.raw.prepare<[string, number]>(
    `select 1 from ${target.table} where ${monthColumn} = ? and load_to is null and load_from < ? limit 1`,
  );
  const closeChanged = store.raw.prepare<{ load: number; month: string }>(
    `update ${target.table} as ours set load_to = @load
     where ours.${monthColumn} = @month and ours.load_to is null and ours.load_from < @load
       and not exists (select 1 from ${target.table} as theirs where ${sameKey} and ${sameFacts} and theirs.load_from = @load)`,
  );
  const dropKnown = store.raw.prepare<{ load: number; month: string }>(
    `delete from ${target.table} as ours
     where ours.${monthColumn} = @month and ours.load_from = @load
       and exists (select 1 from ${target.table} as theirs where ${sameKey} and theirs.load_to is null and theirs.load_from < @load)`,
  );
  for (const month of given.months) {
    if (isKnown.get(month, given.load) === undefined) continue;
    closeChanged.run({ load: given.load, month });
    dropKnown.run({ load: given.load, month });
  }
}
