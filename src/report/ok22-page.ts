import type { Ok22Texts } from "../defs/ok22-report.js";
import { fillSentence } from "../defs/ok22-report.js";
import type { ComplianceCount } from "../domain/figures.js";
import type { PageContent, Section, TableBlock, TableColumn, TableRow } from "../render/page-content.js";
import { describeBasis, listLoads } from "./ok22-basis.js";
import type { Ok22Facts } from "./ok22-facts.js";
import { composeFindings } from "./ok22-findings.js";
import { reservationsOf, ruleDefinitions } from "./ok22-rule.js";
import { countWords, dateWords, monthWords, shareWords } from "./ok22-words.js";

/** The OK22 report as a page: findings first, then the figures, the rule and what they rest on. */
export function composeOk22Page(facts: Ok22Facts, texts: Ok22Texts, sender: string): PageContent {
  const { own, terms } = texts;
  const month = monthWords(facts.basis.month);
  const date = dateWords(facts.basis.date);
  return {
    title: own.title,
    subtitle: fillSentence(own.subtitle, { month }),
    facts: [
      { label: own.facts.month, text: month },
      { label: own.facts.date, text: date },
      { label: own.facts.sender, text: sender },
    ],
    marks: reservationsOf(facts.basis, facts.rule, terms).map((mark) => ({ ...mark, tone: "caution" })),
    labels: { language: terms.language, skipToContent: own.skipToContent, contents: own.contents },
    sections: [
      resultSection(facts, texts),
      regionSection(facts, texts),
      trendSection(facts, texts),
      definitionSection("rule", own.sections.rule.heading, ruleDefinitions(facts.rule, terms)),
      definitionSection("definitions", own.sections.definitions.heading, terms.definitions),
      basisSection(facts, texts),
    ],
    footer: [`${terms.source.term}: ${terms.source.text}`, fillSentence(own.footer, { sender, date })],
  };
}

function resultSection(facts: Ok22Facts, { own }: Ok22Texts): Section {
  const { national } = facts;
  const [first, ...others] = composeFindings(facts, own.findings);
  return {
    id: "result",
    heading: own.sections.result.heading,
    startsSheet: false,
    blocks: [
      { kind: "finding", text: first ?? "" },
      {
        kind: "key-figures",
        figures: [
          { value: shareOrNone(national.share), label: own.keyFigures.share },
          { value: countWords(national.pass), label: own.keyFigures.pass },
          { value: countWords(national.fail), label: own.keyFigures.fail },
          { value: countWords(national.clinics), label: own.keyFigures.clinics },
        ],
      },
      ...others.map((text) => ({ kind: "paragraph" as const, text })),
    ],
  };
}

function regionSection({ byRegion, national }: Ok22Facts, texts: Ok22Texts): Section {
  const { heading, caption, note } = texts.own.sections.regions;
  const rows = byRegion.values.map(({ value, row }) => countRow(value, row, false));
  const table = countTable({ caption, first: texts.own.columns.region, texts });
  table.rows.push(...rows, countRow(texts.own.nation, national, true));
  return { id: "regions", heading, startsSheet: false, blocks: [table, { kind: "note", lines: [note] }] };
}

function trendSection({ trend, basis }: Ok22Facts, texts: Ok22Texts): Section {
  const { heading, caption, note } = texts.own.sections.trend;
  const table = countTable({ caption, first: texts.own.columns.month, texts });
  // Newest first: the page is read from the top, and the newest month is what it is about.
  for (const row of [...trend].reverse()) {
    table.rows.push(countRow(monthWords(row.month), row, row.month === basis.month));
  }
  return { id: "trend", heading, startsSheet: true, blocks: [table, { kind: "note", lines: [note] }] };
}

function basisSection({ basis }: Ok22Facts, texts: Ok22Texts): Section {
  const { columns, sections } = texts.own;
  const headings = [
    columns.load,
    columns.loadedAt,
    columns.file,
    columns.kind,
    columns.months,
    columns.reason,
  ];
  const rows = listLoads(basis, texts).map((load): TableRow => ({
    cells: [String(load.load), dateWords(load.loadedOn), load.file, load.kind, load.months, load.reason],
    stressed: false,
  }));
  return {
    id: "basis",
    heading: sections.basis.heading,
    startsSheet: false,
    blocks: [
      { kind: "definitions", items: describeBasis(basis, texts) },
      {
        kind: "table",
        caption: sections.basis.caption,
        folded: false,
        columns: headings.map((heading) => ({ heading, align: "text" })),
        rows,
      },
    ],
  };
}

function definitionSection(id: string, heading: string, items: { term: string; text: string }[]): Section {
  return { id, heading, startsSheet: false, blocks: [{ kind: "definitions", items }] };
}

function countTable({
  caption,
  first,
  texts: { own, terms },
}: {
  caption: string;
  first: string;
  texts: Ok22Texts;
}): TableBlock {
  const { pass, fail, unknown } = terms.outcomes;
  const numbers = [own.columns.clinics, pass, fail, unknown, own.columns.share];
  const columns: TableColumn[] = [
    { heading: first, align: "text" },
    ...numbers.map((heading): TableColumn => ({ heading, align: "number" })),
  ];
  return { kind: "table", caption, folded: false, columns, rows: [] };
}

function countRow(
  name: string,
  { clinics, pass, fail, unknown, share }: ComplianceCount,
  stressed: boolean,
): TableRow {
  return { cells: [name, ...[clinics, pass, fail, unknown].map(countWords), shareOrNone(share)], stressed };
}

function shareOrNone(share: number | null): string {
  return share === null ? "–" : shareWords(share);
}
