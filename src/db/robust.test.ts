import Database from "better-sqlite3";
import fc from "fast-check";
import { Kysely, SqliteDialect } from "kysely";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../cli/main.js";
import { sha256Of } from "../lib/files.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../testing/workshop.js";
import { backupStore } from "./backup.js";
import { readLedger } from "./ledger.js";
import { migrate, schemaFiles } from "./migrate.js";
import type { Store } from "./open.js";
import { openStoreForReading, openStoreForWriting } from "./open.js";
import { findUnsoundness } from "./soundness.js";
import type { StoreTables } from "./tables.js";
import { beginWriting, endWriting } from "./write-lock.js";

let folder: string;
/** A closed store with a register and two months. */
let db: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "flp-robust-"));
  db = join(folder, "flp.sqlite");
  const shop = await openWorkshop();
  const clinics = Array.from({ length: 200 }, (_, place) => ({ ydernummer: String(place + 1) }));
  await shop.load("laegehuse_2025-01.csv", clinicsCsv(clinics));
  for (const month of ["2025-01", "2025-02"])
    await shop.load(
      "a.csv",
      countsCsv(clinics.map(({ ydernummer }, place) => [month, ydernummer, "KOL", place, 1])),
      { acceptedReason: "the months are drawn alike" },
    );
  const source = shop.store.path;
  shop.store.close();
  copyFileSync(source, db);
  await shop.end().catch(() => undefined);
  rmSync(shop.folder, { recursive: true, force: true });
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the program in this process and returns what it said. */
async function flp(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const streams = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    isTerminal: false,
  };
  const code = await main(["--db", db, ...words], streams);
  return { code, out, err };
}

describe("a copy of the store", () => {
  test("holds what was committed when it was made, while another process writes", async () => {
    const store = await openStoreForWriting(db);
    const other = await openStoreForWriting(db);
    await beginWriting(other);
    other.raw.exec("update load set file_name = 'changed.csv'");
    const copy = join(folder, "copies", "backup.sqlite");
    backupStore(store, copy, { overwrite: false });
    endWriting(other, "commit");
    other.close();
    store.close();
    const read = await openStoreForReading(copy);
    expect((await readLedger(read)).map(({ file }) => file)).toEqual([
      "laegehuse_2025-01.csv",
      "a.csv",
      "a.csv",
    ]);
    expect(findUnsoundness(read)).toEqual([]);
    read.close();
    expect(readdirSync(join(folder, "copies")).filter((name) => name.includes("part"))).toEqual([]);
  });

  test("replaces no file unless asked to, and never the store itself", async () => {
    const copy = join(folder, "backup.sqlite");
    writeFileSync(copy, "something else");
    expect(await flp("backup", copy)).toMatchObject({ code: 2 });
    expect(readFileSync(copy, "utf8")).toBe("something else");
    expect(await flp("backup", db, "--force")).toMatchObject({ code: 2 });
    expect(await flp("backup", copy, "--force")).toMatchObject({ code: 0 });
    expect(await flp("--db", copy, "check")).toMatchObject({ code: 0 });
  });

  test("is made by a command that reads only: the store keeps its bytes", async () => {
    const before = sha256Of(readFileSync(db));
    await flp("backup", join(folder, "b.sqlite"));
    expect(sha256Of(readFileSync(db))).toBe(before);
  });
});

describe("a store of another schema", () => {
  test.runIf(schemaFiles().length > 1)(
    "an older one is copied beside itself, then brought up to date",
    async () => {
      const old = join(folder, "old.sqlite");
      const raw = new Database(old);
      await migrate(
        raw,
        new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: raw }) }),
        schemaFiles().slice(0, 1),
      );
      raw.pragma("user_version = 1");
      raw.close();
      const said: string[] = [];
      const store = await openStoreForWriting(old, { tell: (message) => void said.push(message) });
      expect(store.raw.pragma("user_version", { simple: true })).toBe(schemaFiles().length);
      store.close();
      const copy = new Database(`${old}.schema-1`, { readonly: true });
      expect(copy.pragma("user_version", { simple: true })).toBe(1);
      copy.close();
      expect(said.join()).toContain("old.sqlite.schema-1 is a copy of it as it was");
    },
  );

  test("an older one is read as it is known, and left as it is to the byte", async () => {
    const old = join(folder, "old.sqlite");
    const raw = new Database(old);
    await migrate(
      raw,
      new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: raw }) }),
      schemaFiles().slice(0, 1),
    );
    raw.exec(`
      insert into load (load, loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored,
        rows_rejected, plans_new, plans_maintained, is_synthetic, program_version)
      values (1, '2025-03-01T12:00:00.000Z', 'planer.csv', '${"0".repeat(64)}', 1, 'plan-counts', 'plsp-planer.v1',
        1, 1, 0, 7, 5, 0, '0.0.1');
      insert into load_month (load, month) values (1, '2025-02');
      insert into plan_count (month, ydernummer, plan_type, load_from, new_plans, maintained_plans, line)
      values ('2025-02', '000011', 'KOL', 1, 7, 5, 2);`);
    raw.close();
    const before = sha256Of(readFileSync(old));
    const files = readdirSync(folder).sort();
    const answer = await flp("--db", old, "metrics", "plans-per-month", "--json");
    expect(JSON.parse(answer.out)).toMatchObject({
      as_of: 1,
      rows: [{ month: "2025-02", new: 7, maintained: 5, total: 12 }],
    });
    for (const words of [["loads"], ["status"], ["check"], ["release", "list"]])
      expect({ words, ...(await flp("--db", old, ...words)) }).toMatchObject({ words, code: 0 });
    expect(sha256Of(readFileSync(old))).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(files);
  });

  test("a newer one is refused and left as it is", async () => {
    const raw = new Database(db);
    raw.pragma(`user_version = ${schemaFiles().length + 1}`);
    raw.close();
    const before = sha256Of(readFileSync(db));
    const answer = await flp("ingest", join(folder, "none.csv"));
    expect(answer).toMatchObject({ code: 14 });
    expect(answer.err).toContain("made by a newer program");
    expect(sha256Of(readFileSync(db))).toBe(before);
  });

  test("a database of another program is refused and left as it is", async () => {
    const foreign = join(folder, "foreign.sqlite");
    const raw = new Database(foreign);
    raw.exec("create table something (a)");
    raw.close();
    const before = sha256Of(readFileSync(foreign));
    expect(await flp("--db", foreign, "ingest", join(folder, "none.csv"))).toMatchObject({ code: 14 });
    expect(await flp("--db", foreign, "ingest", "--dry-run", join(folder, "none.csv"))).toMatchObject({
      code: 14,
    });
    expect(await flp("--db", foreign, "check")).toMatchObject({ code: 14 });
    expect(sha256Of(readFileSync(foreign))).toBe(before);
  });
});

