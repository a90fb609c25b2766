import { windowLength } from "../../../domain/month.js";
import type { ChartSeries, ChartSheet } from "../../../office/deck/content.js";
import type { DeckContext } from "./facts.js";
import type { ChartParts, MonthSeries } from "./months.js";
import { comparedSeries, monthSheet } from "./months.js";
import { isInsideColumn } from "../monthly.js";
import { yearOnYear } from "../../findings/xmr.js";

/** Where the total stands in the sheet of plans per month: after month, year, name, new and maintained. */
const totalColumn = 5;

/** Plans of each month, the newest stressed, with the limits of normal variation where there are any. */
export function monthlyChart(context: DeckContext): ChartParts {
  const { facts, definition } = context;
  const { columns } = definition.texts.figures["plans-per-month"];
  const rowOf = new Map(facts.monthly.map((row) => [row.month, row]));
  const { sheet, months, firstFigure } = monthSheet(
    facts.monthly.map(({ month }) => month),
    [
      { heading: columns.new, kind: "count", of: (month) => rowOf.get(month)?.new ?? null },
      { heading: columns.maintained, kind: "count", of: (month) => rowOf.get(month)?.maintained ?? null },
      { heading: columns.total, kind: "count", of: (month) => rowOf.get(month)?.total ?? null },
      ...limitColumns(context),
    ],
    context,
  );
  return {
    shape: "columns",
    unit: "count",
    hidesValueAxis: false,
    categories: [1, 2],
    sheet,
    series: [
      comparedSeries(firstFigure + 2, months, context),
      ...sheet.columns
        .slice(firstFigure + 3)
        .map((_, index) => limitSeries(firstFigure + 3 + index, sheet, context)),
    ],
  };
}

/** The range in which each month of the window would lie by its year before; no columns where nothing is said of it. */
function limitColumns({ facts, definition }: DeckContext): MonthSeries[] {
  const { lower, upper } = definition.texts.deck.limits;
  const year = yearOnYear(facts.monthly.map(({ month, total }) => ({ month, value: total })));
  if (year === null) return [];
  const shown = new Map(year.points.slice(-windowLength).map((point) => [point.month, point]));
  return [
    { heading: lower, kind: "count", of: (month) => rounded(shown.get(month)?.lower) },
    { heading: upper, kind: "count", of: (month) => rounded(shown.get(month)?.upper) },
  ];
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}

/** Limits as short lines: dark on the background and at a column's top, light where they lie within their column. */
function limitSeries(column: number, sheet: ChartSheet, { colors }: DeckContext): ChartSeries {
  const numbers = sheet.rows.flatMap((row) =>
    row.slice(totalColumn).filter((cell) => typeof cell === "number"),
  );
  const highest = Math.max(0, ...numbers);
  const within = sheet.rows.flatMap((row, index) => {
    const [limit, value] = [row[column], row[totalColumn]];
    const isInside =
      typeof limit === "number" && typeof value === "number" && isInsideColumn({ limit, value, highest });
    return isInside ? [index] : [];
  });
  return {
    column,
    drawn: "dashes",
    color: colors.text,
    points: within.map((row) => ({ row, color: colors.background })),
    labels: [],
  };
}
