import { fillSentence } from "../../defs/yaml/sentence.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import { addMonths, windowOf } from "../../domain/month.js";
import type { JsonObject } from "../../render/style.js";
import type { TableBlock } from "../../render/page/page-content.js";
import {
  capitalized,
  countWords,
  monthNameWords,
  monthWords,
  shortMonthWords,
  shortMonthYearWords,
} from "../../domain/danish.js";
import { monthAxis, seasonalLows, spreadLabels } from "../shared/month-axis.js";
import type { FigureContext, SteeringFigure } from "./figure.js";
import { composeFigure, countOrNone } from "./figure.js";
import { windowFinding } from "../findings/window-findings.js";

/** Running sums of new and maintained plans over the window, stacked, with the table of the slide under the columns. */
export function composeAccumulated(context: FigureContext): SteeringFigure {
  const { facts, definition } = context;
  const { accumulated, basis } = facts;
  const texts = definition.texts.figures["plans-accumulated"];
  const finding = accumulatedFinding(context);
  const newest = accumulated.at(-1);
  const months = windowOf(basis.month);
  const first = monthWords(months[0] ?? basis.month);
  const last = monthWords(basis.month);
  const axis = monthAxis(months, basis.month);
  return composeFigure(
    {
      id: "plans-accumulated",
      title: texts.title,
      finding,
      description: fillSentence(texts.description, {
        first,
        last,
        finding: finding ?? texts.title,
        new: countOrNone(newest?.new),
        maintained: countOrNone(newest?.maintained),
      }),
      notes: texts.notes.map((note) => fillSentence(note, {})),
      input:
        newest === undefined
          ? null
          : {
              values: {
                months: axis.months,
                ...axis.wide,
                top: Math.max(1, newest.total),
                cellLength: countWords(newest.total).length,
              },
              data: chartData(context, newest),
            },
      narrowInput: { values: { ...axis.narrow } },
      table: slideTable(context, fillSentence(texts.caption, { first, last })),
      csv: {
        columns: [texts.csv.month, texts.csv.new, texts.csv.maintained, texts.csv.total],
        rows: accumulated.map((row) => [row.month, row.new, row.maintained, row.total]),
      },
      showsCompliance: false,
      showsWindow: true,
    },
    context,
  );
}

function chartData(context: FigureContext, newest: MonthPlans): Record<string, JsonObject[]> {
  const { accumulated } = context.facts;
  const texts = context.definition.texts.figures["plans-accumulated"];
  const suffix = (row: MonthPlans): string => (row === newest ? "-newest" : "");
  const tableRows = ["new", "maintained", "total"] as const;
  const [newPlace = 0, maintainedPlace = 0] = spreadLabels(
    [newest.new / 2, newest.new + newest.maintained / 2],
    newest.total * 0.2,
  );
  return {
    segments: accumulated.flatMap((row) => [
      { month: row.month, from: 0, to: row.new, tone: `new${suffix(row)}` },
      { month: row.month, from: row.new, to: row.total, tone: `maintained${suffix(row)}` },
    ]),
    totals: accumulated.map((row) => ({
      month: row.month,
      total: row.total,
      text: countWords(row.total),
      newest: row === newest,
    })),
    seriesLabels: [
      { month: newest.month, y: newPlace, lines: [texts.labels.new, countWords(newest.new)] },
      {
        month: newest.month,
        y: maintainedPlace,
        lines: [texts.labels.maintained, countWords(newest.maintained)],
      },
    ],
    season: seasonNotes(context, newest),
    cells: accumulated.flatMap((row) =>
      tableRows.map((key, index) => ({
        month: row.month,
        row: index,
        text: countWords(row[key]),
        strong: key === "total" || row === newest,
      })),
    ),
    rowHeads: tableRows.map((key, index) => ({ row: index, text: texts.rows[key], strong: key === "total" })),
  };
}

/** Says what the season's low month added, above its column; not where the label would leave the picture. */
function seasonNotes({ facts, definition }: FigureContext, newest: MonthPlans): JsonObject[] {
  const texts = definition.texts.figures["plans-accumulated"];
  const totals = facts.monthly.map(({ month, total }) => ({ month, value: total }));
  const lows = new Set(seasonalLows(totals, definition.seasonMonth));
  const latestWithRoom = addMonths(newest.month, -2);
  return facts.accumulated
    .filter(({ month }) => lows.has(month) && month <= latestWithRoom)
    .flatMap((row) => {
      const added = facts.monthly.find(({ month }) => month === row.month)?.total;
      if (added === undefined) return [];
      const text = fillSentence(texts.season, {
        change: `+${countWords(added)}`,
        month: monthNameWords(row.month),
      });
      return [{ month: row.month, total: row.total, lines: [text] }];
    });
}

/** The slide's table: a row for each kind of plan, a column for each month of the window, known or not. */
function slideTable({ facts, definition }: FigureContext, caption: string): TableBlock {
  const texts = definition.texts.figures["plans-accumulated"];
  const months = windowOf(facts.basis.month);
  const rowOf = new Map(facts.accumulated.map((row) => [row.month, row]));
  return {
    kind: "table",
    caption,
    folded: false,
    columns: [
      { heading: texts.firstColumn, align: "text" },
      ...months.map((month, index) => ({
        heading:
          index === 0 || month.endsWith("-01")
            ? shortMonthYearWords(month)
            : capitalized(shortMonthWords(month)),
        align: "number" as const,
      })),
    ],
    rows: (["new", "maintained", "total"] as const).map((key) => ({
      cells: [texts.rows[key], ...months.map((month) => countOrNone(rowOf.get(month)?.[key]))],
      stressed: key === "total",
    })),
  };
}

/** What the window comes to, held against the 12 months before. */
function accumulatedFinding({ facts, definition }: FigureContext): string | null {
  const { subject } = definition.texts.figures["plans-per-month"];
  return windowFinding(facts.monthly, {
    month: facts.basis.month,
    subject,
    texts: definition.findings.window,
  });
}
