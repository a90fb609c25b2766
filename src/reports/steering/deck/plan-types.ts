import { fillSentence } from "../../../defs/yaml/sentence.js";
import { windowOf } from "../../../domain/month.js";
import type { ContentSlide, DeckChart, SeriesLabel } from "../../../office/deck/content.js";
import { barsOf } from "./bars.js";
import type { DeckContext } from "./facts.js";
import type { TypeTotals } from "../../findings/group-findings.js";
import { planTypeFinding, typeTotals } from "../../findings/group-findings.js";
import { alternativeText, speakerNotes } from "./words.js";
import { countWords, monthWords } from "../../../domain/danish.js";
import { figureMarks } from "../../adoption/figures/figure.js";

/** More types than this leave no room for a label on each of two bars: then those of the 12 months before have none. */
const mostTypesLabelled = 6;

/** Plans by plan type, the latest 12 months beside the 12 before. */
export function composePlanTypes(context: DeckContext): ContentSlide | null {
  const { facts, definition } = context;
  const texts = definition.texts.deck["plan-types"];
  const { month } = facts.basis;
  const { totals, finding } = findPlanTypes(context);
  if (totals.length === 0) return null;
  const named = context.planTypes
    .filter(({ code, name }) => code !== name && totals.some(({ type }) => type === code))
    .map(({ code, name }) => `${code}: ${name}`);
  const window = windowOf(month);
  const marks = figureMarks({ showsCompliance: false, showsWindow: true }, context);
  const drawn = fillSentence(texts.description, {
    values: totals
      .map(({ type, now, before }) =>
        before === null
          ? fillSentence(texts.valueNow, { type, now: countWords(now) })
          : fillSentence(texts.value, { type, now: countWords(now), before: countWords(before) }),
      )
      .join("; "),
  });
  const description = alternativeText(drawn, { finding, marks });
  const subtitle = fillSentence(texts.subtitle, {
    first: monthWords(window[0] ?? month),
    last: monthWords(month),
  });
  return {
    kind: "content",
    title: finding ?? subtitle,
    subtitle,
    marks,
    notes: [...(named.length === 0 ? [] : [`${named.join(". ")}.`]), texts.note],
    speakerNotes: speakerNotes(context, { metric: "plans-accumulated", description, by: "plan-type" }),
    body: { kind: "chart", name: subtitle, description, ...typeChart(totals, context) },
  };
}

/** Each type's plans of the latest 12 months and of those before, and what they show. */
export function findPlanTypes({ facts, definition }: Pick<DeckContext, "facts" | "definition">): {
  totals: TypeTotals[];
  finding: string | null;
} {
  const totals = facts.byPlanType.values.map(({ value, row }) => typeTotals(value, row, facts.basis.month));
  const { falseAlarm } = definition.comparisons.changes;
  return { totals, finding: planTypeFinding(totals, { texts: definition.findings.planTypes, falseAlarm }) };
}

/** The latest 12 months of each type, beside the 12 before where those are known. */
function typeChart(
  totals: readonly TypeTotals[],
  { definition, colors }: DeckContext,
): Omit<DeckChart, "kind" | "name" | "description"> {
  const texts = definition.texts.deck["plan-types"];
  const isCompared = totals.every(({ before }) => before !== null);
  const labels = (color: string, stressed: boolean): SeriesLabel[] =>
    totals.map((_, row) => ({ row, color, stressed, namesSeries: false }));
  return barsOf(
    "count",
    {
      columns: [
        { heading: texts.columns.type, kind: "text" },
        { heading: texts.columns.now, kind: "count" },
        ...(isCompared ? [{ heading: texts.columns.before, kind: "count" as const }] : []),
      ],
      rows: totals.map(({ type, now, before }) => (isCompared ? [type, now, before] : [type, now])),
    },
    [
      { column: 1, drawn: "mark", color: colors.focus, points: [], labels: labels(colors.focus, true) },
      ...(isCompared
        ? [
            {
              column: 2,
              drawn: "mark" as const,
              color: colors.context,
              points: [],
              labels: totals.length > mostTypesLabelled ? [] : labels(colors.mutedText, false),
            },
          ]
        : []),
    ],
  );
}
