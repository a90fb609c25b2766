import { fillSentence } from "../../../defs/yaml/sentence.js";
import { dateWords } from "../../../domain/danish.js";
import type { ContentSlide, TitleSlide } from "../../../office/deck/content.js";
import type { Placement, Risk } from "../../shared/risk-file.js";
import { figureMarks } from "../figures/figure.js";
import type { DeckContext } from "./facts.js";
import { loadsNote } from "./words.js";

/** The risk log's matrix with its risks, what is said of adoption, what was done, and earlier evaluations. */
export function composeRisk(context: DeckContext): ContentSlide {
  const { definition, risk, figures } = context;
  const texts = definition.texts.deck.risk;
  const head = { number: String(risk.number), name: risk.name };
  const placed = placedWords(risk, texts);
  const sentence = figures.find(({ id }) => id === "ok22")?.chart.notes[0];
  return {
    kind: "content",
    title: fillSentence(texts.title, head),
    subtitle: texts.subtitle,
    marks: figureMarks({ showsCompliance: sentence !== undefined, showsWindow: true }, context),
    notes: [
      ...(sentence === undefined ? [] : [sentence]),
      placed,
      ...(risk.measures.length === 0
        ? []
        : [fillSentence(texts.measures, { measures: risk.measures.join(" ") })]),
      ...risk.earlier.map((one) => fillSentence(texts.earlier, placementWords(one))),
    ],
    speakerNotes: [risk.description, risk.source, loadsNote(context)],
    body: {
      kind: "table",
      name: texts.subtitle,
      description: fillSentence(texts.description, { ...head, placed }),
      columns: [
        { heading: texts.corner, align: "text" },
        ...risk.consequences.map((heading) => ({ heading, align: "text" as const })),
      ],
      rows: risk.likelihoods.toReversed().map((level) => ({
        stressed: level === risk.likelihood,
        cells: [
          level,
          ...risk.consequences.map((consequence) =>
            [risk, ...risk.others]
              .filter((one) => one.likelihood === level && one.consequence === consequence)
              .map(({ number, name }) => `${number}. ${name}`)
              .join("; "),
          ),
        ],
      })),
    },
  };
}

function placedWords(
  { likelihood, consequence, assessedOn, assessedBy }: Risk,
  texts: DeckContext["definition"]["texts"]["deck"]["risk"],
): string {
  if (likelihood === null || consequence === null || assessedOn === null || assessedBy === null)
    return texts.notPlaced;
  return fillSentence(texts.placed, placementWords({ likelihood, consequence, assessedOn, assessedBy }));
}

function placementWords({ likelihood, consequence, assessedOn, assessedBy }: Placement): {
  date: string;
  by: string;
  likelihood: string;
  consequence: string;
} {
  return { date: dateWords(assessedOn), by: assessedBy, likelihood, consequence };
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
