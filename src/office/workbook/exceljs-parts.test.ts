import ExcelJs from "exceljs";
import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import type { BodyRow } from "./body-rows.js";
import { partsOf } from "./exceljs-parts.js";

/** A workbook with all that ours have: formulas, tables, validations, data bars, links and a frozen row. */
function exampleWorkbook(): ExcelJs.Workbook {
  const workbook = new ExcelJs.Workbook();
  workbook.created = new Date("2026-01-01T00:00:00Z");
  workbook.modified = workbook.created;
  const sheet = workbook.addWorksheet("Tal", { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.addRow(["Lægehus", "Planer"]);
  sheet.addRow(["Æblehaven & Co", 3]);
  sheet.getCell("B3").value = { formula: "SUM(B2:B2)" };
  sheet.getCell("C3").value = { text: "Noter", hyperlink: "#Noter!A1" };
  sheet.getCell("C3").note = "Se næste ark";
  sheet.addTable({ name: "Liste", ref: "E1", columns: [{ name: "Måned" }], rows: [["2025-02"]] });
  sheet.addConditionalFormatting({
    ref: "B2:B3",
    rules: [{ type: "cellIs", operator: "greaterThan", formulae: [2], priority: 1, style: {} }],
  });
  workbook.addWorksheet("Noter").addRow(["En linje"]);
  return workbook;
}

describe("the parts of a workbook", () => {
  it("are those that exceljs packs itself, in its order", async () => {
    const parts = await partsOf(exampleWorkbook());
    const packed = await JSZip.loadAsync(await exampleWorkbook().xlsx.writeBuffer());
    const files = Object.values(packed.files).filter(({ dir }) => !dir);
    expect([...parts.keys()]).toEqual(files.map(({ name }) => name));
    for (const file of files)
      expect([file.name, parts.get(file.name)]).toEqual([file.name, await file.async("string")]);
  });

  it("are the same where a table's body is written by us", async () => {
    const [byExcelJs, byUs] = [workbookWith(body, { asCells: true }), workbookWith(body, { asCells: false })];
    const parts = await partsOf(byUs, new Map([["Klinikker", body]]));
    expect([...parts]).toEqual([...(await partsOf(byExcelJs))]);
    expect(parts.get("xl/worksheets/sheet1.xml")).toContain('<c r="AA3"');
  });

  it("keep the order of a sheet's rows where there are lines below a table and nothing beside it", async () => {
    const parts = await partsOf(workbookWith(body, { asCells: false }), new Map([["Klinikker", body]]));
    const numbers = [...(parts.get("xl/worksheets/sheet1.xml") ?? "").matchAll(/<row r="(\d+)"/g)];
    expect(numbers.map(([, number]) => Number(number))).toEqual([1, 2, 3, 4, 5, 7]);
  });
});

const bold = { font: { bold: true } };
const asDate = { numFmt: "dd-mm-yyyy" };

/** Three rows of 27 columns: texts that come twice, numbers of every size, dates, and nothing with and without a look. */
const body: BodyRow[] = [
  {
    number: 3,
    height: null,
    cells: widened(["Æblehaven & <Co>", 0, new Date("2025-02-28T00:00:00Z"), null]),
  },
  {
    number: 4,
    height: 31.5,
    cells: widened(["", -3.25, new Date("1900-03-01T00:00:00Z"), "Æblehaven & <Co>"]),
  },
  { number: 5, height: null, cells: widened(["_x000a_", 1e21, null, 0.1 + 0.2]) },
];

function widened(values: BodyRow["cells"][number]["value"][]): BodyRow["cells"] {
  const all = [...values, ...Array.from({ length: 23 }, (_, place) => place)];
  return all.map((value, place) => ({ value, style: place === 0 ? bold : place === 2 ? asDate : {} }));
}

/** A table between two lines, its body as exceljs's own cells or left to us. */
function workbookWith(rows: readonly BodyRow[], { asCells }: { asCells: boolean }): ExcelJs.Workbook {
  const workbook = new ExcelJs.Workbook();
  workbook.created = new Date("2026-01-01T00:00:00Z");
  workbook.modified = workbook.created;
  const sheet = workbook.addWorksheet("Klinikker");
  sheet.getCell("A1").value = "Klinikker";
  sheet.addTable({
    name: "Klinikker",
    ref: "A2",
    columns: Array.from({ length: 27 }, (_, place) => ({ name: `Kolonne ${place}` })),
    rows: asCells ? rows.map(({ cells }) => cells.map(({ value }) => value)) : new Array<[]>(rows.length),
  });
  for (const { number, height, cells } of asCells ? rows : []) {
    if (height !== null) sheet.getRow(number).height = height;
    for (const [place, { style }] of cells.entries()) sheet.getCell(number, place + 1).style = style;
  }
  sheet.getCell("A7").value = "Æblehaven & <Co>";
  return workbook;
}
