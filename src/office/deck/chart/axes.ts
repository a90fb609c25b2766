import type { CellContent } from "../../workbook/content.js";
import type { ChartSeries, DeckChart } from "../content.js";
import type { ChartLook } from "./chart-look.js";
import { chartText, chartNumberFormats } from "./chart-look.js";
import { solidFill } from "../text.js";
import type { Xml } from "../../package/xml.js";
import { element, setting } from "../../package/xml.js";

/** Width of axis and grid lines in EMU: three quarters of a point. */
const lineWidth = 9525;

/** Both axes: names below or beside the marks, values from zero on over a quiet grid. */
export function axesOf(chart: DeckChart, look: ChartLook): Xml[] {
  const { colors } = look;
  const isLying = chart.shape === "bars" || chart.shape === "spans";
  const names = element(
    "c:catAx",
    {},
    setting("c:axId", 1),
    element("c:scaling", {}, setting("c:orientation", isLying ? "maxMin" : "minMax")),
    setting("c:delete", false),
    setting("c:axPos", isLying ? "l" : "b"),
    element("c:numFmt", { formatCode: "General", sourceLinked: false }),
    setting("c:majorTickMark", "none"),
    setting("c:minorTickMark", "none"),
    setting("c:tickLblPos", "low"),
    lineOf(colors.axis),
    chartText(look, {
      size: chart.shape === "bars" ? 18 : 14,
      color: isLying ? colors.text : colors.mutedText,
    }),
    setting("c:crossAx", 2),
    setting("c:crosses", "autoZero"),
    setting("c:auto", false),
    setting("c:lblAlgn", "ctr"),
    setting("c:lblOffset", 100),
    setting("c:noMultiLvlLbl", false),
  );
  return [names, valueAxis(chart, look)];
}

/** The axis of values. */
export function valueAxis(chart: DeckChart, look: ChartLook): Xml {
  const { colors } = look;
  const isLying = chart.shape === "bars" || chart.shape === "spans";
  return element(
    "c:valAx",
    {},
    setting("c:axId", 2),
    element(
      "c:scaling",
      {},
      setting("c:orientation", "minMax"),
      axisTop(chart) === null ? null : setting("c:max", axisTop(chart) ?? 1),
      setting("c:min", chart.valueAxis?.from ?? 0),
    ),
    setting("c:delete", chart.hidesValueAxis),
    setting("c:axPos", isLying ? "t" : "l"),
    chart.hidesValueAxis ? null : element("c:majorGridlines", {}, lineOf(colors.grid)),
    element("c:numFmt", {
      formatCode: chart.unit === "share" ? "[$-406]0\\ %" : chartNumberFormats[chart.unit],
      sourceLinked: false,
    }),
    setting("c:majorTickMark", "none"),
    setting("c:minorTickMark", "none"),
    setting("c:tickLblPos", "nextTo"),
    element("c:spPr", {}, element("a:ln", {}, element("a:noFill"))),
    chartText(look, { size: 14, color: colors.mutedText }),
    setting("c:crossAx", 1),
    setting("c:crosses", "autoZero"),
    setting("c:crossBetween", chart.shape === "scatter" ? "midCat" : "between"),
    setting("c:majorUnit", chart.valueAxis?.step ?? (chart.unit === "share" ? 0.25 : gridStep(chart))),
  );
}

/** The highest value that is drawn; a band ends where it begins and its width further up. */
function highestOf({ sheet, series }: DeckChart): number {
  const numberIn = (row: CellContent[], column: number): number => {
    const cell = row[column];
    return typeof cell === "number" ? cell : 0;
  };
  const isBand = ({ drawn }: ChartSeries): boolean => drawn === "band" || drawn === "band-base";
  const values = sheet.rows.flatMap((row) => [
    ...series.filter((one) => !isBand(one)).map(({ column }) => numberIn(row, column)),
    series.filter(isBand).reduce((sum, { column }) => sum + numberIn(row, column), 0),
  ]);
  return Math.max(4, ...values);
}

/** From where to where values are drawn, where the axis is shown. */
export function axisSpan(chart: DeckChart): { from: number; to: number } {
  return { from: chart.valueAxis?.from ?? 0, to: axisTop(chart) ?? highestOf(chart) };
}

/**
 * Where the value axis ends; null: the presentation program decides, as nobody reads an axis that is hidden. A tenth above
 * the highest value leaves room for its label; the next whole grid line would leave up to a third of the plot empty.
 */
export function axisTop(chart: DeckChart): number | null {
  if (chart.valueAxis !== undefined) return chart.valueAxis.to;
  if (chart.unit === "share") return 1;
  if (chart.hidesValueAxis) return null;
  const part = gridStep(chart) / 10;
  // Twelve digits: a product such as 0,1 x 3 is no round number in the machine.
  return Number(
    (Math.ceil(Number(((highestOf(chart) * 1.1) / part).toPrecision(12))) * part).toPrecision(12),
  );
}

/** A round number that parts the axis into about four. */
function gridStep(chart: DeckChart): number {
  const rough = highestOf(chart) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

/** A thin line in a colour. */
export function lineOf(color: string): Xml {
  return element("c:spPr", {}, element("a:ln", { w: lineWidth }, solidFill(color)));
}
