import type { Cell, Style, Worksheet } from "exceljs";
import { addressOf, addressOfRange } from "../cell-address.js";
import type { BodyRow, CellValue } from "./body-rows.js";
import type { CellContent, ColumnKind, WorkbookColours, WorkbookColumn, WorkbookTable } from "./content.js";
import { lineCount, toCellText } from "./text.js";
import { validationOf } from "./validations.js";
import { argbOf, fillOf, fontOf, lineHeight, numberFormats, textSize, toneFill } from "./look.js";

/** Excel has no dates before 1900 and a day too many in February of that year: earlier ones stay text. */
const firstExcelDate = "1900-03-01";

/** Characters that the filter's button and the indent take from a header, and the indent from a cell. */
const headerMargin = 3;
const cellMargin = 1;

/** Where a table is written, and how. */
export interface TablePlace {
  headerRow: number;
  colours: WorkbookColours;
  /** True for the published form: no filters, no fills. */
  isPlain: boolean;
}

/**
 * Writes a table with its header in row `headerRow` and column A, and returns the rows of its body, which the sheet does not
 * hold: one cell object of exceljs for each of their values would cost more than all the rest of a workbook.
 */
export function writeTable(
  worksheet: Worksheet,
  table: WorkbookTable,
  { headerRow, colours, isPlain }: TablePlace,
): BodyRow[] {
  const rows = table.rows.length > 0 ? table.rows : [emptyRow(table)];
  worksheet.addTable({
    name: table.name,
    ref: `A${headerRow}`,
    columns: table.columns.map((column) => ({ name: column.header, filterButton: !isPlain })),
    // their number alone: exceljs fills in what stands in a list, and an empty place is nothing
    rows: new Array<[]>(rows.length),
    style: { theme: "TableStyleLight1", showRowStripes: !isPlain },
  });
  const lastRow = headerRow + rows.length;
  for (const [index, column] of table.columns.entries()) {
    dressHeader(worksheet.getCell(headerRow, index + 1), column, { colours, isPlain });
    const place = { worksheet, index: index + 1, headerRow, lastRow };
    addValidation(place, column);
    if (column.bar) addBars(place, column.bar.full, colours);
  }
  worksheet.getRow(headerRow).height = headerHeight(table);
  const styles = table.columns.map((column) => cellStyles(column, colours));
  return rows.map((row, index) => ({
    number: headerRow + 1 + index,
    height: heightOf(row, table),
    cells: table.columns.map(({ kind }, at) => {
      const value = toCellValue(row[at] ?? null, kind);
      return { value, style: styleOf(styles[at], value) };
    }),
  }));
}

/**
 * The header, and each row with wrapped text, is as tall as its text. The package is sealed without the mark that would
 * hold rows at that height, so that they keep fitting themselves to what is written in them.
 */
function headerHeight({ columns }: WorkbookTable): number {
  const lines = columns.map((column) =>
    lineCount(column.header, { width: column.width - headerMargin, fontSize: textSize, bold: true }),
  );
  return Math.max(...lines) * lineHeight(textSize) + 3;
}

function heightOf(row: readonly CellContent[], { columns }: WorkbookTable): number | null {
  const lines = columns.map(({ wrap, width }, at) => {
    const content = row[at];
    return wrap && typeof content === "string"
      ? lineCount(content, { width: width - cellMargin, fontSize: textSize, bold: false })
      : 1;
  });
  const most = Math.max(...lines);
  return most > 1 ? most * lineHeight(textSize) : null;
}

/** A table without rows gets one, since Excel repairs a table that has none. */
function emptyRow(table: WorkbookTable): CellContent[] {
  return table.columns.map((_, index) => (index === 0 ? table.emptyText : null));
}

function toCellValue(content: CellContent, kind: ColumnKind): CellValue {
  if (typeof content !== "string") return content;
  if (kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(content) && content >= firstExcelDate)
    return new Date(`${content}T00:00:00Z`);
  if (kind === "month" && /^\d{4}-\d{2}$/.test(content)) return new Date(`${content}-01T00:00:00Z`);
  return toCellText(content);
}

function dressHeader(
  cell: Cell,
  column: WorkbookColumn,
  { colours, isPlain }: Pick<TablePlace, "colours" | "isPlain">,
): void {
  cell.font = fontOf(isPlain ? colours.title : colours.headerText, textSize, true);
  if (!isPlain) cell.fill = fillOf(colours.headerFill);
  // Excel draws the filter's button at the bottom right: text stands at the top, numbers' headers clear of it
  cell.alignment = isNumeric(column.kind)
    ? { vertical: "top", wrapText: true, horizontal: "right", indent: 2 }
    : { vertical: "top", wrapText: true, horizontal: "left", indent: 1 };
}

