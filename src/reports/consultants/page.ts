import { fillSentence } from "../../defs/yaml/sentence.js";
import { capitalized, countWords, dateWords, decimalWords, monthWords } from "../../domain/danish.js";
import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import type { Block, KeyFigure, PageContent, Section, TableBlock } from "../../render/page/page-content.js";
import { reservationsOf } from "../shared/rule.js";
import type { ConsultantsContent } from "./content.js";
import type { WorkRow } from "./worklist.js";
import { monthTotals } from "./worklist.js";

/** The worklist as a page: the list, then a sheet to print for the visit of each clinic. */
export function composePage(content: ConsultantsContent): PageContent {
  const { basis, rule, rows, texts, sender } = content;
  const { own, terms } = texts;
  const month = monthWords(basis.month);
  const date = dateWords(basis.date);
  return {
    title: fillSentence(own.title, { month }),
    subtitle: own.subtitle,
    facts: [
      { label: own.facts.month, text: month },
      { label: own.facts.date, text: date },
      { label: own.facts.sender, text: sender },
      { label: own.facts.clinics, text: countWords(rows.length) },
    ],
    marks: [
      ...reservationsOf(basis, rule, terms).map((mark) => ({ ...mark, tone: "caution" as const })),
      { label: own.sheets.list, text: own.confidential, tone: "caution" },
    ],
    labels: { language: terms.language, skipToContent: own.skipToContent, contents: own.contents },
    sections: [listSection(content), ...rows.map((row) => visitSection(row, content))],
    footer: [
      `${terms.source.term}: ${terms.source.text}`,
      own.order.note,
      fillSentence(own.footer, { sender, date }),
    ],
  };
}

function listSection({ rows, texts }: ConsultantsContent): Section {
  const { visit, list, groups } = texts.own;
  const { columns } = list;
  const table: TableBlock = {
    kind: "table",
    caption: visit.listCaption,
    folded: false,
    columns: [
      { heading: columns.name, align: "text" },
      { heading: columns.place, align: "number" },
      { heading: columns.group, align: "text" },
      { heading: columns.municipality, align: "text" },
      { heading: columns.system, align: "text" },
      { heading: columns.missing, align: "number" },
    ],
    rows: rows.map(({ place, group, clinic }) => ({
      cells: [
        clinic.name,
        String(place),
        groups[group],
        clinic.municipality ?? visit.unknown,
        clinic.system ?? visit.unknown,
        clinic.missing === null ? visit.unknown : decimalWords(clinic.missing),
      ],
      stressed: false,
    })),
  };
  return {
    id: "liste",
    heading: visit.listHeading,
    startsSheet: false,
    blocks: rows.length === 0 ? [{ kind: "paragraph", text: list.none }] : [table],
  };
}

/** A visit's sheet: who and where, how far from the requirement, the months. It fits one page in print. */
function visitSection(row: WorkRow, content: ConsultantsContent): Section {
  const { clinic, word } = row;
  const { visit } = content.texts.own;
  const blocks: Block[] = [
    { kind: "paragraph", text: whereWords(row, content) },
    { kind: "key-figures", figures: keyFigures(row, content) },
    monthTable(row, content),
    {
      kind: "note",
      lines: [...typeLines(row, content), ...(word === null ? [] : [wordLine(word, content)])],
    },
  ];
  return {
    id: `besoeg-${row.place}`,
    heading: fillSentence(visit.heading, { place: String(row.place), name: clinic.name }),
    startsSheet: true,
    blocks,
  };
}

function whereWords({ clinic, group }: WorkRow, { texts }: ConsultantsContent): string {
  const { visit, groups } = texts.own;
  return fillSentence(visit.where, {
    ydernummer: clinic.ydernummer,
    municipality: clinic.municipality ?? visit.unknown,
    region: clinic.region,
    system: clinic.system ?? visit.unknown,
    group: groups[group],
  });
}

function keyFigures({ clinic, peers }: WorkRow, { texts }: ConsultantsContent): KeyFigure[] {
  const { facts, unknown } = texts.own.visit;
  const number = (value: number | null): string => (value === null ? unknown : decimalWords(value));
  return [
    { label: facts.missing, value: number(clinic.missing) },
    { label: facts.required, value: number(clinic.required) },
    { label: facts.newPlans, value: countWords(clinic.newPlans) },
    { label: facts.doctors, value: number(clinic.doctors) },
    { label: facts.peers, value: number(peers) },
  ];
}

function typeLines({ clinic }: WorkRow, { types, texts }: ConsultantsContent): string[] {
  return (types.get(clinicKey(clinic)) ?? []).map(({ type, new: fresh, maintained }) =>
    fillSentence(texts.own.visit.type, {
      type,
      new: countWords(fresh),
      maintained: countWords(maintained),
    }),
  );
}

function wordLine(
  { texts: words, month }: NonNullable<WorkRow["word"]>,
  { texts }: ConsultantsContent,
): string {
  return fillSentence(texts.own.visit.word, { word: words.join(". "), month: monthWords(month) });
}

function monthTable({ clinic }: WorkRow, { window, texts }: ConsultantsContent): TableBlock {
  const { visit } = texts.own;
  const { columns } = visit;
  const totals = monthTotals(clinic);
  const words = (count: number | null): string => (count === null ? "–" : countWords(count));
  return {
    kind: "table",
    caption: visit.months,
    folded: false,
    columns: [
      { heading: columns.month, align: "text" },
      { heading: columns.new, align: "number" },
      { heading: columns.maintained, align: "number" },
      { heading: columns.total, align: "number" },
    ],
    rows: window.map((month, place) => {
      const [fresh, maintained] = [clinic.monthlyNew[place] ?? null, clinic.monthlyMaintained[place] ?? null];
      return {
        cells: [capitalized(monthWords(month)), ...[fresh, maintained, totals[place] ?? null].map(words)],
        stressed: false,
      };
    }),
  };
}
