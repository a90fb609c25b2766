import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLedger } from "../../db/ledger.js";
import { ingestFiles } from "../store/ingest-files.js";
import type { IngestOutcome } from "../store/outcome.js";
import type { IngestSettings } from "../store/settings.js";
import { monthIndex, monthOf } from "../../domain/month.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop, plainSettings } from "../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

/** Loads files in one call, in the order of their names here. */
async function deliver(
  files: Readonly<Record<string, string>>,
  settings: Partial<IngestSettings> = {},
): Promise<IngestOutcome[]> {
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(shop.folder, name);
    await writeFile(path, content);
    paths.push(path);
  }
  const outcomes: IngestOutcome[] = [];
  for await (const { outcome } of ingestFiles(paths, { ...plainSettings, ...settings }, shop))
    outcomes.push(outcome);
  return outcomes;
}

const summary = (outcomes: readonly IngestOutcome[]): string[] =>
  outcomes.map(({ file, status }) => `${file}: ${status}`);

const counts = (...lines: [month: string, plans: number][]): string =>
  countsCsv(lines.map(([named, plans]): CountLine => [named, "11", "KOL", plans, 0]));

const register = (doctors = "1"): string => clinicsCsv([{ ydernummer: "000011", doctors }]);

/** The plans of each known month. */
async function known(): Promise<Record<string, number>> {
  const [answer] = await shop.ask({ metrics: ["plans-per-month"] });
  return Object.fromEntries((answer?.rows ?? []).map((row) => [String(row["month"]), Number(row["total"])]));
}

/** The months from `back` before a month up to it. */
const upTo = (last: string, back: number): string[] => {
  const index = monthIndex(month(last));
  return Array.from({ length: back + 1 }, (_, place) => {
    const at = index - back + place;
    return monthOf(Math.floor(at / 12), (at % 12) + 1) ?? "";
  });
};

describe("the order of a delivery", () => {
  test("files are taken in the order of the newest month that each names, whatever they are called", async () => {
    const outcomes = await deliver({
      "planer 1.csv": counts(["2025-03", 30]),
      "planer 10.csv": counts(["2025-01", 10], ["2025-02", 19]),
      "planer 2.csv": counts(["2025-02", 20]),
    });
    expect(summary(outcomes)).toEqual([
      expect.stringMatching(/planer (10|2)\.csv: held/),
      expect.stringMatching(/planer (10|2)\.csv: held/),
      "planer 1.csv: stored",
    ]);
  });

  test("the newest word on a month counts: of rolling files the later one", async () => {
    const files = {
      "b.csv": counts(["2025-01", 11], ["2025-02", 20]),
      "a.csv": counts(["2025-02", 21], ["2025-03", 30]),
      "c.csv": counts(["2024-12", 5], ["2025-01", 10]),
    };
    expect(summary(await deliver(files))).toEqual(["c.csv: stored", "b.csv: stored", "a.csv: stored"]);
    expect(await known()).toEqual({ "2024-12": 5, "2025-01": 11, "2025-02": 21, "2025-03": 30 });
  });

  test("a register comes before plan counts of the same month, and the first of all before everything", async () => {
    const files = {
      "planer_2025-01.csv": counts(["2025-01", 10]),
      "planer_2025-02.csv": counts(["2025-02", 20]),
      "laegehuse_2025-03.csv": register(),
      "laegehuse_2025-02.csv": register(),
      "planer_2025-03.csv": counts(["2025-03", 30]),
    };
    expect(summary(await deliver(files)).map((line) => line.split(".csv")[0])).toEqual([
      "laegehuse_2025-02",
      "planer_2025-01",
      "planer_2025-02",
      "laegehuse_2025-03",
      "planer_2025-03",
    ]);
  });

  test("where a register is known, the next ones wait for their month", async () => {
    await shop.load("laegehuse_2024-12.csv", register());
    const outcomes = await deliver({
      "laegehuse_2025-02.csv": register("2"),
      "planer_2025-01.csv": counts(["2025-01", 10]),
    });
    expect(outcomes.map(({ file }) => file)).toEqual(["planer_2025-01.csv", "laegehuse_2025-02.csv"]);
  });

  test("36 monthly files, each with 13 rolling months, load by themselves in a shell's order of names", async () => {
    const files: Record<string, string> = {};
    const last = upTo("2025-02", 35);
    for (const [place, newest] of last.entries()) {
      // Each later file corrects the months before it by one plan.
      files[`udtræk ${place}.csv`] = counts(
        ...upTo(newest, 12).map((one): [string, number] => [one, 100 + place]),
      );
    }
    const byName = Object.fromEntries(
      Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1)),
    );
    const outcomes = await deliver(byName);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["stored"]));
    expect(outcomes.map(({ months }) => months.at(-1))).toEqual(last);
    expect((await known())["2025-02"]).toBe(135);
    expect((await known())["2024-01"]).toBe(134);
  });

  test("what is no extract keeps its place, and a file that cannot be read hinders none of the others", async () => {
    const outcomes = await deliver({
      "planer b.csv": counts(["2025-02", 20]),
      "note.csv": "Kære alle;her er filerne\n",
      "planer a.csv": counts(["2025-01", 10]),
      "tom.csv": "",
    });
    expect(summary(outcomes)).toEqual([
      "planer a.csv: stored",
      "note.csv: refused",
      "planer b.csv: stored",
      "tom.csv: refused",
    ]);
  });

  test("--in-order: the files are taken as they are given, and the last one counts", async () => {
    const outcomes = await deliver(
      { "ny.csv": counts(["2025-02", 21]), "gammel.csv": counts(["2025-01", 10], ["2025-02", 20]) },
      { inOrder: true },
    );
    expect(summary(outcomes)).toEqual(["ny.csv: stored", "gammel.csv: stored"]);
    expect(await known()).toEqual({ "2025-01": 10, "2025-02": 20 });
  });
});

