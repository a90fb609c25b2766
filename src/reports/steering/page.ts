import { fillSentence } from "../../defs/yaml/sentence.js";
import { dateWords, monthWords } from "../../domain/danish.js";
import type { PagePictures } from "../../render/chart/chart.js";
import type { Block, Mark, PageContent, Section, TableBlock } from "../../render/page/page-content.js";
import { ruleDefinitions } from "../shared/rule.js";
import { restatementSections } from "../shared/restated/notes.js";
import type { SteeringFigure } from "../adoption/figures/figure.js";
import { figureReservations } from "../adoption/figures/figure.js";
import { basisFacts, loadTable } from "../adoption/basis.js";
import { isFigureId } from "../adoption/figures/index.js";
import type { ReportContext } from "../adoption/report-file.js";
import type { ExplorePart } from "./explore/part.js";
import { exploreSections } from "./explore/part.js";
import { findRegions, regionSections } from "./regions.js";

/** A figure with its pictures. */
export interface DrawnFigure {
  figure: SteeringFigure;
  pictures: PagePictures;
}

/** The page for the steering group: each figure with its table, then definitions, the requirement and the data basis. */
export function composeSteeringPage(
  drawn: readonly DrawnFigure[],
  context: ReportContext,
  {
    sender,
    explore,
    status = [],
  }: { sender: string; explore: ExplorePart | null; status?: readonly Section[] },
): PageContent {
  const { facts, definition } = context;
  const { texts, terms } = definition;
  const date = dateWords(facts.basis.date);
  const month = monthWords(facts.basis.month);
  const showsCompliance = definition.figures.includes("ok22");
  const ofRegions = findRegions(context);
  return {
    title: texts.title,
    subtitle: fillSentence(texts.subtitle, { month }),
    facts: [
      { label: texts.facts.month, text: month },
      { label: texts.facts.date, text: date },
      { label: texts.facts.sender, text: sender },
    ],
    marks: pageMarks(context, showsCompliance),
    labels: { language: terms.language, skipToContent: texts.skipToContent, contents: texts.contents },
    sections: [
      ...summarySections([...drawn.map(({ figure }) => figure.finding), ofRegions], context),
      ...restatementSections(facts.restated),
      ...drawn.map((one) => figureSection(one, context)),
      ...exploreSections(explore),
      ...regionSections(ofRegions, context),
      ...withheldSections(context),
      ...status,
      {
        id: "definitions",
        heading: texts.sections.definitions,
        startsSheet: true,
        blocks: [{ kind: "definitions", items: texts.definitions.map(({ term, text }) => ({ term, text })) }],
      },
      ...(showsCompliance ? [ruleSection(context)] : []),
      basisSection(context),
    ],
    footer: [fillSentence(texts.footer, { sender, date })],
  };
}

function pageMarks(context: ReportContext, showsCompliance: boolean): Mark[] {
  const { guarded } = context.facts;
  const marks = figureReservations({ showsCompliance, showsWindow: true }, context).map((mark): Mark => ({
    ...mark,
    tone: "caution",
  }));
  return guarded === undefined ? marks : [...marks, { ...guarded.mark, tone: "plain" }];
}

/** Why a part is left out of the edition, where it would stand. */
function withheldSections({ facts, definition }: ReportContext): Section[] {
  const { texts } = definition;
  return (facts.guarded?.withheld ?? []).flatMap(({ id, text }): Section[] => {
    const heading =
      id === "regions"
        ? fillSentence(texts.regions.heading, { month: monthWords(facts.basis.month) })
        : isFigureId(id)
          ? texts.figures[id].title
          : null;
    // What has none is in the deck only.
    if (heading === null) return [];
    return [{ id, heading, startsSheet: false, blocks: [{ kind: "paragraph", text }] }];
  });
}

/** All findings in one place, for who reads no further; left out where there is none. */
function summarySections(found: readonly (string | null)[], { facts, definition }: ReportContext): Section[] {
  const findings = found.filter((finding) => finding !== null);
  const goals = (facts.goals ?? []).map(({ text }) => text);
  if (findings.length === 0) return [];
  return [
    {
      id: "summary",
      heading: definition.texts.sections.summary,
      startsSheet: false,
      blocks: [{ kind: "list", items: [...findings, ...goals] }],
    },
  ];
}

/** The definitions that a figure rests on, to be opened beside it. */
function figureTerms({ id }: SteeringFigure, { definition }: ReportContext): Block[] {
  const items = definition.texts.definitions
    .filter(({ figures }) => figures.some((one) => one === id))
    .map(({ term, text }) => ({ term, text }));
  return items.length === 0
    ? []
    : [{ kind: "definitions", items, summary: definition.texts.definitionsOfFigure }];
}

function figureSection({ figure, pictures }: DrawnFigure, context: ReportContext): Section {
  const finding: Block[] = figure.finding === null ? [] : [{ kind: "finding", text: figure.finding }];
  const figures: Block = {
    kind: "figure",
    wide: pictures.page,
    narrow: pictures.narrow,
    caption: null,
  };
  return {
    id: figure.id,
    heading: figure.title,
    startsSheet: true,
    blocks: [
      ...finding,
      figures,
      { kind: "note", lines: figure.chart.notes },
      sortable(figure, context),
      ...figureTerms(figure, context),
    ],
  };
}

/** The figure's table; one of months can be sorted, while the slide's table has its rows in their one right order. */
function sortable({ sheet, table }: SteeringFigure, { definition }: ReportContext): TableBlock {
  return sheet.table.layout === "newest-first" ? { ...table, sortLabel: definition.texts.sort } : table;
}

function ruleSection({ facts, definition }: ReportContext): Section {
  return {
    id: "rule",
    heading: definition.texts.sections.rule,
    startsSheet: false,
    blocks: [{ kind: "definitions", items: ruleDefinitions(facts.rule, definition.terms) }],
  };
}

function basisSection(context: ReportContext): Section {
  return {
    id: "basis",
    heading: context.definition.texts.sections.basis,
    startsSheet: false,
    blocks: [{ kind: "definitions", items: basisFacts(context) }, loadTable(context)],
  };
}
