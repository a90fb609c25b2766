import { fillSentence } from "../../../defs/yaml/sentence.js";
import {
  capitalized,
  countWords,
  dateInDenmark,
  dateWords,
  monthRuns,
  monthWords,
} from "../../../domain/danish.js";
import { addMonths, holesIn, windowLength, windowOf } from "../../../domain/month.js";
import type { ContentSlide, DeckTable } from "../../../office/deck/content.js";
import type { DeckContext } from "./facts.js";
import { alternativeText, loadsNote, signedWords, speakerNotes } from "./words.js";
import { countOrNone, figureMarks, figureReservations, isWindowFull } from "../../adoption/figures/figure.js";
import { windowParts } from "../../findings/window-findings.js";

/** Most rows of a table that can be read from the back of a room. */
const mostRows = 10;

/** The running sums as a table, month by month, beside those of a year before. */
export function composeAccumulatedTable(context: DeckContext): ContentSlide | null {
  const { facts, definition } = context;
  const texts = definition.texts.deck["accumulated-table"];
  const newest = facts.accumulated.at(-1);
  if (newest === undefined) return null;
  const months = windowOf(facts.basis.month);
  const before = sumsOfYearBefore(context);
  const subtitle = fillSentence(texts.subtitle, {
    first: monthWords(months[0] ?? newest.month),
    last: monthWords(newest.month),
  });
  const { columns } = texts;
  const headings = [columns.month, columns.new, columns.maintained, columns.total];
  if (before !== null) headings.push(columns.before, columns.change);
  const rowOf = new Map(facts.accumulated.map((row) => [row.month, row]));
  const figure = context.figures.find(({ id }) => id === "plans-accumulated");
  const finding = windowParts(facts.monthly, {
    month: facts.basis.month,
    texts: definition.findings.window,
  });
  const marks = figureMarks({ showsCompliance: false, showsWindow: true }, context);
  const description = alternativeText(fillSentence(definition.texts.deck.tables, { caption: subtitle }), {
    finding,
    marks,
  });
  return {
    kind: "content",
    title: finding ?? subtitle,
    subtitle,
    marks,
    notes: figure?.chart.notes.slice(-1) ?? [],
    speakerNotes: speakerNotes(context, { metric: "plans-accumulated", description }),
    body: tableOf(
      headings,
      months.map((month, index) => {
        const row = rowOf.get(month);
        const earlier = before?.[index];
        return {
          stressed: month === newest.month,
          cells: [
            capitalized(monthWords(month)),
            ...[row?.new, row?.maintained, row?.total].map(countOrNone),
            ...(earlier === undefined
              ? []
              : [countWords(earlier), row === undefined ? "–" : signedWords(row.total - earlier)]),
          ],
        };
      }),
      { name: subtitle, description },
    ),
  };
}

/** Running sums of the 12 months before the window; null unless both are known whole. */
function sumsOfYearBefore({ facts }: DeckContext): number[] | null {
  if (!isWindowFull(facts)) return null;
  const totalOf = new Map(facts.monthly.map(({ month, total }) => [month, total]));
  const totals = windowOf(addMonths(facts.basis.month, -windowLength)).map((month) => totalOf.get(month));
  const sums: number[] = [];
  for (const total of totals) {
    if (total === undefined) return null;
    sums.push((sums.at(-1) ?? 0) + total);
  }
  return sums;
}

/** Months whose plans were stated anew since the meeting before; no slide without any. */
export function composeRestatements(context: DeckContext): ContentSlide | null {
  const { facts, definition } = context;
  const texts = definition.texts.deck.restatements;
  const { months: moved, planLines, since } = facts.restated;
  if (moved.length === 0) return null;
  const change = signedWords(moved.reduce((sum, { before, now }) => sum + now - before, 0));
  const [only] = moved;
  const shown = moved.slice(-mostRows);
  const left = moved.length - shown.length;
  const { columns } = texts;
  const { subtitle } = texts;
  const finding =
    moved.length === 1 && only !== undefined
      ? fillSentence(texts.findings.one, { month: capitalized(monthWords(only.month)), change })
      : fillSentence(texts.findings.many, { months: countWords(moved.length), change });
  const marks = figureMarks({ showsCompliance: false, showsWindow: false }, context);
  const description = alternativeText(
    fillSentence(texts.description, { values: planLines.slice(-mostRows).join(" ") }),
    { finding, marks },
  );
  return {
    kind: "content",
    title: finding,
    subtitle,
    marks,
    notes: [...(left > 0 ? [fillSentence(texts.more, { count: countWords(left) })] : []), since, texts.note],
    speakerNotes: [
      ...speakerNotes(context, { metric: "plans-per-month", description }),
      ...[...new Set(moved.flatMap(({ loads }) => loads))].map((load) =>
        fillSentence(definition.texts.deck.speaker.changes, { command: `flp revisions ${load}` }),
      ),
    ],
    body: tableOf(
      [columns.month, columns.load, columns.before, columns.now, columns.change],
      shown.map(({ month, loads, before, now }) => ({
        stressed: false,
        cells: [
          capitalized(monthWords(month)),
          loads.join(", "),
          countWords(before),
          countWords(now),
          signedWords(now - before),
        ],
      })),
      { name: subtitle, description },
    ),
  };
}

