import Database from "better-sqlite3";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { exitCode, FlpError } from "../lib/errors.js";
import { tidyIfEnded } from "../lib/interruption.js";
import { asDatabaseError, damagedRemedy } from "./database-error.js";
import { backupStore } from "./backup.js";
import { migrate, schemaFiles } from "./migrate.js";
import { isSharingRefused, storeBytes } from "./store-bytes.js";
import { refuseNoFile, requireStoreFile } from "./store-path.js";
import { refuseForeign, versionOf } from "./store-version.js";
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
  /** How long it waits for another one that writes, in milliseconds. */
  readonly patienceMs: number;
  close(): void;
}

/** How a store is opened to write to it. */
export interface WritingSettings {
  /** Who writes; null: nobody who gives a name. */
  writer?: Writer;
  /** How long to wait for another one that writes, in milliseconds. */
  patienceMs?: number;
  /** Told what was done to the store before it could be used. */
  tell?: (message: string) => void;
}

/** How long a process waits for another one that writes, in milliseconds, unless it is told otherwise. */
const patienceMs = 10_000;

/**
 * Opens a store to write to it, making or migrating it where needed; a store of an older schema is copied beside itself
 * first. Throws exit 14 for a file that is damaged, no store of this program, or made by a newer program.
 */
export async function openStoreForWriting(path: string, settings: WritingSettings = {}): Promise<Store> {
  refuseNoFile(path);
  const store = connect(path, { fileMustExist: false }, settings);
  try {
    const version = versionOf(store);
    if (version > 0) refuseForeign(store, version);
    refuseDamaged(store);
    store.raw.pragma("journal_mode = wal");
    if (version > 0 && version < schemaFiles().length) copyBeside(store, version, settings);
    if (version < schemaFiles().length) await migrate(store.raw, store.kysely);
    return store;
  } catch (error) {
    store.close();
    throw asDatabaseError(error, path);
  }
}

/**
 * Looks at every page once (2 ms a megabyte): what is added to a damaged file could be lost with it. What tables demand of
 * their rows is left to `flp check` and to the check of a run: looking at that takes three times as long.
 */
function refuseDamaged(store: Store): void {
  store.raw.pragma("ignore_check_constraints = on");
  const found = store.raw.prepare<[], string>("pragma quick_check(1)").pluck().get();
  store.raw.pragma("ignore_check_constraints = off");
  if (found === "ok") return;
  throw new FlpError(
    exitCode.database,
    `the database ${store.path} is damaged: ${(found ?? "it cannot be checked").replaceAll(/\s+/g, " ")}`,
    {
      remedy: damagedRemedy,
    },
  );
}

function copyBeside(store: Store, version: number, settings: WritingSettings): void {
  let copy = `${store.path}.schema-${version}`;
  for (let number = 2; existsSync(copy); number += 1) copy = `${store.path}.schema-${version}-${number}`;
  backupStore(store, copy, { overwrite: false });
  settings.tell?.(
    `${store.path} is brought from schema ${version} to ${schemaFiles().length}; ${copy} is a copy of it as it was`,
  );
}

/**
 * Opens a new, empty store in place of one that an earlier run left there; makes its folder where it lacks. Throws exit
 * 14 rather than remove a file that is no store of this program.
 */
export async function openFreshStore(path: string): Promise<Store> {
  if (existsSync(path)) {
    (await openStoreForReading(path)).close();
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  }
  mkdirSync(dirname(path), { recursive: true });
  return openStoreForWriting(path);
}

/** Opens an existing store to change it, as {@link openStoreForWriting}. Throws exit 14 where there is none. */
export async function openExistingStoreForWriting(
  path: string,
  settings: WritingSettings = {},
): Promise<Store> {
  requireStoreFile(path);
  return openStoreForWriting(path, settings);
}

/**
 * Opens an existing store to read from it. One of an older schema is read from a copy in memory that is brought to this
 * program's: whoever only reads changes nothing. Throws exit 14 where there is none, or one of a newer program.
 */
export async function openStoreForReading(path: string): Promise<Store> {
  requireStoreFile(path);
  const store = connectForReading(path);
  try {
    if (versionOf(store) === schemaFiles().length) return store;
  } catch (error) {
    store.close();
    throw asDatabaseError(error, path);
  }
  store.close();
  return openScratchCopy(path);
}

/**
 * A copy of a store in memory, brought to this program's schema; an empty store where there is none yet. Whatever is done
 * to it, the file stays as it is, and so it may lie in a read-only folder. Throws exit 14 for a file that is no store.
 */
export async function openScratchCopy(path: string): Promise<Store> {
  refuseNoFile(path);
  let store: Store | null = null;
  try {
    const raw = existsSync(path) ? new Database(storeBytes(path)) : new Database(":memory:");
    store = openConnection(raw, path);
    const version = versionOf(store);
    if (version > 0) refuseForeign(store, version);
    if (version < schemaFiles().length) await migrate(store.raw, store.kysely);
    return store;
  } catch (error) {
    store?.close();
    throw asDatabaseError(error, path);
  }
}

function connect(path: string, options: Database.Options, settings: WritingSettings = {}): Store {
  try {
    const raw = new Database(path, { ...options, timeout: settings.patienceMs ?? patienceMs });
    return openConnection(raw, path, settings);
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
      return openConnection(new Database(storeBytes(path)), path);
    } catch {
      throw asDatabaseError(error, path);
    }
  }
}

/** Lets SQLite keep up to 64 MB of a file's pages, for work that reads the same ones several times. */
export function keepPages(raw: Database.Database): void {
  raw.pragma("cache_size = -65536");
}

/** A store over an open connection, with the settings that every connection needs. */
function openConnection(raw: Database.Database, path: string, settings: WritingSettings = {}): Store {
  raw.pragma("temp_store = memory");
  // A file may come from anywhere: what its schema calls may do no more than compute. SQLite's advice for such files.
  raw.pragma("trusted_schema = off");
  // Loading keeps SQLite's small cache, so that memory stays low.
  if (raw.readonly) keepPages(raw);
  raw.pragma("foreign_keys = on");
  const kysely = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: raw }) });
  const writer = settings.writer ?? null;
  // Takes back what a transaction wrote, and leaves no second file beside the database.
  const forget = tidyIfEnded(() => void raw.close());
  return {
    path,
    raw,
    kysely,
    writer,
    patienceMs: settings.patienceMs ?? patienceMs,
    close: () => {
      forget();
      raw.close();
    },
  };
}

/** The version of SQLite that stores are kept with. Throws where it cannot make a strict table. */
export function sqliteVersion(): string {
  const raw = new Database(":memory:");
  try {
    raw.exec("create table probe (a text) strict");
    return raw.prepare<[], string>("select sqlite_version()").pluck().get() ?? "";
  } finally {
    raw.close();
  }
}
