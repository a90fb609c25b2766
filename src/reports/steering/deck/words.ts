import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { MetricId } from "../../../metrics/index.js";
import { metricOf } from "../../../metrics/index.js";
import { countWords, monthWords } from "../../../domain/danish.js";
import type { DeckContext } from "./facts.js";
import { withMarks } from "../../shared/rule.js";

/** Loads that speaker's notes name one by one. */
const namedLoads = 4;

/** A change with its sign, for example `+1.234` or `−12`. */
export function signedWords(change: number): string {
  if (change === 0) return "0";
  return `${change > 0 ? "+" : "−"}${countWords(Math.abs(change))}`;
}

/** The notes of a slide's speaker: what it shows, definition, population, loads, and how to see the rows behind it. */
export function speakerNotes(
  context: DeckContext,
  { metric, description, by }: { metric: MetricId; description: string; by?: string },
): string[] {
  const { definition, facts, metrics } = context;
  const texts = definition.texts.deck.speaker;
  const { month, asOf } = facts.basis;
  const split = by === undefined ? [] : [splitMetric(metric, { month, asOf, by })];
  return [
    fillSentence(texts.description, { text: description }),
    fillSentence(texts.definition, { text: metrics.get(metric)?.definition ?? "" }),
    fillSentence(texts.population, { text: populationOf(metric, context) }),
    loadsNote(context),
    fillSentence(texts.trace, { command: `flp explain ${metric} --month ${month} --as-of ${asOf} --da` }),
    ...split.map((command) => fillSentence(texts.groups, { command })),
  ];
}

/**
 * Alternative text of what a slide shows beside the figures of the report, as those have it: the finding, what is drawn
 * with its values, and the marks.
 */
export function alternativeText(
  description: string,
  { finding, marks }: { finding: string | null; marks: readonly string[] },
): string {
  return withMarks(finding === null ? description : `${finding}. ${description}`, marks);
}

function splitMetric(
  metric: MetricId,
  { month, asOf, by }: { month: string; asOf: number; by: string },
): string {
  return `flp metrics ${metric} --by ${by} --month ${month} --as-of ${asOf}`;
}

/** The loads that the figures rest on: the newest by name, the earlier ones counted. */
export function loadsNote({ definition, facts }: DeckContext): string {
  const texts = definition.texts.deck.speaker;
  const { loads } = facts.basis;
  const named = loads
    .slice(-namedLoads)
    .reverse()
    .map(({ load, file }) => fillSentence(texts.load, { load: String(load), file }));
  const left = loads.length - named.length;
  const all = left > 0 ? [...named, fillSentence(texts.earlier, { count: countWords(left) })] : named;
  return fillSentence(texts.loads, { loads: all.join(", ") });
}

function populationOf(metric: MetricId, { definition, facts }: DeckContext): string {
  const texts = definition.texts.deck.speaker;
  const month = monthWords(facts.basis.month);
  switch (metricOf(metric).population) {
    case null:
      return texts.plans;
    case "open":
      return fillSentence(texts.openClinics, {
        month,
        clinics: countWords(facts.activity.at(-1)?.clinics ?? 0),
      });
    case "compared":
      return fillSentence(texts.ruleClinics, { month, clinics: countWords(facts.compliance.clinics) });
  }
}
