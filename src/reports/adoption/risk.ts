import { fillSentence } from "../../defs/yaml/sentence.js";
import { dateWords } from "../../domain/danish.js";
import type { TableColumn, TableRow } from "../../render/page/page-content.js";
import type { Placement, Risk } from "../shared/risk-file.js";
import type { SteeringTexts } from "./report-file.js";

type RiskTexts = SteeringTexts["deck"]["risk"];

/** The risk log's matrix with its risks, and what is said about the one of adoption. */
export interface ToldRisk {
  title: string;
  /** What the matrix shows. */
  subtitle: string;
  /** Alternative text of the matrix. */
  description: string;
  /** Where it lies, what was done, where it lay before: a sentence each. */
  lines: string[];
  columns: TableColumn[];
  rows: TableRow[];
}

/** A risk in words, as the meeting sees it. */
export function tellRisk(risk: Risk, texts: RiskTexts): ToldRisk {
  const head = { number: String(risk.number), name: risk.name };
  const placed = placedWords(risk, texts);
  return {
    title: fillSentence(texts.title, head),
    subtitle: texts.subtitle,
    description: fillSentence(texts.description, { ...head, placed }),
    lines: [
      placed,
      ...(risk.measures.length === 0
        ? []
        : [fillSentence(texts.measures, { measures: risk.measures.join(" ") })]),
      ...risk.earlier.map((one) => fillSentence(texts.earlier, placementWords(one))),
    ],
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
  };
}

function placedWords({ likelihood, consequence, assessedOn, assessedBy }: Risk, texts: RiskTexts): string {
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
