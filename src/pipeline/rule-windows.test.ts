import { join } from "node:path";
import ExcelJs from "exceljs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolveQuestion } from "../question/question.js";
import type { RuleSet } from "../defs/agreement/rules.js";
import { addMonths, monthsBetween } from "../domain/month.js";
import { programFolder } from "../lib/program.js";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import { answerMetrics } from "../metrics/answer/answer-metrics.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { makeOk22 } from "../reports/ok22/make.js";
import { makeRegions } from "../reports/regions/make.js";
import type { ReportInput } from "../reports/shared/input.js";
import { reviseLoad } from "../reports/revisions/gather.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const newest = month("2025-02");
const reports = join(programFolder, "reports");

/** Puts other rules in the place of the shipped one. */
function setRules(...changes: Partial<RuleSet>[]): void {
  const [shipped] = shop.definitions.rules;
  const rules = changes.map((change, place) => ({ ...shipped!, id: `ok22-${place}`, ...change }));
  shop.definitions = { ...shop.definitions, rules };
}

/** One clinic of one doctor with one new plan in each of the months that end with the newest. */
async function loadMonths(months: number): Promise<void> {
  await shop.load("laegehuse_2022-01.csv", clinicsCsv([{ ydernummer: "11" }]));
  const known = monthsBetween(addMonths(newest, 1 - months), newest);
  await shop.load("planer.csv", countsCsv(known.map((one) => [one, "11", "KOL", 1, 0])));
}

async function figures(): ReturnType<typeof figuresOfMonth> {
  return figuresOfMonth(await resolveQuestion(shop, { month: newest }));
}

async function inputFor(forms: ReportInput["forms"]): Promise<ReportInput> {
  return {
    question: await resolveQuestion(shop, { month: newest }),
    figures: await figures(),
    shownBefore: null,
    home: programFolder,
    forms,
  };
}

async function warningsOf(metric: "ok22" | "plans-accumulated"): Promise<string[]> {
  const question = await resolveQuestion(shop, { month: newest });
  const [answer] = await answerMetrics(question, [metric], { by: null, from: null });
  return answer!.warnings;
}

/** What a workbook's sheet holds, row by row, as text. */
async function rowsOf(bytes: Uint8Array, sheet: string): Promise<string[][]> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const rows: string[][] = [];
  book.getWorksheet(sheet)!.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => void cells.push(cell.text));
    rows.push(cells);
  });
  return rows;
}

describe("a rule that looks at six months", () => {
  beforeEach(async () => {
    setRules({ windowMonths: 6, thresholdThousandths: 6000 });
    await loadMonths(8);
  });

  test("has a trend from the sixth known month on, and counts six months' plans", async () => {
    const { complianceTrend, compliance, clinics, previous } = await figures();
    expect(complianceTrend.map(({ month: one, pass }) => [one, pass])).toEqual([
      ["2024-12", 1],
      ["2025-01", 1],
      ["2025-02", 1],
    ]);
    expect(compliance.pass).toBe(1);
    expect(clinics[0]).toMatchObject({ newPlans: 6, required: 6, missing: 0 });
    expect(previous?.month).toBe("2025-01");
  });

  test("is no reason to warn of months before those six, which the accumulated plans lack", async () => {
    expect(await warningsOf("ok22")).toEqual([]);
    expect(await warningsOf("plans-accumulated")).toEqual([
      "the 12 months that end with 2025-02 lack 2024-03, 2024-04, 2024-05, 2024-06: their sums hold 8 months only",
    ]);
  });

  test("gives the region's column of new plans its six months", async () => {
    const input = await inputFor([]);
    const [north] = await makeRegions(input, reports);
    const headings = (await rowsOf(north!.bytes, "Klinikker")).find(([first]) => first === "Ydernummer");
    expect(headings).toContain("Nye planer, 6 mdr.");
    expect(headings).toContain("Vedligeholdte planer, 12 mdr.");
  });
});

