import { parseMonth } from "../../domain/month.js";
import type { ReleaseSummary, SealedRelease } from "../../domain/release/release.js";
import { exitCode, FlpError, usageError } from "../../lib/errors.js";
import { asDatabaseError } from "../database-error.js";
import type { Store } from "../open.js";
import type { ReleaseTable } from "../tables.js";
import { beginWriting, endWriting } from "../write-lock.js";

/** Writes a release with all its lists, whole or not at all. Throws exit 2 for a name that is taken. */
export async function storeRelease(
  store: Store,
  release: SealedRelease,
  tell: (message: string) => void = () => undefined,
): Promise<void> {
  try {
    await beginWriting(store, tell);
    refuseTakenName(store, release.name);
    const { name } = release;
    insertAll(store, "release", [rowOf(release)]);
    insertAll(
      store,
      "release_input",
      release.inputs.map((input) => ({ release: name, ...input })),
    );
    insertAll(
      store,
      "release_artefact",
      release.artefacts.map(({ report, fileName, sha256, bytes }) => ({
        release: name,
        report,
        file_name: fileName,
        sha256,
        byte_count: bytes,
      })),
    );
    insertAll(
      store,
      "release_month",
      release.months.map((row) => ({
        release: name,
        month: row.month,
        plans_new: row.new,
        plans_maintained: row.maintained,
      })),
    );
    insertAll(
      store,
      "release_clinic",
      release.population.map((clinic) => ({ release: name, ...clinic })),
    );
    endWriting(store, "commit");
  } catch (error) {
    endWriting(store, "rollback");
    throw asDatabaseError(error, store.path);
  }
}

function refuseTakenName(store: Store, name: string): void {
  const taken = store.raw
    .prepare<[string], string>("select sealed_at from release where name = ?")
    .pluck()
    .get(name);
  if (taken === undefined) return;
  throw usageError(
    `a release ${name} was sealed on ${taken.slice(0, 10)}, and a sealed release is never changed`,
    "choose another name; flp release list shows those that are taken",
  );
}

function rowOf(release: ReleaseSummary): ReleaseTable & Record<string, string | number | null> {
  return {
    name: release.name,
    sealed_at: release.sealedAt,
    month: release.month,
    as_of_load: release.asOf,
    program_version: release.program.version,
    program_sha256: release.program.sha256,
    runtime: release.program.runtime,
    rule: release.rule.id,
    rule_status: release.rule.status,
    rule_sha256: release.rule.sha256,
    plans_new: release.plans.new,
    plans_maintained: release.plans.maintained,
    clinics_open: release.clinics.open,
    clinics_active: release.clinics.active,
    note: release.note,
    theme: release.options.theme,
    audience: release.options.audience,
    is_accessible: release.options.accessible ? 1 : 0,
  };
}

function insertAll(
  store: Store,
  table: string,
  rows: readonly Readonly<Record<string, string | number | null>>[],
): void {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const statement = store.raw.prepare(
    `insert into ${table} (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`,
  );
  for (const row of rows) statement.run(row);
}

/** All sealed releases, the oldest first. */
export async function listReleases(store: Store): Promise<ReleaseSummary[]> {
  const rows = await store.kysely
    .selectFrom("release")
    .selectAll()
    .orderBy("sealed_at")
    .orderBy("name")
    .execute();
  return rows.map(summaryOf);
}

/** A release with all its lists. Throws exit 2, with the names that there are, when there is none of this name. */
export async function readRelease(store: Store, name: string): Promise<SealedRelease> {
  const { kysely } = store;
  const row = await kysely.selectFrom("release").selectAll().where("name", "=", name).executeTakeFirst();
  if (row === undefined) {
    const names = (await listReleases(store)).map((release) => release.name);
    throw usageError(
      `there is no release ${name}`,
      names.length === 0 ? "seal one first with flp release seal NAME" : `sealed are: ${names.join(", ")}`,
    );
  }
  const inputs = await kysely
    .selectFrom("release_input")
    .select(["scope", "path", "sha256", "content"])
    .where("release", "=", name)
    .orderBy("scope")
    .orderBy("path")
    .execute();
  const artefacts = await kysely
    .selectFrom("release_artefact")
    .select(["report", "file_name", "sha256", "byte_count"])
    .where("release", "=", name)
    .orderBy("report")
    .orderBy("file_name")
    .execute();
  const months = await kysely
    .selectFrom("release_month")
    .select(["month", "plans_new", "plans_maintained"])
    .where("release", "=", name)
    .orderBy("month")
    .execute();
  const population = await kysely
    .selectFrom("release_clinic")
    .select(["ydernummer", "opened", "name", "kind", "outcome"])
    .where("release", "=", name)
    .orderBy("ydernummer")
    .orderBy("opened")
    .execute();
  return {
    ...summaryOf(row),
    inputs,
    artefacts: artefacts.map((file) => ({
      report: file.report,
      fileName: file.file_name,
      sha256: file.sha256,
      bytes: file.byte_count,
    })),
    months: months.map(({ month, plans_new: added, plans_maintained: maintained }) => ({
      month: monthIn(month),
      new: added,
      maintained,
    })),
    population,
  };
}

