import Database from "better-sqlite3";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exitCode, FlpError } from "../lib/errors.js";
import { nothingDone, tidyUp, watchOver } from "../lib/interruption.js";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { backupStore } from "./backup.js";
import { asDatabaseError } from "./database-error.js";
import { readLedger } from "./ledger.js";
import { schemaFiles } from "./migrate.js";
import {
  openExistingStoreForWriting,
  openFreshStore,
  openScratchCopy,
  openStoreForReading,
  openStoreForWriting,
  sqliteVersion,
} from "./open.js";
import { findUnsoundness } from "./soundness.js";
import { isSharingRefused, storeBytes } from "./store-bytes.js";
import { refuseNoFile, requireStoreFile } from "./store-path.js";
import { beginWriting, endWriting } from "./write-lock.js";

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
  drawn.counts({ "2025-01": [["000001", "KOL", 5, 10]] });
});
afterEach(() => {
  drawn.end();
});

const at = (name: string): string => join(drawn.folder, name);
const onPosix = test.skipIf(process.platform === "win32");
const plansIn = (bytes: Buffer): unknown => {
  const raw = new Database(bytes);
  try {
    return raw.prepare("select sum(new_plans) from plan_count where load_to is null").pluck().get();
  } finally {
    raw.close();
  }
};

describe("the path of a store", () => {
  test("may name a file or nothing", () => {
    expect(() => refuseNoFile(drawn.store.path)).not.toThrow();
    expect(() => refuseNoFile(at("none.sqlite"))).not.toThrow();
    expect(() => requireStoreFile(drawn.store.path)).not.toThrow();
  });

  test("that names nothing is told where a store is needed, with how to make one", () => {
    expect(() => requireStoreFile(at("none.sqlite"))).toThrow(
      expect.objectContaining({
        code: exitCode.database,
        message: `there is no database at ${at("none.sqlite")}`,
        remedy: expect.stringContaining("flp ingest"),
      }) as Error,
    );
  });

  const refused = (path: string): string => {
    try {
      refuseNoFile(path);
    } catch (error) {
      expect(error).toMatchObject({ code: exitCode.usage, remedy: expect.stringContaining("--db") });
      return (error as Error).message;
    }
    return "not refused";
  };

  test("that names a folder is a wrong call", () => {
    expect(refused(drawn.folder)).toBe(`the database ${drawn.folder} is a folder`);
  });

  onPosix("that names a device or a pipe is one too: reading it might never end", () => {
    expect(refused("/dev/null")).toBe("the database /dev/null is a device");
    expect(spawnSync("mkfifo", [at("pipe")]).status).toBe(0);
    expect(refused(at("pipe"))).toBe(`the database ${at("pipe")} is a pipe`);
  });

  test("that leads through a file is refused when it is opened", async () => {
    await expect(openStoreForWriting(join(drawn.store.path, "inner.sqlite"))).rejects.toMatchObject({
      code: exitCode.database,
    });
  });
});

