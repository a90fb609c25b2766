import ExcelJs from "exceljs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMonths, monthsBetween } from "../../domain/month.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import { mistakeIds } from "../../domain/shapes/arrival.js";
import type { TextDamage } from "../../domain/text/damaged-text.js";
import { arrivalChecks } from "../../ingest/arrival/checks/index.js";
import { programFolder } from "../../lib/program.js";
import type { FlpDesk } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";
import type { CountLine } from "../../testing/workshop.js";
import { countsCsv, month } from "../../testing/workshop.js";
import { firstSentence } from "./page.js";
import { readArrivalTexts } from "./texts.js";
import { findingSentence, placesOf } from "./words.js";

const texts = await readArrivalTexts(join(programFolder, "reports"));

describe("the Danish words of the arrival control", () => {
  test("name every check and every mistake that there is", () => {
    expect(arrivalChecks.map(({ id }) => id).filter((id) => texts.checks[id] === undefined)).toEqual([]);
    expect(mistakeIds.filter((id) => texts.mistakes[id] === undefined)).toEqual([]);
  });

  const check: CheckResult = {
    ...{ id: "new-share", month: month("2025-02"), subject: null, verdict: "hold", seen: 0.6 },
    ...{ expected: [0.361, 0.444], unit: "share", basis: "", looks_like: null, finding: "", code: "arrival" },
    ...{ series: [], facts: {}, excess: 1 },
  };
  const months = monthsBetween(month("2023-02"), month("2025-01")).map((one) => ({ month: one, value: 0.4 }));

  test.each<[string, Partial<CheckResult>, string]>([
    [
      "a range after a history",
      { series: months },
      "Andel nye planer: 60,0 % i februar 2025, ventet 36,1 % til 44,4 % ud fra 24 måneder (februar 2023 til januar 2025).",
    ],
    [
      "an upper end alone",
      { expected: [0, 0.1] },
      "Andel nye planer: 60,0 % i februar 2025, ventet højst 10,0 %.",
    ],
    [
      "a lower end alone",
      { expected: [0.7, 1e15] },
      "Andel nye planer: 60,0 % i februar 2025, ventet mindst 70,0 %.",
    ],
    ["a plan type", { subject: "KOL", expected: null }, "Andel nye planer, KOL: 60,0 % i februar 2025."],
    [
      "what went of few plans, in numbers",
      { id: "vanished-plans", seen: 2 / 3, expected: [0, 0.2], facts: { before: 6, after: 2 } },
      "Planer, der forsvinder fra en kendt måned: 4 af 6 planer i februar 2025, ventet højst 20,0 %.",
    ],
    [
      "what went of twenty plans, in percent",
      { id: "vanished-plans", seen: 0.6, expected: [0, 0.2], facts: { before: 20, after: 8 } },
      "Planer, der forsvinder fra en kendt måned: 60,0 % i februar 2025, ventet højst 20,0 %.",
    ],
  ])("say %s as a sentence", (_, change, sentence) => {
    expect(findingSentence({ ...check, ...change }, texts).replaceAll("\u{a0}", " ")).toBe(sentence);
  });

  const ofRegister: CheckResult = { ...check, id: "register-systems", month: month("2025-08"), seen: 0.5 };

  test.each<[string, Partial<CheckResult>, string]>([
    [
      "the register that it was held against",
      { facts: { base: "2025-02" }, expected: [0, 0.1] },
      "Klinikker, der har skiftet lægesystem: 50,0 % i august 2025, ventet højst 10,0 % sammenlignet med februar 2025.",
    ],
    [
      "what damaged its text in Danish",
      { id: "damaged-text", subject: "double-encoding", seen: 4, unit: "rows", expected: [0, 0] },
      "Beskadiget tekst i registeret, UTF-8 læst som Windows-1252: 4 rækker i august 2025, ventet højst 0 rækker.",
    ],
    [
      "a value whose unit alone says too little",
      { id: "register-doctors", seen: 20, unit: "ratio", expected: [0, 10] },
      "Antal læger: 20 læger i den midterste klinik i august 2025, ventet højst 10 læger i den midterste klinik.",
    ],
  ])("say of a register %s", (_, change, sentence) => {
    const found = findingSentence({ ...ofRegister, ...change }, texts).replaceAll("\u{a0}", " ");
    expect(found).toBe(sentence);
  });

  test("have one for everything that damages a text", () => {
    const damages: Record<TextDamage, true> = {
      ...{ "replacement-mark": true, "double-encoding": true, entity: true, escape: true },
      ...{ "code-page": true, "seven-bit": true, "question-mark": true },
    };
    expect(Object.keys(damages).filter((damage) => texts.subjects[damage] === undefined)).toEqual([]);
  });

  test.each<[string, CheckResult["facts"], string[]]>([
    [
      "the clinics and their lines",
      { numbers: "001208, 001351", lines: "8, 9" },
      ["For eksempel 001208 (linje 8) og 001351 (linje 9)."],
    ],
    [
      "a damaged text and what was meant",
      { damage: "double-encoding", value: "LÃ¦ge", repaired: "Læge", line: 2 },
      ["For eksempel “LÃ¦ge” i linje 2.", "Der skulle stå “Læge”."],
    ],
    [
      "a damaged text alone, where letters are lost",
      { damage: "question-mark", value: "L?ge", repaired: "", line: 2 },
      ["For eksempel “L?ge” i linje 2."],
    ],
    [
      "what became of a group",
      { before: 1166, gone: 166 },
      ["Registeret før havde 1.166 åbne klinikker, og 166 af dem har ingen række i dette."],
    ],
    [
      "the closed clinics of the register before",
      { closed: 150 },
      ["Registeret før havde 150 lukkede klinikker."],
    ],
    ["nothing where no place is known", { numbers: "001208", part: 3 }, []],
  ])("say where it is seen: %s", (_, facts, sentences) => {
    expect(placesOf({ ...check, facts }, texts)).toEqual(sentences);
  });

  test.each<[string, CheckResult["verdict"][], string]>([
    ["all of them", ["ok", "ok", "ok"], "3 kontroller, ingen afvigelser."],
    ["one", ["ok"], "1 kontrol, ingen afvigelser."],
    ["some of them", ["ok", "cannot-tell", "ok"], "2 af 3 kontroller kunne afgøres, ingen afvigelser."],
    ["none", ["cannot-tell", "cannot-tell"], "Ingen kontrol havde noget at sammenligne med."],
  ])("count as passed only checks that had something to compare with: %s", (_, verdicts, sentence) => {
    const checks = verdicts.map((verdict) => ({ ...check, verdict }));
    const file = {
      file: "laegehuse.csv",
      status: "stored",
      acceptedReason: null,
      checks,
      looksLike: null,
    } as const;
    expect(firstSentence(file, texts)).toBe(sentence);
  });
});

