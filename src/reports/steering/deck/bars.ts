import type { ChartSeries, DeckChart } from "../../../office/deck/content.js";

/** A native chart that stands on a slide, but for its name and description. */
type Chart = Omit<DeckChart, "kind" | "name" | "description">;

/** Bars that are read by their labels: one for each row of the sheet behind them, named by its first column. */
export function barsOf(
  unit: Chart["unit"],
  { columns, rows }: Pick<Chart["sheet"], "columns" | "rows">,
  series: ChartSeries[],
): Chart {
  return {
    shape: "bars",
    unit,
    hidesValueAxis: true,
    categories: [0],
    sheet: { name: "Data", columns, rows },
    series,
  };
}
