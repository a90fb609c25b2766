import type { Way } from "./all-ways.js";
import { cells, remark, text } from "./way.js";

/** In cells where nobody looks for them, and in workbooks that were made over. */
export const inCells: Way[] = [
  cells("in a hidden row", "carried", (sheet, at) => {
    remark(sheet, at).value = text;
    sheet.getRow(at.row).hidden = true;
  }),
  cells("in a hidden column", "carried", (sheet, at) => {
    sheet.getCell(at.row, 23).value = text;
    sheet.getColumn(23).hidden = true;
  }),
  cells("in a cell merged with the choice to its left", "told", (sheet, at) => {
    sheet.getCell(at.row, at.column("Opfølgning")).value = text;
    sheet.mergeCells(at.row, at.column("Opfølgning"), at.row, at.column("Bemærkning"));
  }),
  cells("in a cell merged over several clinics in another column", "carried", (sheet, at) => {
    sheet.getCell(at.row, 23).value = text;
    sheet.mergeCells(at.row, 23, at.last, 23);
  }),
  cells(
    "as a choice with a note behind it",
    "told",
    (sheet, at) => (sheet.getCell(at.row, at.column("Opfølgning")).value = `Kontaktet, ${text}`),
  ),
  cells("in the remark on a sheet to call from", "told", (_, __, book) => {
    const list = book.worksheets.find(({ name }) => ["Ikke i gang", "Gået i stå", "Tæt på"].includes(name))!;
    list.getCell(5, 11).value = text;
  }),
  cells(
    "in a very hidden new sheet",
    "told",
    (_, __, book) => (book.addWorksheet("Gemt", { state: "veryHidden" }).getCell("C7").value = text),
  ),
  cells("in the last row that Excel has", "told", (sheet) => (sheet.getCell(1_048_576, 2).value = text)),
  cells(
    "in the last column that is read",
    "carried",
    (sheet, at) => (sheet.getCell(at.row, 500).value = text),
  ),
  cells(
    "in the last column that Excel has",
    "refused",
    (sheet, at) => (sheet.getCell(at.row, 16_384).value = text),
  ),
  cells("in a second header row", "told", (sheet, at) => {
    sheet.insertRow(at.header, []);
    sheet.getCell(at.header, at.column("Bemærkning")).value = text;
  }),
  cells("in the columns of the region moved to the front", "carried", (sheet, at) => {
    const [choice, note] = [at.column("Opfølgning"), at.column("Bemærkning")];
    remark(sheet, at).value = text;
    const columns = [choice, note].map((column) =>
      Array.from({ length: at.last }, (_, line) => sheet.getCell(line + 1, column).value),
    );
    sheet.spliceColumns(choice, 2);
    sheet.spliceColumns(1, 0, ...columns);
  }),
  cells("under a heading of the numbers that was changed", "carried", (sheet, at) => {
    sheet.getCell(at.header, 1).value = "Yder nr.";
    remark(sheet, at).value = text;
  }),
  cells("beside a whole column that was changed", "carried", (sheet, at) => {
    for (let line = at.header + 1; line <= at.last; line += 1)
      sheet.getCell(line, at.column("Kommune")).value = "Aalborg Ø";
    remark(sheet, at).value = text;
  }),
  cells("after clinics were deleted", "carried", (sheet, at) => {
    remark(sheet, at).value = text;
    sheet.spliceRows(at.last, 1);
  }),
  cells("after all sheets were renamed", "carried", (sheet, at, book) => {
    remark(sheet, at).value = text;
    for (const [index, one] of book.worksheets.filter(({ state }) => state === "visible").entries())
      one.name = `Ark${index + 1}`;
  }),
  cells(
    "in a file with another name",
    "carried",
    (sheet, at) => (remark(sheet, at).value = text),
    "Kopi af OK22 (Åse) FINAL v2.xlsx",
  ),
  cells(
    "in a file with macros by its name",
    "carried",
    (sheet, at) => (remark(sheet, at).value = text),
    "ok22_1081_2025-02.xlsm",
  ),
];
