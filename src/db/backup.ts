import Database from "better-sqlite3";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { exitCode, FlpError, usageError } from "../lib/errors.js";
import { patientlySync } from "../lib/patience.js";
import { reasonOf } from "../lib/system-error.js";
import { refuseForeign } from "./store-version.js";

/** What is copied: an open store, or any other open database of this program. */
interface Source {
  readonly path: string;
  readonly raw: Database.Database;
}

/** How a copy is made. */
interface CopySettings {
  /** True when a file that exists may be replaced. */
  overwrite: boolean;
  /** Changes the copy before it is checked and takes its name. */
  change?: (copy: Database.Database) => void;
}

/**
 * Copies a store as it is at this moment into another file, while others read and write. The copy is checked, appears
 * whole or not at all, and needs no second file beside it. Returns its size in bytes. Throws exit 2 where the file
 * exists (unless `overwrite`) or is the store itself, and exit 14 where it cannot be written or is not sound.
 */
export function backupStore(store: Source, target: string, settings: CopySettings): number {
  if (resolve(target) === resolve(store.path))
    throw usageError(`${target} is the database itself`, "name another file for the copy");
  if (existsSync(target) && !statSync(target).isFile())
    throw usageError(
      `${target} is ${statSync(target).isDirectory() ? "a folder" : "no file"}`,
      "name a file for the copy",
    );
  if (existsSync(target) && !settings.overwrite)
    throw usageError(`${target} exists already`, "name another file, or replace it with --force");
  refuseForeign(store, Number(store.raw.pragma("user_version", { simple: true })));
  const beside = join(dirname(target), `.${basename(target)}.${String(process.pid)}.part`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(beside, { force: true });
    // Nobody may read the copy who may not read the store or look into the folder.
    closeSync(openSync(beside, "wx", modeOf(store.path) & modeOf(dirname(target)) & 0o666));
    store.raw.prepare("vacuum into ?").run(beside);
    if (settings.change !== undefined) changeCopy(beside, settings.change);
    refuseUnsound(beside);
    flush(beside);
    patientlySync(() => renameSync(beside, target));
    return statSync(target).size;
  } catch (error) {
    removeQuietly(beside);
    if (error instanceof FlpError) throw error;
    throw new FlpError(exitCode.database, `the copy ${target} could not be made: ${reasonOf(error)}`, {
      remedy: "check the room and the rights where the copy is to be, and the database with flp check",
      cause: error,
    });
  }
}

/** What cannot be removed was not there: its folder is none, or is out of reach. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The error that led here says more.
  }
}

function modeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666;
}

function changeCopy(path: string, change: (copy: Database.Database) => void): void {
  const copy = new Database(path);
  try {
    copy.pragma("journal_mode = off");
    change(copy);
  } finally {
    copy.close();
  }
}

function refuseUnsound(path: string): void {
  const copy = new Database(path, { readonly: true });
  try {
    const found = copy.prepare<[], string>("pragma integrity_check(1)").pluck().get();
    if (found !== "ok") throw new Error(found ?? "it cannot be checked");
  } finally {
    copy.close();
  }
}

/** Makes sure that the copy is on the disk before it takes its name. */
function flush(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
