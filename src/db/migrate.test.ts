import Database from "better-sqlite3";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { Store } from "./open.js";
import { openStoreForWriting } from "./open.js";
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
    for (const table of ["load_month", "follow_up_load", "release", "rejected_row"])
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