describe("a month that is held", () => {
  let desk: FlpDesk;
  const newest = month("2025-02");
  const lines = (of: string, plans: number): CountLine[] =>
    Array.from({ length: 120 }, (_, place) => [
      of,
      String(place + 1),
      "KOL",
      plans + (place === 7 ? 5 : 0),
      10,
    ]);
  beforeAll(async () => {
    desk = await openDesk();
    const past = monthsBetween(addMonths(newest, -13), addMonths(newest, -1)).flatMap((of) => lines(of, 10));
    await writeFile(desk.path("past.csv"), countsCsv(past));
    await desk.json("ingest", desk.path("past.csv"));
    await mkdir(desk.path("inbox"));
    await writeFile(desk.path("inbox/planer_2025-02.csv"), countsCsv(lines(newest, 0).map(noneKept)));
    expect((await desk.flp("ingest", desk.path("inbox/planer_2025-02.csv"))).code).toBe(13);
  });
  afterAll(() => desk.end());

  const noneKept = ([of, number, type, made]: CountLine): CountLine => [of, number, type, made, 0];

  test("leaves a page that says first what it looks like, and a mail with three of its rows by line", async () => {
    const page = await readFile(desk.path("inbox/modtagekontrol_2025-02.html"), "utf8");
    const mail = await readFile(desk.path("inbox/mail_planer_2025-02.csv.txt"), "utf8");
    const looks = /<p class="finding">(?<looks>[^<]+)\.<\/p>/.exec(page)?.groups?.["looks"] ?? "";
    expect(Object.values(texts.mistakes).map((one) => one.looks)).toContain(looks);
    expect(page.indexOf("Tilbageholdt. Intet af filen er indlæst.")).toBeLessThan(page.indexOf(looks));
    expect(mail).toContain("Filen planer_2025-02.csv kan ikke indlæses");
    expect(mail).toContain(`${looks}.`);
    // The largest row of the file is that of the eighth clinic, in line 9 with the header in line 1.
    expect(mail).toContain("- linje 9: ydernummer 000008, KOL, nye 5, vedligeholdte 0");
    expect(mail.match(/^- linje /gm)).toHaveLength(3);
    expect(mail).not.toMatch(/\{\w+\}|undefined/);
  });

  test("leaves a list of problems that says that nothing is loaded, with every check on a sheet of its own", async () => {
    const book = new ExcelJs.Workbook();
    await book.xlsx.readFile(desk.path("inbox/planer_2025-02.csv.problemer.xlsx"));
    const said = (sheet: number): string => JSON.stringify(book.worksheets[sheet]?.getSheetValues() ?? []);
    expect(book.worksheets.map(({ name }) => name)).toEqual(["Fejl", "Modtagekontrol"]);
    expect(said(0)).toContain("Ingen af filens rækker er indlæst.");
    expect(said(1)).toContain(texts.verdicts.hold);
    expect(said(1)).toContain(texts.checks["future-month"]);
  });

  test("is not taken for an extract by the next run over its folder, nor is what was said of it", async () => {
    const { err } = await desk.flp(
      "run",
      "monthly",
      "--inbox",
      desk.path("inbox"),
      "--out",
      desk.path("out"),
    );
    expect(err).not.toMatch(/^error: (mail_|modtagekontrol_)/m);
    expect(await readdir(desk.path("out"))).toEqual(
      expect.arrayContaining(["mail_planer_2025-02.csv.txt", "modtagekontrol_2025-02.html"]),
    );
  });

  test("stands among the known months as one that would be held, once it was let in with a reason", async () => {
    await desk.flp("ingest", desk.path("inbox/planer_2025-02.csv"), "--accept", "the supplier says so");
    const months = (await desk.json("check", "months")) as {
      kind: string;
      month: string;
      held: boolean;
      load: number;
    }[];
    const counted = months.filter(({ kind }) => kind === "plan-counts");
    expect(counted.map(({ month: one }) => one)).toEqual(monthsBetween(addMonths(newest, -13), newest));
    expect(months.filter(({ held }) => held).map(({ month: one, load }) => [one, load])).toEqual([
      [newest, 2],
    ]);
    expect((await desk.flp("check", "months", "--strict")).code).toBe(13);
    expect((await desk.flp("check", "months")).code).toBe(0);
    expect((await desk.flp("status")).out).toMatch(
      /accepted +2025-02 against a check .*the supplier says so/,
    );
  });
});

