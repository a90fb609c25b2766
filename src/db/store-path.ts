import { accessSync, constants, existsSync, statSync } from "node:fs";
import { exitCode, FlpError, usageError } from "../lib/errors.js";
import { reasonOf, remedyOf } from "../lib/system-error.js";

/**
 * Throws exit 2 when the path names anything but a file or nothing: opening a pipe or a device would wait for ever, or
 * write where nobody can read. The same for a file that may not be read, with what to do.
 */
export function refuseNoFile(path: string): void {
  const kind = kindOf(path);
  if (kind === null) return;
  if (kind === "a file") {
    refuseUnreadable(path);
    return;
  }
  throw usageError(`the database ${path} is ${kind}`, "name a file with --db or FLP_DB");
}

function refuseUnreadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    throw usageError(`cannot read the database ${path}: ${reasonOf(cause)}`, remedyOf(cause));
  }
}

/** Throws exit 14 where there is no database, and exit 2 as {@link refuseNoFile}. */
export function requireStoreFile(path: string): void {
  refuseNoFile(path);
  if (existsSync(path)) return;
  throw new FlpError(exitCode.database, `there is no database at ${path}`, {
    remedy: "load an extract first with flp ingest FILE, or name the database with --db or FLP_DB",
  });
}

/** What lies at a path, in words; null for nothing. */
function kindOf(path: string): string | null {
  let found;
  try {
    found = statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw new FlpError(exitCode.database, `the database ${path} cannot be looked at: ${reasonOf(cause)}`, {
      remedy: "check the path, the folder and its rights",
      cause,
    });
  }
  if (found === undefined) return null;
  if (found.isFile()) return "a file";
  if (found.isDirectory()) return "a folder";
  if (found.isFIFO()) return "a pipe";
  return found.isSocket() ? "a socket" : "a device";
}
