import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, monthWords } from "../../domain/danish.js";
import type { DocumentBlock, TextTableBlock } from "../../office/document/content.js";
import { isFigureId } from "../adoption/figures/index.js";
import { countOrNone } from "../adoption/figures/figure.js";
import { shareOrNone } from "../adoption/figures/sheet.js";
import { shownRegions, shownSegments } from "../adoption/groups.js";
import { targetParagraph } from "../findings/target-findings.js";
import { tellRisk } from "../adoption/risk.js";
import type { PaperContext } from "./context.js";
import type { PartId, Point } from "./paper-file.js";
import { composeStatusOf } from "./status.js";

type OtherPart = Exclude<PartId, PaperContext["definition"]["figures"][number] | "status">;

const composers: Record<OtherPart, (context: PaperContext) => DocumentBlock[]> = {
  decisions: ({ settings }) => listOf(settings.decisions),
  findings: composeFindings,
  regions: composeRegions,
  segments: composeSegments,
  restatements: composeRestatements,
  targets: composeTargets,
  risk: composeRisk,
};

/** What the program writes in a section; nothing where the figures bear nothing out. */
export function composePart(id: PartId, point: Point, context: PaperContext): DocumentBlock[] {
  if (id === "status") return composeStatusOf(point, context);
  return isFigureId(id) ? composeFigure(id, context) : composers[id](context);
}

function composeFindings({ figures, facts, definition, texts }: PaperContext): DocumentBlock[] {
  const items = figures.flatMap(({ finding }) => (finding === null ? [] : [`${finding}.`]));
  const { sustained } = facts;
  if (sustained !== null && sustained.share !== null) {
    const words = definition.texts.figures["active-clinics"].sustained;
    const { before, still, share } = sustained;
    items.push(
      fillSentence(words, {
        before: countWords(before),
        still: countWords(still),
        share: shareOrNone(share),
      }),
    );
  }
  if (items.length === 0) return [];
  return [heading(texts.parts.findings), ...listOf(items)];
}

/** A figure as on its slide; why it is not shown, where the audience does not see it. */
function composeFigure(id: string, { figures, pictures, facts }: PaperContext): DocumentBlock[] {
  const withheld = facts.guarded?.withheld.find((part) => part.id === id);
  if (withheld !== undefined) return [{ kind: "paragraph", text: withheld.text }];
  const figure = figures.find((one) => one.id === id);
  const png = pictures.get(id);
  if (figure === undefined || png === undefined) throw new Error(`the figure ${id} was not drawn`);
  const { title, description } = figure.chart;
  return [{ kind: "picture", png, title, description, caption: figure.title }];
}

function composeRegions(context: PaperContext): DocumentBlock[] {
  const { facts, definition, texts } = context;
  const words = definition.texts.deck.regions;
  const withheld = facts.guarded?.withheld.find(({ id }) => id === "regions");
  const regions = shownRegions(context);
  if (regions === null)
    return withheld === undefined
      ? []
      : [heading(texts.parts.ok22Regions), { kind: "paragraph", text: withheld.text }];
  const { region, clinics, pass, share } = words.columns;
  const restRegion = facts.guarded?.restRegion ?? null;
  const table: TextTableBlock = {
    kind: "table",
    caption: fillSentence(words.subtitle, { month: monthWords(facts.basis.month) }),
    columns: [textColumn(region), ...[clinics, pass, share].map(numberColumn)],
    rows: regions.rows.map(({ name, row }, place) => ({
      cells: [name, countOrNone(row?.clinics), countOrNone(row?.pass), shareOrNone(row?.share ?? null)],
      stressed: place === regions.rows.length - 1,
    })),
  };
  return [
    heading(texts.parts.ok22Regions),
    ...findingOf(regions.finding),
    table,
    {
      kind: "note",
      lines: [
        ...(facts.guarded === undefined || restRegion === null ? [] : [facts.guarded.texts.regions.note]),
        words.note,
      ],
    },
  ];
}

function composeSegments(context: PaperContext): DocumentBlock[] {
  const { facts, definition, settings, texts } = context;
  const words = definition.texts.deck.segments;
  const segments = shownSegments(context);
  if (segments === null) return [];
  const { names, counts, finding } = segments;
  return [
    heading(texts.parts.segments),
    ...findingOf(finding),
    {
      kind: "table",
      caption: fillSentence(words.subtitle, { clinics: countWords(facts.clinics.length) }),
      columns: [textColumn(words.columns.segment), numberColumn(words.columns.clinics)],
      rows: names.map((name, place) => {
        const count = counts[place] ?? null;
        return { cells: [name, count === null ? words.hidden : countWords(count)], stressed: false };
      }),
    },
    {
      kind: "note",
      lines: [
        ...(counts.includes(null)
          ? [fillSentence(words.fewNote, { smallest: String(settings.smallest_group) })]
          : []),
        words.note,
      ],
    },
  ];
}

function composeRestatements({ facts }: PaperContext): DocumentBlock[] {
  const { heading: title, since, planLines, shareLines } = facts.restated;
  const items = [...planLines, ...shareLines];
  if (items.length === 0) return [];
  return [heading(title), ...listOf(items), { kind: "note", lines: [since] }];
}

function composeTargets({ facts, texts }: PaperContext): DocumentBlock[] {
  const { targets, noTargets } = texts.parts;
  const { goals = [] } = facts;
  return [
    heading(targets),
    ...(goals.length === 0
      ? [{ kind: "paragraph" as const, text: noTargets }]
      : listOf(goals.map(targetParagraph))),
  ];
}

function composeRisk({ definition, risk, texts }: PaperContext): DocumentBlock[] {
  const { title, subtitle, lines, columns, rows } = tellRisk(risk, definition.texts.deck.risk);
  const isPlaced = risk.likelihood !== null;
  return [
    heading(title),
    { kind: "paragraph", text: risk.description },
    // the first line says where it lies, or that nobody has placed it
    ...(isPlaced
      ? listOf(lines)
      : [{ kind: "gap" as const, text: texts.gaps.risk }, ...listOf(lines.slice(1))]),
    { kind: "table", caption: subtitle, columns, rows },
    { kind: "note", lines: [risk.source] },
  ];
}

function heading(text: string): DocumentBlock {
  return { kind: "heading", level: 3, text };
}

function findingOf(finding: string | null): DocumentBlock[] {
  return finding === null ? [] : [{ kind: "finding", text: `${finding}.` }];
}

function listOf(items: readonly string[]): DocumentBlock[] {
  return items.length === 0 ? [] : [{ kind: "list", isOrdered: false, items: [...items] }];
}

function textColumn(name: string): TextTableBlock["columns"][number] {
  return { heading: name, align: "text" };
}

function numberColumn(name: string): TextTableBlock["columns"][number] {
  return { heading: name, align: "number" };
}
