import { exitCode, FlpError } from "../lib/errors.js";
import { reasonOf } from "../lib/system-error.js";

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

/** The way back from a damaged store. */
export const damagedRemedy =
  "put back a copy made with flp backup, or load all extracts again into a new file with --db; nothing was changed";

const databaseReasons: readonly [string, readonly [string, string]][] = [
  [
    "SQLITE_NOTADB",
    ["is not a SQLite database", "name another file with --db or FLP_DB; this one was not changed"],
  ],
  ["SQLITE_BUSY", ["is in use by another process", "wait until it has ended, then try again"]],
  ["SQLITE_CORRUPT", ["is damaged", damagedRemedy]],
  [
    "SQLITE_FULL",
    ["cannot grow: the disk is full", "make room and try again; nothing of the file was stored"],
  ],
  ["SQLITE_READONLY", ["cannot be written to", "check the rights of the file and of its folder"]],
  ["SQLITE_CANTOPEN", ["cannot be opened", "check the path, the folder and its rights"]],
  [
    "SQLITE_IOERR",
    ["could not be read or written", "check the disk or the network folder, then run flp check"],
  ],
];