describe("a damaged store", () => {
  test("a store whose end is missing is found by check and refused by ingest, which says the way back", async () => {
    truncateSync(db, 8192 * 2 + 100);
    writeFileSync(join(folder, "b.csv"), countsCsv([["2025-03", "1", "KOL", 1, 0]]));
    const [checked, ingested] = [await flp("check"), await flp("ingest", join(folder, "b.csv"))];
    expect([checked.code, ingested.code]).toEqual([14, 14]);
    expect(ingested.err).toContain("flp backup");
  });

  test("whatever bytes are damaged, no command takes it for its own bug, and nothing is added to a damaged store", async () => {
    const sound = readFileSync(db);
    const file = join(folder, "b.csv");
    writeFileSync(file, countsCsv([["2025-03", "1", "KOL", 200, 0]]));
    const damage = fc.record({
      at: fc.nat(sound.length - 1),
      length: fc.integer({ min: 1, max: 3000 }),
      byte: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, length, byte }) => {
        for (const end of ["-wal", "-shm", "-writer"]) rmSync(db + end, { force: true });
        const bytes = Buffer.from(sound);
        bytes.fill(byte, at, Math.min(bytes.length, at + length));
        writeFileSync(db, bytes);
        const metrics = await flp("metrics", "all", "--json");
        expect([0, 2, 10, 14]).toContain(metrics.code);
        const checked = await flp("check");
        expect([0, 14]).toContain(checked.code);
        expect(checked.err.trimEnd()).not.toMatch(/\n\S/);
        const ingested = await flp("ingest", "--accept", "a test", file);
        expect([0, 14]).toContain(ingested.code);
        expect([metrics, checked, ingested].map(({ err }) => err).join()).not.toContain("bug of flp");
      }),
      { numRuns: Number(process.env["FLP_DAMAGE_RUNS"] ?? 60) },
    );
  });
});

describe("two processes at once", () => {
  const running = { pid: 4711, command: "flp ingest", isRunning: (pid: number) => pid === 4711 };
  const waiting = { pid: 4712, command: "flp undo", isRunning: (pid: number) => pid === 4711 };

  const both = async (): Promise<[Store, Store]> => [
    await openStoreForWriting(db, { writer: running }),
    await openStoreForWriting(db, { writer: waiting, patienceMs: 300 }),
  ];

  test("one that waits in vain says which process holds the store", async () => {
    const [first, second] = await both();
    const said: string[] = [];
    await beginWriting(first);
    await expect(beginWriting(second, (message) => void said.push(message))).rejects.toThrow(
      /still being written to by process 4711 \(flp ingest\)/,
    );
    expect(said.join()).toContain("waiting up to");
    endWriting(first, "rollback");
    await beginWriting(second);
    endWriting(second, "commit");
    expect(existsSync(`${db}-writer`)).toBe(false);
    first.close();
    second.close();
  });

  test("a transaction that a full disk ended leaves no note, and one that never began leaves the other's", async () => {
    const [first, second] = await both();
    await beginWriting(first);
    // SQLite rolls back by itself when the disk is full.
    first.raw.exec("rollback");
    endWriting(first, "rollback");
    expect(existsSync(`${db}-writer`)).toBe(false);
    await beginWriting(first);
    await expect(beginWriting(second)).rejects.toThrow(/process 4711/);
    endWriting(second, "rollback");
    expect(readFileSync(`${db}-writer`, "utf8")).toBe("4711 flp ingest\n");
    endWriting(first, "commit");
    first.close();
    second.close();
  });

  test("a note that a crash left behind names nobody and stops nobody", async () => {
    writeFileSync(`${db}-writer`, "99 flp ingest\n");
    const store = await openStoreForWriting(db, { writer: waiting, patienceMs: 300 });
    await beginWriting(store);
    endWriting(store, "commit");
    const other = new Database(db);
    other.exec("begin immediate");
    writeFileSync(`${db}-writer`, "99 flp ingest\n");
    await expect(beginWriting(store)).rejects.toThrow(/by another process/);
    other.exec("rollback");
    other.close();
    store.close();
  });
});
