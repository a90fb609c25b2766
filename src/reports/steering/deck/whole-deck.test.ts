import ExcelJs from "exceljs";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveQuestion } from "../../../question/question.js";
import { programFolder } from "../../../lib/program.js";
import type { Workshop } from "../../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop } from "../../../testing/workshop.js";
import type { MetricAnswer } from "../../../metrics/answer/answer-metrics.js";
import { figuresOfMonth } from "../../shared/figures/of-month.js";
import { makeReport } from "../../index.js";

let shop: Workshop;
let zip: JSZip;
let answers: Map<string, MetricAnswer>;

beforeAll(async () => {
  shop = await openWorkshop();
  const register = [
    { ydernummer: "11", region: "1081", doctors: "1" },
    { ydernummer: "22", region: "1082", doctors: "0,5" },
    { ydernummer: "33", region: "1082", doctors: "2" },
  ];
  await shop.load("laegehuse_2025-02.csv", clinicsCsv(register));
  // November is missing: its place is a gap. In December nothing was made: its figures are zeros.
  await shop.load(
    "planer.csv",
    countsCsv([
      ["2024-10", "11", "KOL", 12, 3],
      ["2024-10", "22", "T2D", 1, 0],
      ["2024-12", "11", "KOL", 0, 0],
      ["2025-01", "11", "T2D", 2, 2],
      ["2025-02", "33", "KOL", 4, 1],
    ]),
    { acceptedReason: "a hole is what this test is about", synthetic: true },
  );
  await shop.load("januar.csv", countsCsv([["2025-01", "11", "T2D", 5, 2]]), { acceptedReason: "a test" });
  answers = new Map((await shop.ask()).map((answer) => [answer.metric, answer]));
  const question = await resolveQuestion(shop, {});
  const figures = await figuresOfMonth(question);
  const [deck] = await makeReport("steering", {
    question,
    figures,
    shownBefore: null,
    forms: ["pptx"],
    home: programFolder,
  });
  zip = await JSZip.loadAsync(deck!.bytes);
});
afterAll(() => shop.end());

/** The rows of the sheet behind the chart of the slide with a subtitle, months as `yyyy-MM`. */
async function sheetUnder(subtitle: string): Promise<unknown[][]> {
  for (const name of Object.keys(zip.files)) {
    const number = /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1];
    if (number === undefined || !(await zip.file(name)!.async("string")).includes(`<a:t>${subtitle}`))
      continue;
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.load(await zip.file(`ppt/embeddings/chart${number}.xlsx`)!.async("arraybuffer"));
    const rows: unknown[][] = [];
    const sheet = workbook.worksheets[0]!;
    sheet.eachRow((row, at) => {
      if (at === 1) return;
      const cells = Array.from({ length: sheet.columnCount }, (_, index) => row.getCell(index + 1).value);
      rows.push(cells.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 7) : cell)));
    });
    return rows;
  }
  throw new Error(`no slide is about ${subtitle}`);
}

const gap = (row: readonly unknown[]): boolean => row.slice(3).every((cell) => cell === null);

describe("the sheet behind each chart", () => {
  test("of plans per month holds the metric's rows, and a gap for the month that nothing is known of", async () => {
    const rows = await sheetUnder("Forløbsplaner pr. måned - Total");
    const known = answers
      .get("plans-per-month")!
      .rows.map((row) => [row["month"], row["new"], row["maintained"], row["total"]]);
    expect(rows.filter((row) => !gap(row)).map(([month, , , ...figures]) => [month, ...figures])).toEqual(
      known,
    );
    expect(rows.filter(gap).map(([month]) => month)).toEqual(["2024-11"]);
    expect(rows.find(([month]) => month === "2024-12")).toEqual(["2024-12", null, "dec", 0, 0, 0]);
    // The restated month: 5 new and 2 maintained.
    expect(rows.find(([month]) => month === "2025-01")).toEqual(["2025-01", "2025", "jan", 5, 2, 7]);
  });

  test("of the running sums and of active clinics hold the metrics' rows", async () => {
    const sums = await sheetUnder("Antal forløbsplaner (nye og vedligeholdte), akk. seneste");
    expect(sums.filter((row) => !gap(row)).map(([month, , , ...figures]) => [month, ...figures])).toEqual(
      answers
        .get("plans-accumulated")!
        .rows.map((row) => [row["month"], row["new"], row["maintained"], row["total"]]),
    );
    const active = await sheetUnder("Aktive lægehuse pr. måned");
    expect(
      active.filter((row) => !gap(row)).map(([month, , , made, clinics]) => [month, made, clinics]),
    ).toEqual(
      answers.get("active-clinics")!.rows.map((row) => [row["month"], row["active"], row["clinics"]]),
    );
  });

  test("of clinics by plans per doctor holds the metric's rows; who meets the rule is not told while months are missing", async () => {
    expect(await sheetUnder("Fordeling af klinikker")).toEqual(
      answers.get("plans-per-doctor")!.rows.map((row) => [row["label"], row["clinics"]]),
    );
    await expect(sheetUnder("Andel af klinikker, der opfylder OK22")).rejects.toThrow("no slide is about");
    const words = await Promise.all(Object.values(zip.files).map((file) => file.async("string")));
    expect(words.join()).toContain(
      "OK22-kravet kan ikke opgøres endnu: 4 af de 12 måneder, som det omfatter, er kendt",
    );
  });
});

describe("the deck of a month", () => {
  test("tells which months were stated anew", async () => {
    const slides = await Promise.all(
      Object.keys(zip.files)
        .filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
        .map((name) => zip.file(name)!.async("string")),
    );
    const restated = slides.find((xml) => xml.includes("<a:t>Genopgjorte måneder</a:t>"))!;
    // January: 2 + 2 plans at first, 5 + 2 now.
    expect(restated).toContain("<a:t>Januar 2025 er genopgjort: +3 planer i forhold til før</a:t>");
    for (const cell of ["Januar 2025", "3", "4", "7", "+3"]) expect(restated).toContain(`<a:t>${cell}</a:t>`);
  });

  test("says of an incomplete window that it is one, beside the other marks", async () => {
    const first = await zip.file("ppt/slides/slide1.xml")!.async("string");
    expect(first).toMatch(/Syntetiske data.*Ubekræftet krav.*Ufuldstændig periode/);
  });
});
