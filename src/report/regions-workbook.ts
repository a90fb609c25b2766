import type { Ok22Terms } from "../defs/ok22-report.js";
import { fillSentence } from "../defs/ok22-report.js";
import type { RegionsTexts } from "../defs/regions-report.js";
import type { Basis, ClinicCompliance, ComplianceCount } from "../domain/figures.js";
import type { WorkbookContent, WorkbookLine, WorkbookSheet } from "../render/workbook.js";
import { countOutcomes, requireSameCount } from "./ok22-facts.js";
import type { Definition, RuleStatement } from "./ok22-rule.js";
import { reservationsOf, ruleDefinitions } from "./ok22-rule.js";
import type { WorkbookLook } from "./ok22-sheets.js";
import { definitionTable, outcomeTable, printOf, warningLines } from "./ok22-sheets.js";
import { countWords, dateWords, monthWords, shareWords } from "./ok22-words.js";
import { clinicTable } from "./regions-clinics.js";

/** A region as its workbook names it. */
export interface RegionIdentity {
  id: string;
  /** The authority's code; null when it is not known yet. */
  code: string | null;
  /** Full name, as in `ClinicCompliance.region`. */
  name: string;
}

/** The figures of one region, and of no other. */
export interface RegionFacts {
  basis: Basis;
  count: ComplianceCount;
  /** The region's clinics, each once, in any order. */
  clinics: readonly ClinicCompliance[];
  rule: RuleStatement;
}

interface RegionContent {
  facts: RegionFacts;
  region: RegionIdentity;
  texts: RegionsTexts;
}

/** Layout of the workbook, so that a returned one can be told from an older one. */
const formatVersion = 1;

/**
 * The workbook of one region: overview, its clinics one a row with two columns to write in, definitions, and a hidden
 * sheet that says what the file is. It is given this region's rows only, and throws when a row belongs to another
 * region or the rows do not add up to the count: either is a bug of ours.
 */
export function composeRegionWorkbook(
  facts: RegionFacts,
  region: RegionIdentity,
  texts: RegionsTexts,
  look: WorkbookLook,
): WorkbookContent {
  requireOwnRows(facts, region);
  const content = { facts, region, texts };
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  return {
    properties: {
      title: fillSentence(texts.own.title, place),
      subject: fillSentence(texts.own.printHeader, place),
      description: texts.own.description,
      keywords: texts.own.keywords,
      creator: look.sender,
      language: texts.terms.language,
      date: facts.basis.date,
    },
    colours: look.colours,
    sheets: [
      overviewSheet(content, look.sender),
      clinicSheet(content),
      definitionSheet(content),
      originSheet(content),
    ],
  };
}

function requireOwnRows({ clinics, count }: RegionFacts, region: RegionIdentity): void {
  const strangers = clinics.filter((clinic) => clinic.region !== region.name).length;
  if (strangers > 0) throw new Error(`${strangers} clinics of other regions among those of ${region.name}`);
  requireSameCount(`the clinics of ${region.name}`, countOutcomes(clinics), count);
}

function overviewSheet(content: RegionContent, sender: string): WorkbookSheet {
  const { facts, region, texts } = content;
  const { own, terms } = texts;
  const { title, threshold } = facts.rule;
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const lines: WorkbookLine[] = [
    { text: fillSentence(own.title, place), style: "title" },
    { text: fillSentence(own.facts, { date: dateWords(facts.basis.date), sender }), style: "note" },
    ...warningLines(reservationsOf(facts.basis, facts.rule, terms)),
    ...findingsOf(content).map((text): WorkbookLine => ({ text, style: "text" })),
    { text: fillSentence(own.ruleLine, { title, threshold }), style: "text" },
  ];
  const table = outcomeTable(facts.count, terms, { ...own.outcome, emptyText: own.clinics.none, width: 76 });
  const howTo: WorkbookLine[] = [
    { text: own.howTo.heading, style: "heading" },
    ...[...own.howTo.lines, own.confidential].map((text): WorkbookLine => ({ text, style: "text" })),
  ];
  return {
    ...sheetFrame(content, own.sheets.overview),
    longLines: "wrap",
    blocks: [{ kind: "lines", lines }, table, { kind: "lines", lines: howTo }],
  };
}

function findingsOf({ facts: { count, clinics: rows }, region, texts }: RegionContent): string[] {
  const { findings } = texts.own;
  if (count.share === null) return [fillSentence(findings.noClinics, { region: region.name })];
  const clinics = countWords(count.clinics);
  const pass = countWords(count.pass);
  const started = rows.filter((clinic) => clinic.isNew).length;
  return [
    fillSentence(findings.share, { share: shareWords(count.share), region: region.name, pass, clinics }),
    fillSentence(findings.fail, { fail: countWords(count.fail), clinics }),
    ...(count.unknown === 0
      ? []
      : [fillSentence(findings.unknown, { unknown: countWords(count.unknown), clinics })]),
    ...(started === 0 ? [] : [fillSentence(findings.newClinics, { new: countWords(started), clinics })]),
  ];
}

function clinicSheet(content: RegionContent): WorkbookSheet {
  const { facts, region, texts } = content;
  const place = { region: region.name, month: monthWords(facts.basis.month) };
  const lines: WorkbookLine[] = [
    { text: fillSentence(texts.own.clinics.title, place), style: "title" },
    ...warningLines(reservationsOf(facts.basis, facts.rule, texts.terms)),
  ];
  return {
    ...sheetFrame(content, texts.own.sheets.clinics),
    // Number and name stay in sight while scrolling to the columns that are written in.
    freeze: { columns: 2 },
    blocks: [{ kind: "lines", lines }, clinicTable(facts.clinics, texts)],
  };
}

function definitionSheet(content: RegionContent): WorkbookSheet {
  const { facts, texts } = content;
  const { own, terms } = texts;
  const { columns, none, table, title } = own.definitions;
  const items = [
    ...ruleDefinitions(facts.rule, terms),
    ...terms.definitions,
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

/** What the file is, for the program that reads it when it comes back. Its words are keys, not language. */
function originSheet(content: RegionContent): WorkbookSheet {
  const { facts, region } = content;
  const rows = [
    ["report", "regions"],
    ["format", String(formatVersion)],
    ["region", region.id],
    ["month", facts.basis.month],
    ["load", String(facts.basis.asOf)],
  ];
  const columns = ["key", "value"].map((header) => ({ header, kind: "text" as const, width: 20 }));
  return {
    ...sheetFrame(content, "flp"),
    visible: false,
    blocks: [{ kind: "table", name: "FlpOrigin", columns, rows, emptyText: "" }],
  };
}

/** What all sheets of the workbook have alike. */
function sheetFrame({ facts, region, texts }: RegionContent, name: string): Omit<WorkbookSheet, "blocks"> {
  const header = fillSentence(texts.own.printHeader, {
    region: region.name,
    month: monthWords(facts.basis.month),
  });
  const reservations = reservationsOf(facts.basis, facts.rule, texts.terms);
  return {
    name,
    visible: true,
    longLines: "spill",
    freeze: null,
    isProtected: true,
    print: printOf(header, texts.own.pageNumber, reservations),
  };
}
