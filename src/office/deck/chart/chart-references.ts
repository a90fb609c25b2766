import { bareNumberOfDay } from "../../../domain/written-day.js";
import type { ChartSeries, DeckChart } from "../content.js";
import { chartNumberFormats } from "./chart-look.js";
import { columnsFormula, sheetReference } from "./chart-sheet.js";
import type { Xml } from "../../package/xml.js";
import { element, setting, xmlText } from "../../package/xml.js";

/** The heading of its column. What is not drawn has a blank name: LibreOffice leaves another entry of the legend out than it is told. */
export function seriesName({ sheet }: DeckChart, { column, drawn }: ChartSeries): Xml {
  if (drawn === "span-base") return element("c:v", {}, xmlText(" "));
  return element(
    "c:strRef",
    {},
    element("c:f", {}, xmlText(sheetReference(sheet.name, column, [1, 1]))),
    textCache([sheet.columns[column]?.heading ?? ""]),
  );
}

/** The rows of a column of the sheet. */
export function rangeFormula({ sheet }: DeckChart, column: number): Xml {
  return element("c:f", {}, xmlText(columnsFormula(sheet, column, column)));
}

/** Texts as the sheet holds them; one that is missing has no point. */
export function textCache(values: readonly (string | null)[]): Xml {
  return element("c:strCache", {}, setting("c:ptCount", values.length), cachePoints(values));
}

/** The numbers as the sheet holds them, dates by their days; a gap has no point at all. */
export function numberCache(chart: DeckChart, column: number): Xml {
  const isDate = chart.sheet.columns[column]?.kind === "date";
  const values = chart.sheet.rows.map((row) => {
    const cell = row[column] ?? null;
    if (cell === null) return null;
    return String(isDate ? bareNumberOfDay(String(cell)) : cell);
  });
  return element(
    "c:numCache",
    {},
    element("c:formatCode", {}, xmlText(chartNumberFormats[chart.unit])),
    setting("c:ptCount", values.length),
    cachePoints(values),
  );
}

/** The points of a cache; a gap has none. */
export function cachePoints(values: readonly (string | null)[]): Xml[] {
  return values.flatMap((value, idx) =>
    value === null ? [] : [element("c:pt", { idx }, element("c:v", {}, xmlText(value)))],
  );
}

/** No ground and no border. */
export function noFill(): Xml {
  return element("c:spPr", {}, element("a:noFill"), element("a:ln", {}, element("a:noFill")));
}
