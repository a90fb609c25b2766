import type BetterSqlite3 from "better-sqlite3";
import Database from "better-sqlite3";
import { exitCode, FlpError } from "../lib/errors.js";
import { noun } from "../lib/words.js";
import { damagedRemedy } from "./database-error.js";
import { applicationId, schemaFiles } from "./migrate.js";
import type { SchemaDifference } from "./schema-differences.js";
import { compareSchema, hasMigrationLedger } from "./schema-differences.js";

/** Number of schema files that the file says it has, whatever this program makes of it. */
export function storedVersion(path: string): number {
  const raw = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return Number(raw.pragma("user_version", { simple: true }));
  } finally {
    raw.close();
  }
}

/** An open connection and the file's path. */
interface Connection {
  readonly raw: BetterSqlite3.Database;
  readonly path: string;
}

/**
 * Number of schema files that a store has; 0 for an empty file. Throws exit 14 for a database of another program, for one
 * that a newer program brought further than this one knows, and for one whose own tables are not as they were made.
 */
export function versionOf(store: Connection): number {
  const { raw, path } = store;
  const isEmpty = raw.prepare("select 1 from sqlite_schema limit 1").get() === undefined;
  if (isEmpty) return 0;
  if (raw.pragma("application_id", { simple: true }) !== applicationId) {
    throw new FlpError(exitCode.database, `${path} is a database of another program`, {
      remedy: "name another file with --db or FLP_DB; this one was not changed",
    });
  }
  const version = Number(raw.pragma("user_version", { simple: true }));
  const known = schemaFiles();
  if (version > known.length) throw newerError(path, `has schema ${version}`, known.length);
  const steps = migrationsOf(raw);
  const unknown = steps?.find((step) => known.every(({ name }) => name !== step));
  if (unknown !== undefined) throw newerError(path, `has the schema step ${unknown}`, known.length);
  const own = known.slice(0, version);
  refuseDifferences(
    path,
    compareSchema(raw, own).filter(({ kind }) => kind !== "foreign"),
  );
  if (steps?.join() !== own.map(({ name }) => name).join()) {
    throw new FlpError(
      exitCode.database,
      `${path} says that it has schema ${version}, but ${steps?.length ?? 0} ${noun(steps?.length ?? 0, "step")} of it were taken`,
      { remedy: damagedRemedy },
    );
  }
  return version;
}

/**
 * Throws exit 14 for a store that holds what the migrations did not make: a foreign trigger would run at the next load, a
 * foreign view or column at the next check. Who only reads figures never meets them.
 */
export function refuseForeign(store: Connection, version: number): void {
  refuseDifferences(store.path, compareSchema(store.raw, schemaFiles().slice(0, version)));
}

/** Names of the schema files that were applied, in order; null where that is not known. */
function migrationsOf(raw: BetterSqlite3.Database): string[] | null {
  if (!hasMigrationLedger(raw)) return null;
  return raw.prepare<[], string>("select name from kysely_migration order by name").pluck().all();
}

function newerError(path: string, what: string, known: number): FlpError {
  return new FlpError(
    exitCode.database,
    `${path} ${what}, made by a newer program than this one, which knows ${known}`,
    { remedy: "update flp, or name another file with --db; this one was not changed" },
  );
}

/** How many objects an error names before it only counts the rest. */
const shownObjects = 20;

function refuseDifferences(path: string, differences: readonly SchemaDifference[]): void {
  const [first] = differences;
  if (first === undefined) return;
  const isForeignOnly = differences.every(({ kind }) => kind === "foreign");
  const left = differences.length - shownObjects;
  throw new FlpError(
    exitCode.database,
    isForeignOnly ? `${path} holds what flp did not make` : `${path} is not as flp made it`,
    {
      lines: [
        ...differences.slice(0, shownObjects).map(differenceLine),
        ...(left > 0 ? [`and ${left} more`] : []),
      ],
      remedy: isForeignOnly
        ? `remove it in a SQLite shell (drop ${first.object.split(" on ")[0] ?? ""}), or put back a copy made with flp backup; nothing was changed`
        : damagedRemedy,
    },
  );
}

/** A difference as `flp check` lists it. */
export function differenceLine({ kind, object }: SchemaDifference): string {
  const words = {
    foreign: "which flp did not make",
    missing: "which is missing",
    changed: "which is not as flp made it",
  };
  return `${object}, ${words[kind]}`;
}
