import type { Month } from "../../../domain/month.js";
import { windowLength } from "../../../domain/month.js";
import type { JsonObject } from "../../../render/style.js";
import type { YearOnYear } from "../../findings/xmr.js";
import type { FigureContext, FigureSeries } from "./figure.js";
import type { FigureColumn, FigureSheet } from "./sheet.js";
import { spanOf } from "./sheet.js";

/**
 * The range in which each month of the window would lie by its year before; earlier months have been judged by now. A
 * line within its column is drawn light, any other dark, also where it nearly meets the column's top.
 */
export function limitMarks(year: YearOnYear | null): JsonObject[] {
  const points = (year?.points ?? []).slice(-windowLength);
  const highest = Math.max(0, ...points.map(({ upper }) => upper));
  return points.flatMap(({ month, value, lower, upper }) =>
    [lower, upper].map((limit) => ({
      month,
      limit,
      place: isInsideColumn({ limit, value, highest }) ? "inside" : "above",
    })),
  );
}

/** The same as columns behind the native chart; none where nothing is said of it. */
export function limitColumns(
  months: readonly Month[],
  year: YearOnYear | null,
  { definition }: FigureContext,
): FigureColumn[] {
  if (year === null) return [];
  const { lower, upper } = definition.texts.deck.limits;
  const shown = new Map(year.points.slice(-windowLength).map((point) => [point.month, point]));
  const rounded = (value: number | undefined): number | null =>
    value === undefined ? null : Math.round(value);
  const column = (heading: string, side: "lower" | "upper"): FigureColumn => ({
    heading,
    kind: "count",
    values: months.map((month) => rounded(shown.get(month)?.[side])),
    shownIn: ["chart"],
  });
  return [column(lower, "lower"), column(upper, "upper")];
}

/** Limits as short lines: dark on the background and at a column's top, light where they lie within their column. */
export function limitSeries(
  sheet: FigureSheet,
  { total, limits }: { total: number; limits: number[] },
): FigureSeries[] {
  const numbers = [total, ...limits].flatMap((place) => sheet.columns[place]?.values ?? []);
  const highest = Math.max(0, ...numbers.filter((value) => value !== null));
  const span = spanOf(sheet);
  return limits.map((column) => ({
    column,
    drawn: "dashes",
    color: "text",
    points: span.flatMap((month, row) => {
      const place = sheet.rows.indexOf(month);
      const limit = sheet.columns[column]?.values[place] ?? null;
      const value = sheet.columns[total]?.values[place] ?? null;
      const isInside = limit !== null && value !== null && isInsideColumn({ limit, value, highest });
      return isInside ? [{ row, color: "background" as const }] : [];
    }),
    labels: [],
  }));
}

/** True where the line of a limit lies within its column, clear of the column's top; `highest` is the chart's height. */
export function isInsideColumn({
  limit,
  value,
  highest,
}: {
  limit: number;
  value: number;
  highest: number;
}): boolean {
  return limit < value - highest / 50;
}
