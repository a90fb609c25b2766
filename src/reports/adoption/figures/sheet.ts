import {
  capitalized,
  countWords,
  monthWords,
  shareWords,
  shortMonthWords,
  shortMonthYearWords,
} from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { monthsBetween, parseMonth } from "../../../domain/month.js";
import type { ChartSheet } from "../../../office/deck/content.js";
import type { CsvTable } from "../../../render/csv.js";
import type { TableBlock } from "../../../render/page/page-content.js";
import type { FigureTexts } from "./texts.js";

/** What a column of a native chart is beside the figures themselves. */
export type GuideRole = "band-base" | "band" | "expected" | "goal";

/** A column of figures: its heading, its unit, and its value in each row of the sheet; null: not known. */
export interface FigureColumn {
  heading: string;
  kind: "count" | "share";
  values: readonly (number | null)[];
  /** Its heading in the table under the picture, and behind the native chart, where that is another. */
  tableHeading?: string;
  chartHeading?: string;
  /** What it is beside the figures themselves; left out: a figure. */
  role?: GuideRole;
  /** Where it stands; left out: everywhere. */
  shownIn?: readonly ("table" | "csv" | "chart")[];
}

/** The figures of a figure: from these its table, its CSV and the sheet behind its native chart are made. */
export interface FigureSheet {
  /** Heading of the column that names the rows. */
  heading: string;
  /** What names a row: a month, or a label. Known months only, oldest first. */
  rows: readonly string[];
  isOfMonths: boolean;
  /** The row that the table stresses; left out: none. */
  stressed?: string;
  /** Months that the native chart has room for, known or not; left out: all from the first row to the last. */
  span?: readonly Month[];
  columns: readonly FigureColumn[];
  table: {
    caption: string;
    folded: boolean;
    /** `newest-first`: a row a month; `as-slide`: a column a month of the span, the last row stressed. */
    layout: "newest-first" | "as-slide" | "in-order";
    /** Heading of its first column where that is another. */
    heading?: string;
    /** A last row for all. */
    total?: { heading: string; values: readonly (number | null)[] };
  };
}

/** The table under the picture. */
export function tableOf(sheet: FigureSheet): TableBlock {
  const { caption, folded, layout, heading = sheet.heading } = sheet.table;
  const base = { kind: "table", caption, folded } as const;
  const columns = columnsIn(sheet, "table");
  if (layout === "as-slide") return { ...base, ...slideTable(sheet, columns, heading) };
  const cellsOf = (values: readonly (number | null)[]): string[] =>
    columns.map(({ kind }, index) => wordsOf(values[index] ?? null, kind));
  const rows = sheet.rows.map((row, place) => ({
    cells: [
      sheet.isOfMonths ? capitalized(monthWords(monthOf(row))) : row,
      ...cellsOf(columns.map(({ values }) => values[place] ?? null)),
    ],
    stressed: row === sheet.stressed,
  }));
  const { total } = sheet.table;
  return {
    ...base,
    columns: [
      { heading, align: "text" },
      ...columns.map((column) => ({
        heading: column.tableHeading ?? column.heading,
        align: "number" as const,
      })),
    ],
    rows: [
      ...(layout === "newest-first" ? rows.reverse() : rows),
      ...(total === undefined ? [] : [{ cells: [total.heading, ...cellsOf(total.values)], stressed: true }]),
    ],
  };
}

/** The slide's table: a row for each column of the sheet, a column for each month of the span, known or not. */
function slideTable(
  sheet: FigureSheet,
  columns: readonly FigureColumn[],
  heading: string,
): Pick<TableBlock, "columns" | "rows"> {
  const months = spanOf(sheet);
  return {
    columns: [
      { heading, align: "text" },
      ...months.map((month, index) => ({
        heading:
          index === 0 || month.endsWith("-01")
            ? shortMonthYearWords(month)
            : capitalized(shortMonthWords(month)),
        align: "number" as const,
      })),
    ],
    rows: columns.map((column, place) => ({
      cells: [
        column.tableHeading ?? column.heading,
        ...months.map((month) => wordsOf(valueIn(sheet, column, month), column.kind)),
      ],
      stressed: place === columns.length - 1,
    })),
  };
}