/** What the words on the slides mean. */
export function composeDefinitions(context: DeckContext): ContentSlide {
  const { facts, definition } = context;
  const texts = definition.texts.deck.definitions;
  const showsRule = definition.figures.includes("ok22");
  const { terms } = definition;
  const status = terms.rule.statuses[facts.rule.status];
  const rule = {
    term: texts.rule,
    text: `${facts.rule.threshold} ${terms.rule.status}: ${status.toLocaleLowerCase("da-DK")}.`,
  };
  return {
    kind: "content",
    title: texts.title,
    subtitle: texts.subtitle,
    marks: figureMarks({ showsCompliance: showsRule, showsWindow: false }, context),
    notes: [
      ...(showsRule && facts.rule.statusText !== null ? [facts.rule.statusText] : []),
      ...guardedNotes(context),
    ],
    speakerNotes: [loadsNote(context)],
    body: {
      kind: "definitions",
      items: [...definition.texts.definitions, ...(showsRule ? [rule] : [])],
    },
  };
}

/** What the edition does not show, and why. */
function guardedNotes({ facts: { guarded } }: DeckContext): string[] {
  if (guarded === undefined) return [];
  const { label, text } = guarded.mark;
  return [`${label}: ${text}`, ...guarded.withheld.map((one) => one.text)];
}

/** Which files the figures rest on. */
export function composeBasis(context: DeckContext): ContentSlide {
  const { facts, definition } = context;
  const { deck, basis: words } = definition.texts;
  const texts = deck.basis;
  const { loads, month, registerMonth, knownMonths } = facts.basis;
  const shown = loads.slice(-mostRows).reverse();
  const left = loads.length - shown.length;
  const holes = holesIn(knownMonths);
  const register =
    registerMonth === null
      ? words.noRegister
      : fillSentence(words.registerText, { month: monthWords(registerMonth) });
  const factLines = [
    { term: words.register, text: register },
    { term: words.months, text: knownMonths.length === 0 ? words.noMonths : `${monthRuns(knownMonths)}.` },
    ...(holes.length === 0 ? [] : [{ term: words.holes, text: `${monthRuns(holes)}.` }]),
    definition.terms.source,
    // The marks of all slides but that of the requirement, which the definitions tell.
    ...figureReservations({ showsCompliance: false, showsWindow: true }, context).map(({ label, text }) => ({
      term: label,
      text,
    })),
  ].map((fact) => fillSentence(texts.fact, fact));
  const { columns } = words;
  return {
    kind: "content",
    title:
      loads.length === 1
        ? fillSentence(texts.titleOne, { month: monthWords(month) })
        : fillSentence(texts.title, { loads: countWords(loads.length), month: monthWords(month) }),
    subtitle: texts.subtitle,
    marks: figureMarks({ showsCompliance: false, showsWindow: false }, context),
    notes: [...(left > 0 ? [fillSentence(texts.more, { count: countWords(left) })] : []), ...factLines],
    speakerNotes: [loadsNote(context), ...factLines],
    body: tableOf(
      [columns.load, columns.date, columns.file, columns.kind, columns.months],
      shown.map((load) => ({
        stressed: false,
        cells: [
          String(load.load),
          dateWords(dateInDenmark(load.loadedAt)),
          load.file,
          words.kinds[load.kind],
          monthRuns(load.months),
        ],
      })),
      { name: texts.subtitle, description: texts.description },
      "text",
    ),
  };
}

/** A table whose first column is text and whose others are numbers, unless they are text too. */
function tableOf(
  headings: readonly string[],
  rows: DeckTable["rows"],
  { name, description }: { name: string; description: string },
  others: "number" | "text" = "number",
): DeckTable {
  return {
    kind: "table",
    name,
    description,
    columns: headings.map((heading, index) => ({ heading, align: index === 0 ? "text" : others })),
    rows,
  };
}
