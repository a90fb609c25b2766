import { fillSentence } from "../../defs/yaml/sentence.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { windowLength } from "../../domain/month.js";
import type { JsonObject } from "../../render/style.js";
import { sentenceOf } from "../findings/finding-sentences.js";
import { findingsOf } from "../findings/findings.js";
import {
  capitalized,
  countWords,
  monthNameWords,
  monthWords,
  shortMonthYearWords,
} from "../../domain/danish.js";
import { extremesOf, monthAxis, sameMonthsBefore, seasonalLows } from "../shared/month-axis.js";
import type { FigureContext, SteeringFigure } from "./figure.js";
import { composeFigure } from "./figure.js";
import type { MonthValue } from "../shared/month-axis.js";
import type { YearOnYear } from "../findings/xmr.js";
import { yearOnYear } from "../findings/xmr.js";

/** Plans of each known month, the newest held against the same month of earlier years. */
export function composeMonthly(context: FigureContext): SteeringFigure {
  const { facts, definition } = context;
  const { monthly, basis } = facts;
  const texts = definition.texts.figures["plans-per-month"];
  const known = monthly.map(({ month }) => month);
  const values = monthly.map(({ month, total }) => ({ month, value: total }));
  const { finding, signals, others } = monthlyFindings(values, context);
  const also = others.length === 0 ? [] : [fillSentence(texts.also, { findings: others.join(". ") })];
  const year = yearOnYear(values);
  const axis = monthAxis(known, basis.month);
  const newest = monthly.at(-1);
  return composeFigure(
    {
      id: "plans-per-month",
      title: texts.title,
      finding,
      description: [
        describeSeries(texts.description, { values, finding: finding ?? texts.title }),
        ...limitNotes(year, signals, context).slice(1),
        ...also,
      ].join(" "),
      notes: [
        ...texts.notes.map((note) => fillSentence(note, {})),
        ...limitNotes(year, signals, context),
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
                rows: chartRows(monthly, basis.month),
                labels: chartLabels(monthly, { newest: basis.month, spacing: 12 }),
                season: seasonBands(values, context),
                limits: limitMarks(year),
              },
            },
      narrowInput: {
        values: { ...axis.narrow },
        data: {
          labels: chartLabels(monthly, { newest: basis.month, spacing: axis.months.length }),
          season: seasonBands(values, context).map((band) => ({ ...band, text: "" })),
        },
      },
      table: {
        kind: "table",
        caption: texts.caption,
        folded: true,
        columns: [
          { heading: texts.columns.month, align: "text" },
          ...[texts.columns.new, texts.columns.maintained, texts.columns.total].map((heading) => ({
            heading,
            align: "number" as const,
          })),
        ],
        rows: [...monthly].reverse().map((row) => ({
          cells: [
            capitalized(monthWords(row.month)),
            ...[row.new, row.maintained, row.total].map(countWords),
          ],
          stressed: row.month === basis.month,
        })),
      },
      csv: {
        columns: [texts.columns.month, texts.columns.new, texts.columns.maintained, texts.columns.total],
        rows: monthly.map((row) => [row.month, row.new, row.maintained, row.total]),
      },
      showsCompliance: false,
      showsWindow: false,
    },
    context,
  );
}

function chartRows(monthly: readonly MonthPlans[], newest: Month): JsonObject[] {
  const compared = new Set<Month>(
    sameMonthsBefore(
      newest,
      monthly.map(({ month }) => month),
    ),
  );
  return monthly.map(({ month, total }) => ({
    month,
    total,
    role: month === newest ? "focus" : compared.has(month) ? "compare" : "context",
  }));
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
  template: FigureContext["definition"]["texts"]["figures"]["plans-per-month"]["description"],
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

/** What the newest month shows: the sentence to remember, and signals. Null and none where the month is not known. */
function monthlyFindings(
  values: readonly MonthValue[],
  { facts, definition }: FigureContext,
): { finding: string | null; signals: string[]; others: string[] } {
  const { subject } = definition.texts.figures["plans-per-month"];
  const { month } = facts.basis;
  const [first, ...others] = findingsOf(values, { month, seasonMonth: definition.seasonMonth, line: null });
  const words = { texts: definition.findings, subject };
  return {
    finding: first === undefined ? null : sentenceOf(first, words),
    signals: others.filter(({ kind }) => kind === "signal").map((signal) => sentenceOf(signal, words)),
    others: others.filter(({ kind }) => kind !== "signal").map((other) => sentenceOf(other, words)),
  };
}

/** What stands under the plot beside its notes: what the short lines mean and what is a signal, where there are limits. */
function limitNotes(
  year: YearOnYear | null,
  signals: readonly string[],
  { definition }: FigureContext,
): string[] {
  const texts = definition.texts.figures["plans-per-month"];
  if (year === null) return [];
  if (signals.length === 0) return [texts.limits];
  return [texts.limits, fillSentence(texts.signals, { signals: signals.join(". ") })];
}

/**
 * The range in which each month of the window would lie by its year before; earlier months have been judged by now. A
 * line within its column is drawn light, any other dark, also where it nearly meets the column's top.
 */
function limitMarks(year: YearOnYear | null): JsonObject[] {
  const points = (year?.points ?? []).slice(-windowLength);
  const highest = Math.max(0, ...points.map(({ upper }) => upper));
  return points.flatMap(({ month, value, lower, upper }) =>
    [lower, upper].map((limit) => ({
      month,
      limit,
      place: isInsideColumn({ limit, value, highest }) ? "inside" : "above",
    })),
  );
}

/** True where the line of a limit lies within its column, clear of the column's top; `highest` is the chart's height. */
export function isInsideColumn({
  limit,
  value,
  highest,
}: {
  limit: number;
  value: number;
  highest: number;
}): boolean {
  return limit < value - highest / 50;
}
