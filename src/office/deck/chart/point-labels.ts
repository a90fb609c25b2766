import type { ChartSeries, DeckChart, SeriesLabel } from "../content.js";
import { spreadLabels } from "../../../domain/spread-labels.js";
import { axisSpan, axisTop } from "./axes.js";
import type { ChartLook } from "./chart-look.js";
import { chartText, chartNumberFormats } from "./chart-look.js";
import { run, solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element, setting, xmlText } from "../../package/xml.js";

/** How far a series' name stands from the middle of its newest column, in parts of the chart's width. */
const nameOffset = 0.1;

/** More columns than this are narrower than the labels of their values. */
const crowdedColumns = 16;

/** Height of a name with its value beneath it, in parts of the plot's height. */
const nameRoom = 0.17;

/** Height of the plot where it is placed by hand, in parts of the chart's height. */
export const plotHeight = 0.8;

/** Columns to each side that a label of many narrow columns reaches over. */
const reachedColumns = 1;

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
    isBesideColumn ? shifted({ x: nameOffset, y: 0 }) : moved(chart, series, label),
    label.text === undefined ? null : ownText(label.text, label.color, look),
    element("c:numFmt", { formatCode: chartNumberFormats[chart.unit], sourceLinked: false }),
    element("c:spPr", {}, groundOf(chart, label, look), element("a:ln", {}, element("a:noFill"))),
    chartText(look, {
      size: label.stressed && !isBesideColumn ? 16 : 14,
      color: label.color,
      bold: label.stressed,
      wraps: false,
    }),
    setting("c:dLblPos", positionOf(chart, series, label)),
    shown({ value: true, name: label.namesSeries }),
    label.namesSeries ? element("c:separator", {}, xmlText("\n")) : null,
  );
}

/** A label that says more than its point's value, which is what the sheet holds. */
function ownText(text: string, color: string, { language }: ChartLook): Xml {
  return element(
    "c:tx",
    {},
    element(
      "c:rich",
      {},
      element("a:bodyPr", { wrap: "none" }),
      element("a:p", {}, run(text, language, { size: 14, bold: true, color })),
    ),
  );
}

/** A label within the course of a line has a ground of its own, so that the line does not run through it. */
function groundOf({ shape }: DeckChart, { namesSeries }: SeriesLabel, { colors }: ChartLook): Xml {
  return shape === "lines" && !namesSeries ? solidFill(colors.background) : element("a:noFill");
}

function positionOf(chart: DeckChart, series: ChartSeries, { namesSeries }: SeriesLabel): string {
  if (series.drawn === "labels-only" || chart.shape === "scatter") return "t";
  if (chart.shape === "lines") return namesSeries ? "r" : "b";
  return chart.shape === "stacked-columns" ? "ctr" : "outEnd";
}

/** Names at the ends of lines are moved apart, labels of narrow columns up. */
function moved(chart: DeckChart, series: ChartSeries, label: SeriesLabel): Xml | null {
  return chart.shape === "lines" && label.namesSeries
    ? movedApart(chart, series, label)
    : lifted(chart, series, label);
}

/** Lines that end close together keep their names apart, in the order in which they end. */
function movedApart(chart: DeckChart, series: ChartSeries, { row }: SeriesLabel): Xml | null {
  const { from, to } = axisSpan(chart);
  const ends = chart.series
    .filter(({ labels }) => labels.some((one) => one.namesSeries && one.row === row))
    .map((one) => ({ one, value: chart.sheet.rows[row]?.[one.column] }))
    .flatMap(({ one, value }) => (typeof value === "number" ? [{ one, value }] : []))
    .sort((left, right) => left.value - right.value);
  const places = spreadLabels(
    ends.map(({ value }) => value),
    (to - from) * nameRoom,
  );
  const at = ends.findIndex(({ one }) => one === series);
  const [end, place] = [ends[at], places[at]];
  if (end === undefined || place === undefined || place === end.value) return null;
  return shifted({ x: 0, y: -Number((((place - end.value) / (to - from)) * plotHeight).toFixed(4)) });
}

/** True where columns are narrower than the labels of their values. */
export function isCrowded({ shape, sheet }: DeckChart): boolean {
  return shape === "columns" && sheet.rows.length > crowdedColumns;
}

/** Lifts the label of a narrow column over what stands beside and above it: neighbours and limits stay in sight. */
function lifted(chart: DeckChart, { column }: ChartSeries, { row }: SeriesLabel): Xml | null {
  const top = axisTop(chart);
  const own = chart.sheet.rows[row]?.[column];
  if (!isCrowded(chart) || top === null || typeof own !== "number") return null;
  const reached = chart.sheet.rows.slice(Math.max(0, row - reachedColumns), row + reachedColumns + 1);
  const heights = reached.flatMap((cells) =>
    chart.series.map((one) => cells[one.column]).filter((cell) => typeof cell === "number"),
  );
  const lift = ((Math.max(own, ...heights) - own) / top) * plotHeight;
  return lift === 0 ? null : shifted({ x: 0, y: -Number(lift.toFixed(4)) });
}

/** Moves a label from where it would stand, in parts of the chart's width and height. */
function shifted({ x, y }: { x: number; y: number }): Xml {
  return element("c:layout", {}, element("c:manualLayout", {}, setting("c:x", x), setting("c:y", y)));
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
