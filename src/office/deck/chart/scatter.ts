import type { ChartSeries, DeckChart } from "../content.js";
import { solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element, setting, xmlText } from "../../package/xml.js";
import { axisSpan, lineOf, valueAxis } from "./axes.js";
import type { ChartLook } from "./chart-look.js";
import { chartNumberFormats, chartText } from "./chart-look.js";
import { numberCache, rangeFormula, seriesName } from "./chart-references.js";
import { pointLabels } from "./point-labels.js";

/** Points by two numbers each, and lines through the rows that have a value in their column. */
export function scatterPlot(chart: DeckChart, look: ChartLook): Xml {
  return element(
    "c:scatterChart",
    {},
    setting("c:scatterStyle", "lineMarker"),
    setting("c:varyColors", false),
    chart.series.map((series, index) => seriesOf(chart, series, { index, look })),
    setting("c:axId", 1),
    setting("c:axId", 2),
  );
}

function seriesOf(
  chart: DeckChart,
  series: ChartSeries,
  { index, look }: { index: number; look: ChartLook },
): Xml {
  const isLine = series.drawn === "guide";
  const across = chart.across?.column ?? 0;
  return element(
    "c:ser",
    {},
    setting("c:idx", index),
    setting("c:order", index),
    element("c:tx", {}, seriesName(chart, series)),
    isLine
      ? element(
          "c:spPr",
          {},
          element(
            "a:ln",
            { w: 19_050 },
            solidFill(series.color),
            setting("a:prstDash", "dash"),
            element("a:round"),
          ),
        )
      : element("c:spPr", {}, element("a:ln", {}, element("a:noFill"))),
    isLine ? element("c:marker", {}, setting("c:symbol", "none")) : marker("circle", 7, series.color),
    series.points.map(({ row, color }) =>
      element("c:dPt", {}, setting("c:idx", row), marker("diamond", 11, color), setting("c:bubble3D", false)),
    ),
    pointLabels(chart, series, look),
    element("c:xVal", {}, element("c:numRef", {}, rangeFormula(chart, across), numberCache(chart, across))),
    element(
      "c:yVal",
      {},
      element("c:numRef", {}, rangeFormula(chart, series.column), numberCache(chart, series.column)),
    ),
    setting("c:smooth", false),
  );
}

function marker(symbol: "circle" | "diamond", size: number, color: string): Xml {
  return element(
    "c:marker",
    {},
    setting("c:symbol", symbol),
    setting("c:size", size),
    element("c:spPr", {}, solidFill(color), element("a:ln", {}, element("a:noFill"))),
  );
}

/** Two axes of numbers: along the bottom with its title, and values at the left. */
export function scatterAxes(chart: DeckChart, look: ChartLook): Xml[] {
  const { colors } = look;
  const { to, title } = chart.across ?? { to: 1, title: "" };
  const along = element(
    "c:valAx",
    {},
    setting("c:axId", 1),
    element("c:scaling", {}, setting("c:orientation", "minMax"), setting("c:max", to), setting("c:min", 0)),
    setting("c:delete", false),
    setting("c:axPos", "b"),
    element(
      "c:title",
      {},
      element(
        "c:tx",
        {},
        element(
          "c:rich",
          {},
          element("a:bodyPr"),
          element(
            "a:p",
            {},
            element(
              "a:r",
              {},
              element("a:rPr", { lang: look.language, sz: 1400, b: false }, solidFill(colors.mutedText)),
              element("a:t", {}, xmlText(title)),
            ),
          ),
        ),
      ),
      setting("c:overlay", false),
    ),
    element("c:numFmt", { formatCode: chartNumberFormats.count, sourceLinked: false }),
    setting("c:majorTickMark", "none"),
    setting("c:minorTickMark", "none"),
    setting("c:tickLblPos", "low"),
    lineOf(colors.axis),
    chartText(look, { size: 14, color: colors.mutedText }),
    setting("c:crossAx", 2),
    setting("c:crossesAt", axisSpan(chart).from),
    setting("c:crossBetween", "midCat"),
  );
  return [along, valueAxis(chart, look)];
}
