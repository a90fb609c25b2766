import type { ContentSlide, TitleSlide } from "../../../office/deck/content.js";
import { tellRisk } from "../../adoption/risk.js";
import { figureMarks } from "../../adoption/figures/figure.js";
import type { DeckContext } from "./facts.js";
import { loadsNote } from "./words.js";

/** The risk log's matrix with its risks, what is said of adoption, what was done, and earlier evaluations. */
export function composeRisk(context: DeckContext): ContentSlide {
  const { definition, risk, figures } = context;
  const { title, subtitle, description, lines, columns, rows } = tellRisk(risk, definition.texts.deck.risk);
  const sentence = figures.find(({ id }) => id === "ok22")?.chart.notes[0];
  return {
    kind: "content",
    title,
    subtitle,
    marks: figureMarks({ showsCompliance: sentence !== undefined, showsWindow: true }, context),
    notes: [...(sentence === undefined ? [] : [sentence]), ...lines],
    speakerNotes: [risk.description, risk.source, loadsNote(context)],
    body: { kind: "table", name: subtitle, description, columns, rows },
  };
}

/** Parts what the meeting looks at from what it can look up. */
export function composeAnnex(context: DeckContext): TitleSlide {
  const { title, subtitle } = context.definition.texts.deck.annex;
  return {
    kind: "title",
    title,
    subtitle,
    marks: figureMarks({ showsCompliance: false, showsWindow: false }, context),
    facts: [],
    speakerNotes: [loadsNote(context)],
  };
}
