import { fillSentence } from "../defs/sentence.js";
import type { MonthPlans } from "../domain/figures.js";
import type { Month } from "../domain/month.js";
import { addMonths, windowLength, windowOf } from "../domain/month.js";
import type { ContentSlide, SeriesLabel } from "../render/deck.js";
import type { DeckContext } from "./deck-facts.js";
import { speakerNotes } from "./deck-words.js";
import { countWords, monthWords, shareWords, tenthsOfPercent } from "./ok22-words.js";
import { figureMarks } from "./steering-figure.js";

/** Plans of one type over a window and over the one before; null where not all of its months are known. */
interface TypeTotals {
  type: string;
  now: number;
  before: number | null;
}

/** Plans by plan type, the latest 12 months beside the 12 before. */
export function composePlanTypes(context: DeckContext): ContentSlide | null {
  const { facts, definition, colors } = context;
  const texts = definition.texts.deck["plan-types"];
  const { month } = facts.basis;
  const totals = facts.byPlanType.values.map(({ value, row }) => totalsOf(value, row, month));
  if (totals.length === 0) return null;
  const named = context.planTypes
    .filter(({ code, name }) => code !== name && totals.some(({ type }) => type === code))
    .map(({ code, name }) => `${code}: ${name}`);
  const isCompared = totals.every(({ before }) => before !== null);
  const window = windowOf(month);
  const description = fillSentence(texts.description, {
    values: totals
      .map(({ type, now, before }) =>
        before === null
          ? fillSentence(texts.valueNow, { type, now: countWords(now) })
          : fillSentence(texts.value, { type, now: countWords(now), before: countWords(before) }),
      )
      .join("; "),
  });
  const subtitle = fillSentence(texts.subtitle, {
    first: monthWords(window[0] ?? month),
    last: monthWords(month),
  });
  const labels = (color: string, stressed: boolean): SeriesLabel[] =>
    totals.map((_, row) => ({ row, color, stressed, namesSeries: false }));
  return {
    kind: "content",
    title: typesFinding(totals, texts) ?? subtitle,
    subtitle,
    marks: figureMarks({ showsCompliance: false, showsWindow: true }, context),
    notes: [...(named.length === 0 ? [] : [`${named.join(". ")}.`]), texts.note],
    speakerNotes: speakerNotes(context, { metric: "plans-per-month", description, by: "plan-type" }),
    body: {
      kind: "chart",
      name: subtitle,
      description,
      shape: "bars",
      unit: "count",
      hidesValueAxis: true,
      categories: [0],
      sheet: {
        name: "Data",
        columns: [
          { heading: texts.columns.type, kind: "text" },
          { heading: texts.columns.now, kind: "count" },
          ...(isCompared ? [{ heading: texts.columns.before, kind: "count" as const }] : []),
        ],
        rows: totals.map(({ type, now, before }) => (isCompared ? [type, now, before] : [type, now])),
      },
      series: [
        { column: 1, drawn: "mark", color: colors.focus, points: [], labels: labels(colors.focus, true) },
        ...(isCompared
          ? [
              {
                column: 2,
                drawn: "mark" as const,
                color: colors.context,
                points: [],
                labels: labels(colors.mutedText, false),
              },
            ]
          : []),
      ],
    },
  };
}

function totalsOf(type: string, rows: readonly MonthPlans[], month: Month): TypeTotals {
  const sumOf = (window: readonly Month[]): { sum: number; known: number } => {
    const inWindow = rows.filter((row) => window.includes(row.month));
    return { sum: inWindow.reduce((sum, { total }) => sum + total, 0), known: inWindow.length };
  };
  const now = sumOf(windowOf(month));
  const before = sumOf(windowOf(addMonths(month, -windowLength)));
  const isWhole = now.known === windowLength && before.known === windowLength;
  return { type, now: now.sum, before: isWhole ? before.sum : null };
}

/** Names a type as first only where no other shares its place as readers see it. */
function typesFinding(
  totals: readonly TypeTotals[],
  texts: DeckContext["definition"]["texts"]["deck"]["plan-types"],
): string | null {
  const changes = totals.flatMap(({ type, now, before }) =>
    before === null || before === 0 ? [] : [{ type, tenths: tenthsOfPercent(now / before - 1) }],
  );
  if (changes.length === totals.length) {
    const sorted = changes.toSorted((left, right) => right.tenths - left.tenths);
    const [first, second] = sorted;
    const [last, nextToLast] = sorted.toReversed();
    const words = (tenths: number): string => shareWords(Math.abs(tenths) / 1000);
    if (first !== undefined && first.tenths > 0 && first.tenths !== second?.tenths)
      return fillSentence(texts.findings.rises, { type: first.type, change: words(first.tenths) });
    if (
      first !== undefined &&
      first.tenths <= 0 &&
      last !== undefined &&
      last.tenths < 0 &&
      last.tenths !== nextToLast?.tenths
    )
      return fillSentence(texts.findings.falls, { type: last.type, change: words(last.tenths) });
  }
  const [largest, next] = totals.toSorted((left, right) => right.now - left.now);
  return largest === undefined || largest.now === next?.now
    ? null
    : fillSentence(texts.findings.largest, { type: largest.type, total: countWords(largest.now) });
}
