import type { Ok22Texts } from "../defs/ok22-report.js";
import { fillSentence } from "../defs/ok22-report.js";
import type { ComplianceCount } from "../domain/figures.js";
import type {
  WorkbookColumn,
  WorkbookContent,
  WorkbookLine,
  WorkbookSheet,
  WorkbookTable,
} from "../render/workbook.js";
import { describeBasis, listLoads } from "./ok22-basis.js";
import type { Ok22Facts } from "./ok22-facts.js";
import { composeFindings } from "./ok22-findings.js";
import { reservationsOf, ruleDefinitions } from "./ok22-rule.js";
import type { WorkbookLook } from "./ok22-sheets.js";
import { definitionTable, outcomeTable, printOf, warningLines } from "./ok22-sheets.js";
import { dateWords, monthWords } from "./ok22-words.js";

/** The OK22 report as a workbook: one table a sheet, each with its title and reservations above it. */
export function composeOk22Workbook(facts: Ok22Facts, texts: Ok22Texts, look: WorkbookLook): WorkbookContent {
  const { own, terms } = texts;
  return {
    properties: {
      title: own.title,
      subject: fillSentence(own.workbook.printHeader, { month: monthWords(facts.basis.month) }),
      description: own.description,
      keywords: own.keywords,
      creator: look.sender,
      language: terms.language,
      date: facts.basis.date,
    },
    colours: look.colours,
    sheets: [
      overviewSheet(facts, texts, look.sender),
      tableSheet("regions", regionTable(facts, texts), { facts, texts, note: own.sections.regions.note }),
      tableSheet("trend", trendTable(facts, texts), { facts, texts, note: own.sections.trend.note }),
      tableSheet("definitions", definitionsOf(facts, texts), { facts, texts, note: null }),
      tableSheet("basis", loadTable(facts, texts), { facts, texts, note: own.sections.basis.caption }),
    ],
  };
}

type SheetId = keyof Ok22Texts["own"]["workbook"]["sheets"];

function overviewSheet(facts: Ok22Facts, texts: Ok22Texts, sender: string): WorkbookSheet {
  const { own, terms } = texts;
  const table = outcomeTable(facts.national, terms, {
    table: own.workbook.sheets.overview.table,
    columns: { outcome: own.columns.outcome, clinics: own.columns.clinics, share: own.columns.shareOfAll },
    total: own.total,
    emptyText: own.none,
    width: 76,
  });
  const findings = composeFindings(facts, own.findings);
  const lines: WorkbookLine[] = [
    ...headLines("overview", facts, texts),
    { text: fillSentence(own.footer, { sender, date: dateWords(facts.basis.date) }), style: "note" },
    ...findings.map((text): WorkbookLine => ({ text, style: "text" })),
  ];
  return sheetOf("overview", [{ kind: "lines", lines }, table], {
    facts,
    texts,
    freeze: null,
    longLines: "wrap",
  });
}

/** A sheet of one table with its title, its reservations and a note above it, kept in sight while scrolling. */
function tableSheet(
  id: SheetId,
  table: WorkbookTable,
  { facts, texts, note }: { facts: Ok22Facts; texts: Ok22Texts; note: string | null },
): WorkbookSheet {
  const lines: WorkbookLine[] = [
    ...headLines(id, facts, texts),
    ...(note === null ? [] : [{ text: note, style: "note" as const }]),
  ];
  const blocks = [{ kind: "lines" as const, lines }, table];
  return sheetOf(id, blocks, { facts, texts, freeze: { columns: 1 }, longLines: "spill" });
}

function sheetOf(
  id: SheetId,
  blocks: WorkbookSheet["blocks"],
  {
    facts,
    texts,
    freeze,
    longLines,
  }: { facts: Ok22Facts; texts: Ok22Texts } & Pick<WorkbookSheet, "freeze" | "longLines">,
): WorkbookSheet {
  const { workbook } = texts.own;
  const reservations = reservationsOf(facts.basis, facts.rule, texts.terms);
  const header = fillSentence(workbook.printHeader, { month: monthWords(facts.basis.month) });
  return {
    name: workbook.sheets[id].name,
    visible: true,
    blocks,
    longLines,
    freeze,
    isProtected: false,
    print: printOf(header, workbook.pageNumber, reservations),
  };
}

function headLines(id: SheetId, facts: Ok22Facts, texts: Ok22Texts): WorkbookLine[] {
  const title = fillSentence(texts.own.workbook.sheets[id].title, { month: monthWords(facts.basis.month) });
  const reservations = reservationsOf(facts.basis, facts.rule, texts.terms);
  return [{ text: title, style: "title" }, ...warningLines(reservations)];
}

function regionTable({ byRegion }: Ok22Facts, texts: Ok22Texts): WorkbookTable {
  const { columns, none, workbook } = texts.own;
  return {
    kind: "table",
    name: workbook.sheets.regions.table,
    emptyText: none,
    columns: [{ header: columns.region, kind: "text", width: 28 }, ...countColumns(texts, { full: 1 })],
    rows: byRegion.values.map(({ value, row }) => [value, ...countCells(row)]),
  };
}

function trendTable({ trend }: Ok22Facts, texts: Ok22Texts): WorkbookTable {
  const { columns, none, workbook } = texts.own;
  return {
    kind: "table",
    name: workbook.sheets.trend.table,
    emptyText: none,
    columns: [{ header: columns.month, kind: "month", width: 28 }, ...countColumns(texts)],
    rows: trend.map((row) => [row.month, ...countCells(row)]),
  };
}

function countColumns({ own, terms }: Ok22Texts, bar?: WorkbookColumn["bar"]): WorkbookColumn[] {
  const counts = [own.columns.clinics, terms.outcomes.pass, terms.outcomes.fail, terms.outcomes.unknown];
  return [
    ...counts.map((header): WorkbookColumn => ({ header, kind: "count", width: 19 })),
    { header: own.columns.share, kind: "share", width: 24, ...(bar ? { bar } : {}) },
  ];
}

function countCells({ clinics, pass, fail, unknown, share }: ComplianceCount): (number | null)[] {
  return [clinics, pass, fail, unknown, share];
}

function definitionsOf(facts: Ok22Facts, texts: Ok22Texts): WorkbookTable {
  const { columns, none, workbook } = texts.own;
  const items = [
    ...ruleDefinitions(facts.rule, texts.terms),
    ...texts.terms.definitions,
    ...describeBasis(facts.basis, texts),
  ];
  const table = workbook.sheets.definitions.table;
  return definitionTable(items, { table, term: columns.term, meaning: columns.meaning, emptyText: none });
}

function loadTable({ basis }: Ok22Facts, texts: Ok22Texts): WorkbookTable {
  const { columns, none, workbook } = texts.own;
  return {
    kind: "table",
    name: workbook.sheets.basis.table,
    emptyText: none,
    columns: [
      { header: columns.load, kind: "text", width: 15 },
      { header: columns.loadedAt, kind: "date", width: 12 },
      { header: columns.file, kind: "text", width: 36, wrap: true },
      { header: columns.kind, kind: "text", width: 18 },
      { header: columns.months, kind: "text", width: 36, wrap: true },
      { header: columns.reason, kind: "text", width: 36, wrap: true },
    ],
    rows: listLoads(basis, texts).map((row) => [
      String(row.load),
      row.loadedOn,
      row.file,
      row.kind,
      row.months,
      row.reason === "" ? null : row.reason,
    ]),
  };
}
