import { plainLimits } from "../../testing/plain-limits.js";
import ExcelJs from "exceljs";
import { describe, expect, test } from "vitest";
import { auditWorkbook } from "./workbook.js";

const words = { emptyCells: ["tomme celler"] };

interface Drawn {
  book: ExcelJs.Workbook;
  cover: ExcelJs.Worksheet;
  sheet: ExcelJs.Worksheet;
}

/** A cover and a sheet with a title and one marked table of two columns and two rows, without filter. */
function drawnWorkbook(): Drawn {
  const book = new ExcelJs.Workbook();
  book.title = "Prøve";
  book.creator = "Afsender";
  Object.assign(book, { language: "da-DK" });
  const cover = book.addWorksheet("Forside");
  cover.getCell("A1").value = "Prøve";
  const sheet = book.addWorksheet("Klinikker");
  sheet.getCell("A1").value = "Klinikker";
  sheet.addTable({
    name: "Klinikker",
    ref: "A2",
    columns: [
      { name: "Navn", filterButton: false },
      { name: "Planer", filterButton: false },
    ],
    rows: [
      ["Nord", 1],
      ["Syd", 2],
    ],
  });
  return { book, cover, sheet };
}

async function rulesFound(change: (drawn: Drawn) => void): Promise<[string, string | null, string | null][]> {
  const drawn = drawnWorkbook();
  change(drawn);
  const bytes = new Uint8Array(await drawn.book.xlsx.writeBuffer());
  const findings = await auditWorkbook(bytes, { fileName: "a.xlsx", words, limits: plainLimits });
  // exceljs cannot mark titles; that rule has a test of its own
  return findings
    .filter(({ rule }) => rule !== "title-marked")
    .map(({ rule, sheet, cell }) => [rule, sheet, cell]);
}

describe("the audit of a workbook", () => {
  test("finds nothing in a cover and a titled, marked table", async () => {
    expect(await rulesFound(() => undefined)).toEqual([]);
  });

  test.each<[string, (drawn: Drawn) => void, [string, string | null, string | null][]]>([
    ["merged cells", ({ sheet }) => sheet.mergeCells("A6:B6"), [["merged", "Klinikker", "A6:B6"]]],
    [
      "frozen panes",
      ({ sheet }) => (sheet.views = [{ state: "frozen", ySplit: 2, activeCell: "A1" }]),
      [["freeze", "Klinikker", "A3"]],
    ],
    [
      "a cursor elsewhere",
      ({ sheet }) => (sheet.views = [{ state: "normal", activeCell: "B4" }]),
      [["cursor", "Klinikker", "B4"]],
    ],
    ["an empty cell", ({ sheet }) => (sheet.getCell("B4").value = null), [["empty-cell", "Klinikker", "B4"]]],
    [
      "an empty row",
      ({ sheet }) => {
        sheet.getCell("A4").value = null;
        sheet.getCell("B4").value = null;
      },
      [
        ["blank-row", "Klinikker", "A4"],
        ["empty-cell", "Klinikker", "A4"],
      ],
    ],
    [
      "a blank heading",
      ({ sheet }) => (sheet.getCell("B2").value = " "),
      [["header-blank", "Klinikker", "B2"]],
    ],
    [
      "text below the table",
      ({ sheet }) => (sheet.getCell("A7").value = "Kilde"),
      [["below-table", "Klinikker", "A7"]],
    ],
    [
      "figures in no table",
      ({ sheet }) => (sheet.getCell("D3").value = 1),
      [["table-marked", "Klinikker", "D3"]],
    ],
    ["no title", ({ sheet }) => (sheet.getCell("A1").value = null), [["title", "Klinikker", "A1"]]],
    ["a hidden sheet", ({ sheet }) => (sheet.state = "hidden"), [["hidden", "Klinikker", null]]],
    ["a hidden row", ({ sheet }) => (sheet.getRow(4).hidden = true), [["hidden", "Klinikker", "A4"]]],
    [
      "a sheet with the name that Excel gave it",
      ({ book }) => (book.addWorksheet("Ark3").getCell("A1").value = "x"),
      [["sheet-name", "Ark3", null]],
    ],
    ["an empty sheet", ({ book }) => book.addWorksheet("Tom"), [["blank-sheet", "Tom", null]]],
    [
      "a page footer",
      ({ sheet }) => (sheet.headerFooter.oddFooter = "&RSide &P"),
      [["page-header", "Klinikker", null]],
    ],
    ["no title of the document", ({ book }) => (book.title = ""), [["document-information", null, null]]],
    [
      "a background colour",
      ({ sheet }) =>
        (sheet.getCell("A1").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFF0000" } }),
      [["fill", "Klinikker", null]],
    ],
    [
      "a raised sign",
      ({ sheet }) =>
        (sheet.getCell("A1").value = {
          richText: [{ text: "Klinikker" }, { text: "1", font: { vertAlign: "superscript" } }],
        }),
      [["superscript", "Klinikker", null]],
    ],
    [
      "notes that no table lists",
      ({ sheet }) => (sheet.getCell("A1").value = "Klinikker [note 1]"),
      [["notes", null, null]],
    ],
  ])("finds %s, with its place", async (_, change, expected) => {
    expect(await rulesFound(change)).toEqual(expected);
  });

  test("takes empty cells as explained when a line above the table says what they mean", async () => {
    const found = await rulesFound(({ sheet }) => {
      sheet.getCell("A1").value = "Klinikker. Tomme celler betyder: ikke oplyst";
      sheet.getCell("B4").value = null;
    });
    expect(found).toEqual([]);
  });

  test("finds filters, a second table and a first sheet that is no cover", async () => {
    const found = await rulesFound(({ cover, sheet }) => {
      const columns = [{ name: "Navn", filterButton: true }];
      cover.addTable({ name: "Anden", ref: "A2", columns, rows: [["x"]] });
      sheet.addTable({ name: "Tredje", ref: "D2", columns, rows: [["x"], ["y"]] });
    });
    expect(found.map(([rule, , cell]) => [rule, cell])).toEqual([
      ["cover", null],
      ["filter", "A2"],
      ["one-table", "D2"],
      ["table-left", "D2"],
      ["filter", "D2"],
    ]);
  });

  test("finds a title without the style of a heading", async () => {
    const { book } = drawnWorkbook();
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const findings = await auditWorkbook(bytes, { fileName: "a.xlsx", words, limits: plainLimits });
    expect(findings).toMatchObject([
      { rule: "title-marked", isEssential: true, sheet: "Forside", cell: "A1" },
      { rule: "title-marked", sheet: "Klinikker", cell: "A1" },
    ]);
  });

  test("says of a file that is no workbook that it is none", async () => {
    const bytes = new TextEncoder().encode("Periode;Ydernummer");
    await expect(
      auditWorkbook(bytes, { fileName: "a.csv", words, limits: plainLimits }),
    ).rejects.toMatchObject({ code: 2 });
  });
});
