import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { SteeringFigureId } from "../report-file.js";
import type { Month } from "../../../domain/month.js";
import { windowOf } from "../../../domain/month.js";
import type { ContentSlide, SeriesLabel } from "../../../office/deck/content.js";
import type { DeckContext } from "./facts.js";
import { outcomeColumns } from "../outcomes.js";
import type { ChartParts, MonthSeries } from "./months.js";
import { comparedRows, comparedSeries, monthSheet } from "./months.js";
import { monthlyChart } from "./monthly.js";
import { speakerNotes } from "./words.js";
import { monthWords } from "../../../domain/danish.js";

/** The slide of one figure of the report: the same finding, title, notes and marks, and a chart that can be edited. */
export function composeFigureSlide(id: SteeringFigureId, context: DeckContext): ContentSlide | null {
  const figure = context.figures.find((one) => one.id === id);
  if (figure === undefined || figure.chart.emptyText !== null) return null;
  const { title, finding, chart } = figure;
  // Why a rule is unconfirmed is said where rules are defined; here its status and mark stand.
  const notes = chart.notes.filter((note) => note !== context.facts.rule.statusText);
  const parts = charts[id](context);
  // Said only where earlier years have the month too: that the newest stands out needs no words.
  const isHighlighted =
    (id === "plans-per-month" || id === "ok22") && (parts.series[0]?.points.length ?? 0) > 1;
  const highlight = fillSentence(context.definition.texts.deck.highlight, {
    month: monthWords(context.facts.basis.month),
  });
  return {
    kind: "content",
    title: finding ?? title,
    subtitle: title,
    marks: chart.marks,
    notes: [
      ...(isHighlighted ? [highlight] : []),
      ...(id === "plans-per-doctor" ? [axisNote(context)] : []),
      ...notes,
      ...(id === "ok22" ? context.facts.restated.shareLines : []),
    ],
    speakerNotes: [
      ...speakerNotes(context, { metric: id, description: chart.description }),
      ...chart.notes.filter((note) => note === context.facts.rule.statusText),
    ],
    body: { kind: "chart", name: title, description: chart.description, ...parts },
  };
}

const charts: Record<SteeringFigureId, (context: DeckContext) => ChartParts> = {
  "plans-per-doctor": distributionChart,
  "plans-accumulated": accumulatedChart,
  "plans-per-month": monthlyChart,
  "active-clinics": activityChart,
  ok22: complianceChart,
};

/** What stands under the bins of the picture: that they are not of one width. */
function axisNote({ definition }: DeckContext): string {
  return definition.texts.figures["plans-per-doctor"].axis.join(" ");
}

function distributionChart({ facts, definition, colors }: DeckContext): ChartParts {
  const texts = definition.texts.figures["plans-per-doctor"];
  const { rows, unknown } = facts.perDoctor;
  const bins = [...rows, ...(unknown > 0 ? [{ label: texts.unknownBin, clinics: unknown }] : [])];
  return {
    shape: "columns",
    unit: "count",
    hidesValueAxis: true,
    categories: [0],
    sheet: {
      name: "Data",
      columns: [
        { heading: texts.columns.bin, kind: "text" },
        { heading: texts.columns.clinics, kind: "count" },
      ],
      rows: bins.map(({ label, clinics }) => [label, clinics]),
    },
    series: [
      {
        column: 1,
        drawn: "mark",
        color: colors.context,
        points: [{ row: 0, color: colors.focus }],
        labels: bins.map((_, row) => ({
          row,
          stressed: row === 0,
          namesSeries: false,
          color: row === 0 ? colors.focus : colors.text,
        })),
      },
    ],
  };
}

