import type { LoadFact } from "../domain/shapes/figures.js";
import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import type { Store } from "./open.js";
import type { LoadTable } from "./tables.js";

/** One line of the ledger, with the field names of the contract. */
export interface LedgerEntry {
  load: number;
  loaded_at: string;
  file: string;
  sha256: string;
  kind: LoadTable["kind"];
  profile: string;
  months: Month[];
  rows: { read: number; stored: number; rejected: number };
  plans: { new: number; maintained: number };
  /** Why a load that the gate held back was let in; null: it was not held back. */
  accepted: string | null;
  status: "stored" | "undone";
  /** True when the figures are made up. */
  synthetic: boolean;
}

/** The whole ledger, oldest load first. */
export async function readLedger(store: Store): Promise<LedgerEntry[]> {
  const loads = await store.kysely.selectFrom("load").selectAll().orderBy("load").execute();
  const months = await monthsByLoad(store);
  return loads.map((row) => ({
    load: row.load,
    loaded_at: row.loaded_at,
    file: row.file_name,
    sha256: row.sha256,
    kind: row.kind,
    profile: row.profile,
    months: months.get(row.load) ?? [],
    rows: { read: row.rows_read, stored: row.rows_stored, rejected: row.rows_rejected },
    plans: { new: row.plans_new, maintained: row.plans_maintained },
    accepted: row.accepted_reason,
    status: row.undone_at === null ? "stored" : "undone",
    synthetic: row.is_synthetic === 1,
  }));
}

/** The loads of plan counts and registers that figures as of a load rest on, oldest first. */
export async function loadFacts(store: Store, asOf: number): Promise<(LoadFact & { synthetic: boolean })[]> {
  const entries = await readLedger(store);
  return entries.flatMap((entry) => {
    const { kind } = entry;
    if (entry.status === "undone" || entry.load > asOf) return [];
    if (kind === "follow-up" || kind === "status-register") return [];
    return [
      {
        load: entry.load,
        loadedAt: entry.loaded_at,
        file: entry.file,
        sha256: entry.sha256,
        kind,
        months: entry.months,
        acceptedReason: entry.accepted,
        rejectedRows: entry.rows.rejected,
        synthetic: entry.synthetic,
      },
    ];
  });
}

/** True when the newest load that spoke about a month kept rows apart. */
export function isIncomplete(loads: readonly LoadFact[], kind: LoadFact["kind"], month: Month): boolean {
  const newest = loads.findLast((load) => load.kind === kind && load.months.includes(month));
  return newest !== undefined && newest.rejectedRows > 0;
}

/**
 * The load that already says what a file of these bytes would say: it stands, it is about the same months, and no later
 * load has spoken about any of them, or about its status register (unless `evenIfOutdated`). Null when storing the file would be news: A, then B,
 * then A again is news. `before` leaves out a load that is being stored.
 */
export async function findSameLoad(
  store: Store,
  file: { sha256: string; month: Month | null; evenIfOutdated: boolean; before?: number },
): Promise<LedgerEntry | null> {
  const before = file.before ?? Number.POSITIVE_INFINITY;
  const standing = (await readLedger(store)).filter(
    (entry) => entry.status === "stored" && entry.load < before,
  );
  const same = standing.findLast(
    (entry) => entry.sha256 === file.sha256 && (file.month === null || entry.months.join() === file.month),
  );
  if (same === undefined) return null;
  const isOutdated = standing.some(
    (later) =>
      later.load > same.load &&
      later.kind === same.kind &&
      (same.kind === "status-register"
        ? later.profile === same.profile
        : later.months.some((month) => same.months.includes(month))),
  );
  return isOutdated && !file.evenIfOutdated ? null : same;
}

async function monthsByLoad(store: Store): Promise<Map<number, Month[]>> {
  const rows = await store.kysely.selectFrom("load_month").selectAll().orderBy("month").execute();
  const months = new Map<number, Month[]>();
  for (const row of rows) {
    const month = parseMonth(row.month);
    if (month !== null) months.set(row.load, [...(months.get(row.load) ?? []), month]);
  }
  return months;
}
