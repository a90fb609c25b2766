import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { OtherSlideId } from "../../adoption/deck-texts.js";
import type { DeckContent, TitleSlide } from "../../../office/deck/content.js";
import type { ComposeSlide, DeckContext } from "./facts.js";
import { composeFigureSlide } from "./figure-slide.js";
import { composeRegions, composeSegments } from "./groups.js";
import { composePlanTypes } from "./plan-types.js";
import { composeAccumulatedTable, composeBasis, composeDefinitions, composeRestatements } from "./tables.js";
import { composeHeadlines } from "./headlines.js";
import { composeAnnex, composeRisk } from "./risk.js";
import { loadsNote } from "./words.js";
import { dateWords, monthWords } from "../../../domain/danish.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import { isFigureId } from "../../adoption/figures/index.js";

export type { DeckContext, DeckFacts } from "./facts.js";

const composers: Record<OtherSlideId, ComposeSlide> = {
  title: composeTitle,
  headlines: composeHeadlines,
  "accumulated-table": composeAccumulatedTable,
  "plan-types": composePlanTypes,
  regions: composeRegions,
  segments: composeSegments,
  restatements: composeRestatements,
  risk: composeRisk,
  annex: composeAnnex,
  definitions: composeDefinitions,
  basis: composeBasis,
};

/** The steering group's deck: the slides that its definition lists, without those that have nothing to say. Pure. */
export function composeDeck(context: DeckContext): DeckContent {
  const { definition, facts, settings, sender } = context;
  const { texts, terms } = definition;
  const { date } = facts.basis;
  return {
    language: terms.language,
    properties: {
      title: `${texts.title}, ${monthWords(facts.basis.month)}`,
      subject: texts.deck.subject,
      creator: sender,
      date,
    },
    footer: fillSentence(texts.deck.footer, { sender, title: texts.title }),
    date: dateWords(settings.meeting.date ?? date),
    slides: settings.slides
      .map((id) => (isFigureId(id) ? composeFigureSlide(id, context) : composers[id](context)))
      .filter((slide) => slide !== null),
  };
}

function composeTitle(context: DeckContext): TitleSlide {
  const { definition, facts, settings, sender } = context;
  const { deck, title } = definition.texts;
  const { name, date } = settings.meeting;
  const meeting = date === null ? [] : [fillSentence(deck.facts.meeting, { date: dateWords(date) })];
  return {
    kind: "title",
    title,
    subtitle: name,
    marks: figureMarks({ showsCompliance: settings.slides.includes("ok22"), showsWindow: true }, context),
    facts: [
      ...meeting,
      fillSentence(deck.facts.data, {
        month: monthWords(facts.basis.month),
        date: dateWords(facts.basis.date),
      }),
      fillSentence(deck.facts.sender, { sender }),
    ],
    speakerNotes: [fillSentence(deck.speaker.meeting, { meeting: name }), loadsNote(context)],
  };
}
