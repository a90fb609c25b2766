import type { PlacedCell } from "./cell-values.js";
import type { CellContent, GeneratedWorkbook } from "./generated.js";

/** A reason for which another reader finds something else in a workbook than the standard says. */
export interface Difference {
  reader: "exceljs" | "SheetJS";
  why: string;
  /** The cells in which it does. */
  ofCell?: (cell: PlacedCell, workbook: GeneratedWorkbook) => boolean;
  /** The workbooks in which it gives up, or misses whole sheets. */
  ofWorkbook?: (workbook: GeneratedWorkbook) => boolean;
}

type NumberContent = Extract<CellContent, { kind: "number" }>;

const ofNumber =
  (
    holds: (content: NumberContent, cell: PlacedCell, workbook: GeneratedWorkbook) => boolean,
  ): NonNullable<Difference["ofCell"]> =>
  (cell, workbook) =>
    cell.content.kind === "number" && holds(cell.content, cell, workbook);

const someCell = ({ sheets }: GeneratedWorkbook, holds: (content: CellContent) => boolean): boolean =>
  sheets.some(({ rows }) => rows.some(({ cells }) => cells.some(({ content }) => holds(content))));

const ofExcelJs: readonly Omit<Difference, "reader">[] = [
  { why: "knows no prefixes of names", ofWorkbook: ({ prefix }) => prefix !== "" },
  { why: "needs to be told the place of every row and cell", ofWorkbook: ({ hasPlaces }) => !hasPlaces },
  {
    why: "loses the rest of a sheet behind an extension or alternatives within a cell, or a reading aid in an inline text",
    ofWorkbook: (workbook) =>
      workbook.hasRareCells &&
      someCell(
        workbook,
        (content) =>
          (content.kind === "number" && (content.form === "extension" || content.form === "alternate")) ||
          (content.kind === "inline" && content.text.hasReadingAid),
      ),
  },
  {
    why: "gives up at an inline text in pieces beside a value",
    ofWorkbook: (workbook) =>
      someCell(
        workbook,
        (content) => content.kind === "inline" && content.beside === "value" && content.text.isRich,
      ),
  },
  {
    why: "joins a value and the inline text beside it, and takes an inline text without a type for a number",
    ofCell: ({ content }) =>
      (content.kind === "inline" && content.beside !== "none") ||
      (content.kind === "number" && content.form === "beside-inline"),
  },
  { why: "reads the year of an ISO date as a number", ofCell: ({ content }) => content.kind === "iso-date" },
  {
    why: "takes an empty text or a 0 of a formula for no value",
    ofCell: ({ content }) =>
      (content.kind === "formula-text" && content.text === "") ||
      (content.kind === "number" && content.value === 0 && ["formula", "array"].includes(content.form)),
  },
  {
    why: "takes an escaped letter of a number format for one of a date",
    ofCell: ofNumber(({ format }) => format.code === String.raw`0\d`),
  },
  {
    why: "undoes escapes of shared texts only",
    ofCell: ({ content, says }) => content.kind !== "shared" && /\r|_x[\dA-F]{4}_/i.test(says ?? ""),
  },
  {
    why: "takes the word false for true",
    ofCell: ({ content }) => content.kind === "truth" && content.written === "false",
  },
  {
    why: "does not count the 29 February 1900 that Excel counts",
    ofCell: ofNumber(({ value, format }, _, { has1904 }) => format.shows === "day" && !has1904 && value < 61),
  },
];

const ofSheetJs: readonly Omit<Difference, "reader">[] = [
  {
    why: "takes an escaped carriage return and a line feed for one line end",
    ofCell: ({ says }) => says?.includes("\r") === true,
  },
  {
    why: "gives an ISO date as its serial number, without a format",
    ofCell: ({ content }) => content.kind === "iso-date",
  },
  {
    why: "leaves out a formula that was not computed",
    ofCell: ({ content }) => content.kind === "formula-without-value",
  },
  {
    why: "finds an inline text only in an element of its own, in a cell that names the type",
    ofCell: ({ content }) =>
      content.kind === "inline-in-v" || (content.kind === "inline" && content.beside === "no-type"),
  },
  {
    why: "takes an extension's settings for those of the workbook, and loses the dates of 1904",
    ofCell: ofNumber(
      ({ format }, _, { has1904, hasExtensions }) => format.shows === "day" && has1904 && hasExtensions,
    ),
  },
  {
    why: "reads the first of two alternatives, understood or not",
    ofCell: ofNumber(({ form }, _, { hasRareCells }) => form === "alternate" && hasRareCells),
  },
];

const ofBoth: readonly Omit<Difference, "reader">[] = [
  { why: "takes a time of day for a day", ofCell: ofNumber(({ format }) => format.shows === "time") },
  {
    why: "shows days before 1900 and after 9999, which Excel does not, and the 29 February 1900",
    ofCell: ofNumber(({ format }, { says }) => format.shows === "day" && says?.startsWith("number") === true),
  },
];

/** All of them. What is not in this list is equal. */
export const differences: readonly Difference[] = [
  ...[...ofExcelJs, ...ofBoth].map((one) => ({ ...one, reader: "exceljs" as const })),
  ...[...ofSheetJs, ...ofBoth].map((one) => ({ ...one, reader: "SheetJS" as const })),
];
