import { shownValue } from "../../defs/files/follow-up.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { capitalized, countWords, dateWords, decimalWords, monthWords } from "../../domain/danish.js";
import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import type { Block, KeyFigure, PageContent, Section, TableBlock } from "../../render/page/page-content.js";
import { reservationsOf } from "../shared/rule.js";
import { afterwardsSection } from "./afterwards/parts.js";
import type { ConsultantsContent } from "./content.js";
import type { WorkRow } from "./worklist.js";
import { monthTotals } from "./worklist.js";

/** Ruled lines for what was agreed: as many as stand beside the months in print. */
const agreedLines = 6;

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
    sections: [
      listSection(content),
      afterwardsSection(content),
      ...rows.map((row) => visitSection(row, content)),
    ],
    footer: [
      `${terms.source.term}: ${terms.source.text}`,
      own.order.note,
      fillSentence(own.footer, { sender, date }),
    ],
  };
}

function listSection(content: ConsultantsContent): Section {
  const { rows, texts } = content;
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
      { heading: columns.visited, align: "text" },
      { heading: columns.nextStep, align: "text" },
    ],
    rows: rows.map(({ place, group, clinic, visit: notes }) => ({
      cells: [
        clinic.name,
        String(place),
        groups[group],
        clinic.municipality ?? visit.unknown,
        clinic.system ?? visit.unknown,
        clinic.missing === null ? visit.unknown : decimalWords(clinic.missing),
        dayWords(notes, content),
        nextWords(notes, content),
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
    writeIn(row, content),
    monthTable(row, content),
    {
      kind: "note",
      lines: [
        ...typeLines(row, content),
        ...(word === null ? [] : [wordLine(word, content)]),
        ...visitLines(row, content),
      ],
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

/** What a clinic made of each plan type, in one line; none where it made nothing. */
function typeLines({ clinic }: WorkRow, { types, texts }: ConsultantsContent): string[] {
  const { visit } = texts.own;
  const sums = types.get(clinicKey(clinic)) ?? [];
  const each = sums.map(({ type, new: fresh, maintained }) =>
    fillSentence(visit.type, { type, new: countWords(fresh), maintained: countWords(maintained) }),
  );
  return each.length === 0 ? [] : [fillSentence(visit.types, { types: each.join("; ") })];
}

function wordLine(
  { texts: words, month }: NonNullable<WorkRow["word"]>,
  { texts }: ConsultantsContent,
): string {
  return fillSentence(texts.own.visit.word, { word: words.join(". "), month: monthWords(month) });
}

function dayWords(visit: WorkRow["visit"], { texts }: ConsultantsContent): string {
  const day = visit?.day ?? null;
  return day === null ? texts.own.visit.notYet : dateWords(day);
}

function nextWords(visit: WorkRow["visit"], content: ConsultantsContent): string {
  const step = visit?.nextStep ?? null;
  return step === null ? "" : stepName(step, content);
}

function stepName(value: string, { nextSteps }: ConsultantsContent): string {
  return shownValue({ field: "next-step", value }, { followUp: [], nextSteps });
}

/** What data consultants wrote: the latest visit and its next step in a line, and what was agreed in another. */
function visitLines({ visit, isResting }: WorkRow, content: ConsultantsContent): string[] {
  if (visit === null) return [];
  const words = content.texts.own.visit;
  const { day, by, agreed, nextStep, month } = visit;
  const latest = [
    day === null
      ? ""
      : fillSentence(words.visited, {
          day: dateWords(day),
          by: by === null ? "" : ` ${fillSentence(words.visitedBy, { by })}`,
        }),
    nextStep === null ? "" : fillSentence(words.nextStep, { step: stepName(nextStep, content) }),
    isResting ? words.resting : "",
  ].filter((one) => one !== "");
  return [
    ...(latest.length === 0 ? [] : [latest.join(" ")]),
    ...(agreed === null
      ? []
      : [fillSentence(words.agreed, { month: monthWords(month), text: agreed.replaceAll("\n", " / ") })]),
  ];
}

/** Room to write during the visit: the same cells as in the workbook, and that they are to be typed in there. */
function writeIn({ clinic }: WorkRow, { texts, nextSteps, workbookName }: ConsultantsContent): Block {
  const { visit, sheets, list } = texts.own;
  const { ydernummer } = clinic;
  return {
    kind: "write-in",
    text: fillSentence(visit.writeIn, { file: workbookName, sheet: sheets.list, ydernummer }),
    fields: [
      { label: list.columns.visited, lines: 1 },
      { label: list.columns.visitedBy, lines: 1 },
      { label: list.columns.agreed, lines: agreedLines },
      { label: list.columns.nextStep, choices: nextSteps.map(({ label }) => label) },
    ],
  };
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
