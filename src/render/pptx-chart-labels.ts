import type { ChartSeries, DeckChart, SeriesLabel } from "./deck.js";
import type { ChartLook } from "./pptx-chart-look.js";
import { chartText, numberFormats } from "./pptx-chart-look.js";
import { solidFill } from "./pptx-text.js";
import type { Xml } from "./xml.js";
import { element, setting, xmlText } from "./xml.js";

/** How far a series' name stands from the middle of its newest column, in parts of the chart's width. */
const nameOffset = 0.1;

/** More columns than this are narrower than the labels of their values. */
const crowdedColumns = 16;

/** The labels of a series: those that it lists, and none for the other points. */
export function pointLabels(chart: DeckChart, series: ChartSeries, look: ChartLook): Xml | null {
  if (series.labels.length === 0) return null;
  return element(
    "c:dLbls",
    {},
    series.labels.map((label) => pointLabel(label, { chart, series, look })),
    element("c:spPr", {}, element("a:noFill"), element("a:ln", {}, element("a:noFill"))),
    shown({ value: false, name: false }),
    setting("c:showLeaderLines", false),
  );
}

function pointLabel(
  label: SeriesLabel,
  { chart, series, look }: { chart: DeckChart; series: ChartSeries; look: ChartLook },
): Xml {
  const isBesideColumn = label.namesSeries && chart.shape === "stacked-columns";
  return element(
    "c:dLbl",
    {},
    setting("c:idx", label.row),
    isBesideColumn ? shiftedRight() : null,
    element("c:numFmt", { formatCode: numberFormats[chart.unit], sourceLinked: false }),
    ground(chart, look),
    chartText(look, {
      size: label.stressed && !isBesideColumn ? 16 : 14,
      color: label.color,
      bold: label.stressed,
    }),
    setting("c:dLblPos", positionOf(chart, series, label)),
    shown({ value: true, name: label.namesSeries }),
    label.namesSeries
      ? element("c:separator", {}, xmlText(chart.shape === "stacked-columns" ? "\n" : ": "))
      : null,
  );
}

function positionOf(chart: DeckChart, series: ChartSeries, { namesSeries }: SeriesLabel): string {
  if (series.drawn === "labels-only") return "t";
  if (chart.shape === "lines") return namesSeries ? (series === highestLine(chart) ? "t" : "r") : "b";
  return chart.shape === "stacked-columns" ? "ctr" : "outEnd";
}

/** The line that ends highest: its name stands above it, where no other line is. */
function highestLine({ series, sheet }: DeckChart): ChartSeries | undefined {
  const end = ({ column }: ChartSeries): number => Number(sheet.rows.at(-1)?.[column] ?? 0);
  return series.length < 2 ? undefined : series.toSorted((left, right) => end(right) - end(left))[0];
}

/** Many narrow columns are higher than the labels beside them: these stand on a ground of their own. */
function ground(chart: DeckChart, { colors }: ChartLook): Xml {
  const isCrowded = chart.shape === "columns" && chart.sheet.rows.length > crowdedColumns;
  return element(
    "c:spPr",
    {},
    isCrowded ? solidFill(colors.background) : element("a:noFill"),
    element("a:ln", {}, element("a:noFill")),
  );
}

function shiftedRight(): Xml {
  return element(
    "c:layout",
    {},
    element("c:manualLayout", {}, setting("c:x", nameOffset), setting("c:y", 0)),
  );
}

function shown({ value, name }: { value: boolean; name: boolean }): Xml[] {
  return [
    setting("c:showLegendKey", false),
    setting("c:showVal", value),
    setting("c:showCatName", false),
    setting("c:showSerName", name),
    setting("c:showPercent", false),
    setting("c:showBubbleSize", false),
  ];
}
