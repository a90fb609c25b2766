import { fillSentence } from "../../../defs/yaml/sentence.js";
import { monthWords } from "../../../domain/danish.js";
import type { ContentSlide } from "../../../office/deck/content.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import type { DeckContext } from "./facts.js";
import { shownRegions, shownSegments } from "../../adoption/groups.js";
import { findPlanTypes } from "./plan-types.js";
import type { DeckSettings } from "../../adoption/deck-texts.js";
import { loadsNote } from "./words.js";

type HeadlineId = DeckSettings["headlines"][number];

/** The main messages: the findings that the deck's owner chose, how far the goals are, and what is asked of the meeting. */
export function composeHeadlines(context: DeckContext): ContentSlide | null {
  const { facts, definition, settings } = context;
  const texts = definition.texts.deck.headlines;
  const findings = settings.headlines.flatMap((id) => {
    const finding = settings.slides.includes(id) ? findingOf(id, context) : null;
    return finding === null ? [] : [{ term: texts.topics[id], text: `${finding}.` }];
  });
  const items = [
    ...findings,
    ...(facts.goals ?? []).map(({ text }) => ({ term: texts.target, text })),
    ...settings.decisions.map((text) => ({ term: texts.decision, text })),
  ];
  if (items.length === 0) return null;
  const showsCompliance = settings.headlines.some((id) => ["ok22", "regions", "segments"].includes(id));
  return {
    kind: "content",
    title: texts.title,
    subtitle: fillSentence(texts.subtitle, { month: monthWords(facts.basis.month) }),
    marks: figureMarks({ showsCompliance, showsWindow: true }, context),
    notes: settings.decisions.length === 0 ? [texts.noDecision] : [],
    speakerNotes: [...items.map(({ term, text }) => `${term}: ${text}`), loadsNote(context)],
    body: { kind: "definitions", items },
  };
}

function findingOf(id: HeadlineId, context: DeckContext): string | null {
  switch (id) {
    case "plan-types":
      return findPlanTypes(context).finding;
    case "regions":
      return shownRegions(context)?.finding ?? null;
    case "segments":
      return shownSegments(context)?.finding ?? null;
    default:
      return context.figures.find((figure) => figure.id === id)?.finding ?? null;
  }
}
