import ExcelJs from "exceljs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDefinitions } from "../../defs/definitions.js";
import { addMonths, monthsBetween } from "../../domain/month.js";
import { programFolder } from "../../lib/program.js";
import { resolveQuestion } from "../../question/question.js";
import type { DrawnCount, DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import { month } from "../../testing/workshop.js";
import { makeReport, readFigures } from "../index.js";

const last = month("2025-02");

let drawn: DrawnStore;
beforeEach(async () => {
  drawn = await drawStore();
});
afterEach(() => {
  drawn.end();
});

/** The month in which each clinic of a region, of one doctor, makes its ten new plans; null: it makes none. */
type Makers = readonly (string | null)[];

/** The lines of text of each region's first sheet, read back from its workbook. */
async function linesOf(
  regions: Readonly<Record<string, Makers>>,
  count: number,
): Promise<Map<string, string[]>> {
  const clinics = Object.entries(regions).flatMap(([region, makers], at) =>
    makers.map((makes, place) => ({ ydernummer: `00${at + 1}${String(100 + place)}`, region, makes })),
  );
  drawn.register(
    last,
    clinics.map(({ ydernummer, region }) => ({ ydernummer, region, doctorsMillionths: 1_000_000 })),
  );
  const made = (one: string): DrawnCount[] =>
    clinics.flatMap(({ ydernummer, makes }) => (makes === one ? [[ydernummer, "KOL", 10, 0] as const] : []));
  const months = monthsBetween(addMonths(last, 1 - count), last);
  drawn.counts(Object.fromEntries(months.map((one) => [one, made(one)])));
  const definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  const question = await resolveQuestion({ store: drawn.store, definitions }, {});
  const figures = await readFigures("regions", question, []);
  const files = await makeReport("regions", {
    ...{ question, figures, shownBefore: null, forms: [], home: programFolder },
  });
  const lines = new Map<string, string[]>();
  for (const { bytes } of files) {
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const texts: string[] = [];
    workbook.worksheets[0]!.eachRow((row) => texts.push(row.getCell(1).text));
    const [, region = ""] = / for (Region \S+),/.exec(texts[0] ?? "") ?? [];
    lines.set(region, texts);
  }
  return lines;
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

describe("a region's month beside the month before", () => {
  /** 20 of 25 clinics, then all; 2 of 3, then all; 2 of 2 in both; nobody. */
  const regions: Record<string, Makers> = {
    nordjylland: [...times(20, "2024-06"), ...times(5, "2025-02")],
    midtjylland: ["2024-06", "2024-06", "2025-02"],
    syddanmark: times(2, "2024-06"),
    hovedstaden: times(30, null),
  };
  const beside = (texts: readonly string[] | undefined): string[] =>
    (texts ?? []).filter((text) => text.includes("januar 2025") && !text.includes("plantal"));

  test("is told in points, in numbers where there are few clinics, and not at all where nobody made a plan", async () => {
    const lines = await linesOf(regions, 13);
    expect(lines.size).toBe(5);
    expect(beside(lines.get("Region Nordjylland"))).toEqual([
      "Det er 20,0 procentpoint mere end i januar 2025 (80,0\u00a0%).",
    ]);
    expect(beside(lines.get("Region Midtjylland"))).toEqual(["I januar 2025 var det 2 af 3."]);
    expect(beside(lines.get("Region Syddanmark"))).toEqual(["I januar 2025 var det 2 af 2."]);
    expect(beside(lines.get("Region Hovedstaden"))).toEqual([]);
  });

  test.each([1, 12])("has nothing beside it where %d months are known", async (count) => {
    const lines = await linesOf(regions, count);
    expect(lines.size).toBe(5);
    for (const texts of lines.values()) expect(beside(texts)).toEqual([]);
  });
});
