import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { DeckSlideId, OtherSlideId } from "../../adoption/deck-texts.js";
import type { DeckContent, DeckSlide, TitleSlide } from "../../../office/deck/content.js";
import type { ComposeSlide, DeckContext } from "./facts.js";
import { composeFigureSlide } from "./figure-slide.js";
import { composeMunicipalities, composeSystems } from "./funnels.js";
import { composeRegions, composeSegments } from "./groups.js";
import { composePlanTypes } from "./plan-types.js";
import { composeAccumulatedTable, composeBasis, composeDefinitions, composeRestatements } from "./tables.js";
import { composeHeadlines } from "./headlines.js";
import { composeAnnex, composeRisk } from "./risk.js";
import { composeStatus } from "./status.js";
import { loadsNote } from "./words.js";
import { dateWords, monthWords } from "../../../domain/danish.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import { isFigureId } from "../../adoption/figures/index.js";

export type { DeckContext, DeckFacts } from "./facts.js";

const composers: Record<Exclude<OtherSlideId, "status" | "status-annex">, ComposeSlide> = {
  title: composeTitle,
  headlines: composeHeadlines,
  "accumulated-table": composeAccumulatedTable,
  "plan-types": composePlanTypes,
  regions: composeRegions,
  segments: composeSegments,
  systems: composeSystems,
  municipalities: composeMunicipalities,
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
    slides: withinLimit(
      settings.slides.map((id) => ({ id, slides: slidesOf(id, context) })),
      settings.before_annex,
    ),
  };
}

/** The slides of one entry of the list; none where it has nothing to say. */
function slidesOf(id: DeckSlideId, context: DeckContext): DeckSlide[] {
  if (id === "status") return composeStatus(context, "shown");
  if (id === "status-annex") return composeStatus(context, "annex");
  const slide = isFigureId(id) ? composeFigureSlide(id, context) : composers[id](context);
  return slide === null ? [] : [slide];
}

/** Puts what gives way right behind the annex, in the order of the list, until no more slides than may stand before it do. */
function withinLimit(
  entries: readonly { id: DeckSlideId; slides: DeckSlide[] }[],
  limit: DeckContext["settings"]["before_annex"],
): DeckSlide[] {
  const annex = entries.findIndex(({ id }) => id === "annex");
  const moved = new Set<DeckSlideId>();
  const stay = (): number =>
    entries.slice(0, annex).reduce((count, { id, slides }) => count + (moved.has(id) ? 0 : slides.length), 0);
  for (const id of limit === null ? [] : limit.gives_way) if (stay() > (limit?.most ?? 0)) moved.add(id);
  const [before, behind] = [entries.slice(0, Math.max(annex, 0)), entries.slice(Math.max(annex + 1, 0))];
  const isMoved = ({ id }: { id: DeckSlideId }): boolean => moved.has(id);
  const ordered =
    annex < 0
      ? entries
      : [
          ...before.filter((one) => !isMoved(one)),
          ...entries.slice(annex, annex + 1),
          ...before.filter(isMoved),
          ...behind,
        ];
  return ordered.flatMap(({ slides }) => slides);
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
