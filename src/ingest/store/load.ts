import { storeChecks } from "../../db/load-checks.js";
import type { Store } from "../../db/open.js";
import type { LoadTable } from "../../db/tables.js";
import { beginWriting, endWriting } from "../../db/write-lock.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Logger } from "../../lib/logger.js";
import { once } from "../../lib/once.js";
import type { Duplicate } from "./bulk-insert.js";
import type { LoadWriter } from "./load-writer.js";
import { loadWriter } from "./load-writer.js";
import { clinicPeriodTarget, planCountTarget, statusEntryTarget } from "../read/row-targets.js";
import type { ClinicPeriodRow, PlanCountRow, StatusEntryRow } from "../read/row-shapes.js";

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
  /** What it was held against. */
  checks: readonly CheckResult[];
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
  /** Stores entries of a status register, as {@link addPlanCounts}. */
  addStatusEntries(rows: readonly StatusEntryRow[]): Duplicate[];
  /** Keeps rows beside the others that are bad; see sql/schema. */
  addRejected(rows: readonly RejectedEntry[]): void;
  /** Forgets every row that was added, so that the file can be read once more. */
  startOver(): void;
  /**
   * Stores what differs from what was known of its months, or of its register, and closes what it replaces. Call once, after
   * all rows.
   */
  settle(scopes: readonly string[]): void;
  commit(totals: LoadTotals): void;
  rollBack(): void;
}

/** Pages that SQLite keeps in memory: rows come in the order in which they lie, so that a load needs few. */
const loadCacheKiB = 2048;
/** The same otherwise: as much as the library gives a connection. */
const usualCacheKiB = 16_000;

/**
 * Begins the one transaction of a load and enters it into the ledger. No load is dated before the one that it follows:
 * where the clock went backwards the date of that one is kept, with a warning. The order of loads is that of their ids.
 */
export async function beginLoad(store: Store, header: LoadHeader, logger: Logger): Promise<OpenLoad> {
  setForLoading(store);
  try {
    await beginWriting(store, (message) => logger.info(message));
  } catch (error) {
    setAsUsual(store);
    throw error;
  }
  const loadedAt = notBeforePrevious(store, header.loaded_at);
  if (loadedAt !== header.loaded_at) {
    logger.warn(
      `the clock says ${header.loaded_at}, before the newest load (${loadedAt}): the new one gets that date too`,
    );
  }
  const load = enterLoad(store, { ...header, loaded_at: loadedAt });
  const counts = once(() => loadWriter(store, load, planCountTarget));
  const periods = once(() => loadWriter(store, load, clinicPeriodTarget));
  const entries = once(() => loadWriter(store, load, statusEntryTarget));
  const writers: Partial<Record<LoadHeader["kind"], () => Pick<LoadWriter<never>, "forget" | "settle">>> = {
    "plan-counts": counts,
    "clinic-register": periods,
    "status-register": entries,
  };
  const writer = writers[header.kind];
  // A parser lets no count through that the table's checks refuse, and they are a fifth of inserting it; what is settled,
  // what is no count and `flp check` ask them.
  const isChecked = (is: boolean): void => {
    if (header.kind === "plan-counts") store.raw.pragma(`ignore_check_constraints = ${is ? "off" : "on"}`);
  };
  isChecked(false);
  return {
    load,
    addPlanCounts: (rows) => counts().add(rows),
    addClinicPeriods: (rows) => periods().add(rows),
    addStatusEntries: (rows) => entries().add(rows),
    addRejected: (rows) => addRejected(store, load, rows),
    startOver: () => {
      writer?.().forget();
      store.raw.prepare("delete from rejected_row where load = ?").run(load);
    },
    settle: (scopes) => {
      isChecked(true);
      writer?.().settle(scopes);
    },
    commit: (totals) => {
      completeLoad(store, load, totals);
      endLoad(store, "commit");
    },
    rollBack: () => endLoad(store, "rollback"),
  };
}

/** Ends the transaction and throws staged rows away. */
function endLoad(store: Store, how: "commit" | "rollback"): void {
  endWriting(store, how);
  setAsUsual(store);
}

/**
 * While a load runs, temporary tables may go to a file (SQLite's own, without a name), so that memory does not grow with
 * what is restated; the models' tables stay in memory. All that is written is of this load, which the ledger has from the
 * first: no row need look it up there.
 */
function setForLoading({ raw }: Store): void {
  raw.pragma("temp_store = file");
  raw.pragma(`cache_size = ${-loadCacheKiB}`);
  raw.pragma("foreign_keys = off");
}

function setAsUsual({ raw }: Store): void {
  raw.pragma("ignore_check_constraints = off");
  raw.pragma("foreign_keys = on");
  raw.pragma(`cache_size = ${-usualCacheKiB}`);
  raw.pragma("temp_store = memory");
}

function addRejected(store: Store, load: number, rows: readonly RejectedEntry[]): void {
  if (rows.length === 0) return;
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
  storeChecks(store, load, totals.checks);
}
