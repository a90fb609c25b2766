import Database from "better-sqlite3";
import { readFileSync } from "node:fs";
import { readMadeByBuild } from "../lib/made-by-build.js";
import { once } from "../lib/once.js";
import type { schemaFiles } from "./migrate.js";

/** One way in which a store's schema is not the one that the migrations make. */
export interface SchemaDifference {
  /** `foreign`: nobody but another program made it; `missing` or `changed`: what this program rests on is not there as it was made. */
  kind: "foreign" | "missing" | "changed";
  /** The object in words, for example `trigger "x" on load`. */
  object: string;
}

interface SchemaRow {
  type: string;
  name: string;
  tbl_name: string;
  sql: string | null;
}

/** Tables that Kysely keeps, whose text differs with its version, with their columns. Source: Kysely's Migrator. */
const migratorTables: Readonly<Record<string, readonly string[]>> = {
  kysely_migration: ["name", "timestamp"],
  kysely_migration_lock: ["id", "is_locked"],
};

/** Tables that SQLite itself makes: for autoincrement, and for `analyze`. */
const tablesOfSqlite = new Set(["sqlite_sequence", "sqlite_stat1", "sqlite_stat4"]);

/**
 * Holds a store's tables, indexes, triggers and views, by name and SQL, against what the schema files make in an empty
 * database. Only the schema is read, no row: a view or a generated column that never ends cannot begin here.
 */
export function compareSchema(
  raw: Database.Database,
  files: ReturnType<typeof schemaFiles>,
): SchemaDifference[] {
  const expected = new Map(madeBy(files).map((row) => [keyOf(row), row]));
  const found = new Map(rowsOf(raw).map((row) => [keyOf(row), row]));
  const differences: SchemaDifference[] = [];
  for (const [key, row] of found) {
    const own = expected.get(key);
    if (own === undefined) {
      if (!isOfOthers(raw, row)) differences.push({ kind: "foreign", object: inWords(row) });
    } else if (!isSame(own, row)) differences.push({ kind: "changed", object: inWords(row) });
  }
  for (const [key, row] of expected)
    if (!found.has(key)) differences.push({ kind: "missing", object: inWords(row) });
  for (const name of Object.keys(migratorTables)) {
    if (!found.has(`table ${name}`)) differences.push({ kind: "missing", object: `table "${name}"` });
  }
  return differences;
}

/** True when the ledger of migrations is the plain table that Kysely makes, so that it can be read without risk. */
export function hasMigrationLedger(raw: Database.Database): boolean {
  return rowsOf(raw).some((row) => row.name === "kysely_migration" && isOfOthers(raw, row));
}

/** What the text of schema files makes in an empty database. */
interface MadeSchema {
  text: string;
  rows: SchemaRow[];
}

/** Name of the file beside the program's code in which the build keeps what the newest schema is. */
export const madeSchemaFile = "schema.json";

/** What schema files make, for the build to keep as {@link madeSchemaFile}. */
export function makeSchema(files: ReturnType<typeof schemaFiles>): MadeSchema {
  const texts = textsOf(files);
  const empty = new Database(":memory:");
  try {
    for (const text of texts) empty.exec(text);
    return { text: texts.join("\n"), rows: rowsOf(empty).filter((row) => !isOfOthers(empty, row)) };
  } finally {
    empty.close();
  }
}

/** The same as far as the build made it, or this process before: the files are read each time, and none is trusted unread. */
function madeBy(files: ReturnType<typeof schemaFiles>): SchemaRow[] {
  const text = textsOf(files).join("\n");
  const rows = made().get(text) ?? makeSchema(files).rows;
  made().set(text, rows);
  return rows;
}

function textsOf(files: ReturnType<typeof schemaFiles>): string[] {
  return files.map(({ path }) => readFileSync(path, "utf8"));
}

/** What is known to be made, by text: at first what the build made, where the program does not run from its sources. */
const made = once((): Map<string, SchemaRow[]> => {
  const content = readMadeByBuild(madeSchemaFile);
  if (content === null) return new Map();
  try {
    const { text, rows } = JSON.parse(content.toString("utf8")) as MadeSchema;
    return new Map([[text, rows]]);
  } catch {
    return new Map();
  }
});

function rowsOf(raw: Database.Database): SchemaRow[] {
  return raw.prepare<[], SchemaRow>("select type, name, tbl_name, sql from main.sqlite_schema").all();
}

const keyOf = ({ type, name }: SchemaRow): string => `${type} ${name}`;

/** A checkout on Windows may end the lines of the schema files otherwise. */
function isSame(own: SchemaRow, found: SchemaRow): boolean {
  const text = (sql: string | null): string => (sql ?? "").replaceAll("\r\n", "\n");
  return own.tbl_name === found.tbl_name && text(own.sql) === text(found.sql);
}

/** What SQLite or Kysely made for itself. */
function isOfOthers(raw: Database.Database, { type, name, sql }: SchemaRow): boolean {
  if (type === "index") return sql === null && name.startsWith("sqlite_autoindex_");
  if (type !== "table") return false;
  if (tablesOfSqlite.has(name)) return true;
  const columns = migratorTables[name];
  if (columns === undefined || /\b(check|generated|as)\b/i.test(sql ?? "")) return false;
  const found = raw.prepare<[string], string>("select name from pragma_table_xinfo(?)").pluck().all(name);
  return found.join() === columns.join();
}

function inWords({ type, name, tbl_name: table }: SchemaRow): string {
  return `${type} "${name}"${table === name ? "" : ` on ${table}`}`;
}
