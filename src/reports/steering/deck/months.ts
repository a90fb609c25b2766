import type { Month } from "../../../domain/month.js";
import { addMonths, monthsBetween } from "../../../domain/month.js";
import type { ChartSeries, ChartSheet, DeckChart } from "../../../office/deck/content.js";
import type { DeckContext } from "./facts.js";
import { shortMonthWords } from "../../../domain/danish.js";

/** What is particular to one chart. */
export type ChartParts = Omit<DeckChart, "kind" | "name" | "description">;

/** Most months whose names have room under their columns; more get their first letter. */
const namedMonths = 16;

/** A column of figures by month. */
export interface MonthSeries {
  heading: string;
  kind: "count" | "share";
  /** Null: not known. */
  of: (month: Month) => number | null;
}

/**
 * The sheet behind a chart of months: the month, its year and its short name as the axis shows them, then the figures.
 * Every month between the first and the last has a row, known or not, so that a hole stays a hole.
 */
export function monthSheet(
  months: readonly Month[],
  series: readonly MonthSeries[],
  { definition }: DeckContext,
): { sheet: ChartSheet; months: Month[]; firstFigure: number } {
  const { columns } = definition.texts.deck;
  const all = everyMonth(months);
  const isNamed = all.length <= namedMonths;
  return {
    months: all,
    firstFigure: 3,
    sheet: {
      name: "Data",
      columns: [
        { heading: columns.month, kind: "month" },
        { heading: columns.year, kind: "text" },
        { heading: columns.shortMonth, kind: "text" },
        ...series.map(({ heading, kind }) => ({ heading, kind })),
      ],
      rows: all.map((month, index) => {
        const name = shortMonthWords(month).toLocaleLowerCase("da-DK");
        const isFirstOfYear = index === 0 || month.endsWith("-01");
        return [
          month,
          isFirstOfYear ? month.slice(0, 4) : null,
          isNamed ? name : name.slice(0, 1),
          ...series.map(({ of }) => of(month)),
        ];
      }),
    },
  };
}

function everyMonth(months: readonly Month[]): Month[] {
  const [first, last] = [months[0], months.at(-1)];
  return first === undefined || last === undefined ? [] : monthsBetween(first, last);
}

/** Rows of the newest month and the same month of earlier years, newest first. */
export function comparedRows(months: readonly Month[], newest: Month): number[] {
  const rows: number[] = [];
  for (let month = newest; months.includes(month); month = addMonths(month, -12))
    rows.push(months.indexOf(month));
  return rows;
}

/** Columns of months: the newest stressed, the same month of earlier years beside it, all others quiet. */
export function comparedSeries(
  column: number,
  months: readonly Month[],
  { facts, colors }: DeckContext,
): ChartSeries {
  const rows = comparedRows(months, facts.basis.month);
  const colorOf = (index: number): string => (index === 0 ? colors.focus : colors.compare);
  return {
    column,
    drawn: "mark",
    color: colors.context,
    points: rows.map((row, index) => ({ row, color: colorOf(index) })).reverse(),
    labels: rows
      .map((row, index) => ({
        row,
        color: index === 0 ? colors.focus : colors.text,
        stressed: index === 0,
        namesSeries: false,
      }))
      .reverse(),
  };
}
