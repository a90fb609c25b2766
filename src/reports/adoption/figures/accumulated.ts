import { spreadLabels } from "../../../domain/spread-labels.js";
import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import { countWords, monthNameWords, monthWords } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { addMonths, windowOf } from "../../../domain/month.js";
import type { MonthPlans } from "../../../domain/shapes/figures.js";
import type { JsonObject } from "../../../render/style.js";
import { windowFinding } from "../../findings/window-findings.js";
import { monthAxis, seasonalLows } from "../../shared/month-axis.js";
import type {
  ColorRole,
  FigureContext,
  FigureKind,
  FigureParts,
  NativeChart,
  WordedContext,
} from "./figure.js";
import { countOrNone } from "./figure.js";
import type { FigureSheet } from "./sheet.js";

const words = z.strictObject({
  title: text,
  notes: z.array(sentence()),
  labels: z.strictObject({ new: text, maintained: text }),
  rows: z.strictObject({ new: text, maintained: text, total: text }),
  season: sentence("change", "month"),
  description: sentence("first", "last", "finding", "new", "maintained"),
  caption: sentence("first", "last"),
  firstColumn: text,
  csv: z.strictObject({ month: text, new: text, maintained: text, total: text }),
});

type Words = z.output<typeof words>;

/** Running sums of new and maintained plans over the window, stacked, with the table of the slide under the columns. */
export const figure: FigureKind<Words> = {
  words,
  metric: "plans-accumulated",
  whyWithheld: ({ disclosure: { texts }, hasWindow }) => (hasWindow ? null : texts.plans),
  compose,
};

function compose(context: WordedContext<Words>): FigureParts {
  const { facts, words: texts } = context;
  const { accumulated, basis } = facts;
  const finding = accumulatedFinding(context);
  const newest = accumulated.at(-1);
  const months = windowOf(basis.month);
  const first = monthWords(months[0] ?? basis.month);
  const last = monthWords(basis.month);
  const axis = monthAxis(months, basis.month);
  return {
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
    sheet: sheetOf(context, { span: months, caption: fillSentence(texts.caption, { first, last }) }),
    native: nativeChart(months, new Set(accumulated.map(({ month }) => month))),
    showsCompliance: false,
    showsWindow: true,
  };
}

/** Its table is the slide's: a row for each kind of plan, a column for each month of the window, known or not. */
function sheetOf(
  { facts: { accumulated }, words: { csv, labels, rows, firstColumn } }: WordedContext<Words>,
  { span, caption }: { span: Month[]; caption: string },
): FigureSheet {
  const chartHeadings = { ...labels, total: rows.total };
  return {
    heading: csv.month,
    rows: accumulated.map(({ month }) => month),
    isOfMonths: true,
    span,
    columns: (["new", "maintained", "total"] as const).map((key) => ({
      heading: csv[key],
      tableHeading: rows[key],
      chartHeading: chartHeadings[key],
      kind: "count",
      values: accumulated.map((row) => row[key]),
    })),
    table: { caption, folded: false, layout: "as-slide", heading: firstColumn },
  };
}

function nativeChart(months: readonly Month[], known: ReadonlySet<Month>): NativeChart {
  const newest = months.length - 1;
  const part = (column: number, color: ColorRole, labelColor: ColorRole): NativeChart["series"][number] => ({
    column,
    drawn: "mark",
    color,
    points: [],
    labels: [{ row: newest, color: labelColor, stressed: true, namesSeries: true }],
  });
  return {
    shape: "stacked-columns",
    unit: "count",
    hidesValueAxis: true,
    series: [
      part(0, "focus", "focus"),
      part(1, "focusLight", "text"),
      {
        column: 2,
        drawn: "labels-only",
        color: "text",
        points: [],
        labels: months.flatMap((month, row) =>
          known.has(month)
            ? [
                {
                  row,
                  stressed: row === newest,
                  namesSeries: false,
                  color: row === newest ? ("focus" as const) : ("text" as const),
                },
              ]
            : [],
        ),
      },
    ],
  };
}

function chartData(context: WordedContext<Words>, newest: MonthPlans): Record<string, JsonObject[]> {
  const { accumulated } = context.facts;
  const { words: texts } = context;
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
function seasonNotes(
  { facts, definition, words: texts }: WordedContext<Words>,
  newest: MonthPlans,
): JsonObject[] {
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

/** What the window comes to, held against the 12 months before. */
function accumulatedFinding({ facts, definition }: FigureContext): string | null {
  const { subject } = definition;
  return windowFinding(facts.monthly, {
    month: facts.basis.month,
    subject,
    falseAlarm: definition.comparisons.changes.falseAlarm,
    texts: definition.findings.window,
  });
}
