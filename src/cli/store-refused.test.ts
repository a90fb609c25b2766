import Database from "better-sqlite3";
import type { Command } from "commander";
import { Kysely, SqliteDialect } from "kysely";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { migrate, schemaFiles } from "../db/migrate.js";
import { openStoreForWriting } from "../db/open.js";
import type { StoreTables } from "../db/tables.js";
import { sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";
import { buildProgram } from "./main.js";

/** What this process has worked since then, whatever else the machine does: a wait of minutes for other work is none. */
function secondsOfWorkSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** How each command that opens the database is called here. */
const withDatabase: Readonly<Record<string, (desk: FlpDesk) => string[]>> = {
  ingest: (desk) => [desk.path("planer_2025-03.csv")],
  run: (desk) => ["monthly", "--inbox", desk.path("inbox"), "--out", desk.path("out")],
  // Works on a database of its own in its folder.
  demo: (desk) => ["--out", desk.path("demo")],
  metrics: () => ["all"],
  explain: () => ["ok22"],
  report: (desk) => ["regions", "--out", desk.path("out")],
  "rules what-if": () => ["--threshold", "8"],
  "release seal": () => ["may"],
  "release list": () => [],
  "release reproduce": () => ["may"],
  "release diff": () => ["may", "june"],
  loads: () => [],
  revisions: () => ["1"],
  undo: () => ["2"],
  status: () => [],
  notes: () => [],
  check: () => [],
  "check months": () => [],
  backup: (desk) => [desk.path("copy.sqlite")],
  build: (desk) => [desk.path("built.sqlite")],
  doctor: () => [],
};

/** Commands that answer without the database. */
const withoutDatabase = [
  "rules list",
  "profiles list",
  "profiles try",
  "check artefact",
  // Shown no error: whoever presses the tab key did not ask for one.
  "complete",
  "completion",
  "help",
];

function leavesOf(command: Command, before = ""): string[] {
  const name = `${before}${command.name()}`;
  const inner = command.commands.flatMap((one) => leavesOf(one, `${name} `));
  // A command that does something by itself beside its subcommands is called by its own name.
  return name === "check" ? [name, ...inner] : inner.length === 0 ? [name] : inner;
}

const program = buildProgram({ out: () => undefined, err: () => undefined, isTerminal: false }, () =>
  Promise.resolve(),
);

let desk: FlpDesk;
let sound: Buffer;
beforeAll(async () => {
  desk = await openDesk();
  const clinics = Array.from({ length: 5 }, (_, place) => ({ ydernummer: String(place + 1) }));
  const counts = (month: string): string =>
    countsCsv(clinics.map(({ ydernummer }) => [month, ydernummer, "KOL", 10, 1]));
  writeFileSync(desk.path("laegehuse_2025-02.csv"), clinicsCsv(clinics));
  writeFileSync(desk.path("planer_2025-02.csv"), counts("2025-02"));
  writeFileSync(desk.path("planer_2025-03.csv"), counts("2025-03"));
  mkdirSync(desk.path("inbox"));
  copyFileSync(desk.path("planer_2025-03.csv"), desk.path("inbox/planer_2025-03.csv"));
  const loaded = await desk.flp(
    "ingest",
    desk.path("laegehuse_2025-02.csv"),
    desk.path("planer_2025-02.csv"),
  );
  expect(loaded).toMatchObject({ code: 0 });
  const store = new Database(desk.path("flp.sqlite"));
  store.pragma("journal_mode = delete");
  store.close();
  sound = readFileSync(desk.path("flp.sqlite"));
});
beforeEach(() => writeFileSync(desk.path("flp.sqlite"), sound));
afterAll(() => desk.end());

/** Changes the database by hand, as another program would. */
function change(sql: string, file = desk.path("flp.sqlite")): void {
  const raw = new Database(file);
  raw.exec(sql);
  raw.close();
}

const hashOf = (file: string): string => sha256Of(readFileSync(desk.path(file)));

describe("a database that a newer program has migrated", () => {
  test("the list of commands here is whole", () => {
    const all = program.commands.flatMap((command) => leavesOf(command));
    expect([...Object.keys(withDatabase), ...withoutDatabase].sort()).toEqual(all.sort());
  });

  /** The schema of tomorrow: one file more. */
  async function migrateFurther(file: string): Promise<void> {
    const later = desk.path("0099_later.sql");
    writeFileSync(later, "alter table load add column colour text;");
    const raw = new Database(file);
    const kysely = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: raw }) });
    await migrate(raw, kysely, [...schemaFiles(), { name: "0099_later", path: later }]);
    raw.close();
  }

  test.each(Object.keys(withDatabase))("is refused by flp %s, which says what to do", async (name) => {
    mkdirSync(desk.path("demo"), { recursive: true });
    copyFileSync(desk.path("flp.sqlite"), desk.path("demo/demo.sqlite"));
    for (const file of ["flp.sqlite", "demo/demo.sqlite"]) await migrateFurther(desk.path(file));
    const before = [hashOf("flp.sqlite"), hashOf("demo/demo.sqlite")];
    const answer = await desk.flp(...name.split(" "), ...(withDatabase[name]?.(desk) ?? []));
    expect(answer.code).toBe(14);
    expect(answer.err + answer.out).toContain("made by a newer program");
    expect(answer.err + answer.out).toContain("update flp");
    expect([hashOf("flp.sqlite"), hashOf("demo/demo.sqlite")]).toEqual(before);
  });

  test("is refused too where only its ledger of schema steps tells", async () => {
    change("insert into kysely_migration (name, timestamp) values ('0003_between', '2030-01-01')");
    for (const words of [["status"], ["ingest", desk.path("planer_2025-03.csv")], ["metrics", "all"]])
      expect(await desk.flp(...words)).toMatchObject({
        code: 14,
        err: expect.stringContaining("0003_between"),
      });
  });

  test("one that says it has more steps than were taken is refused", async () => {
    change("delete from kysely_migration where name = (select max(name) from kysely_migration)");
    expect(await desk.flp("metrics", "all")).toMatchObject({ code: 14 });
  });
});

