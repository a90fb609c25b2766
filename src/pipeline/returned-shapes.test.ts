import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inCells } from "../testing/returned/cells.js";
import { drawn } from "../testing/returned/drawn.js";
import { otherPrograms } from "../testing/returned/programs.js";
import { cells, text, way } from "../testing/returned/way.js";
import { makeXlsx } from "../testing/make-xlsx.js";
import type { Way } from "../testing/returned/all-ways.js";
import { byHand } from "../testing/returned/all-ways.js";
import type { SentWorkbook } from "../testing/returned/sent-workbook.js";
import { about, sendWorkbook, tryWay } from "../testing/returned/sent-workbook.js";

/*
 * Ways of writing that take another shape in the file than a cell, as Excel and other programs write them, and workbooks
 * that came through other programs. As in returned-ways.test.ts: carried, told with the text, or refused.
 */
let workbook: SentWorkbook;
beforeAll(async () => {
  workbook = await sendWorkbook();
}, 120_000);
afterAll(() => workbook.shop.end());

const ways = [...drawn, ...inCells, ...otherPrograms];

test("there are thirty more ways, each of its own kind", () => {
  expect(ways.length).toBeGreaterThan(30);
  expect(new Set(ways.map(({ name }) => name)).size).toBe(ways.length);
});

describe("what a region writes is not lost", () => {
  test.each(ways.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const result = await tryWay(one, workbook);
    expect(result.isRefused).toBe(one.end === "refused");
    if (one.end === "carried") expect(result.carried).toContain(about);
    if (one.end === "told") expect(result.told).not.toEqual([]);
  });
});

test.each(["Klinik", "Lægehus"])(
  "a clinic's name under %s, as its column is and was called, is no remark of the region",
  async (heading) => {
    const bare = (lookedFor: string): Way => ({
      ...way("a bare table", "carried", async () =>
        makeXlsx([
          {
            name: "Sheet1",
            rows: [
              ["Ydernummer", heading, "Opfølgning", "Bemærkning", "Åbnet"],
              [103, "Lægehuset C", null, text, { value: 37_622, style: 1 }],
            ],
          },
        ]),
      ),
      text: lookedFor,
    });
    expect((await tryWay(bare(text), workbook)).carried).toEqual([about]);
    expect(await tryWay(bare("Lægehuset C"), workbook)).toMatchObject({ carried: [], told: [] });
  },
);

test("a column that was changed from top to bottom is one line, with what stands there now", async () => {
  const changed = cells("a column", "told", (sheet, at) => {
    for (let line = at.header + 1; line <= at.last; line += 1)
      sheet.getCell(line, at.column("Kommune")).value = "Aalborg Ø";
    for (let line = at.header + 1; line <= at.last; line += 1)
      sheet.getCell(line, at.column("Antal læger")).value = 40 + line;
  });
  const { outcome } = await tryWay(changed, workbook);
  const [first, second] = outcome!.problems.toSorted((left, right) =>
    left.column! < right.column! ? 1 : -1,
  );
  expect(outcome!.problems).toHaveLength(2);
  expect(first).toMatchObject({ code: "follow-up-edited", column: "Kommune", value: "Aalborg Ø" });
  const { header, last } = workbook.place;
  for (let line = header + 1; line <= last; line += 1)
    expect(second!.value).toContain(`${line}: ${40 + line}`);
});

test("a workbook that comes back as it was sent, or only saved by another program, tells nothing", async () => {
  const untouched = way("untouched", "told", (bytes) => Promise.resolve(bytes));
  const saved = way(
    "saved",
    "told",
    byHand(() => undefined),
  );
  for (const one of [untouched, saved]) {
    const { outcome } = await tryWay(one, workbook);
    expect(outcome).toMatchObject({ problems: [], warnings: [], notes: { written: 0, emptied: 0 } });
  }
});