describe("two files with one newest month that differ", () => {
  const original = counts(["2025-02", 20]);
  const corrected = counts(["2025-02", 22]);
  const both = { "planer_2025-02 rettet.csv": corrected, "planer_2025-02.csv": original };

  test("are held, neither is stored, and both are named with the rows that differ and which looks newer", async () => {
    const outcomes = await deliver(both);
    expect(outcomes).toMatchObject([
      { status: "held", exitCode: 13, load: null, months: ["2025-02"], rows: { read: 1, stored: 0 } },
      { status: "held", exitCode: 13, load: null, plans: { new: 20, maintained: 0 } },
    ]);
    expect(outcomes.map(({ checks }) => checks[0]?.subject)).toEqual([
      "planer_2025-02.csv",
      "planer_2025-02 rettet.csv",
    ]);
    for (const { problems } of outcomes) {
      expect(problems.map(({ code }) => code)).toEqual(["rival-file"]);
      expect(problems[0]?.message).toContain(
        "planer_2025-02 rettet.csv and planer_2025-02.csv both end with 2025-02 and 1 row differs",
      );
      expect(problems[0]?.message).toContain("planer_2025-02 rettet.csv looks newer: its name says “rettet”");
    }
    expect(await readLedger(shop.store)).toEqual([]);
  });

  test("a reason lets neither in: it does not say which one counts", async () => {
    const outcomes = await deliver(both, { acceptedReason: "seen" });
    expect(outcomes.map(({ status }) => status)).toEqual(["held", "held"]);
  });

  test("--in-order says which one counts", async () => {
    const outcomes = await deliver(
      { "planer_2025-02.csv": original, "planer_2025-02 rettet.csv": corrected },
      { inOrder: true },
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["stored", "stored"]);
    expect(await known()).toEqual({ "2025-02": 22 });
  });

  test("the other files of the delivery are loaded all the same", async () => {
    const outcomes = await deliver({ ...both, "planer_2025-01.csv": counts(["2025-01", 10]) });
    expect(summary(outcomes)[0]).toBe("planer_2025-01.csv: stored");
    expect(await known()).toEqual({ "2025-01": 10 });
  });

  test("only rows of months that both name count: a history that ends with the month agrees with the month's file", async () => {
    const files = {
      "historik.csv": counts(["2025-01", 10], ["2025-02", 20]),
      "planer_2025-02.csv": counts(["2025-02", 20]),
    };
    expect((await deliver(files)).map(({ status }) => status)).toEqual(["stored", "stored"]);
  });

  test("a row that only one of them has is a difference, a clinic's and a plan type's", async () => {
    const outcomes = await deliver({
      "a.csv": countsCsv([
        ["2025-02", "11", "KOL", 1, 0],
        ["2025-02", "12", "KOL", 1, 0],
      ]),
      "b.csv": countsCsv([
        ["2025-02", "11", "T2D", 1, 0],
        ["2025-02", "12", "KOL", 1, 0],
      ]),
    });
    expect(outcomes[0]?.problems[0]?.message).toContain("and 2 rows differ");
  });

  test("the same rows in another order or format contradict nothing", async () => {
    const files = { "a.csv": original, "b.csv": original.replaceAll(";", ",") };
    expect((await deliver(files)).map(({ status }) => status)).toEqual(["stored", "stored"]);
  });

  test("the same bytes twice are one file", async () => {
    const outcomes = await deliver({ "a.csv": original, "a (2).csv": original });
    expect(summary(outcomes)).toEqual(["a.csv: stored", "a (2).csv: unchanged"]);
    expect(await readLedger(shop.store)).toHaveLength(1);
  });

  test("three files that differ are all held, and a copy of one of them too", async () => {
    const outcomes = await deliver({
      "a.csv": original,
      "b.csv": corrected,
      "c.csv": counts(["2025-02", 23]),
      "a kopi.csv": original,
    });
    expect(outcomes.map(({ status }) => status)).toEqual(["held", "held", "held", "held"]);
    expect(outcomes[0]?.problems[0]?.message).toContain("a.csv, b.csv and c.csv all end with 2025-02");
  });

  test("two registers of one month too", async () => {
    const outcomes = await deliver({
      "laegehuse_2025-02.csv": register(),
      "laegehuse_2025-02 (2).csv": register("2"),
    });
    expect(outcomes.map(({ status }) => status)).toEqual(["held", "held"]);
    expect(outcomes[0]?.problems[0]?.message).toContain("laegehuse_2025-02 (2).csv looks newer");
  });

  test("a register and plan counts of one month contradict each other in nothing", async () => {
    const outcomes = await deliver({ "laegehuse_2025-02.csv": register(), "planer_2025-02.csv": original });
    expect(outcomes.map(({ status }) => status)).toEqual(["stored", "stored"]);
  });
});