function accumulatedChart(context: DeckContext): ChartParts {
  const { facts, definition, colors } = context;
  const texts = definition.texts.figures["plans-accumulated"];
  const rowOf = new Map(facts.accumulated.map((row) => [row.month, row]));
  const { sheet, months, firstFigure } = monthSheet(
    windowOf(facts.basis.month),
    [
      { heading: texts.labels.new, kind: "count", of: (month) => rowOf.get(month)?.new ?? null },
      {
        heading: texts.labels.maintained,
        kind: "count",
        of: (month) => rowOf.get(month)?.maintained ?? null,
      },
      { heading: texts.rows.total, kind: "count", of: (month) => rowOf.get(month)?.total ?? null },
    ],
    context,
  );
  const newest = months.length - 1;
  const named = (color: string): SeriesLabel => ({ row: newest, color, stressed: true, namesSeries: true });
  const known = months.flatMap((month, row) => (rowOf.has(month) ? [row] : []));
  return {
    shape: "stacked-columns",
    unit: "count",
    hidesValueAxis: true,
    categories: [1, 2],
    sheet,
    series: [
      {
        column: firstFigure,
        drawn: "mark",
        color: colors.focus,
        points: [],
        labels: [named(colors.focus)],
      },
      {
        column: firstFigure + 1,
        drawn: "mark",
        color: colors.focusLight,
        points: [],
        labels: [named(colors.text)],
      },
      {
        column: firstFigure + 2,
        drawn: "labels-only",
        color: colors.text,
        points: [],
        labels: known.map((row) => ({
          row,
          stressed: row === newest,
          namesSeries: false,
          color: row === newest ? colors.focus : colors.text,
        })),
      },
    ],
  };
}

function complianceChart(context: DeckContext): ChartParts {
  const { facts, definition } = context;
  const { columns } = definition.texts.figures.ok22;
  const outcomes = outcomeColumns(context);
  const earlier = facts.complianceTrend.filter(({ month }) => month < facts.basis.month);
  const rowOf = new Map(
    [...earlier, { month: facts.basis.month, ...facts.compliance }].map((row) => [row.month, row]),
  );
  const { sheet, months, firstFigure } = monthSheet(
    [...rowOf.keys()],
    [
      { heading: columns.clinics, kind: "count", of: (month) => rowOf.get(month)?.clinics ?? null },
      ...outcomes.map(({ heading, of }): MonthSeries => ({
        heading,
        kind: "count",
        of: (month) => {
          const row = rowOf.get(month);
          return row === undefined ? null : of(row);
        },
      })),
      { heading: columns.share, kind: "share", of: (month) => rowOf.get(month)?.share ?? null },
    ],
    context,
  );
  return {
    shape: "columns",
    unit: "share",
    hidesValueAxis: false,
    categories: [1, 2],
    sheet,
    series: [comparedSeries(firstFigure + outcomes.length + 1, months, context)],
  };
}

function activityChart(context: DeckContext): ChartParts {
  const { facts, definition, colors } = context;
  const texts = definition.texts.figures["active-clinics"];
  const rowOf = new Map(facts.activity.map((row) => [row.month, row]));
  const share = (month: Month): number | null => {
    const row = rowOf.get(month);
    return row === undefined || row.clinics === 0 ? null : row.active / row.clinics;
  };
  const { sheet, months, firstFigure } = monthSheet(
    facts.activity.map(({ month }) => month),
    [
      { heading: texts.labels.active, kind: "count", of: (month) => rowOf.get(month)?.active ?? null },
      { heading: texts.labels.clinics, kind: "count", of: (month) => rowOf.get(month)?.clinics ?? null },
      { heading: texts.columns.share, kind: "share", of: share },
    ],
    context,
  );
  const [newest = months.length - 1, ...before] = comparedRows(months, facts.basis.month);
  return {
    shape: "lines",
    unit: "count",
    hidesValueAxis: false,
    categories: [1, 2],
    sheet,
    series: [
      {
        column: firstFigure,
        drawn: "mark",
        color: colors.focus,
        points: [...before]
          .reverse()
          .concat(newest)
          .map((row) => ({ row, color: colors.focus })),
        labels: [
          ...[...before].reverse().map((row) => ({
            row,
            color: colors.text,
            stressed: false,
            namesSeries: false,
          })),
          { row: newest, color: colors.focus, stressed: true, namesSeries: true },
        ],
      },
      {
        column: firstFigure + 1,
        drawn: "mark",
        color: colors.context,
        points: [],
        labels: [{ row: newest, color: colors.mutedText, stressed: false, namesSeries: true }],
      },
    ],
  };
}
