import { parseMonth } from "../../../domain/month.js";
import type { TableBlock } from "../../../render/page/page-content.js";
import type { CellContent, ColumnKind, WorkbookTable } from "../../../office/workbook/content.js";
import {
  capitalized,
  countWords,
  decimalWords,
  tenthWords,
  dateWords,
  monthWords,
  shareWords,
} from "../../../domain/danish.js";

/** A table of figures, composed once for the page and the workbook. */
export interface FigureTable {
  columns: CountedColumn[];
  rows: FigureRow[];
}

export interface CountedColumn {
  heading: string;
  kind: ColumnKind;
  /** Width in a workbook, in characters. */
  width: number;
  /** Bar behind a share in a workbook. */
  bar?: { full: number };
  wrap?: boolean;
}

export interface FigureRow {
  cells: CellContent[];
  /** A sum of the others stands out on a page; a workbook leaves it to its reader, who filters. */
  isTotal: boolean;
  /** Stands out on a page without being a sum. */
  isStressed: boolean;
}

/** A plain row. */
export function rowOf(...cells: CellContent[]): FigureRow {
  return { cells, isTotal: false, isStressed: false };
}

/** A row that sums the others. */
export function totalOf(...cells: CellContent[]): FigureRow {
  return { cells, isTotal: true, isStressed: true };
}

const words: Record<ColumnKind, (cell: string | number) => string> = {
  text: String,
  // A minus as wide as a digit, not a hyphen.
  count: (cell) => countWords(Number(cell)).replace("-", "\u2212"),
  exact: (cell) => decimalWords(Number(cell)),
  decimal: (cell) => tenthWords(Number(cell)),
  share: (cell) => shareWords(Number(cell)),
  date: (cell) => dateWords(String(cell)),
  month: (cell) => {
    const month = parseMonth(String(cell));
    return month === null ? String(cell) : capitalized(monthWords(month));
  },
};

/** The table as a page shows it; a cell without a value has an en dash. */
export function pageTable({ columns, rows }: FigureTable, caption: string, folded = false): TableBlock {
  return {
    kind: "table",
    caption,
    folded,
    columns: columns.map(({ heading, kind }) => ({
      heading,
      align: kind === "text" || kind === "month" || kind === "date" ? "text" : "number",
    })),
    rows: rows.map(({ cells, isStressed }) => ({
      cells: cells.map((cell, place) => (cell === null ? "–" : words[columns[place]?.kind ?? "text"](cell))),
      stressed: isStressed,
    })),
  };
}

/** The table as a workbook holds it: without sums. */
export function workbookTable(
  { columns, rows }: FigureTable,
  { name, emptyText }: { name: string; emptyText: string },
): WorkbookTable {
  return {
    kind: "table",
    name,
    emptyText,
    columns: columns.map(({ heading, ...column }) => ({ header: heading, ...column })),
    rows: rows.filter(({ isTotal }) => !isTotal).map(({ cells }) => cells),
  };
}
