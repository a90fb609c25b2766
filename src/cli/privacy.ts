import { statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * From here on nothing that this process makes can be read by more people than may read the database, or, where there is
 * none yet, its folder: figures by clinic can be personal data, and a report is made of them. Returns what ends it.
 */
export function keepAsPrivateAs(db: string): () => void {
  const mode = modeOf(db) ?? modeOf(dirname(db));
  if (mode === null) return () => undefined;
  const closed = ((mode & 0o040) === 0 ? 0o070 : 0) | ((mode & 0o004) === 0 ? 0o007 : 0);
  // set to learn what it was: asking without setting it is not safe, and the widest mask lets nothing slip between
  const before = process.umask(0o777);
  process.umask(before | closed);
  return () => void process.umask(before);
}

function modeOf(path: string): number | null {
  try {
    return statSync(path).mode;
  } catch {
    return null;
  }
}
