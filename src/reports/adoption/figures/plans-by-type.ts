import { spreadLabels } from "../../../domain/spread-labels.js";
import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { fillSentence, sentence } from "../../../defs/yaml/sentence.js";
import { countWords, monthWords } from "../../../domain/danish.js";
import { planTypeFinding, typeTotals } from "../../findings/group-findings.js";
import { monthAxis } from "../../shared/month-axis.js";
import type { ColorRole, FigureKind, FigureParts, NativeChart, WordedContext } from "./figure.js";
import { countOrNone } from "./figure.js";
import type { FigureColumn, FigureSheet } from "./sheet.js";
import { spanOf } from "./sheet.js";

const words = z.strictObject({
  title: text,
  notes: z.array(sentence()),
  others: sentence("types"),
  description: sentence("first", "last", "finding", "values"),
  value: sentence("type", "plans"),
  caption: text,
  month: text,
});

type Words = z.output<typeof words>;

/** Colours of the types with most plans; those of all others are the last one's, and they are not named in the picture. */
const tones = ["focus", "focusLight", "contextDark", "compare", "context"] as const satisfies ColorRole[];

/** Plans of each known month by plan type, a line each. */
export const figure: FigureKind<Words> = {
  words,
  metric: "plans-per-month",
  by: "plan-type",
  whyWithheld: ({ disclosure: { plans, texts }, hasMonths }) =>
    hasMonths && plans.byPlanType ? null : texts.planTypes,
  compose,
};

function compose(context: WordedContext<Words>): FigureParts {
  const { facts, definition, words: texts } = context;
  const { month } = facts.basis;
  const totals = facts.byPlanType.values.map(({ value, row }) => typeTotals(value, row, month));
  const finding = planTypeFinding(totals, {
    texts: definition.findings.planTypes,
    falseAlarm: definition.comparisons.changes.falseAlarm,
  });
  const largest = totals.toSorted((left, right) => right.now - left.now).map(({ type }) => type);
  const sheet = sheetOf(context);
  const months = spanOf(sheet);
  const axis = monthAxis(months, month);
  const toneOf = (type: string): number => Math.min(largest.indexOf(type), tones.length - 1);
  const unnamed = largest.filter((type) => toneOf(type) === tones.length - 1);
  const newest = sheet.columns.map(({ heading, values }) => ({
    type: heading,
    plans: values.at(-1) ?? null,
  }));
  return {
    title: texts.title,
    finding,
    description: fillSentence(texts.description, {
      first: monthWords(months[0] ?? month),
      last: monthWords(month),
      finding: finding ?? texts.title,
      values: newest
        .map(({ type, plans }) => fillSentence(texts.value, { type, plans: countOrNone(plans) }))
        .join("; "),
    }),
    notes: [
      ...texts.notes.map((note) => fillSentence(note, {})),
      ...(unnamed.length === 0 ? [] : [fillSentence(texts.others, { types: unnamed.join(", ") })]),
    ],
    sheet,
    input:
      months.length === 0 || sheet.columns.length === 0
        ? null
        : {
            values: { months: axis.months, ...axis.wide, top: topOf(sheet) },
            data: {
              rows: sheet.columns.flatMap(({ heading: type, values }) =>
                axis.months.map((one) => ({
                  month: one,
                  type,
                  tone: toneOf(type),
                  plans: values[sheet.rows.indexOf(one)] ?? null,
                })),
              ),
              seriesLabels: seriesLabels(
                newest.filter(({ type }) => !unnamed.includes(type)),
                { month, top: topOf(sheet), toneOf },
              ),
            },
          },
    narrowInput: { values: { ...axis.narrow } },
    native: nativeChart(sheet, { toneOf, newest: months.length - 1 }),
    showsCompliance: false,
    showsWindow: false,
  };
}

function sheetOf({ facts, words: { month, caption } }: WordedContext<Words>): FigureSheet {
  const { values } = facts.byPlanType;
  const months = [...new Set(values.flatMap(({ row }) => row.map((one) => one.month)))].sort();
  return {
    heading: month,
    rows: months,
    isOfMonths: true,
    stressed: facts.basis.month,
    columns: values.map(({ value, row }): FigureColumn => {
      const totalOf = new Map(row.map((one) => [one.month, one.total]));
      return { heading: value, kind: "count", values: months.map((one) => totalOf.get(one) ?? null) };
    }),
    table: { caption, folded: true, layout: "newest-first" },
  };
}

function topOf({ columns }: FigureSheet): number {
  return Math.max(1, ...columns.flatMap(({ values }) => values.filter((value) => value !== null)));
}

/** The name of each line at its end, with the newest month's plans. */
function seriesLabels(
  newest: readonly { type: string; plans: number | null }[],
  { month, top, toneOf }: { month: string; top: number; toneOf: (type: string) => number },
): { month: string; y: number; tone: number; lines: string[] }[] {
  const known = newest.flatMap(({ type, plans }) => (plans === null ? [] : [{ type, plans }]));
  const upwards = known.toSorted((left, right) => left.plans - right.plans);
  const places = spreadLabels(
    upwards.map(({ plans }) => plans),
    top * 0.17,
  );
  return upwards.map(({ type, plans }, place) => ({
    month,
    y: places[place] ?? plans,
    tone: toneOf(type),
    lines: [type, countWords(plans)],
  }));
}

function nativeChart(
  { columns }: FigureSheet,
  { toneOf, newest }: { toneOf: (type: string) => number; newest: number },
): NativeChart {
  return {
    shape: "lines",
    unit: "count",
    hidesValueAxis: false,
    series: columns.map(({ heading: type }, column) => {
      const tone = toneOf(type);
      const color = tones[tone] ?? "context";
      const isNamed = tone < tones.length - 1;
      return {
        column,
        drawn: "mark",
        color,
        points: [],
        labels: isNamed ? [{ row: newest, color, stressed: false, namesSeries: true }] : [],
      };
    }),
  };
}
