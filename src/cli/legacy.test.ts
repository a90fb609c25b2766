import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import ExcelJs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";

const legacy = join(programFolder, "fixtures", "stores", "version-0.1.0");

/** What version 0.1.0 was asked, and what it answered (as `--json`, without the database's path). */
interface OldAnswer {
  words: string[];
  answer: unknown;
}

describe("a database that version 0.1.0 made", () => {
  let desk: FlpDesk;
  let old: OldAnswer[];
  const oldAnswerTo = (...words: string[]): unknown =>
    old.find((one) => one.words.join(" ") === words.join(" "))!.answer;
  const freshCopy = async (): Promise<FlpDesk> => {
    const fresh = await openDesk();
    await copyFile(join(legacy, "store.db"), fresh.path("flp.sqlite"));
    return fresh;
  };

  beforeAll(async () => {
    old = JSON.parse(await readFile(join(legacy, "answers.json"), "utf8")) as OldAnswer[];
    desk = await freshCopy();
  });
  afterAll(() => desk.end());

  test("is answered from as it was: figures, ledger, revisions, releases; fields may join, none goes or changes", async () => {
    expect(old.length).toBeGreaterThan(40);
    for (const { words, answer } of old) {
      expect(lostFields(answer, await desk.json(...words)), words.join(" ")).toEqual([]);
    }
  });

  test("is sound", async () => {
    expect(await desk.flp("check")).toMatchObject({ code: 0 });
  });

  test("has its releases made again to the byte, or the program and its engine named as what changed", async () => {
    const releases = oldAnswerTo("release", "list") as { name: string }[];
    expect(releases).toHaveLength(2);
    for (const { name } of releases) {
      const { code, out } = await desk.flp("release", "reproduce", name, "--json");
      const again = JSON.parse(out) as Record<string, unknown>;
      expect([0, 15]).toContain(code);
      expect(again).toMatchObject({ failure: null, undone: [], unsound: [], is_same: code === 0 });
      const named = (again["program"] as { field: string; old: string }[]).map(({ field }) => field);
      expect(named).toContain("sha256");
      const sameEngine = `node ${process.version}` === "node v20.20.2";
      if (!sameEngine) expect(named).toContain("runtime");
    }
  });

  test("carries what a region wrote on into the next month's workbook, with the month in which it was written", async () => {
    const made = await desk.flp("report", "regions", "--out", desk.path("regions"));
    expect(made).toMatchObject({ code: 0 });
    const north = await rowsOf(desk.path("regions/ok22_1081_2026-02.xlsx"));
    expect(north.get("001055")).toEqual(
      expect.arrayContaining(["Kontaktet", "Ringer igen i uge 8 (æøå)", "januar 2026"]),
    );
    expect(north.get("001066")).toEqual(expect.arrayContaining(["Aftale lavet", "januar 2026"]));
    expect(north.get("001999")).toEqual(expect.arrayContaining(["Overtog 1044 i december", "januar 2026"]));
  });

  test("has its newest load taken back to the figures before it, and no load that a release rests on", async () => {
    const copy = await freshCopy();
    try {
      expect(await copy.flp("undo", "12")).toMatchObject({ code: 0 });
      for (const metric of ["plans-per-month", "active-clinics", "plans-per-doctor", "ok22"]) {
        const before = oldAnswerTo("metrics", metric, "--as-of", "11");
        expect(lostFields(before, await copy.json("metrics", metric)), metric).toEqual([]);
      }
      expect(await copy.flp("undo", "11")).toMatchObject({ code: 0 });
      expect(await copy.flp("undo", "10")).toMatchObject({ code: 2 });
      expect(await copy.flp("check")).toMatchObject({ code: 0 });
    } finally {
      await copy.end();
    }
  });

  test("takes the next month in, and is sound after it", async () => {
    const copy = await freshCopy();
    try {
      const extract = join(legacy, "extracts", "planer_2026-03.csv");
      const lines = (await readFile(extract, "utf8")).trim().split("\r\n").slice(1);
      const sum = (column: number): number =>
        lines.reduce((total, line) => total + Number(line.split(";")[column]), 0);
      expect(await copy.flp("ingest", "--accept", "the story goes on", extract)).toMatchObject({ code: 0 });
      const { rows } = (await copy.json("metrics", "plans-per-month")) as { rows: unknown[] };
      expect(rows.at(-1)).toMatchObject({ month: "2026-03", new: sum(3), maintained: sum(4) });
      expect(await copy.flp("check")).toMatchObject({ code: 0 });
    } finally {
      await copy.end();
    }
  });
});

/** Where an answer lacks what an old one had, or says something else; fields that joined are no loss. */
function lostFields(old: unknown, now: unknown, at = ""): string[] {
  if (typeof old !== "object" || old === null) {
    return Object.is(old, now) ? [] : [`${at}: ${JSON.stringify(old)}, now ${JSON.stringify(now)}`];
  }
  if (typeof now !== "object" || now === null || Array.isArray(old) !== Array.isArray(now)) {
    return [`${at}: another shape`];
  }
  if (Array.isArray(old) && Array.isArray(now)) return lostEntries(old, now, at);
  const found = new Map<string, unknown>(Object.entries(now));
  return Object.entries(old).flatMap(([key, value]) => lostFields(value, found.get(key), `${at}/${key}`));
}

/** The same for lists; figures of a metric that joined are no loss. */
function lostEntries(old: readonly unknown[], now: readonly unknown[], at: string): string[] {
  const metricOf = (entry: unknown): unknown => (Object(entry) as { metric?: unknown }).metric;
  const known = new Set(old.map(metricOf));
  const kept = now.filter((entry) => known.has(metricOf(entry)));
  if (old.length !== kept.length) return [`${at}: ${old.length} entries, now ${kept.length}`];
  return old.flatMap((entry, place) => lostFields(entry, kept[place], `${at}/${place}`));
}

/** The rows of a region's table by ydernummer, each as the texts that a reader meets. */
async function rowsOf(path: string): Promise<Map<string, string[]>> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.readFile(path);
  const rows = new Map<string, string[]>();
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    const texts: string[] = [];
    row.eachCell((cell) => texts.push(cell.text));
    if (/^\d{6}$/.test(texts[0] ?? "")) rows.set(texts[0]!, texts);
  });
  return rows;
}
