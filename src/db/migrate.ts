import type BetterSqlite3 from "better-sqlite3";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { exitCode, FlpError } from "../lib/errors.js";
import { programFolder } from "../lib/program.js";
import type { StoreTables } from "./tables.js";

/** Marks a SQLite file as a store of this program (`pragma application_id`): "flp1" in ASCII. */
export const applicationId = 0x66_6c_70_31;

/** The schema's files in the order in which they are applied; a store's `user_version` is how many it has. */
export function schemaFiles(
  folder: string = join(programFolder, "sql", "schema"),
): { name: string; path: string }[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name: name.replace(/\.sql$/, ""), path: join(folder, name) }));
}

/**
 * Brings a store to the newest schema inside one transaction, with Kysely's Migrator. Kysely runs SQLite
 * migrations without a transaction of its own, so this one makes them whole or nothing. `files` are all schema files,
 * or for a test the first of them.
 */
export async function migrate(
  raw: BetterSqlite3.Database,
  kysely: Kysely<StoreTables>,
  files: readonly { name: string; path: string }[] = schemaFiles(),
): Promise<void> {
  const { Migrator } = await import("kysely/migration");
  const migrations: Record<string, Migration> = {};
  for (const { name, path } of files) {
    migrations[name] = {
      up: () => {
        raw.exec(readFileSync(path, "utf8"));
        return Promise.resolve();
      },
    };
  }
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  raw.exec("begin immediate");
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined)
      throw error instanceof Error ? error : new Error("a migration failed without a reason");
    raw.pragma(`application_id = ${applicationId}`);
    raw.pragma(`user_version = ${files.length}`);
    raw.exec("commit");
  } catch (error) {
    if (raw.inTransaction) raw.exec("rollback");
    throw new FlpError(
      exitCode.database,
      `the database could not be brought to this program's schema: ${String(error)}`,
      {
        place: raw.name,
        remedy: "restore a backup, or start a new database with --db",
        cause: error,
      },
    );
  }
}