/** The figures for machines: every row in order, months as `YYYY-MM`. */
export function csvOf(sheet: FigureSheet): CsvTable {
  const columns = columnsIn(sheet, "csv");
  return {
    columns: [sheet.heading, ...columns.map(({ heading }) => heading)],
    rows: sheet.rows.map((row, place) => [row, ...columns.map(({ values }) => values[place] ?? null)]),
  };
}

/** Most months whose names have room under their columns; more get their first letter. */
const namedMonths = 16;

/**
 * The sheet behind the native chart. One of months names each by year and short name as the axis shows them; every month
 * of the span has a row, known or not, so that a hole stays a hole. `columnOf` finds a column of the figure in it.
 */
export function chartSheetOf(
  sheet: FigureSheet,
  headings: FigureTexts["deck"]["columns"],
): { sheet: ChartSheet; categories: number[]; columnOf: (place: number) => number } {
  const columns = columnsIn(sheet, "chart");
  const columnAt = (place: number): number => columns.findIndex((column) => column === sheet.columns[place]);
  const named = columns.map(({ heading, chartHeading, kind }) => ({
    heading: chartHeading ?? heading,
    kind,
  }));
  if (!sheet.isOfMonths) {
    return {
      categories: [0],
      columnOf: (place) => 1 + columnAt(place),
      sheet: {
        name: "Data",
        columns: [{ heading: sheet.heading, kind: "text" }, ...named],
        rows: sheet.rows.map((row, place) => [row, ...columns.map(({ values }) => values[place] ?? null)]),
      },
    };
  }
  const months = spanOf(sheet);
  return {
    categories: [1, 2],
    columnOf: (place) => 3 + columnAt(place),
    sheet: {
      name: "Data",
      columns: [
        { heading: headings.month, kind: "month" },
        { heading: headings.year, kind: "text" },
        { heading: headings.shortMonth, kind: "text" },
        ...named,
      ],
      rows: months.map((month, index) => {
        const name = shortMonthWords(month).toLocaleLowerCase("da-DK");
        return [
          month,
          index === 0 || month.endsWith("-01") ? month.slice(0, 4) : null,
          months.length <= namedMonths ? name : name.slice(0, 1),
          ...columns.map((column) => valueIn(sheet, column, month)),
        ];
      }),
    },
  };
}

/** The months that a native chart has rows for. */
export function spanOf({ rows, span }: Pick<FigureSheet, "rows" | "span">): Month[] {
  if (span !== undefined) return [...span];
  const [first, last] = [rows[0], rows.at(-1)];
  return first === undefined || last === undefined ? [] : monthsBetween(monthOf(first), monthOf(last));
}

function columnsIn({ columns }: FigureSheet, place: "table" | "csv" | "chart"): FigureColumn[] {
  return columns.filter(({ shownIn }) => shownIn === undefined || shownIn.includes(place));
}

function valueIn({ rows }: FigureSheet, { values, role }: FigureColumn, month: Month): number | null {
  const place = rows.indexOf(month);
  if (place >= 0) return values[place] ?? null;
  // A gap of a band would be drawn down to the axis: there it is of no width, where it was the month before.
  if (role === "band") return 0;
  return role === "band-base" ? (values[rows.findLastIndex((row) => row < month)] ?? null) : null;
}

/** A share in words; an en dash where there is none. */
export function shareOrNone(share: number | null): string {
  return share === null ? "–" : shareWords(share);
}

function wordsOf(value: number | null, kind: FigureColumn["kind"]): string {
  if (value === null) return "–";
  return kind === "share" ? shareWords(value) : countWords(value);
}

function monthOf(text: string): Month {
  const month = parseMonth(text);
  if (month === null) throw new Error(`the row ${text} of a sheet of months is no month`);
  return month;
}
