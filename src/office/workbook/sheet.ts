import { columnLetters } from "../cell-address.js";
import type { Workbook, Worksheet } from "exceljs";
import type { BodyRow } from "./body-rows.js";
import type { WorkbookColours, WorkbookLine, WorkbookSheet } from "./content.js";
import { tablesOf } from "./check-workbook.js";
import { breakLine, lineCount, toCellText, toPageText } from "./text.js";
import { fillOf, fontOf, lineHeight, lineLook, textSize } from "./look.js";
import { writeTable } from "./table.js";

/** Paper number of A4. Source: ECMA-376, part 1, 18.3.1.63 pageSetup. */
const paperA4 = 9;

/** Width of the only column of a sheet that has no table, in characters: about as much as one reads in a line. */
const proseWidth = 100;

/** Adds one sheet with its lines, tables, print set-up and protection to a workbook, and returns the rows of its tables' bodies. */
export function writeSheet(workbook: Workbook, sheet: WorkbookSheet, colours: WorkbookColours): BodyRow[] {
  const worksheet = workbook.addWorksheet(sheet.name, { state: sheet.visible ? "visible" : "hidden" });
  setWidths(worksheet, sheet);
  const { firstHeader, body, lastRow } = writeBlocks(worksheet, sheet, colours);
  setPrint(worksheet, sheet, { firstHeader, lastRow });
  const frozen = sheet.freeze;
  worksheet.views = [
    frozen === null || firstHeader === null
      ? { state: "normal", activeCell: "A1", showGridLines: sheet.isPlain === true }
      : {
          state: "frozen",
          xSplit: frozen.columns,
          ySplit: firstHeader,
          activeCell: "A1",
          showGridLines: false,
        },
  ];
  if (sheet.isProtected) protectWithoutPassword(worksheet);
  return body;
}

/** What the blocks of a sheet came to. */
interface Written {
  /** Row of the first table's header; null without tables. */
  firstHeader: number | null;
  /** The last row with anything in it. */
  lastRow: number;
  body: BodyRow[];
}

/** Writes the blocks from top to bottom. */
function writeBlocks(worksheet: Worksheet, sheet: WorkbookSheet, colours: WorkbookColours): Written {
  let row = 1;
  let firstHeader: number | null = null;
  const body: BodyRow[] = [];
  for (const block of sheet.blocks) {
    if (block.kind === "table") {
      firstHeader ??= row;
      const rows = writeTable(worksheet, block, { headerRow: row, colours, isPlain: sheet.isPlain === true });
      body.push(...rows);
      row += rows.length + 1;
    } else {
      if (block.startsPage === true && row > 1) worksheet.getRow(row - 1).addPageBreak();
      for (const line of block.lines) row = writeLine(worksheet, line, { firstRow: row, sheet, colours });
    }
    // An empty row between two blocks, but where a reader who cannot see it would stumble
    row += sheet.isPlain === true ? 0 : 1;
  }
  return { firstHeader, lastRow: Math.max(worksheet.rowCount, body.at(-1)?.number ?? 0), body };
}

interface LinePlace {
  firstRow: number;
  sheet: WorkbookSheet;
  colours: WorkbookColours;
}

/** Writes a line of text into column A, in as many rows as the sheet's way with long lines asks for, and returns the first free row. */
function writeLine(
  worksheet: Worksheet,
  line: WorkbookLine,
  { firstRow, sheet, colours }: LinePlace,
): number {
  const { size, bold, colour, fill } = lineLook(line.style, colours);
  const widths = widthsOf(sheet);
  const isWrapped = sheet.longLines === "wrap" && line.style !== "title";
  const sheetWidth = Math.max(40, Math.floor((sum(widths) * textSize) / size));
  let row = firstRow;
  // A text that is cut over two cells is two texts for a screen reader
  const isWhole = isWrapped || sheet.isPlain === true;
  for (const text of isWhole ? [line.text] : breakLine(line.text, sheetWidth)) {
    const cell = worksheet.getCell(row, 1);
    cell.value = toCellText(text);
    cell.font = fontOf(colour, size, bold);
    cell.alignment = { vertical: "top", wrapText: isWrapped };
    const lines = isWrapped ? lineCount(text, { width: widths[0] ?? sheetWidth, fontSize: size, bold }) : 1;
    worksheet.getRow(row).height = lines * lineHeight(size);
    if (fill !== null && sheet.isPlain !== true) {
      for (let column = 1; column <= Math.max(1, widths.length); column += 1) {
        worksheet.getCell(row, column).fill = fillOf(fill);
      }
    }
    row += 1;
  }
  return row;
}

function setWidths(worksheet: Worksheet, sheet: WorkbookSheet): void {
  for (const [index, width] of widthsOf(sheet).entries()) worksheet.getColumn(index + 1).width = width;
}

/** The width of each column of a sheet: the widest that its tables ask for, in characters. */
function widthsOf(sheet: WorkbookSheet): number[] {
  const widths: number[] = [];
  for (const table of tablesOf(sheet)) {
    for (const [index, column] of table.columns.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, column.width);
    }
  }
  return widths.length === 0 ? [proseWidth] : widths;
}

function setPrint(
  worksheet: Worksheet,
  sheet: WorkbookSheet,
  { firstHeader, lastRow }: Pick<Written, "firstHeader" | "lastRow">,
): void {
  worksheet.pageSetup = {
    orientation: "landscape",
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 },
  };
  // exceljs types the number as an enum whose values exist only inside exceljs, which loads late
  Object.assign(worksheet.pageSetup, { paperSize: paperA4 });
  // A header row that repeats belongs to the table that ends the sheet; above anything else it would mislead.
  const endsWithOnlyTable = tablesOf(sheet).length === 1 && sheet.blocks.at(-1)?.kind === "table";
  if (firstHeader !== null && endsWithOnlyTable) {
    worksheet.pageSetup.printTitlesRow = `${firstHeader}:${firstHeader}`;
  }
  if (sheet.print.columns !== undefined) {
    // exceljs makes the columns absolute, but not the rows
    worksheet.pageSetup.printArea = `A$1:${columnLetters(sheet.print.columns - 1)}$${lastRow}`;
  }
  if (sheet.isPlain === true) return;
  worksheet.headerFooter.oddHeader = `&L${toPageText(sheet.print.header)}`;
  worksheet.headerFooter.oddFooter = `&R${toPageText(sheet.print.footer)}`;
}

function protectWithoutPassword(worksheet: Worksheet): void {
  // exceljs answers with a promise that is settled already, and without a password computes nothing
  void worksheet.protect("", {
    objects: false,
    scenarios: false,
    formatColumns: true,
    formatRows: true,
    sort: true,
    autoFilter: true,
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