describe("what SQLite says", () => {
  const said = (code: string): unknown => Object.assign(new Error("words of SQLite"), { code });

  test.each([
    ["SQLITE_NOTADB", "is not a SQLite database"],
    ["SQLITE_BUSY", "is in use by another process"],
    ["SQLITE_BUSY_SNAPSHOT", "is in use by another process"],
    ["SQLITE_CORRUPT", "is damaged"],
    ["SQLITE_CORRUPT_INDEX", "is damaged"],
    ["SQLITE_FULL", "cannot grow: the disk is full"],
    ["SQLITE_READONLY_DBMOVED", "cannot be written to"],
    ["SQLITE_CANTOPEN", "cannot be opened"],
    ["SQLITE_IOERR_READ", "could not be read or written"],
    ["SQLITE_CONSTRAINT", "words of SQLite"],
  ])("%s is told as: it %s", (code, reason) => {
    expect(asDatabaseError(said(code), "flp.sqlite")).toMatchObject({
      code: exitCode.database,
      message: `the database flp.sqlite ${reason}`,
      remedy: expect.stringMatching(/\w/),
    });
  });

  test("of a folder that is not there is told, though it has no code", () => {
    const error = new TypeError("Cannot open database because the directory does not exist");
    expect(asDatabaseError(error, "a/b.sqlite")).toMatchObject({ code: exitCode.database });
  });

  test("is not said of what is no fault of a database", () => {
    const [bug, own] = [new TypeError("x is undefined"), new FlpError(exitCode.usage, "no")];
    expect(asDatabaseError(bug, "x")).toBe(bug);
    expect(asDatabaseError(own, "x")).toBe(own);
    expect(asDatabaseError("text", "x")).toBe("text");
    expect(asDatabaseError(Object.assign(new Error(), { code: "ENOENT" }), "x")).toMatchObject({
      code: "ENOENT",
    });
  });

  test("of sharing in a folder that cannot be written to is known apart", () => {
    expect(["SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY"].map(said).map(isSharingRefused)).toEqual([
      true,
      true,
    ]);
    expect([said("SQLITE_NOTADB"), new Error("x"), null].map(isSharingRefused)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("the bytes of a store", () => {
  test("are all that was committed, while it is open and after it was closed", () => {
    expect(existsSync(`${drawn.store.path}-wal`)).toBe(true);
    expect(plansIn(storeBytes(drawn.store.path))).toBe(5);
    drawn.store.raw.exec("begin; update plan_count set new_plans = 99");
    expect(plansIn(storeBytes(drawn.store.path))).toBe(5);
    drawn.store.raw.exec("commit");
    expect(plansIn(storeBytes(drawn.store.path))).toBe(99);
    drawn.store.close();
    expect(plansIn(storeBytes(drawn.store.path))).toBe(99);
  });

  test("leave the file as it is, and nothing beside it", () => {
    drawn.store.close();
    const [before, names] = [readFileSync(drawn.store.path), readdirSync(drawn.folder)];
    const bytes = storeBytes(drawn.store.path);
    expect([before[18], before[19], bytes[18], bytes[19]]).toEqual([2, 2, 1, 1]);
    expect(readFileSync(drawn.store.path).equals(before)).toBe(true);
    expect(readdirSync(drawn.folder)).toEqual(names);
  });

  test("of what is no database are its bytes, which whoever opens them refuses", () => {
    writeFileSync(at("short.sqlite"), "short");
    expect(storeBytes(at("short.sqlite")).toString()).toBe("short");
  });
});

describe("opening a store", () => {
  test("to write makes it where there is none, but not its folder", async () => {
    const store = await openStoreForWriting(at("new.sqlite"));
    expect(store.raw.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(findUnsoundness(store)).toEqual([]);
    store.close();
    await expect(openStoreForWriting(at("no/folder.sqlite"))).rejects.toMatchObject({
      code: exitCode.database,
    });
  });

  test("that must be there, to write or to read, makes none", async () => {
    for (const open of [openExistingStoreForWriting, openStoreForReading])
      await expect(open(at("none.sqlite"))).rejects.toMatchObject({ code: exitCode.database });
    expect(existsSync(at("none.sqlite"))).toBe(false);
  });

  test("to read lets nothing be written", async () => {
    const store = await openStoreForReading(drawn.store.path);
    expect(() => store.raw.exec("delete from plan_count")).toThrow("readonly");
    expect(await readLedger(store)).toHaveLength(1);
    store.close();
  });

  test("in a copy leaves the file as it is, whatever is done to it", async () => {
    drawn.store.close();
    const before = readFileSync(drawn.store.path);
    const copy = await openScratchCopy(drawn.store.path);
    copy.raw.exec("delete from plan_count");
    copy.close();
    expect(readFileSync(drawn.store.path).equals(before)).toBe(true);
    const none = await openScratchCopy(at("none.sqlite"));
    expect(await readLedger(none)).toEqual([]);
    none.close();
    expect(existsSync(at("none.sqlite"))).toBe(false);
  });

  test("afresh empties one of ours, makes its folder, and never removes what is none of ours", async () => {
    drawn.store.close();
    const fresh = await openFreshStore(drawn.store.path);
    expect(await readLedger(fresh)).toEqual([]);
    fresh.close();
    const deep = await openFreshStore(at("a/b/c.sqlite"));
    deep.close();
    writeFileSync(at("letter.txt"), "Kære styregruppe");
    await expect(openFreshStore(at("letter.txt"))).rejects.toMatchObject({ code: exitCode.database });
    expect(readFileSync(at("letter.txt"), "utf8")).toBe("Kære styregruppe");
  });

  test("what is no database is refused in every way, and stays", async () => {
    writeFileSync(at("x.sqlite"), "no database at all, but long enough to be looked at ".repeat(50));
    const before = readFileSync(at("x.sqlite"));
    for (const open of [
      openStoreForWriting,
      openExistingStoreForWriting,
      openStoreForReading,
      openScratchCopy,
    ])
      await expect(open(at("x.sqlite")), open.name).rejects.toMatchObject({
        code: exitCode.database,
        message: expect.stringContaining("is not a SQLite database"),
      });
    expect(readFileSync(at("x.sqlite")).equals(before)).toBe(true);
  });

  test("one whose pages are damaged is refused before anything is added", async () => {
    drawn.store.close();
    const bytes = readFileSync(drawn.store.path);
    bytes.fill(0xff, 4096 * 3, 4096 * 5);
    writeFileSync(at("damaged.sqlite"), bytes);
    await expect(openStoreForWriting(at("damaged.sqlite"))).rejects.toMatchObject({
      code: exitCode.database,
    });
  });

  test("knows a SQLite that makes strict tables", () => {
    const [major, minor] = sqliteVersion().split(".").map(Number);
    expect(major! * 1000 + minor!).toBeGreaterThanOrEqual(3037);
  });
});

describe("a copy of a store", () => {
  test("is a sound store of the same content and of the size told, in folders that are made for it", async () => {
    const size = backupStore(drawn.store, at("copies/deep/b.sqlite"), { overwrite: false });
    expect(statSync(at("copies/deep/b.sqlite")).size).toBe(size);
    const copy = await openStoreForReading(at("copies/deep/b.sqlite"));
    expect(findUnsoundness(copy)).toEqual([]);
    expect(await readLedger(copy)).toEqual(await readLedger(drawn.store));
    copy.close();
    expect(readdirSync(at("copies/deep"))).toEqual(["b.sqlite"]);
  });

  test("is refused over the store itself, a folder, or a file unless it may be replaced", () => {
    mkdirSync(at("folder"));
    writeFileSync(at("old.sqlite"), "old");
    const refused = (target: string): string => {
      try {
        backupStore(drawn.store, target, { overwrite: target === at("folder") });
      } catch (error) {
        expect(error).toMatchObject({ code: exitCode.usage });
        return (error as Error).message.replace(target, "it");
      }
      return "not refused";
    };
    expect(refused(drawn.store.path)).toBe("it is the database itself");
    expect(refused(join(drawn.folder, "x", "..", "flp.sqlite"))).toContain("is the database itself");
    expect(refused(at("folder"))).toBe("it is a folder");
    expect(refused(at("old.sqlite"))).toBe("it exists already");
    expect(readFileSync(at("old.sqlite"), "utf8")).toBe("old");
    backupStore(drawn.store, at("old.sqlite"), { overwrite: true });
    expect(plansIn(readFileSync(at("old.sqlite")))).toBe(5);
  });

  test("may be changed before it takes its name, and the store stays", () => {
    backupStore(drawn.store, at("b.sqlite"), {
      overwrite: false,
      change: (copy) => copy.exec("update plan_count set new_plans = 6"),
    });
    expect(plansIn(readFileSync(at("b.sqlite")))).toBe(6);
    expect(drawn.store.raw.prepare("select new_plans from plan_count").pluck().get()).toBe(5);
  });

  test("that fails leaves nothing behind", () => {
    const change = (): never => {
      throw new Error("no");
    };
    expect(() => backupStore(drawn.store, at("b.sqlite"), { overwrite: false, change })).toThrow(
      "the copy " + at("b.sqlite") + " could not be made: no",
    );
    writeFileSync(at("file"), "x");
    expect(() => backupStore(drawn.store, at("file/b.sqlite"), { overwrite: false })).toThrow(FlpError);
    expect(readdirSync(drawn.folder).filter((name) => name.includes("part") || name === "b.sqlite")).toEqual(
      [],
    );
  });

  test("is not made of a store that holds what flp did not make", () => {
    drawn.store.raw.exec("create table foreign_notes (a text)");
    expect(() => backupStore(drawn.store, at("b.sqlite"), { overwrite: false })).toThrow(
      "holds what flp did not make",
    );
  });

  onPosix("may be read by nobody who may not read the store", () => {
    chmodSync(drawn.store.path, 0o600);
    backupStore(drawn.store, at("b.sqlite"), { overwrite: false });
    expect(statSync(at("b.sqlite")).mode & 0o777).toBe(0o600);
  });
});

describe("a store of an older schema", () => {
  test("is copied beside itself before it is changed, under a name that is free", async () => {
    const path = at("old.sqlite");
    const files = schemaFiles().slice(0, 2);
    const { migrate } = await import("./migrate.js");
    const { Kysely, SqliteDialect } = await import("kysely");
    const raw = new Database(path);
    await migrate(raw, new Kysely({ dialect: new SqliteDialect({ database: raw }) }), files);
    raw.close();
    writeFileSync(`${path}.schema-2`, "taken");
    const told: string[] = [];
    const store = await openStoreForWriting(path, { tell: (message) => void told.push(message) });
    expect(findUnsoundness(store)).toEqual([]);
    store.close();
    expect(told).toEqual([
      `${path} is brought from schema 2 to ${schemaFiles().length}; ${path}.schema-2-2 is a copy of it as it was`,
    ]);
    expect(readFileSync(`${path}.schema-2`, "utf8")).toBe("taken");
    const copy = new Database(`${path}.schema-2-2`, { readonly: true });
    expect(copy.pragma("user_version", { simple: true })).toBe(2);
    copy.close();
  });
});

describe("writing", () => {
  const notes = (): string[] => readdirSync(drawn.folder).filter((name) => name.endsWith("-writer"));
  const named = (isRunning: boolean) => ({
    pid: process.pid,
    command: "flp ingest",
    isRunning: () => isRunning,
  });

  test("is told beside the store while it lasts, by whoever gives a name, and kept or dropped", async () => {
    const store = await openStoreForWriting(drawn.store.path, { writer: named(true) });
    await beginWriting(store);
    expect(readFileSync(`${store.path}-writer`, "utf8")).toBe(`${process.pid} flp ingest\n`);
    store.raw.exec("update plan_count set new_plans = 6");
    endWriting(store, "rollback");
    endWriting(store, "rollback");
    expect(notes()).toEqual([]);
    await beginWriting(store);
    store.raw.exec("update plan_count set new_plans = 7");
    endWriting(store, "commit");
    expect(store.raw.prepare("select new_plans from plan_count").pluck().get()).toBe(7);
    store.close();
    await beginWriting(drawn.store);
    expect(notes()).toEqual([]);
    endWriting(drawn.store, "rollback");
  });

  test("waits for another one that writes, says for whom, and goes on once that has ended", async () => {
    const first = await openStoreForWriting(drawn.store.path, { writer: named(true) });
    const second = await openStoreForWriting(drawn.store.path, { writer: named(true), patienceMs: 5_000 });
    await beginWriting(first);
    const told: string[] = [];
    const waiting = beginWriting(second, (message) => void told.push(message));
    await new Promise((done) => setTimeout(done, 300));
    expect(told).toEqual([
      `${drawn.store.path} is being written to by process ${process.pid} (flp ingest); waiting up to 5 seconds`,
    ]);
    endWriting(first, "commit");
    await waiting;
    expect(second.raw.inTransaction).toBe(true);
    endWriting(second, "commit");
    first.close();
    second.close();
  });

  test("gives up after its patience, and names nobody whose process is gone or whose note is none", async () => {
    const first = await openStoreForWriting(drawn.store.path, { writer: named(false) });
    const second = await openStoreForWriting(drawn.store.path, { writer: named(false), patienceMs: 100 });
    await beginWriting(first);
    const inVain = async (): Promise<unknown> => beginWriting(second).catch((error: unknown) => error);
    const anonymous = expect.objectContaining({
      code: exitCode.database,
      message: expect.stringContaining("is still being written to by another process after 0 seconds"),
    }) as unknown;
    expect(await inVain()).toEqual(anonymous);
    writeFileSync(`${drawn.store.path}-writer`, "what is this");
    expect(await inVain()).toEqual(anonymous);
    endWriting(first, "rollback");
    first.close();
    second.close();
  });

  test("of a command that is ended is taken back, and its note with it", async () => {
    const interruption = nothingDone();
    await watchOver(interruption, async () => {
      const store = await openStoreForWriting(drawn.store.path, { writer: named(true) });
      await beginWriting(store);
      store.raw.exec("update plan_count set new_plans = 8");
      expect(notes()).toHaveLength(1);
    });
    tidyUp(interruption);
    expect(notes()).toEqual([]);
    expect(drawn.store.raw.prepare("select new_plans from plan_count").pluck().get()).toBe(5);
  });
});
