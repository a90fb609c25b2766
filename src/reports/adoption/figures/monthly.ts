import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import {
  capitalized,
  countWords,
  monthNameWords,
  monthWords,
  shortMonthYearWords,
} from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import type { MonthPlans } from "../../../domain/shapes/figures.js";
import type { JsonObject } from "../../../render/style.js";
import { sentenceOf, variationSentence } from "../../findings/finding-sentences.js";
import { findingsOf } from "../../findings/findings.js";
import type { YearOnYear } from "../../../domain/statistics/normal-variation.js";
import { yearOnYear } from "../../../domain/statistics/normal-variation.js";
import type { MonthValue } from "../../shared/month-axis.js";
import { extremesOf, monthAxis, sameMonthsBefore, seasonalLows } from "../../shared/month-axis.js";
import { levelMonths } from "../../../question/level-changes.js";
import { levelSentences } from "../../shared/level-changes.js";
import { bandColumns, guideSeries } from "./bands.js";
import type {
  FigureContext,
  FigureKind,
  FigureParts,
  FigureSeries,
  NativeChart,
  WordedContext,
} from "./figure.js";
import { comparedRows, lonelyPoints } from "./month-series.js";
import type { FigureSheet } from "./sheet.js";
import { spanOf } from "./sheet.js";
import { seriesDescription } from "./texts.js";

const words = z.strictObject({
  title: text,
  notes: z.array(sentence()),
  subject: sentence("value"),
  limits: text,
  also: sentence("findings"),
  description: seriesDescription,
  caption: text,
  columns: z.strictObject({ month: text, new: text, maintained: text, total: text }),
});

type Words = z.output<typeof words>;

/** Plans of each known month, the newest held against the same month of earlier years. */
export const figure: FigureKind<Words> = {
  words,
  metric: "plans-per-month",
  whyWithheld: ({ disclosure: { texts }, hasMonths }) => (hasMonths ? null : texts.plans),
  compose,
};

function compose(context: WordedContext<Words>): FigureParts {
  const { facts, words: texts } = context;
  const { monthly, basis } = facts;
  const known = monthly.map(({ month }) => month);
  const values = monthly.map(({ month, total }) => ({ month, value: total }));
  const { finding, others } = monthlyFindings(values, context);
  const also = others.length === 0 ? [] : [fillSentence(texts.also, { findings: others.join(". ") })];
  const year = yearOnYear(values, levelMonths(facts.levelChanges ?? [], "plans-per-month"));
  const axis = monthAxis(known, basis.month);
  const newest = monthly.at(-1);
  const sheet = sheetOf(context, year);
  return {
    title: texts.title,
    finding,
    description: [
      describeSeries(texts.description, { values, finding: finding ?? texts.title }),
      ...also,
    ].join(" "),
    notes: [
      ...texts.notes.map((note) => fillSentence(note, {})),
      ...(year === null ? [] : [texts.limits]),
      ...levelSentences(facts.levelChanges ?? [], "plans-per-month", context.definition.findings.levelChange),
      ...also,
    ],
    input:
      newest === undefined
        ? null
        : {
            values: {
              months: axis.months,
              ...axis.wide,
              top: topOf([
                ...values,
                ...(year?.points ?? []).map(({ month, upper }) => ({ month, value: upper })),
              ]),
            },
            data: {
              rows: chartRows(values, axis.months),
              lonely: lonelyPoints(values),
              labels: chartLabels(monthly, { newest: basis.month, spacing: 12 }),
              season: seasonBands(values, context),
              band: bandMarks(year),
            },
          },
    narrowInput: {
      values: { ...axis.narrow },
      data: {
        labels: chartLabels(monthly, { newest: basis.month, spacing: axis.months.length }),
        season: seasonBands(values, context).map((band) => ({ ...band, text: "" })),
      },
    },
    sheet,
    native: nativeChart(sheet, context),
    showsCompliance: false,
    showsWindow: false,
  };
}

function sheetOf(context: WordedContext<Words>, year: YearOnYear | null): FigureSheet {
  const {
    facts: { monthly, basis },
    words: { columns, caption },
    definition,
  } = context;
  const months = monthly.map(({ month }) => month);
  return {
    heading: columns.month,
    rows: months,
    isOfMonths: true,
    stressed: basis.month,
    columns: [
      ...(["new", "maintained", "total"] as const).map((key) => ({
        heading: columns[key],
        kind: "count" as const,
        values: monthly.map((row) => row[key]),
      })),
      ...bandColumns(
        {
          months,
          values: monthly.map(({ total }) => total),
          bands: year?.points ?? [],
          kind: "count",
          showsExpected: true,
        },
        definition.texts.deck.limits,
      ),
    ],
    table: { caption, folded: true, layout: "newest-first" },
  };
}

