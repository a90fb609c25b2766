import Database from "better-sqlite3";
import { existsSync, readFileSync, statSync } from "node:fs";

/**
 * The content of a store as the bytes of a database that can be opened in memory; nothing is left beside the file. A
 * file that nobody has open is read as it is; one in use through SQLite, so that others may write meanwhile. In a
 * folder that cannot be written to SQLite cannot share a database in WAL mode: then, too, the file itself is read,
 * unless a write-ahead log with content lies beside it.
 */
export function storeBytes(path: string): Buffer {
  const quiet = quietBytes(path);
  if (quiet !== null) return withoutWal(quiet);
  try {
    const raw = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return withoutWal(raw.serialize());
    } finally {
      raw.close();
    }
  } catch (error) {
    if (!isSharingRefused(error) || hasLog(path)) throw error;
    return withoutWal(readFileSync(path));
  }
}

/** The bytes of a file that no process has open in WAL mode and that did not change while it was read; else null. */
function quietBytes(path: string): Buffer | null {
  const state = (): string => {
    const { size, mtimeNs, ino } = statSync(path, { bigint: true });
    return existsSync(`${path}-wal`) ? "in use" : [size, mtimeNs, ino].join();
  };
  const before = state();
  const bytes = readFileSync(path);
  return before !== "in use" && state() === before ? bytes : null;
}

/** True for what SQLite says when it cannot make the files by which processes share a database in WAL mode. */
export function isSharingRefused(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("SQLITE_CANTOPEN") || code.startsWith("SQLITE_READONLY");
}

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/**
 * A database in memory cannot be in WAL mode: the two bytes of the header that ask for it are set back.
 * Source: sqlite.org/c3ref/deserialize.html.
 */
function withoutWal(bytes: Buffer): Buffer {
  const isWal = bytes.length >= 20 && bytes[18] === 2 && bytes[19] === 2;
  if (!isWal) return bytes;
  const copy = Buffer.from(bytes);
  copy[18] = 1;
  copy[19] = 1;
  return copy;
}