describe("a correction that comes while the original lies loaded", () => {
  const original = counts(["2025-02", 20]);
  const corrected = counts(["2025-02", 22]);
  beforeEach(() => shop.load("planer_2025-02.csv", original));

  test.each([true, false])(
    "restates it, wherever it stands in the list (inbox: %s)",
    async (skipsLoadedFiles) => {
      const outcomes = await deliver(
        { "planer_2025-02 rettet.csv": corrected, "planer_2025-02.csv": original },
        { skipsLoadedFiles },
      );
      expect(summary(outcomes)).toEqual([
        "planer_2025-02.csv: unchanged",
        "planer_2025-02 rettet.csv: stored",
      ]);
      expect(await known()).toEqual({ "2025-02": 22 });
    },
  );

  test("both given again do not bring the original back: an inbox leaves it alone, a command holds it", async () => {
    await shop.load("planer_2025-02 rettet.csv", corrected);
    const files = { "planer_2025-02 rettet.csv": corrected, "planer_2025-02.csv": original };
    const inbox = await deliver(files, { skipsLoadedFiles: true });
    expect(inbox.map(({ status }) => status)).toEqual(["unchanged", "unchanged"]);
    const command = await deliver(files);
    expect(command.map(({ status }) => status)).toEqual(["held", "held"]);
    expect(await known()).toEqual({ "2025-02": 22 });
  });
});

describe("which of two files looks newer", () => {
  const hint = async (names: readonly [string, number][]): Promise<string> => {
    const [one, other] = names.map(([name]) => name);
    await deliver({ [one ?? ""]: "", [other ?? ""]: "" });
    const contents = [counts(["2025-02", 1]), counts(["2025-02", 2])];
    const paths: string[] = [];
    for (const [place, [name, minute]] of names.entries()) {
      const path = join(shop.folder, name);
      await writeFile(path, contents[place] ?? "");
      const time = new Date(Date.UTC(2025, 2, 4, 9, minute));
      await utimes(path, time, time);
      paths.push(path);
    }
    for await (const { outcome } of ingestFiles(paths, plainSettings, shop))
      return outcome.problems[0]?.message ?? "";
    return "";
  };

  test("the file time tells where the names do not", async () => {
    expect(
      await hint([
        ["a.csv", 5],
        ["b.csv", 0],
      ]),
    ).toContain("a.csv looks newer: it was changed last, 2025-03-04 10:05");
  });

  test("a higher version counts more than a word", async () => {
    expect(
      await hint([
        ["planer_v2.csv", 0],
        ["planer_v1 rettet.csv", 0],
      ]),
    ).toContain("planer_v2.csv looks newer");
  });

  test("hints that disagree are both told", async () => {
    expect(
      await hint([
        ["planer rettet.csv", 0],
        ["planer.csv", 5],
      ]),
    ).toMatch(
      /planer rettet\.csv looks newer \(its name says “rettet”\), but planer\.csv does too \(it was changed last/,
    );
  });

  test("a word inside another one is no hint", async () => {
    expect(
      await hint([
        ["nyborg.csv", 0],
        ["odense.csv", 0],
      ]),
    ).toContain("neither their names nor their times tell");
  });
});
