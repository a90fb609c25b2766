import Database from "better-sqlite3";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exitCode } from "../lib/errors.js";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { applicationId, migrate, schemaFiles } from "./migrate.js";
import { compareSchema, hasMigrationLedger } from "./schema-differences.js";
import { differenceLine, refuseForeign, storedVersion, versionOf } from "./store-version.js";

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

const newest = schemaFiles().length;
const differences = (): string[] =>
  compareSchema(drawn.store.raw, schemaFiles()).map(({ kind, object }) => `${kind} ${object}`);

/** Changes the text of an object's definition, which no statement of SQL does. */
function rewrite(name: string, from: string, to: string): void {
  const { raw } = drawn.store;
  raw.unsafeMode(true);
  raw.pragma("writable_schema = on");
  const changed = raw
    .prepare("update sqlite_schema set sql = replace(sql, ?, ?) where name = ? and instr(sql, ?) > 0")
    .run(from, to, name, from);
  raw.pragma("writable_schema = off");
  raw.unsafeMode(false);
  expect(changed.changes).toBe(1);
}

describe("the schema files", () => {
  test("are those of four figures and a name, in the order of their figures", () => {
    const names = schemaFiles().map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(names.every((name) => /^\d{4}_\w+$/.test(name))).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), "flp-schema-"));
    try {
      for (const name of [
        "0010_b.sql",
        "0002_a.sql",
        "README.md",
        "12_c.sql",
        "0003_d.sql.bak",
        "x0004_e.sql",
      ])
        writeFileSync(join(folder, name), "");
      expect(schemaFiles(folder)).toEqual([
        { name: "0002_a", path: join(folder, "0002_a.sql") },
        { name: "0010_b", path: join(folder, "0010_b.sql") },
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("the schema of a store", () => {
  test("is the one that the files make, also after SQLite has made tables of its own", () => {
    expect(differences()).toEqual([]);
    drawn.counts({ "2025-01": [["000001", "KOL", 1, 1]] });
    drawn.store.raw.exec("analyze");
    expect(differences()).toEqual([]);
  });

  test.each([
    ["create table notes (a text)", 'foreign table "notes"'],
    ["create view v as select 1", 'foreign view "v"'],
    ["create index i on load (kind)", 'foreign index "i" on load'],
    ["create trigger t after insert on load begin select 1; end", 'foreign trigger "t" on load'],
    ["drop index load_sha256", 'missing index "load_sha256" on load'],
    ["drop trigger load_of_release_stands", 'missing trigger "load_of_release_stands" on load'],
    ["drop table rejected_row", 'missing table "rejected_row"'],
    ["alter table rejected_row add column note text", 'changed table "rejected_row"'],
    ["drop table kysely_migration", 'missing table "kysely_migration"'],
    ["drop table kysely_migration_lock", 'missing table "kysely_migration_lock"'],
  ])("differs after “%s”", (sql, difference) => {
    drawn.store.raw.exec(sql);
    expect(differences()).toEqual([difference]);
  });

  test("is the same whether its files end lines as Windows does", () => {
    rewrite("load_of_release_stands", "\n", "\r\n");
    expect(differences()).toEqual([]);
    rewrite("load_of_release_stands", "a sealed release rests on this load", "nothing");
    expect(differences()).toEqual(['changed trigger "load_of_release_stands" on load']);
  });

  test("differs where a table of the migrations is not the plain one that Kysely makes", () => {
    const { raw } = drawn.store;
    raw.exec("alter table kysely_migration add column extra text generated always as (1)");
    expect(hasMigrationLedger(raw)).toBe(false);
    expect(differences()).toEqual(['foreign table "kysely_migration"']);
  });

  test("is looked at without reading a row: a view that never ends cannot begin", () => {
    drawn.store.raw.exec(
      "create view endless as with recursive n(i) as (select 1 union all select i from n) select i from n",
    );
    expect(differences()).toEqual(['foreign view "endless"']);
  });
});

describe("the version of a store", () => {
  const refused = (): { code?: unknown; message?: unknown; lines?: unknown; remedy?: unknown } => {
    try {
      versionOf(drawn.store);
    } catch (error) {
      return error as { code: unknown };
    }
    throw new Error("nothing was refused");
  };

  test("is the number of its schema files, and none of an empty file", () => {
    expect(versionOf(drawn.store)).toBe(newest);
    expect(storedVersion(drawn.store.path)).toBe(newest);
    const empty = new Database(":memory:");
    expect(versionOf({ raw: empty, path: "tom.sqlite" })).toBe(0);
    empty.close();
  });

  test("is not asked of a database of another program", () => {
    drawn.store.raw.pragma("application_id = 1");
    expect(refused()).toMatchObject({
      code: exitCode.database,
      message: `${drawn.store.path} is a database of another program`,
      remedy: expect.stringContaining("was not changed"),
    });
  });

  test("may be one that only a newer program knows, by its number or by a step", () => {
    drawn.store.raw.pragma(`user_version = ${newest + 1}`);
    expect(refused()).toMatchObject({
      message: expect.stringContaining(
        `has schema ${newest + 1}, made by a newer program than this one, which knows ${newest}`,
      ),
      remedy: expect.stringContaining("update flp"),
    });
    drawn.store.raw.pragma(`user_version = ${newest}`);
    drawn.store.raw.exec("insert into kysely_migration values ('9999_future', '2030-01-01')");
    expect(refused()).toMatchObject({ message: expect.stringContaining("has the schema step 9999_future") });
  });

  test("is not believed where another number of steps was taken", () => {
    drawn.store.raw.exec(`delete from kysely_migration where name = '${schemaFiles().at(-1)!.name}'`);
    expect(refused()).toMatchObject({
      code: exitCode.database,
      message: expect.stringContaining(
        `says that it has schema ${newest}, but ${newest - 1} steps of it were taken`,
      ),
      remedy: expect.stringContaining("flp backup"),
    });
    drawn.store.raw.exec("delete from kysely_migration where name > '0001_store'");
    expect(refused()).toMatchObject({ message: expect.stringContaining("but 1 step of it were taken") });
  });

  test("is not believed where its tables are not as they were made; what others added does not matter yet", () => {
    drawn.store.raw.exec("create view v as select 1");
    expect(versionOf(drawn.store)).toBe(newest);
    drawn.store.raw.exec("drop index load_sha256");
    expect(refused()).toMatchObject({
      message: `${drawn.store.path} is not as flp made it`,
      lines: ['index "load_sha256" on load, which is missing'],
      remedy: expect.stringContaining("put back a copy"),
    });
  });
});

describe("what flp did not make", () => {
  test("is refused before anything is written, with what to do about the first", () => {
    drawn.store.raw.exec("create trigger t after insert on load begin select 1; end");
    expect(() => {
      refuseForeign(drawn.store, newest);
    }).toThrow(`${drawn.store.path} holds what flp did not make`);
    try {
      refuseForeign(drawn.store, newest);
    } catch (error) {
      expect(error).toMatchObject({
        lines: ['trigger "t" on load, which flp did not make'],
        remedy: expect.stringContaining('drop trigger "t")'),
      });
    }
  });

  test("is named twenty at a time, and the rest counted", () => {
    for (let number = 10; number < 35; number += 1) drawn.store.raw.exec(`create table t${number} (a text)`);
    try {
      refuseForeign(drawn.store, newest);
      throw new Error("nothing was refused");
    } catch (error) {
      const { lines } = error as { lines: string[] };
      expect([lines.length, lines[0], lines.at(-1)]).toEqual([
        21,
        'table "t10", which flp did not make',
        "and 5 more",
      ]);
    }
  });

  test("is nothing in a store of its own", () => {
    expect(() => {
      refuseForeign(drawn.store, newest);
    }).not.toThrow();
  });

  test.each([
    ["foreign", 'table "x", which flp did not make'],
    ["missing", 'table "x", which is missing'],
    ["changed", 'table "x", which is not as flp made it'],
  ] as const)("is told in words: %s", (kind, words) => {
    expect(differenceLine({ kind, object: 'table "x"' })).toBe(words);
  });
});

describe("bringing a store to the newest schema", () => {
  test("is whole or nothing: a step that fails leaves the store as it was", async () => {
    const folder = mkdtempSync(join(tmpdir(), "flp-schema-"));
    try {
      const path = join(folder, "9001_broken.sql");
      writeFileSync(path, "create table half (a text) strict; create table half (a text) strict;");
      const { raw, kysely } = drawn.store;
      await expect(
        migrate(raw, kysely, [...schemaFiles(), { name: "9001_broken", path }]),
      ).rejects.toMatchObject({
        code: exitCode.database,
        message: expect.stringContaining("could not be brought to this program's schema"),
        place: drawn.store.path,
        remedy: expect.stringContaining("restore a backup"),
      });
      expect(raw.inTransaction).toBe(false);
      expect(differences()).toEqual([]);
      expect(versionOf(drawn.store)).toBe(newest);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("marks the file as this program's, and does nothing where nothing is to do", async () => {
    const { raw, kysely } = drawn.store;
    expect(raw.pragma("application_id", { simple: true })).toBe(applicationId);
    expect(Buffer.from(applicationId.toString(16), "hex").toString("latin1")).toBe("flp1");
    const before = raw.serialize();
    await migrate(raw, kysely);
    expect(raw.pragma("user_version", { simple: true })).toBe(newest);
    expect(raw.serialize().length).toBe(before.length);
  });
});