interface ColumnPlace {
  worksheet: Worksheet;
  index: number;
  headerRow: number;
  lastRow: number;
}

function addValidation({ worksheet, index, headerRow, lastRow }: ColumnPlace, column: WorkbookColumn): void {
  const validation = validationOf(column, addressOf({ row: headerRow + 1, column: index - 1 }));
  // One rule for the whole column: of single cells exceljs makes two ranges that overlap wherever row 10 or 100 lies between
  if (validation !== null)
    worksheet.dataValidations.add(rowsOfColumn({ index, headerRow, lastRow }), validation);
}

/** The cells of a column below its header; exceljs counts columns from 1. */
function rowsOfColumn({ index, headerRow, lastRow }: Omit<ColumnPlace, "worksheet">): string {
  return addressOfRange({
    ...{ firstColumn: index - 1, lastColumn: index - 1 },
    ...{ firstRow: headerRow + 1, lastRow },
  });
}

/** The styles of a column's cells: of those with a text that has a tone, and of all others. */
interface ColumnStyles {
  plain: Partial<Style>;
  byText: ReadonlyMap<string, Partial<Style>>;
}

function styleOf(styles: ColumnStyles | undefined, value: CellValue): Partial<Style> {
  return (typeof value === "string" ? styles?.byText.get(value) : undefined) ?? styles?.plain ?? {};
}

function cellStyles(column: WorkbookColumn, colours: WorkbookColours): ColumnStyles {
  const look: CellLook = {
    kind: column.kind,
    isWrapped: column.wrap ?? false,
    isUnlocked: column.editable === true || column.guard !== undefined,
    fill: column.editable ? colours.editableFill : null,
  };
  const tones = Object.entries(column.tones ?? {});
  return {
    plain: cellStyle(look, colours),
    byText: new Map(
      tones.map(([text, tone]) => [text, cellStyle({ ...look, fill: toneFill(tone, colours) }, colours)]),
    ),
  };
}

/** What tells the cells of two columns apart. */
interface CellLook {
  kind: ColumnKind;
  isWrapped: boolean;
  /** True: it can be written into while the sheet is protected. */
  isUnlocked: boolean;
  /** Colour behind the text; null: none. */
  fill: string | null;
}

/** Styles by their colours and look, one object each: exceljs knows a style by its object, and reads each of them anew. */
const knownStyles = new WeakMap<WorkbookColours, Map<string, Partial<Style>>>();

function cellStyle(look: CellLook, colours: WorkbookColours): Partial<Style> {
  const known = knownStyles.get(colours) ?? new Map<string, Partial<Style>>();
  knownStyles.set(colours, known);
  const key = JSON.stringify(look);
  const style = known.get(key) ?? styleFor(look, colours);
  known.set(key, style);
  return style;
}

function styleFor({ kind, isWrapped, isUnlocked, fill }: CellLook, colours: WorkbookColours): Partial<Style> {
  return {
    numFmt: numberFormats[kind],
    font: fontOf(colours.text),
    alignment: {
      vertical: "top",
      horizontal: isNumeric(kind) ? "right" : "left",
      // Keeps a text clear of the number to its left
      indent: 1,
      wrapText: isWrapped,
    },
    border: { bottom: { style: "thin", color: { argb: argbOf(colours.line) } } },
    ...(isUnlocked ? { protection: { locked: false } } : {}),
    ...(fill === null ? {} : { fill: fillOf(fill) }),
  };
}

function addBars(
  { worksheet, index, headerRow, lastRow }: ColumnPlace,
  full: number,
  colours: WorkbookColours,
): void {
  const rule = {
    type: "dataBar" as const,
    priority: index,
    gradient: false,
    minLength: 0,
    maxLength: 100,
    cfvo: [
      { type: "num" as const, value: 0 },
      { type: "num" as const, value: full },
    ],
    // exceljs writes the colours but leaves them out of its type
    color: { argb: argbOf(colours.bar) },
    negativeFillColor: { argb: argbOf(colours.bar) },
    axisColor: { argb: argbOf(colours.text) },
  };
  worksheet.addConditionalFormatting({ ref: rowsOfColumn({ index, headerRow, lastRow }), rules: [rule] });
}

function isNumeric(kind: ColumnKind): boolean {
  return kind === "count" || kind === "exact" || kind === "decimal" || kind === "share";
}
