import { spreadLabels } from "../../../domain/spread-labels.js";
import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import { countWords, monthWords, shortMonthYearWords } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import type { MonthActivity } from "../../../domain/shapes/figures.js";
import type { ChartInput } from "../../../render/chart/content.js";
import type { JsonObject } from "../../../render/style.js";
import { shareFinding } from "../../findings/share-findings.js";
import type { MonthAxis } from "../../shared/month-axis.js";
import { monthAxis, sameMonthsBefore } from "../../shared/month-axis.js";
import type { FigureContext, FigureKind, FigureParts, NativeChart, WordedContext } from "./figure.js";
import { comparedRows, lonelyPoints } from "./month-series.js";
import { describeSeries, seasonBands } from "./monthly.js";
import type { FigureSheet } from "./sheet.js";
import { shareOrNone, spanOf } from "./sheet.js";
import { seriesDescription } from "./texts.js";

const words = z.strictObject({
  title: text,
  notes: z.array(sentence("month", "population", "clinics")),
  sustained: sentence("still", "before", "share"),
  labels: z.strictObject({ active: text, clinics: text }),
  description: seriesDescription,
  caption: text,
  columns: z.strictObject({ month: text, active: text, clinics: text, share: text }),
});

type Words = z.output<typeof words>;

/** Active clinics of each month under the clinics that were open. */
export const figure: FigureKind<Words> = {
  words,
  metric: "active-clinics",
  whyWithheld: ({ disclosure: { activity, texts } }) => (activity.length > 0 ? null : texts.activity),
  compose,
};

function compose(context: WordedContext<Words>): FigureParts {
  const { facts, definition, words: texts } = context;
  const { activity, basis } = facts;
  const finding = activityFinding(context);
  const newest = activity.at(-1);
  const values = activity.map(({ month, active }) => ({ month, value: active }));
  const axis = monthAxis(
    activity.map(({ month }) => month),
    basis.month,
  );
  const sheet = sheetOf(context);
  return {
    title: texts.title,
    finding,
    description: describeSeries(texts.description, { values, finding: finding ?? texts.title }),
    notes: texts.notes.map((note) =>
      fillSentence(note, {
        month: monthWords(basis.month),
        population: definition.population,
        clinics: String(newest?.clinics ?? 0),
      }),
    ),
    input: newest === undefined ? null : chartInput(context, axis, newest),
    narrowInput:
      newest === undefined
        ? {}
        : {
            values: { ...axis.narrow },
            data: {
              labels: chartLabels(activity, { newest: basis.month, isNarrow: true }),
              season: seasonBands(values, context).map((band) => ({ ...band, text: "" })),
            },
          },
    sheet,
    native: { ...nativeChart(spanOf(sheet), basis.month), notesBelow: sustainedNote(context) },
    showsCompliance: false,
    showsWindow: false,
  };
}

/** Who uses the plans on, where that may be said; the picture has no room for it. */
function sustainedNote({ facts: { sustained }, words: texts }: WordedContext<Words>): string[] {
  if (sustained === null || sustained.share === null) return [];
  const { before, still, share } = sustained;
  const values = { before: countWords(before), still: countWords(still), share: shareOrNone(share) };
  return [fillSentence(texts.sustained, values)];
}

function sheetOf({
  facts: { activity, basis },
  words: { columns, labels, caption },
}: WordedContext<Words>): FigureSheet {
  return {
    heading: columns.month,
    rows: activity.map(({ month }) => month),
    isOfMonths: true,
    stressed: basis.month,
    columns: [
      {
        heading: columns.active,
        chartHeading: labels.active,
        kind: "count",
        values: activity.map(({ active }) => active),
      },
      {
        heading: columns.clinics,
        chartHeading: labels.clinics,
        kind: "count",
        values: activity.map(({ clinics }) => clinics),
      },
      { heading: columns.share, kind: "share", values: activity.map(shareIn), shownIn: ["table", "chart"] },
    ],
    table: { caption, folded: true, layout: "newest-first" },
  };
}

