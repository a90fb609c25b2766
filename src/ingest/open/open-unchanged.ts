import { statSync } from "node:fs";
import { problemOf } from "../../domain/shapes/problem.js";
import type { FileFacts } from "../read/table/records.js";
import { UnreadableError } from "../../domain/shapes/problem.js";

/**
 * Refuses a file that is not the same from the first look to the last row: the fingerprint in the ledger is that of the
 * first look, and another content may not be stored under it. Throws an {@link UnreadableError}.
 */
export function refuseChanged(facts: FileFacts): void {
  if (isTheSame(facts)) return;
  throw new UnreadableError(
    problemOf(
      "changed",
      "the file changed while it was read; wait until it is copied completely, then load it again",
    ),
  );
}

function isTheSame({ path, bytes, changedAt }: FileFacts): boolean {
  try {
    const now = statSync(path);
    return now.size === bytes && now.mtimeMs === changedAt;
  } catch {
    return false;
  }
}
