import ExcelJs from "exceljs";
import JSZip from "jszip";
import { describe, expect, it } from "vitest";
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
});