describe("a rule that looks at 24 months", () => {
  beforeEach(() => setRules({ windowMonths: 24, thresholdThousandths: 24_000 }));

  test("has a trend from the 24th known month on, and counts 24 months' plans", async () => {
    await loadMonths(25);
    const { complianceTrend, clinics } = await figures();
    expect(complianceTrend.map(({ month: one, pass }) => [one, pass])).toEqual([
      ["2025-01", 1],
      ["2025-02", 1],
    ]);
    expect(clinics[0]).toMatchObject({ newPlans: 24, missing: 0, outcome: "pass" });
  });

  test("warns of every month that it lacks, and has no trend then", async () => {
    await loadMonths(23);
    expect(await warningsOf("ok22")).toEqual([
      "the 24 months that end with 2025-02 lack 2023-03: their sums hold 23 months only",
    ]);
    expect(await warningsOf("plans-accumulated")).toEqual([]);
    const { complianceTrend, previous } = await figures();
    expect([complianceTrend, previous]).toEqual([[], null]);
  });

  test("says on the page and in the region's workbook which month it lacks", async () => {
    await loadMonths(23);
    const mark = "Der er ikke indlæst plantal for marts 2023, som kravet også omfatter.";
    const [page] = await makeOk22(await inputFor(["html"]), reports);
    expect(new TextDecoder().decode(page!.bytes)).toContain(`<strong>Måneder mangler</strong>: ${mark}`);
    const [north] = await makeRegions(await inputFor([]), reports);
    expect((await rowsOf(north!.bytes, "Overblik")).flat().join("\n")).toContain(`Måneder mangler: ${mark}`);
  });

  test("a month of 20 months ago that is restated moves today's share", async () => {
    await loadMonths(25);
    await shop.load("igen.csv", countsCsv([["2023-07", "11", "KOL", 0, 0]]), { acceptedReason: "rettet" });
    const { figures: moved } = await reviseLoad(shop.store, shop.definitions, 3);
    const shares = moved.filter(({ metric, field }) => metric === "ok22" && field === "pass");
    expect(shares.map(({ month: one, old, new: now }) => [one, old, now])).toEqual([
      ["2025-01", 1, 0],
      ["2025-02", 1, 0],
    ]);
  });
});

test("a month after a gap is compared with no earlier share in the region's workbook, since its sums are too low", async () => {
  await loadMonths(14);
  const april = month("2025-04");
  await shop.load("planer_2025-04.csv", countsCsv([[april, "11", "KOL", 1, 0]]), { acceptedReason: "hul" });
  const question = await resolveQuestion(shop, { month: april });
  const after = { question, figures: await figuresOfMonth(question) };
  const [north] = await makeRegions({ ...(await inputFor([])), ...after }, reports);
  const text = (await rowsOf(north!.bytes, "Overblik")).flat().join("\n");
  expect(text).toContain("Der er ikke indlæst plantal for marts 2025");
  expect(text).not.toMatch(/procentpoint|Andelen er den samme/);
});

describe("a report over a change of rules", () => {
  beforeEach(async () => {
    setRules(
      { thresholdThousandths: 12_000, validTo: month("2024-12") },
      { thresholdThousandths: 13_000, validFrom: month("2025-01") },
    );
    await loadMonths(14);
  });

  const twelve = "Mindst 12 nye planer pr. læge i de seneste 12 måneder, alle plantyper tilsammen.";
  const thirteen = "Mindst 13 nye planer pr. læge i de seneste 12 måneder, alle plantyper tilsammen.";
  const sentence = `Fra januar 2025 gælder et andet krav: ${thirteen} Andele før og efter kan ikke sammenlignes.`;

  test("says so in a sentence, in the chart and in its text alternative, and does not compare across it", async () => {
    const input = await inputFor(["html"]);
    const [page] = await makeOk22(input, reports);
    const html = new TextDecoder().decode(page!.bytes).replaceAll("\u00A0", " ");
    expect(html).toContain(`<li>${sentence}</li>`);
    expect(html).toMatch(/<svg(?:(?!<\/svg>)[^])*>Nyt krav</);
    expect(html.split(sentence).length - 1).toBeGreaterThanOrEqual(2);
    expect(html).not.toContain("siden december 2024");
  });

  test("says in the workbook which rule each month was held against", async () => {
    const input = await inputFor(["xlsx"]);
    const [book] = await makeOk22(input, reports);
    const rows = await rowsOf(book!.bytes, "Udvikling");
    const head = rows.findIndex(([first]) => first === "Måned");
    const at = rows[head]!.indexOf("Krav");
    const [passes, remarks] = [rows[head]!.indexOf("Opfylder"), rows[head]!.indexOf("Bemærkning")];
    expect(rows.slice(head + 1).map((row) => [row[passes], row[remarks], row[at]])).toEqual([
      ["1", "", twelve],
      ["0", "nyt krav", thirteen],
      ["0", "", thirteen],
    ]);
  });

  test("says in a region's workbook which rule each month was held against", async () => {
    const input = await inputFor([]);
    const [north] = await makeRegions(input, reports);
    const rows = await rowsOf(north!.bytes, "Overblik");
    expect(rows.map(([first]) => first?.replaceAll("\u00A0", " "))).toContain(sentence);
    const head = rows.findIndex((row) => row.includes("Krav"));
    const at = rows[head]!.indexOf("Krav");
    expect(rows.slice(head + 1, head + 4).map((row) => row[at])).toEqual([thirteen, thirteen, twelve]);
  });
});
