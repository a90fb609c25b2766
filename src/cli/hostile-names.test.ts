import Database from "better-sqlite3";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/** Clears the screen, renames the window, rings, moves with one byte, and turns the direction round. */
const hostile = "\u001b[2J\u001b]0;ejet\u0007\u009b31m\u202eHus";
const steering = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\u{2028}\u{2029}]/u;

let desk: FlpDesk;
/** The same desk as a program in a pipe sees it. */
let piped: FlpDesk;
beforeAll(async () => {
  desk = await openDesk({ isTerminal: true });
  piped = await openDesk();
  for (const one of [desk, piped]) {
    writeFileSync(
      one.path("laegehuse_2025-02.csv"),
      clinicsCsv([{ ydernummer: "11" }, { ydernummer: "12" }]),
    );
    writeFileSync(
      one.path("planer_2025-02.csv"),
      countsCsv(["11", "12"].map((number) => ["2025-02", number, "KOL", 12, 3])),
    );
    expect(
      await one.flp("ingest", one.path("laegehuse_2025-02.csv"), one.path("planer_2025-02.csv")),
    ).toMatchObject({ code: 0 });
    // However it came there: what is stored already must not steer a terminal either.
    const raw = new Database(one.path("flp.sqlite"));
    raw
      .prepare("update clinic_period set name = ?, municipality = ?, system = ?")
      .run(hostile, hostile, hostile);
    raw.prepare("update load set file_name = file_name || ?").run(hostile);
    raw.close();
  }
});
afterAll(async () => {
  await desk.end();
  await piped.end();
});

const questions: string[][] = [
  ["metrics", "ok22", "--by", "clinic"],
  ["metrics", "ok22", "--by", "clinic", "--json"],
  ["metrics", "ok22", "--by", "clinic", "--format", "csv"],
  ["metrics", "active-clinics", "--by", "municipality", "--format", "csv"],
  ["rules", "what-if", "--threshold", "8", "--by", "system", "--format", "csv"],
  ["explain", "ok22", "--clinic", "11"],
  ["explain", "ok22", "--clinic", "11", "--da"],
  ["explain", "ok22", "--clinic", "11", "--json"],
  ["loads"],
  ["loads", "--json"],
  ["revisions", "2"],
  ["revisions", "2", "--json"],
  ["status"],
  ["status", "--json"],
];

describe("names of clinics and files on a terminal", () => {
  test.each(questions)("never steer it: flp %s %s %s %s %s", async (...words) => {
    const { code, out, err } = await desk.flp("--no-color", ...words);
    expect(code).toBe(0);
    expect(out).not.toMatch(steering);
    // The program's own line of progress is redrawn in place.
    expect(err.replaceAll("\r\u001b[2K", "")).not.toMatch(steering);
    expect(out).not.toBe("");
  });

  test("a file's name in errors, hints and JSON of ingest neither steers nor adds a line", async () => {
    const name = `planer_2025-02${hostile}\nerror: alt er slettet.csv`;
    writeFileSync(desk.path(name), countsCsv([["2025-13", "11", "KOL", 1, 1]]));
    for (const words of [
      ["ingest", desk.path(name)],
      ["ingest", "--json", desk.path(name)],
      ["ingest", desk.path(`${name}.missing`)],
      ["profiles", "try", desk.path(name)],
      ["status", "--db", desk.path(name)],
    ]) {
      const { code, out, err } = await desk.flp("--no-color", ...words);
      expect(code).not.toBe(1);
      expect(out + err.replaceAll("\r\u001b[2K", "")).not.toMatch(steering);
      expect(out + err).not.toMatch(/^error: alt er slettet/m);
    }
  });

  test("a held file's hint is a word that a shell takes for this very file", async () => {
    const name = `planer_2025-02${hostile}.csv`;
    writeFileSync(desk.path(name), countsCsv([["2025-02", "11", "KOL", 0, 0]]));
    const { code, out } = await desk.flp("--no-color", "ingest", desk.path(name));
    expect(code).toBe(13);
    expect(out).toContain(String.raw`\U0000001b[2J`);
    expect(out).not.toMatch(steering);
  });
});

describe("in a file or a pipe", () => {
  test("a CSV has the very bytes, and JSON the very value", async () => {
    const csv = await piped.flp("metrics", "ok22", "--by", "clinic", "--format", "csv");
    expect(csv.out.startsWith("\u{feff}")).toBe(true);
    expect(csv.out).toContain(hostile);
    const rows = (await piped.json("metrics", "ok22", "--by", "clinic")) as { rows: { name: string }[] };
    expect(rows.rows.map(({ name }) => name)).toEqual([hostile, hostile]);
  });

  test("a table is for people there too, who look at it in a pager", async () => {
    expect((await piped.flp("metrics", "ok22", "--by", "clinic")).out).not.toMatch(steering);
  });
});

test("no other place than the terminal writes to standard output or error", () => {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const writers = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing"))
    .filter((file) => /process\.std(out|err)|console\./.test(readFileSync(join(folder, file), "utf8")));
  expect(writers).toEqual([join("cli", "terminal", "terminal.ts")]);
});
