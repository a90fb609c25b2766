import Database from "better-sqlite3";
import { existsSync } from "node:fs";
import type { Store } from "./open.js";
import { asDatabaseError } from "./database-error.js";
import { openConnection, refuseFolder, versionOf } from "./open.js";
import { migrate, schemaFiles } from "./migrate.js";
import { storeBytes } from "./store-bytes.js";

/**
 * A copy of a store in memory, brought to this program's schema; an empty store where there is none yet. Whatever is done
 * to it, the file stays as it is, and so it may lie in a read-only folder. Throws exit 14 for a file that is no store.
 */
export async function openScratchCopy(path: string): Promise<Store> {
  refuseFolder(path);
  let store: Store | null = null;
  try {
    const raw = existsSync(path) ? new Database(storeBytes(path)) : new Database(":memory:");
    store = openConnection(raw, path);
    if (versionOf(store) < schemaFiles().length) await migrate(store.raw, store.kysely);
    return store;
  } catch (error) {
    store?.close();
    throw asDatabaseError(error, path);
  }
}
