import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { ContentSlide, DeckChart } from "../../../office/deck/content.js";
import { barsOf } from "./bars.js";
import type { DeckContext } from "./facts.js";
import { alternativeText, speakerNotes } from "./words.js";
import type { ShownRegion } from "../../adoption/groups.js";
import { shownRegions, shownSegments } from "../../adoption/groups.js";
import { capitalized, countWords, listWords, monthWords, shareWords } from "../../../domain/danish.js";
import { figureMarks } from "../../adoption/figures/figure.js";

/** Compliance by region beside the whole country; regions of few clinics are not shown. */
export function composeRegions(context: DeckContext): ContentSlide | null {
  const { facts, definition } = context;
  const texts = definition.texts.deck.regions;
  const regions = shownRegions(context);
  if (regions === null) return null;
  const { rows, finding } = regions;
  const restRegion = facts.guarded?.restRegion ?? null;
  const marks = figureMarks({ showsCompliance: true, showsWindow: true }, context);
  const drawn = fillSentence(texts.description, { values: regionWords(rows, context) });
  const description = alternativeText(drawn, { finding, marks });
  const subtitle = fillSentence(texts.subtitle, { month: monthWords(facts.basis.month) });
  return {
    kind: "content",
    title: finding ?? subtitle,
    subtitle,
    marks,
    notes: [
      ...silentNotes(context),
      ...(facts.guarded === undefined || restRegion === null ? [] : [facts.guarded.texts.regions.note]),
      texts.note,
    ],
    speakerNotes: speakerNotes(context, { metric: "ok22", description, by: "region" }),
    body: { kind: "chart", name: subtitle, description, ...regionChart(rows, context) },
  };
}

/** Why some regions have no share. */
function silentNotes({ facts: { silentRegions: silent = [] }, definition }: DeckContext): string[] {
  return silent.length === 0
    ? []
    : [fillSentence(definition.terms.noPlans.text, { regions: listWords(silent) })];
}

function regionWords(rows: readonly ShownRegion[], { definition }: DeckContext): string {
  const texts = definition.texts.deck.regions;
  return rows
    .map(({ name, row }) =>
      row === null
        ? fillSentence(texts.hidden, { region: name })
        : row.share === null
          ? name
          : fillSentence(texts.value, {
              region: name,
              share: shareWords(row.share),
              pass: countWords(row.pass),
              clinics: countWords(row.clinics),
            }),
    )
    .join("; ");
}

/** The share of each region, the whole country last and stressed. */
function regionChart(
  rows: readonly ShownRegion[],
  { definition, colors }: DeckContext,
): Omit<DeckChart, "kind" | "name" | "description"> {
  const texts = definition.texts.deck.regions;
  const nation = rows.length - 1;
  return barsOf(
    "share",
    {
      columns: [
        { heading: texts.columns.region, kind: "text" },
        { heading: texts.columns.clinics, kind: "count" },
        { heading: texts.columns.pass, kind: "count" },
        { heading: texts.columns.share, kind: "share" },
      ],
      rows: rows.map(({ name, row }) => [name, row?.clinics ?? null, row?.pass ?? null, row?.share ?? null]),
    },
    [
      {
        column: 3,
        drawn: "mark",
        color: colors.context,
        points: [{ row: nation, color: colors.focus }],
        labels: rows.flatMap(({ row }, index) =>
          row === null || row.share === null
            ? []
            : [
                {
                  row: index,
                  color: index === nation ? colors.focus : colors.text,
                  stressed: index === nation,
                  namesSeries: false,
                },
              ],
        ),
      },
    ],
  );
}

/** Clinics that do not meet the requirement, by what a region does next about them, and the new ones among all. */
export function composeSegments(context: DeckContext): ContentSlide | null {
  const { facts, definition, segments, settings } = context;
  const texts = definition.texts.deck.segments;
  const groups = shownSegments(context);
  if (groups === null) return null;
  const { names, counts: shown, finding } = groups;
  const words = shown.map((count) => (count === null ? texts.hidden : countWords(count)));
  const clinics = countWords(facts.clinics.length);
  const marks = figureMarks({ showsCompliance: true, showsWindow: true }, context);
  const drawn = fillSentence(texts.description, {
    values: names
      .map((segment, index) => fillSentence(texts.value, { segment, clinics: words[index] ?? "" }))
      .join("; "),
  });
  const description = alternativeText(drawn, { finding, marks });
  const subtitle = fillSentence(texts.subtitle, { clinics });
  const definitions = [
    ...segments.segments.filter(({ id }) => id !== "meets"),
    ...segments.flags.slice(0, 1),
  ];
  return {
    kind: "content",
    title: finding ?? subtitle,
    subtitle,
    marks,
    notes: [
      ...definitions.map(({ name, definition: meaning }) => `${capitalized(name)}: ${meaning}`),
      ...(shown.includes(null)
        ? [fillSentence(texts.fewNote, { smallest: String(settings.smallest_group) })]
        : []),
      texts.note,
    ],
    speakerNotes: speakerNotes(context, { metric: "ok22", description, by: "clinic" }),
    body: { kind: "chart", name: subtitle, description, ...segmentChart(names, shown, context) },
  };
}

/** The clinics of each group, the new ones last and apart. */
function segmentChart(
  names: readonly string[],
  shown: readonly (number | null)[],
  { definition, colors }: DeckContext,
): Omit<DeckChart, "kind" | "name" | "description"> {
  const texts = definition.texts.deck.segments;
  return barsOf(
    "count",
    {
      columns: [
        { heading: texts.columns.segment, kind: "text" },
        { heading: texts.columns.clinics, kind: "count" },
      ],
      rows: names.map((name, index) =>
        shown[index] === null ? [`${name} (${texts.hidden})`, null] : [name, shown[index] ?? null],
      ),
    },
    [
      {
        column: 1,
        drawn: "mark",
        color: colors.focus,
        points: [{ row: names.length - 1, color: colors.context }],
        labels: shown.flatMap((count, row) =>
          count === null
            ? []
            : [
                {
                  row,
                  color: row === names.length - 1 ? colors.mutedText : colors.focus,
                  stressed: row < names.length - 1,
                  namesSeries: false,
                },
              ],
        ),
      },
    ],
  );
}
