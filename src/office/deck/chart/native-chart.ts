import type { ChartSeries, DeckChart } from "../content.js";
import { axesOf } from "./axes.js";
import { isCrowded, plotHeight, pointLabels } from "./point-labels.js";
import type { ChartLook } from "./chart-look.js";
import { cachePoints, noFill, numberCache, rangeFormula, seriesName, textCache } from "./chart-references.js";
import { chartText } from "./chart-look.js";
import { columnsFormula } from "./chart-sheet.js";
import { scatterAxes, scatterPlot } from "./scatter.js";
import { solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element, setting, xmlPart, xmlText } from "../../package/xml.js";

/** The chart part: native, editable, its numbers those of the embedded sheet to which `workbookRelation` leads. */
export function chartPart(chart: DeckChart, look: ChartLook, workbookRelation: string): string {
  return xmlPart(
    element(
      "c:chartSpace",
      {
        "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      },
      setting("c:date1904", false),
      setting("c:lang", look.language),
      setting("c:roundedCorners", false),
      element(
        "c:chart",
        {},
        setting("c:autoTitleDeleted", true),
        element("c:plotArea", {}, plotLayout(chart), drawn(chart, look), noFill()),
        legend(chart, look),
        setting("c:plotVisOnly", true),
        setting("c:dispBlanksAs", "gap"),
      ),
      noFill(),
      chartText(look, { size: 14, color: look.colors.text }),
      element("c:externalData", { "r:id": workbookRelation }, setting("c:autoUpdate", false)),
    ),
  );
}

function drawn(chart: DeckChart, look: ChartLook): Xml[] {
  return chart.shape === "scatter"
    ? [scatterPlot(chart, look), ...scatterAxes(chart, look)]
    : [...plots(chart, look), ...axesOf(chart, look)];
}

/** Room at the right of the plot, where the newest values and the names of their series stand. */
const namedRoom = 0.15;

/** Room at the right of the plot for the half of the newest value that reaches over its narrow column. */
const labelRoom = 0.025;

function plotLayout(chart: DeckChart): Xml {
  const isNamed = chart.series.some(({ labels }) => labels.some(({ namesSeries }) => namesSeries));
  if (!isNamed && !isCrowded(chart)) return element("c:layout");
  const left = chart.hidesValueAxis ? 0 : 0.06;
  const right = isNamed ? namedRoom : labelRoom;
  return element(
    "c:layout",
    {},
    element(
      "c:manualLayout",
      {},
      setting("c:layoutTarget", "inner"),
      setting("c:xMode", "edge"),
      setting("c:yMode", "edge"),
      setting("c:x", left),
      setting("c:y", 0.04),
      setting("c:w", 1 - left - right),
      setting("c:h", plotHeight),
    ),
  );
}

/** Several series are told apart above the plot, unless their names stand beside them, as those of lines do. */
function legend(chart: DeckChart, look: ChartLook): Xml | null {
  const { shape, series } = chart;
  const isNamed = series.some(({ labels }) => labels.some(({ namesSeries }) => namesSeries));
  const isToldApart = shape === "bars" || shape === "spans" || (shape === "stacked-columns" && !isNamed);
  if (series.length < 2 || !isToldApart) return null;
  return element(
    "c:legend",
    {},
    setting("c:legendPos", "t"),
    setting("c:overlay", false),
    chartText(look, { size: 16, color: look.colors.text }),
  );
}

/** The band behind all, the drawn series in one plot, guides with the lines; labels alone in a line plot of their own. */
function plots(chart: DeckChart, look: ChartLook): Xml[] {
  const drawnAs = (...how: ChartSeries["drawn"][]): Xml[] =>
    chart.series.filter(({ drawn }) => how.includes(drawn)).map((one) => seriesOf(chart, one, look));
  const band = drawnAs("band-base", "band");
  const lines =
    chart.shape === "lines" ? drawnAs("mark", "guide", "labels-only") : drawnAs("guide", "labels-only");
  const bars = chart.shape === "lines" ? [] : drawnAs("mark", "span-base");
  const drawn = [
    ...(band.length === 0 ? [] : [areaPlot(band)]),
    ...(bars.length === 0 ? [] : [barPlot(chart, bars)]),
    ...(lines.length === 0 ? [] : [linePlot(lines)]),
  ];
  // A plot there must be, also of nothing.
  return drawn.length === 0 ? [barPlot(chart, [])] : drawn;
}

function areaPlot(series: readonly Xml[]): Xml {
  return element(
    "c:areaChart",
    {},
    setting("c:grouping", "stacked"),
    setting("c:varyColors", false),
    series,
    axisIds(),
  );
}

function barPlot(chart: DeckChart, series: readonly Xml[]): Xml {
  const { shape } = chart;
  const isStacked = shape === "stacked-columns" || shape === "spans";
  return element(
    "c:barChart",
    {},
    setting("c:barDir", shape === "bars" || shape === "spans" ? "bar" : "col"),
    setting("c:grouping", isStacked ? "stacked" : "clustered"),
    setting("c:varyColors", false),
    series,
    setting("c:gapWidth", gapWidth(chart)),
    setting("c:overlap", isStacked ? 100 : -5),
    axisIds(),
  );
}

/**
 * Space between columns in percent of their width: little between many, so that a series reads as one shape, and much
 * between few, so that one month is a column and no wall.
 */
function gapWidth({ shape, sheet }: DeckChart): number {
  if (shape === "bars" || shape === "spans") return 45;
  if (sheet.rows.length > 16) return 25;
  const widestColumn = 1 / 8;
  const gap = Math.round(100 * (1 / (widestColumn * sheet.rows.length) - 1));
  // 500 is the most that the format allows.
  return Math.min(500, Math.max(45, gap));
}

function linePlot(series: readonly Xml[]): Xml {
  return element(
    "c:lineChart",
    {},
    setting("c:grouping", "standard"),
    setting("c:varyColors", false),
    series,
    setting("c:marker", true),
    axisIds(),
  );
}

function axisIds(): Xml[] {
  return [setting("c:axId", 1), setting("c:axId", 2)];
}

function seriesOf(chart: DeckChart, series: ChartSeries, look: ChartLook): Xml {
  const index = chart.series.indexOf(series);
  const isArea = series.drawn === "band" || series.drawn === "band-base";
  const isBar = series.drawn === "mark" || series.drawn === "span-base";
  const isLine = !isArea && (chart.shape === "lines" || !isBar);
  return element(
    "c:ser",
    {},
    setting("c:idx", index),
    setting("c:order", index),
    element("c:tx", {}, seriesName(chart, series)),
    seriesLook(chart, series),
    isLine ? element("c:marker", {}, setting("c:symbol", "none")) : null,
    isLine || isArea ? null : setting("c:invertIfNegative", false),
    series.points.map((point) => pointLook(point, isLine)),
    pointLabels(chart, series, look),
    categoriesOf(chart),
    element(
      "c:val",
      {},
      element("c:numRef", {}, rangeFormula(chart, series.column), numberCache(chart, series.column)),
    ),
    isLine ? setting("c:smooth", false) : null,
  );
}

function seriesLook(chart: DeckChart, series: ChartSeries): Xml {
  const line = (width: number, ...inner: Xml[]): Xml =>
    element("c:spPr", {}, element("a:ln", { w: width, cap: "rnd" }, ...inner));
  switch (series.drawn) {
    case "labels-only":
      return line(28_575, element("a:noFill"));
    case "guide":
      return line(19_050, solidFill(series.color), setting("a:prstDash", "dash"), element("a:round"));
    case "band-base":
    case "span-base":
      return noFill();
    case "band":
      return element("c:spPr", {}, solidFill(series.color), element("a:ln", {}, element("a:noFill")));
    case "mark":
      return chart.shape === "lines"
        ? line(34_925, solidFill(series.color), element("a:round"))
        : element("c:spPr", {}, solidFill(series.color));
  }
}

function pointLook({ row, color }: { row: number; color: string }, isLine: boolean): Xml {
  const dot = [
    element(
      "c:marker",
      {},
      setting("c:symbol", "circle"),
      setting("c:size", 9),
      element("c:spPr", {}, solidFill(color), element("a:ln", {}, element("a:noFill"))),
    ),
    setting("c:bubble3D", false),
    element("c:spPr", {}, element("a:ln", { w: 34_925, cap: "rnd" }, solidFill(color), element("a:round"))),
  ];
  const bar = [
    setting("c:invertIfNegative", false),
    setting("c:bubble3D", false),
    element("c:spPr", {}, solidFill(color)),
  ];
  return element("c:dPt", {}, setting("c:idx", row), isLine ? dot : bar);
}

function categoriesOf(chart: DeckChart): Xml {
  const [outer = 0, inner] = chart.categories;
  const { rows } = chart.sheet;
  const written = (column: number): (string | null)[] =>
    rows.map((row) => {
      const cell = row[column] ?? null;
      return cell === null ? null : String(cell);
    });
  if (inner === undefined)
    return element(
      "c:cat",
      {},
      element("c:strRef", {}, rangeFormula(chart, outer), textCache(written(outer))),
    );
  const formula = columnsFormula(chart.sheet, outer, inner);
  return element(
    "c:cat",
    {},
    element(
      "c:multiLvlStrRef",
      {},
      element("c:f", {}, xmlText(formula)),
      element(
        "c:multiLvlStrCache",
        {},
        setting("c:ptCount", rows.length),
        [inner, outer].map((column) => element("c:lvl", {}, cachePoints(written(column)))),
      ),
    ),
  );
}
