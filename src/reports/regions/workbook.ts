import { returnForms } from "../../domain/shapes/follow-up.js";
import { originSheets } from "../shared/returned/origin-sheets.js";
import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import type { Ok22Terms } from "../shared/terms.js";
import type { RegionsTexts } from "./report-file.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { Basis } from "../../domain/shapes/figures.js";
import type {
  WorkbookContent,
  WorkbookLine,
  WorkbookProperties,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import { countOutcomes, requireSameCount } from "../shared/compliance-counts.js";
import type { Definition } from "../../render/page/page-content.js";
import { reservationsOf, ruleDefinitions } from "../shared/rule.js";
import type { WorkbookLook } from "../shared/workbook/sheets.js";
import { definitionTable, warningLines } from "../shared/workbook/sheets.js";
import { dateWords, monthWords } from "../../domain/danish.js";
import { adriftSheets } from "./adrift.js";
import { clinicTable, printedColumns } from "./clinics.js";
import type { RegionContent, FollowUpFacts, RegionIdentity } from "./facts.js";
import { sheetFrame } from "./frame.js";
import { overviewSheet } from "./overview.js";
import { segmentSheets } from "./segments.js";

/**
 * The workbook of one region: overview, its clinics one a row with two columns to write in, lists to call from,
 * definitions, and hidden sheets that say what the file is and what it held when it was sent out. It is given this
 * region's rows only, and throws when a row belongs to another region, a note to another clinic, or the rows do not add
 * up to the count: each is a bug of ours.
 */
export function composeRegionWorkbook(content: RegionContent, look: WorkbookLook): WorkbookContent {
  const { facts, region, texts } = content;
  requireOwnRows(facts, region);
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const clinics = clinicTable(content);
  const visible = [
    overviewSheet(content, look.sender),
    clinicSheet(content, clinics),
    ...segmentSheets(content),
    ...adriftSheets(content),
    definitionSheet(content, look),
  ];
  const properties: WorkbookProperties = {
    title: fillSentence(texts.own.title, place),
    subject: fillSentence(texts.own.printHeader, place),
    description: texts.own.description,
    keywords: texts.own.keywords,
    creator: look.sender,
    language: texts.terms.language,
    date: facts.basis.date,
  };
  const { columns } = texts.own.clinics;
  const sent = {
    form: returnForms.regions,
    region: region.id,
    basis: facts.basis,
    sheet: texts.own.sheets.clinics,
    headings: {
      ...{ ydernummer: columns.ydernummer, opened: columns.opened },
      written: { "follow-up": columns.followUp, remark: columns.remark },
    },
    ...{ clinics, visible, properties },
    frame: sheetFrame(content, texts.own.sheets.clinics),
  };
  return {
    properties,
    colours: look.colours,
    sheets: [...visible, ...originSheets(sent)],
  };
}

function requireOwnRows(facts: FollowUpFacts, region: RegionIdentity): void {
  const { clinics, count, notes, writtenElsewhere } = facts;
  const strangers = clinics.filter((clinic) => clinic.region !== region.name).length;
  if (strangers > 0) throw new Error(`${strangers} clinics of other regions among those of ${region.name}`);
  const own = new Set(clinics.map(clinicKey));
  const stray = [...notes, ...writtenElsewhere].filter((note) => !own.has(clinicKey(note))).length;
  if (stray > 0) throw new Error(`${stray} notes on other clinics among those of ${region.name}`);
  requireSameCount(`the clinics of ${region.name}`, countOutcomes(clinics), count);
}

function clinicSheet(content: RegionContent, table: WorkbookTable): WorkbookSheet {
  const { facts, region, texts } = content;
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const lines: WorkbookLine[] = [
    { text: fillSentence(texts.own.clinics.title, place), style: "title" },
    ...warningLines(reservationsOf(facts.basis, facts.rule, texts.terms)),
    { text: texts.own.clinics.note, style: "note", isForWork: true },
  ];
  const frame = sheetFrame(content, texts.own.sheets.clinics);
  return {
    ...frame,
    // Number and name stay in sight while scrolling to the columns that are written in.
    freeze: { columns: 2 },
    print: { ...frame.print, columns: printedColumns },
    blocks: [{ kind: "lines", lines }, table],
  };
}

function definitionSheet(content: RegionContent, { published }: WorkbookLook): WorkbookSheet {
  const { facts, texts, segments } = content;
  const { own, terms } = texts;
  const { columns, none, table, title } = own.definitions;
  const items = [
    ...ruleDefinitions(facts.rule, terms),
    ...[...segments.segments, segments.none, ...segments.flags].map(({ name, definition }) => ({
      term: name,
      text: definition,
    })),
    ...terms.definitions,
    ...own.definitions.columnsExplained.map(({ term, text, inPublished }) => ({
      term,
      text: published === undefined ? text : (inPublished ?? text),
    })),
    ...basisDefinitions(facts.basis, texts),
  ];
  return {
    ...sheetFrame(content, own.sheets.definitions),
    blocks: [
      { kind: "lines", lines: [{ text: title, style: "title" }] },
      definitionTable(items, { table, ...columns, emptyText: none }),
    ],
  };
}

function basisDefinitions(
  basis: Basis,
  { own, terms }: { own: RegionsTexts["own"]; terms: Ok22Terms },
): Definition[] {
  const { register, registerText, noRegister, asOf, asOfText } = own.definitions;
  const { registerMonth } = basis;
  return [
    {
      term: register,
      text:
        registerMonth === null
          ? noRegister
          : fillSentence(registerText, { month: monthWords(registerMonth) }),
    },
    { term: asOf, text: fillSentence(asOfText, { load: String(basis.asOf), date: dateWords(basis.date) }) },
    terms.source,
  ];
}
