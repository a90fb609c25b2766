import type { Store } from "../db/open.js";
import { dateInDenmark } from "../domain/danish.js";
import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import { exitCode, FlpError, usageError } from "../lib/errors.js";

/**
 * The load that answers are given as of: the one asked for, or the newest that stands. Throws exit 2 for a load that
 * does not exist or was taken back, and exit 14 for a store without any.
 */
export async function resolveAsOf(store: Store, asked: number | null): Promise<number> {
  const newest = await store.kysely
    .selectFrom("load")
    .select("load")
    .where("undone_at", "is", null)
    .orderBy("load", "desc")
    .executeTakeFirst();
  if (newest === undefined) {
    throw new FlpError(exitCode.database, `nothing is loaded in ${store.path}`, {
      remedy: "load an extract first with flp ingest FILE",
    });
  }
  if (asked === null) return newest.load;
  const row = await store.kysely
    .selectFrom("load")
    .select(["load", "undone_at"])
    .where("load", "=", asked)
    .executeTakeFirst();
  if (row === undefined)
    throw usageError(`there is no load ${asked}`, "flp loads lists those that there are");
  if (row.undone_at !== null) {
    throw usageError(`load ${asked} was taken back`, "name a load that stands; flp loads lists them");
  }
  return asked;
}

/** Months for which plan counts were known as of a load, in order. */
export async function knownMonths(store: Store, asOf: number): Promise<Month[]> {
  return loadedMonths(store, { kind: "plan-counts", asOf });
}

/** Months for which a register snapshot was known as of a load, in order. */
export async function registerMonths(store: Store, asOf: number): Promise<Month[]> {
  return loadedMonths(store, { kind: "clinic-register", asOf });
}

type Kind = "plan-counts" | "clinic-register";

/** What is lacking where nothing of a kind is loaded, or was by a load, and what to load then. */
const lackWords: Record<Kind, { now: string; then: string; remedy: string }> = {
  "plan-counts": {
    now: "no plan counts are loaded",
    then: "no plan counts were loaded",
    remedy: "load an extract with flp ingest FILE",
  },
  "clinic-register": {
    now: "no clinic register is loaded",
    then: "no clinic register was loaded",
    remedy: "load one with flp ingest, for instance laegehuse_YYYY-MM.csv",
  },
};

/** The error (exit 14) where nothing of a kind was loaded as of a load; it names the first load that came later. */
export function nothingLoaded(store: Store, kind: Kind, asOf: number): FlpError {
  const { now, then, remedy } = lackWords[kind];
  const first = store.raw
    .prepare<[Kind], { load: number; file: string; loaded_at: string }>(
      "select load, file_name as file, loaded_at from load where kind = ? and undone_at is null order by load limit 1",
    )
    .get(kind);
  if (first === undefined) return new FlpError(exitCode.database, now, { remedy });
  const day = dateInDenmark(first.loaded_at);
  return new FlpError(exitCode.database, `${then} by load ${asOf}`, {
    remedy: `the first came with load ${first.load} on ${day} (${first.file}): ask as of that load or a later one`,
  });
}

async function loadedMonths(store: Store, filter: { kind: Kind; asOf: number }): Promise<Month[]> {
  const rows = await store.kysely
    .selectFrom("load")
    .innerJoin("load_month", "load_month.load", "load.load")
    .select("load_month.month")
    .distinct()
    .where("load.kind", "=", filter.kind)
    .where("load.undone_at", "is", null)
    .where("load.load", "<=", filter.asOf)
    .orderBy("load_month.month")
    .execute();
  return rows.map((row) => parseMonth(row.month)).filter((month) => month !== null);
}

/**
 * The report month: the one asked for, or the newest with plan counts; null: no month has any. Throws exit 2 for a month
 * without counts: its figures would be made of nothing.
 */
export function resolveMonth(known: readonly Month[], asked: Month | null): Month | null {
  const first = known[0];
  const newest = known.at(-1);
  if (first === undefined || newest === undefined) return null;
  if (asked === null) return newest;
  if (!known.includes(asked)) {
    throw usageError(
      `no plan counts are loaded for ${asked}`,
      `choose a month from ${first} to ${newest}; flp status shows the holes`,
    );
  }
  return asked;
}

/** The register that a month uses: the newest that is not later, or else the oldest there is; null: none is loaded. */
export function registerFor(month: Month, registers: readonly Month[]): Month | null {
  return registers.findLast((register) => register <= month) ?? registers[0] ?? null;
}
