import Database from "better-sqlite3";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Kysely, SqliteDialect } from "kysely";
import { programFolder } from "../lib/program.js";
import type { Store } from "./open.js";
import { openStoreForWriting } from "./open.js";
import { migrate, schemaFiles } from "./migrate.js";
import type { StoreTables } from "./tables.js";
import { findUnsoundness } from "./soundness.js";

/** A store that version 0.1.0 made: loads of all kinds, one of them taken back, and sealed releases. */
const legacy = join(programFolder, "fixtures", "stores", "version-0.1.0", "store.db");

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-migrate-"));
  path = join(folder, "store.db");
  copyFileSync(legacy, path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every row of a table, in the order of its first column. */
const rowsOf = (raw: Database.Database, table: string): unknown[] =>
  raw.prepare(`select * from ${table} order by 1`).all();

async function migrated(work: (store: Store, before: Database.Database) => void): Promise<void> {
  const before = new Database(legacy, { readonly: true });
  const store = await openStoreForWriting(path);
  try {
    work(store, before);
  } finally {
    store.close();
    before.close();
  }
}

test("a ledger that is given another list of kinds keeps every load, and all that names one", async () => {
  await migrated(({ raw }, before) => {
    expect(rowsOf(before, "load").length).toBeGreaterThan(5);
    expect(rowsOf(raw, "load")).toEqual(rowsOf(before, "load"));
    for (const table of ["load_month", "follow_up_load", "follow_up", "release", "rejected_row"])
      expect(rowsOf(raw, table), table).toEqual(rowsOf(before, table));
    expect(raw.pragma("foreign_key_check")).toEqual([]);
  });
});

test("its store is sound, and goes on to refuse what it refused", async () => {
  await migrated((store) => {
    const { raw } = store;
    expect(findUnsoundness(store)).toEqual([]);
    const takeBack = raw.prepare("update load set undone_at = '2026-01-01T00:00:00.000Z' where load = 1");
    expect(() => takeBack.run()).toThrow("a sealed release rests on this load");
    expect(() => raw.prepare("delete from load where load = 1").run()).toThrow("FOREIGN KEY");
    expect(() => raw.prepare("update load set kind = 'anything' where load = 1").run()).toThrow(
      "FOREIGN KEY",
    );
  });
});

test("the next load has the number that it would have had before", async () => {
  const next = (raw: Database.Database): unknown =>
    raw.prepare("select seq from sqlite_sequence where name = 'load'").get();
  await migrated(({ raw }, before) => {
    expect(next(raw)).toEqual(next(before));
  });
});

test("what regions wrote is kept word for word where consultants' notes come to stand beside it", async () => {
  const raw = new Database(join(folder, "before-visits.db"));
  const kysely = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: raw }) });
  const files = schemaFiles();
  await migrate(
    raw,
    kysely,
    files.filter(({ name }) => name < "0010"),
  );
  raw.exec(`
    insert into load (load, loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored,
      rows_rejected, plans_new, plans_maintained, is_synthetic, program_version)
    values (1, '2025-03-01T12:00:00.000Z', 'ark.xlsx', '${"0".repeat(64)}', 1, 'follow-up', 'flp-regions.v3',
      2, 1, 1, 0, 0, 0, '0.2.0');
    insert into follow_up_load values (1, 'nordjylland', '2025-02', 1, 3);
    insert into follow_up (month, region, ydernummer, opened, field, load_from, load_to, value, line) values
      ('2025-02', 'nordjylland', '000011', '2010-01-01', 'remark', 1, null, 'Ringet', 6),
      ('2025-02', 'nordjylland', '000011', '2010-01-01', 'follow-up', 1, 1, 'contacted', 6);
    insert into returned_word (load, position, ydernummer, opened, field, sheet, cell, value, fate, is_contradiction, code, message) values
      (1, 1, '000011', '2010-01-01', 'remark', 'Klinikker', 'L6', 'Ringet', 'taken', 0, null, null),
      (1, 2, null, null, null, 'Noter', 'A1', 'Hvem?', 'not-understood', 0, 'follow-up-unplaced', 'not clear');`);
  const tables = ["follow_up", "returned_word", "follow_up_load"];
  const before = tables.map((table) => rowsOf(raw, table));
  expect(before.map((rows) => rows.length)).toEqual([2, 2, 1]);
  await migrate(raw, kysely, files);
  expect(tables.map((table) => rowsOf(raw, table))).toEqual(before);
  expect(raw.pragma("foreign_key_check")).toEqual([]);
  expect(raw.prepare("select name from sqlite_master where name like '%_of_all'").all()).toEqual([]);
  raw.close();
});