/** The total of each month with the band of normal variation behind it where there is one. */
function nativeChart(sheet: FigureSheet, { facts }: FigureContext): NativeChart {
  const months = spanOf(sheet);
  const [newest = months.length - 1, ...before] = comparedRows(months, facts.basis.month);
  const line: FigureSeries = {
    column: 2,
    drawn: "mark",
    color: "focus",
    points: [...before.toReversed(), newest].map((row) => ({ row, color: "focus" as const })),
    labels: [
      ...before
        .filter((row) => row > 0)
        .toReversed()
        .map((row) => ({ row, color: "text" as const, stressed: false, namesSeries: false })),
      { row: newest, color: "focus", stressed: true, namesSeries: true },
    ],
  };
  return {
    shape: "lines",
    unit: "count",
    hidesValueAxis: false,
    series: [...guideSeries(sheet, newest), line],
  };
}

function bandMarks(year: YearOnYear | null): JsonObject[] {
  return (year?.points ?? []).map(({ month, lower, upper, expected }) => ({ month, lower, upper, expected }));
}

/** Every month of the axis; one without data is there as null, so that the line breaks instead of bridging it. */
function chartRows(values: readonly MonthValue[], months: readonly Month[]): JsonObject[] {
  const valueOf = new Map(values.map(({ month, value }) => [month, value]));
  return months.map((month) => ({ month, total: valueOf.get(month) ?? null }));
}

/** Names the newest month and, every `spacing` months before it, the same month of an earlier year. */
function chartLabels(
  monthly: readonly MonthPlans[],
  { newest, spacing }: { newest: Month; spacing: number },
): JsonObject[] {
  const compared = new Set<Month>(
    spacing > 12
      ? []
      : sameMonthsBefore(
          newest,
          monthly.map(({ month }) => month),
        ),
  );
  return monthly
    .filter(({ month }) => month === newest || compared.has(month))
    .map(({ month, total }) => ({
      month,
      total,
      newest: month === newest,
      lines: [shortMonthYearWords(month), countWords(total)],
    }));
}

/** Where the axis of a series ends: its highest value, or 1 so that an axis of zeros has a length. */
export function topOf(values: readonly MonthValue[]): number {
  return Math.max(1, ...values.map(({ value }) => value));
}

/** The shaded low months, the first of them named. */
export function seasonBands(values: readonly MonthValue[], { definition }: FigureContext): JsonObject[] {
  const lows = seasonalLows(values, definition.seasonMonth);
  // In a long series the longer name would run into its neighbours.
  const hasRoom = values.length <= 40;
  const { once, always } = definition.texts.season;
  return lows.map((month, index) => {
    const template = hasRoom && lows.length > 1 && index === 0 ? always : once;
    const name = capitalized(monthNameWords(month));
    return { month, text: index === 0 ? fillSentence(template, { month: name }) : name };
  });
}

/** A series in words: its span, its finding, its highest and lowest month. */
export function describeSeries(
  template: z.output<typeof seriesDescription>,
  { values, finding }: { values: readonly MonthValue[]; finding: string },
): string {
  const extremes = extremesOf(values);
  const first = values[0];
  const last = values.at(-1);
  if (extremes === null || first === undefined || last === undefined) return finding;
  return fillSentence(template, {
    first: monthWords(first.month),
    last: monthWords(last.month),
    finding,
    highest: countWords(extremes.highest.value),
    highestMonth: monthWords(extremes.highest.month),
    lowest: countWords(extremes.lowest.value),
    lowestMonth: monthWords(extremes.lowest.month),
  });
}

/** What the newest month shows: the sentence to remember, and what else. Null and none where the month is not known. */
function monthlyFindings(
  values: readonly MonthValue[],
  { facts, definition }: FigureContext,
): { finding: string | null; others: string[] } {
  const { subject } = definition;
  const { month } = facts.basis;
  const found = findingsOf(values, {
    month,
    seasonMonth: definition.seasonMonth,
    line: null,
    levelChanges: levelMonths(facts.levelChanges ?? [], "plans-per-month"),
  });
  const words = { texts: definition.findings, subject };
  return {
    finding: variationSentence(found, words),
    others: found
      .slice(1)
      .filter(({ kind }) => kind !== "signal")
      .map((other) => sentenceOf(other, words)),
  };
}
