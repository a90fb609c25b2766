import { fillSentence } from "../../../defs/yaml/sentence.js";
import { monthWords } from "../../../domain/danish.js";
import type { ContentSlide } from "../../../office/deck/content.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import { isFigureId } from "../../adoption/figures/index.js";
import type { DeckContext } from "./facts.js";
import { composeRegions, composeSegments } from "./groups.js";
import { composePlanTypes } from "./plan-types.js";
import type { DeckSettings } from "../../adoption/deck-texts.js";
import { loadsNote } from "./words.js";

type HeadlineId = DeckSettings["headlines"][number];

/** What a group of slides finds that are no figures of the report. */
const composers = { "plan-types": composePlanTypes, regions: composeRegions, segments: composeSegments };

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
  if (isFigureId(id)) return context.figures.find((figure) => figure.id === id)?.finding ?? null;
  const slide = composers[id](context);
  return slide === null || slide.title === slide.subtitle ? null : slide.title;
}