describe("a database that holds what the migrations did not make", () => {
  const trap =
    "create trigger trap after insert on load begin delete from clinic_period; update load set file_name = 'x'; end";
  const foreign: [string, string, string][] = [
    ["trigger", trap, 'trigger "trap" on load'],
    ["view", "create view numbers as select 1 as n", 'view "numbers"'],
    ["table", "create table mine (a)", 'table "mine"'],
    ["index", "create index quick on load (loaded_at)", 'index "quick" on load'],
  ];

  test.each(foreign)("a %s is named by check and status, exit 14 and 0", async (_, sql, name) => {
    change(sql);
    const checked = await desk.flp("check");
    expect(checked).toMatchObject({
      code: 14,
      err: expect.stringContaining(`${name}, which flp did not make`),
    });
    const { code, out } = await desk.flp("check", "--json");
    expect(code).toBe(14);
    expect(JSON.parse(out)).toMatchObject({ sound: false, problems: [expect.stringContaining(name)] });
    expect((await desk.flp("status")).out).toContain(name);
  });

  test.each(foreign)(
    "with a %s nothing is loaded, undone, sealed or copied; figures stay readable",
    async (_, sql) => {
      change(sql);
      const figures = await desk.json("metrics", "plans-per-month");
      const before = hashOf("flp.sqlite");
      const file = desk.path("planer_2025-03.csv");
      for (const words of [
        ["ingest", file],
        ["ingest", "--dry-run", file],
        ["run", "monthly", "--inbox", desk.path("inbox"), "--out", desk.path("out")],
        ["undo", "2"],
        ["release", "seal", "may"],
        ["backup", desk.path("copy.sqlite")],
        ["build", desk.path("built.sqlite")],
      ]) {
        const answer = await desk.flp(...words);
        expect({ words, ...answer }).toMatchObject({ words, code: 14 });
        expect(answer.err).toMatch(
          /holds what flp did not make\n.*\n {2}→ remove it in a SQLite shell \(drop /,
        );
      }
      expect(hashOf("flp.sqlite")).toBe(before);
      expect(await desk.json("metrics", "plans-per-month")).toEqual(figures);
    },
  );

  test("a trigger that deletes the register's rows never runs", async () => {
    change(trap);
    await desk.flp("ingest", desk.path("planer_2025-03.csv"));
    change("drop trigger trap");
    expect(await desk.flp("check")).toMatchObject({ code: 0 });
    expect(await desk.flp("ingest", desk.path("planer_2025-03.csv"))).toMatchObject({ code: 0 });
    expect(await desk.json("metrics", "active-clinics")).toMatchObject({
      rows: [{ clinics: 5 }, { clinics: 5 }],
    });
  });
});

describe("a database whose own tables were changed", () => {
  /** Counts to a number that no machine reaches. */
  const endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";

  test.each([
    [
      "a generated column",
      "alter table load_month add column slow integer generated always as (length(hex(zeroblob(1000))))",
    ],
    ["a column more", "alter table plan_count add column mine text"],
    ["an index that is gone", "drop index load_sha256"],
    ["a trigger that is gone", "drop trigger load_of_release_stands"],
    [
      "a view in a table's place",
      `alter table load_month rename to away; create view load_month as ${endless}`,
    ],
    [
      "a view for the ledger of steps",
      `alter table kysely_migration rename to away; create view kysely_migration as ${endless}`,
    ],
  ])("%s is refused by whatever reads or writes it, at once and by name", async (_, sql) => {
    change(sql);
    const began = process.cpuUsage();
    for (const words of [
      ["metrics", "all"],
      ["check"],
      ["status"],
      ["ingest", desk.path("planer_2025-03.csv")],
    ]) {
      const answer = await desk.flp(...words);
      expect({ words, ...answer }).toMatchObject({ words, code: 14 });
      expect(answer.err).toMatch(/, which (is missing|is not as flp made it)\n/);
    }
    const { code, out } = await desk.flp("check", "--json");
    expect([code, (JSON.parse(out) as { sound: boolean }).sound]).toEqual([14, false]);
    expect(secondsOfWorkSince(began)).toBeLessThan(5);
  });

  test("a foreign table whose generated column never ends does not keep the check busy", async () => {
    change(`create table slow (a integer, b integer generated always as (length(hex(zeroblob(200000000)))) check (b > 0));
      pragma ignore_check_constraints = on; insert into slow (a) values (1), (2), (3), (4), (5), (6), (7), (8)`);
    const began = process.cpuUsage();
    expect(await desk.flp("check")).toMatchObject({ code: 14, err: expect.stringContaining('table "slow"') });
    expect(secondsOfWorkSince(began)).toBeLessThan(2);
  });

  test("many rows of one key do not keep the check busy", { timeout: 60_000 }, async () => {
    change(`pragma foreign_keys = off;
      with recursive n(i) as (select 10 union all select i + 1 from n where i < 60000)
      insert into plan_count (month, ydernummer, plan_type, load_from, new_plans, maintained_plans, line)
      select '2025-02', '000001', 'KOL', i, 1, 1, 1 from n`);
    const began = process.cpuUsage();
    expect(await desk.flp("check")).toMatchObject({ code: 14, err: expect.stringContaining("hold twice") });
    expect(secondsOfWorkSince(began)).toBeLessThan(15);
  });
});

test("what a database's schema calls is not trusted, and the schema itself cannot be written", async () => {
  const store = await openStoreForWriting(desk.path("flp.sqlite"));
  try {
    expect(store.raw.pragma("trusted_schema", { simple: true })).toBe(0);
    store.raw.pragma("writable_schema = on");
    expect(() => store.raw.prepare("update sqlite_schema set sql = sql").run()).toThrow(
      /may not be modified/,
    );
  } finally {
    store.close();
  }
});

describe("a path that names no file", () => {
  const hasPipes = spawnSync("mkfifo", ["--version"]).status === 0;
  test.skipIf(!hasPipes)(
    "a pipe is refused by reading and by writing commands, without waiting",
    async () => {
      expect(spawnSync("mkfifo", [desk.path("pipe")]).status).toBe(0);
      for (const words of [
        ["status"],
        ["ingest", desk.path("planer_2025-03.csv")],
        ["ingest", "--dry-run", "x.csv"],
      ])
        expect(await desk.flp(...words, "--db", desk.path("pipe"))).toMatchObject({
          code: 2,
          err: expect.stringMatching(
            /the database .*pipe is a pipe\n {2}→ name a file with --db or FLP_DB\n/,
          ),
        });
    },
  );

  test.skipIf(!existsSync("/dev/null"))("a device is refused", async () => {
    for (const words of [["status"], ["ingest", desk.path("planer_2025-03.csv")]])
      expect(await desk.flp(...words, "--db", "/dev/null")).toMatchObject({
        code: 2,
        err: expect.stringContaining("is a device"),
      });
  });
});

test("a database of version 0.1.0 is sound, and takes part in everything", async () => {
  copyFileSync(
    join(programFolder, "fixtures", "stores", "version-0.1.0", "store.db"),
    desk.path("flp.sqlite"),
  );
  expect(await desk.flp("check")).toMatchObject({ code: 0 });
  expect(await desk.flp("backup", "--force", desk.path("copy.sqlite"))).toMatchObject({ code: 0 });
});