function summaryOf(row: ReleaseTable): ReleaseSummary {
  return {
    name: row.name,
    sealedAt: row.sealed_at,
    month: monthIn(row.month),
    asOf: row.as_of_load,
    options: { theme: row.theme, audience: row.audience, accessible: row.is_accessible === 1 },
    program: { version: row.program_version, sha256: row.program_sha256, runtime: row.runtime },
    rule: { id: row.rule, status: row.rule_status, sha256: row.rule_sha256 },
    plans: { new: row.plans_new, maintained: row.plans_maintained },
    clinics: { open: row.clinics_open, active: row.clinics_active },
    note: row.note,
  };
}

function monthIn(text: string): SealedRelease["month"] {
  const month = parseMonth(text);
  if (month !== null) return month;
  throw new FlpError(exitCode.database, `the database holds a release with the month ${text}`, {
    remedy: "run flp check",
  });
}

/** Names of the releases that rest on a load: those whose newest load is not older. The oldest release comes first. */
export function releasesRestingOn(store: Store, load: number): string[] {
  return store.raw
    .prepare<[number], string>("select name from release where as_of_load >= ? order by sealed_at, name")
    .pluck()
    .all(load);
}

/** Loads that a release rests on and that were taken back after it was sealed; empty as long as the store is sound. */
export function loadsUndoneSince(store: Store, release: ReleaseSummary): number[] {
  return store.raw
    .prepare<{ asOf: number; sealedAt: string }, number>(
      "select load from load where load <= @asOf and undone_at > @sealedAt order by load",
    )
    .pluck()
    .all({ asOf: release.asOf, sealedAt: release.sealedAt });
}

/** The newest release that rests on an earlier load and was sealed by an instant, with its compared clinics; null: none. */
export function releaseBefore(
  store: Store,
  asked: { load: number; instant: string },
): (Pick<ReleaseSummary, "name" | "sealedAt" | "month" | "asOf"> & { clinics: number; pass: number }) | null {
  const row = store.raw
    .prepare<typeof asked, ReleaseBefore>(
      `select release.name, release.sealed_at, release.month, release.as_of_load, count(release_clinic.ydernummer) as clinics,
         coalesce(sum(release_clinic.outcome = 'pass'), 0) as pass
       from release left join release_clinic on release_clinic.release = release.name
       where release.as_of_load < @load and release.sealed_at <= @instant
       group by release.name
       order by release.as_of_load desc, release.sealed_at desc, release.name desc limit 1`,
    )
    .get(asked);
  if (row === undefined) return null;
  const { name, sealed_at: sealedAt, month, as_of_load: asOf, clinics, pass } = row;
  return { name, sealedAt, month: monthIn(month), asOf, clinics, pass };
}

/**
 * The months that were sealed for the public as of loads up to one, by the instant of that load: a release that is sealed
 * later does not change what was made before it.
 */
export function publicReleases(
  store: Store,
  { asOf }: { asOf: number },
): Pick<ReleaseSummary, "month" | "asOf">[] {
  return store.raw
    .prepare<{ asOf: number }, Pick<ReleaseTable, "month" | "as_of_load">>(
      `select release.month, release.as_of_load from release
       where release.audience = 'public' and release.as_of_load < @asOf
         and release.sealed_at <= (select loaded_at from load where load = @asOf)
       order by release.as_of_load, release.month`,
    )
    .all({ asOf })
    .map((row) => ({ month: monthIn(row.month), asOf: row.as_of_load }));
}

type ReleaseBefore = Pick<ReleaseTable, "name" | "sealed_at" | "month" | "as_of_load"> & {
  clinics: number;
  pass: number;
};