test("the mail about a refused file tells causes and not rows: how often, where, what was seen, what to do", async () => {
  const desk = await openDesk();
  const good = countsCsv(
    Array.from({ length: 3453 }, (_, place): CountLine => ["2025-02", String(place + 1), "KOL", 5, 1]),
  );
  const rows = good.replaceAll(";5;1", ";,5;1").trimEnd().split("\r\n");
  const bad = [...rows, "2025-02;9001;KOLS;1;1", "2025-02;9002;COPDX;1;1"];
  bad.push("2025-02;9003;KOL;1;1", "2025-02;9003;KOL;2;1");
  await writeFile(desk.path("planer.csv"), bad.join("\r\n"));
  expect((await desk.flp("ingest", desk.path("planer.csv"))).code).toBe(12);
  const mail = await readFile(desk.path("mail_planer.csv.txt"), "utf8");
  expect(mail.split("\r\n").filter((line) => /^(?:-| {2})/.test(line))).toEqual([
    "- 3.453 steder, fra linje 2 til linje 3454, kolonnen Nye planer: Værdien er ikke et helt tal på 0 eller mere.",
    "  Set i filen: ,5",
    "  Hvad I kan gøre: Ret tallet.",
    "- 2 steder, fra linje 3455 til linje 3456, kolonnen Plantype: Plantypen er ikke kendt.",
    "  Set i filen: KOLS · COPDX",
    "  Hvad I kan gøre: Ret plantypen.",
    "- 2 steder, fra linje 3457 til linje 3458: Flere rækker har samme nøgle.",
    "  Hvad I kan gøre: Behold den rigtige af rækkerne.",
  ]);
  expect(mail).toContain("Listen over alle fejl (3.457) er vedhæftet: planer.csv.problemer.xlsx");
  await desk.end();
});
