import type { ChartSeries, ContentSlide } from "../../../office/deck/content.js";
import type { StyleColors } from "../../../render/style.js";
import type { FigureSeries } from "../../adoption/figures/figure.js";
import type { SteeringFigureId } from "../../adoption/figures/index.js";
import { figureOf } from "../../adoption/figures/index.js";
import { chartSheetOf } from "../../adoption/figures/sheet.js";
import type { DeckContext } from "./facts.js";
import { speakerNotes } from "./words.js";

/** The slide of one figure of the report: the same finding, title, notes and marks, and a chart that can be edited. */
export function composeFigureSlide(id: SteeringFigureId, context: DeckContext): ContentSlide | null {
  const figure = context.figures.find((one) => one.id === id);
  if (figure === undefined || figure.chart.emptyText !== null) return null;
  const { title, finding, chart, native } = figure;
  const { metric, by } = figureOf(id);
  const { sheet, categories, columnOf } = chartSheetOf(figure.sheet, context.definition.texts.deck.columns);
  // Why a rule is unconfirmed is said where rules are defined; here its status and mark stand.
  const { statusText } = context.facts.rule;
  return {
    kind: "content",
    title: finding ?? title,
    subtitle: title,
    marks: chart.marks,
    notes: [
      ...(native.notesAbove ?? []),
      ...chart.notes.filter((note) => note !== statusText),
      ...(native.notesBelow ?? []),
    ],
    speakerNotes: [
      ...speakerNotes(context, {
        metric,
        description: chart.description,
        ...(by === undefined ? {} : { by }),
      }),
      ...chart.notes.filter((note) => note === statusText),
    ],
    body: {
      kind: "chart",
      name: title,
      description: chart.description,
      shape: native.shape,
      unit: native.unit,
      hidesValueAxis: native.hidesValueAxis,
      ...(native.valueAxis === undefined ? {} : { valueAxis: native.valueAxis }),
      categories,
      sheet,
      series: native.series.map((series) => drawn(series, { columnOf, colors: context.colors })),
    },
  };
}

/** A series in the colours of the theme. */
function drawn(
  series: FigureSeries,
  { columnOf, colors }: { columnOf: (place: number) => number; colors: StyleColors },
): ChartSeries {
  const inTheme = <Part extends { color: keyof StyleColors }>(
    part: Part,
  ): Omit<Part, "color"> & { color: string } => ({
    ...part,
    color: colors[part.color],
  });
  return {
    ...inTheme(series),
    column: columnOf(series.column),
    points: series.points.map(inTheme),
    labels: series.labels.map(inTheme),
  };
}