/** The newest month and the same month of earlier years on the line of those that are active. */
function nativeChart(months: readonly Month[], month: Month): NativeChart {
  const [newest = months.length - 1, ...before] = comparedRows(months, month);
  const earlier = [...before].reverse();
  return {
    shape: "lines",
    unit: "count",
    hidesValueAxis: false,
    series: [
      {
        column: 0,
        drawn: "mark",
        color: "focus",
        points: [...earlier, newest].map((row) => ({ row, color: "focus" as const })),
        labels: [
          ...earlier.map((row) => ({ row, color: "text" as const, stressed: false, namesSeries: false })),
          { row: newest, color: "focus", stressed: true, namesSeries: true },
        ],
      },
      {
        column: 1,
        drawn: "mark",
        color: "context",
        points: [],
        labels: [{ row: newest, color: "mutedText", stressed: false, namesSeries: true }],
      },
    ],
  };
}

function chartInput(
  { facts, definition, words: texts }: WordedContext<Words>,
  axis: MonthAxis,
  newest: MonthActivity,
): ChartInput {
  const { activity } = facts;
  const highest = Math.max(...activity.map(({ clinics }) => clinics), 1);
  const [activePlace = 0, clinicsPlace = 0] = spreadLabels([newest.active, newest.clinics], highest * 0.17);
  const rowOf = new Map(activity.map((row) => [row.month, row]));
  return {
    values: { months: axis.months, ...axis.wide, top: highest },
    data: {
      // A month without data is there as null, so that the line breaks instead of bridging it.
      rows: axis.months.map((month) => ({
        month,
        active: rowOf.get(month)?.active ?? null,
        clinics: rowOf.get(month)?.clinics ?? null,
      })),
      lonely: [
        ...lonelyPoints(activity.map(({ month, clinics }) => ({ month, value: clinics }))).map((point) => ({
          ...point,
          series: "clinics",
        })),
        ...lonelyPoints(activity.map(({ month, active }) => ({ month, value: active }))).map((point) => ({
          ...point,
          series: "active",
        })),
      ],
      labels: chartLabels(activity, { newest: newest.month, isNarrow: false }),
      season: seasonBands(
        activity.map(({ month, active }) => ({ month, value: active })),
        { facts, definition },
      ),
      seriesLabels: [
        {
          month: newest.month,
          y: activePlace,
          series: "active-label",
          lines: [texts.labels.active, `${countWords(newest.active)} (${shareOf(newest)})`],
        },
        {
          month: newest.month,
          y: clinicsPlace,
          series: "clinics-label",
          lines: [texts.labels.clinics, countWords(newest.clinics)],
        },
      ],
    },
  };
}

/** The newest month and the same month of earlier years; their names stand below the line, where it leaves room. */
function chartLabels(
  activity: readonly MonthActivity[],
  { newest, isNarrow }: { newest: Month; isNarrow: boolean },
): JsonObject[] {
  const months = activity.map(({ month }) => month);
  const compared = new Set<Month>(isNarrow ? [] : sameMonthsBefore(newest, months));
  const lowest = Math.min(...activity.map(({ active }) => active));
  return activity
    .filter(({ month }) => month === newest || compared.has(month))
    .map((row) => ({
      month: row.month,
      active: row.active,
      newest: row.month === newest,
      labelY: lowest * 0.88,
      // That of the first months would reach into the axis.
      align: months.indexOf(row.month) < 2 ? "left" : "center",
      lines: [shortMonthYearWords(row.month), `${countWords(row.active)} (${shareOf(row)})`],
    }));
}

/** The share of active clinics, held against the same month of the year before. */
function activityFinding({ facts, definition }: FigureContext): string | null {
  return shareFinding(
    facts.activity.map(({ month, active, clinics }) => ({ month, part: active, whole: clinics })),
    {
      month: facts.basis.month,
      comparableFrom: null,
      falseAlarm: definition.comparisons.changes.falseAlarm,
      texts: definition.findings.shares.active,
    },
  );
}

function shareIn({ active, clinics }: MonthActivity): number | null {
  return clinics === 0 ? null : active / clinics;
}

function shareOf(row: MonthActivity): string {
  return shareOrNone(shareIn(row));
}
