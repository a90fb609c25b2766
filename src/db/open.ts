import Database from "better-sqlite3";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { exitCode, FlpError, usageError } from "../lib/errors.js";
import { reasonOf } from "../lib/files.js";
import { applicationId, migrate, schemaFiles } from "./migrate.js";
import { isSharingRefused, storeBytes } from "./store-bytes.js";
import type { StoreTables } from "./tables.js";

/** The process that writes, as it introduces itself to others that wait for it. */
export interface Writer {
  pid: number;
  /** What it was asked to do, such as `flp ingest`; no file names, which may hold anything. */
  command: string;
  /** Tells whether a process of this machine still runs. */
  isRunning(pid: number): boolean;
}

/** An open store: `raw` for bulk paths and models, `kysely` for everything else. Both are one connection. */
export interface Store {
  readonly path: string;
  readonly raw: Database.Database;
  readonly kysely: Kysely<StoreTables>;
  /** Who writes through this store; null: nobody who gives a name. */
  readonly writer: Writer | null;
  close(): void;
}

/** How long a process waits for another one that writes, in milliseconds. */
export const busyTimeoutMs = 10_000;

/**
 * Opens a store to write to it, making or migrating it where needed. Throws exit 14 for a file that is no store of
 * this program or that a newer program made.
 */
export async function openStoreForWriting(path: string, settings: { writer?: Writer } = {}): Promise<Store> {
  refuseFolder(path);
  const store = connect(path, { fileMustExist: false }, settings.writer ?? null);
  try {
    const version = versionOf(store);
    store.raw.pragma("journal_mode = wal");
    if (version < schemaFiles().length) await migrate(store.raw, store.kysely);
    return store;
  } catch (error) {
    store.close();
    throw asDatabaseError(error, path);
  }
}

/**
 * Opens a new, empty store in place of one that an earlier run left there; makes its folder where it lacks. Throws exit
 * 14 rather than remove a file that is no store of this program.
 */
export async function openFreshStore(path: string): Promise<Store> {
  if (existsSync(path)) {
    openStoreForReading(path).close();
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  }
  mkdirSync(dirname(path), { recursive: true });
  return openStoreForWriting(path);
}

/** Opens an existing store to change it, as {@link openStoreForWriting}. Throws exit 14 where there is none. */
export async function openExistingStoreForWriting(
  path: string,
  settings: { writer?: Writer } = {},
): Promise<Store> {
  requireStore(path);
  return openStoreForWriting(path, settings);
}

/** Opens an existing store to read from it. Throws exit 14 where there is none, or one of another schema. */
export function openStoreForReading(path: string): Store {
  requireStore(path);
  const store = connectForReading(path);
  try {
    if (versionOf(store) < schemaFiles().length) {
      throw new FlpError(exitCode.database, `${path} has an older schema than this program`, {
        remedy: "run any command that writes, such as flp ingest, to migrate it",
      });
    }
    return store;
  } catch (error) {
    store.close();
    throw asDatabaseError(error, path);
  }
}

function requireStore(path: string): void {
  refuseFolder(path);
  if (!existsSync(path)) {
    throw new FlpError(exitCode.database, `there is no database at ${path}`, {
      remedy: "load an extract first with flp ingest FILE, or name the database with --db or FLP_DB",
    });
  }
}

/** Throws exit 2 when the path is that of a folder. */
export function refuseFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw usageError(`the database ${path} is a folder`, "name a file with --db or FLP_DB");
  }
}

function connect(path: string, options: Database.Options, writer: Writer | null = null): Store {
  try {
    const raw = new Database(path, { ...options, timeout: busyTimeoutMs });
    return openConnection(raw, path, writer);
  } catch (error) {
    throw asDatabaseError(error, path);
  }
}

/** Opens a store to read from it; in a read-only folder, where SQLite cannot share it, a copy in memory. */
function connectForReading(path: string): Store {
  let store: Store | null = null;
  try {
    store = connect(path, { fileMustExist: true, readonly: true });
    store.raw.prepare("select 1 from sqlite_schema limit 1").get();
    return store;
  } catch (error) {
    store?.close();
    const cause = error instanceof FlpError ? error.cause : error;
    if (!isSharingRefused(cause)) throw asDatabaseError(error, path);
    try {
      return openConnection(new Database(storeBytes(path)), path, null);
    } catch {
      throw asDatabaseError(error, path);
    }
  }
}

/** A store over an open connection, with the settings that every connection needs. */
export function openConnection(raw: Database.Database, path: string, writer: Writer | null): Store {
  raw.pragma("temp_store = memory");
  raw.pragma("foreign_keys = on");
  const kysely = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: raw }) });
  return { path, raw, kysely, writer, close: () => void raw.close() };
}

/** Number of schema files that a store has; 0 for an empty file. Throws exit 14 for a foreign or newer one. */
export function versionOf(store: Store): number {
  const { raw, path } = store;
  const id = raw.pragma("application_id", { simple: true });
  const version = Number(raw.pragma("user_version", { simple: true }));
  const isEmpty = raw.prepare("select 1 from sqlite_schema limit 1").get() === undefined;
  if (isEmpty) return 0;
  if (id !== applicationId) {
    throw new FlpError(exitCode.database, `${path} is a database of another program`, {
      remedy: "name another file with --db or FLP_DB; this one was not changed",
    });
  }
  if (version > schemaFiles().length) {
    throw new FlpError(
      exitCode.database,
      `${path} has schema ${version}, made by a newer program than this one, which knows ${schemaFiles().length}`,
      { remedy: "update flp, or name another file with --db; this one was not changed" },
    );
  }
  return version;
}

/** Turns what SQLite says into an error that the user can act on; passes our own errors on. */
export function asDatabaseError(error: unknown, path: string): unknown {
  if (error instanceof FlpError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isSqlite =
    code.startsWith("SQLITE_") ||
    (error instanceof TypeError && error.message.startsWith("Cannot open database"));
  if (!isSqlite) return error;
  const [reason, remedy] = databaseReasons.find(([prefix]) => code.startsWith(prefix))?.[1] ?? [
    reasonOf(error),
    "check the path, the folder and its rights",
  ];
  return new FlpError(exitCode.database, `the database ${path} ${reason}`, { remedy, cause: error });
}

const databaseReasons: readonly [string, readonly [string, string]][] = [
  [
    "SQLITE_NOTADB",
    ["is not a SQLite database", "name another file with --db or FLP_DB; this one was not changed"],
  ],
  ["SQLITE_BUSY", ["is in use by another process", "wait until it has ended, then try again"]],
  [
    "SQLITE_CORRUPT",
    ["is damaged", "restore a backup, or load all extracts again into a new file with --db"],
  ],
  [
    "SQLITE_FULL",
    ["cannot grow: the disk is full", "make room and try again; nothing of the file was stored"],
  ],
  ["SQLITE_READONLY", ["cannot be written to", "check the rights of the file and of its folder"]],
  ["SQLITE_CANTOPEN", ["cannot be opened", "check the path, the folder and its rights"]],
  ["SQLITE_IOERR", ["could not be read or written", "check the disk, then run flp check"]],
];
