import { fillSentence } from "../../defs/yaml/sentence.js";
import { monthWords } from "../../domain/danish.js";
import type {
  WorkbookColumn,
  WorkbookLines,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import type { RegionContent, RegionNote, WrittenElsewhere } from "./facts.js";
import { sheetFrame } from "./frame.js";
import { choiceLabel } from "./notes.js";

/**
 * What the region wrote about clinics that have no row any more, with its text, and of which of its clinics another region
 * has written, without it. No sheet where there is neither. Names no clinic that the region has not had before its eyes.
 */
export function adriftSheets(content: RegionContent): WorkbookSheet[] {
  const { facts, region, texts } = content;
  const { adrift, writtenElsewhere } = facts;
  if (adrift.length === 0 && writtenElsewhere.length === 0) return [];
  const own = texts.own.adrift;
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const lines: WorkbookLines = {
    kind: "lines",
    lines: [
      { text: fillSentence(own.title, place), style: "title" },
      ...(adrift.length === 0 ? [] : [{ text: own.note, style: "text" as const }]),
    ],
  };
  const elsewhere: WorkbookLines = {
    kind: "lines",
    lines: [
      { text: own.elsewhere.heading, style: "heading" },
      { text: own.elsewhere.note, style: "text" },
    ],
  };
  return [
    {
      ...sheetFrame(content, own.sheet),
      blocks: [
        lines,
        ...(adrift.length === 0 ? [] : [noteTable(adrift, content)]),
        ...(writtenElsewhere.length === 0 ? [] : [elsewhere, elsewhereTable(writtenElsewhere, content)]),
      ],
    },
  ];
}

const text = (header: string, width: number): WorkbookColumn => ({ header, kind: "text", width, wrap: true });

function noteTable(notes: readonly RegionNote[], content: RegionContent): WorkbookTable {
  const { adrift: own, clinics } = content.texts.own;
  const { columns } = own;
  const fields = { "follow-up": clinics.columns.followUp, remark: clinics.columns.remark };
  return {
    kind: "table",
    name: own.table,
    emptyText: clinics.none,
    columns: [
      text(columns.ydernummer, 15),
      { ...text(columns.name, 32), whenEmpty: clinics.empty.notStated },
      { header: columns.month, kind: "month", width: 18 },
      text(columns.field, 16),
      text(columns.text, 60),
      text(columns.reason, 44),
    ],
    rows: [...notes]
      .sort(
        (left, right) =>
          order(left.ydernummer, right.ydernummer) ||
          order(left.month, right.month) ||
          order(left.field, right.field),
      )
      .map((note) => [
        note.ydernummer,
        note.name,
        note.month,
        fields[note.field],
        note.field === "remark" ? note.value : choiceLabel(note.value, content),
        content.texts.terms.homeless[note.reason],
      ]),
  };
}

function elsewhereTable(clinics: readonly WrittenElsewhere[], content: RegionContent): WorkbookTable {
  const { elsewhere: own } = content.texts.own.adrift;
  const { columns } = own;
  return {
    kind: "table",
    name: own.table,
    emptyText: content.texts.own.clinics.none,
    columns: [
      text(columns.ydernummer, 15),
      text(columns.name, 32),
      { header: columns.month, kind: "month", width: 18 },
      text(columns.by, 24),
      text(columns.about, 44),
    ],
    rows: [...clinics]
      .sort((left, right) => order(left.ydernummer, right.ydernummer) || order(left.month, right.month))
      .map(({ ydernummer, name, month, by, isItself }) => [
        ydernummer,
        name,
        month,
        by,
        isItself ? own.itself : own.predecessor,
      ]),
  };
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
