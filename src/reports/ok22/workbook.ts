import type { Ok22Texts } from "./report-file.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type {
  CellContent,
  WorkbookContent,
  WorkbookLine,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import { describeBasis, listLoads } from "./parts/basis.js";
import type { Ok22Definition } from "./context.js";
import { composeFindings } from "./parts/findings.js";
import { riskSentence } from "./parts/risk.js";
import { reservationsOf, ruleDefinitions } from "../shared/rule.js";
import type { WorkbookLook } from "../shared/workbook/sheets.js";
import { definitionTable, printOf, warningLines } from "../shared/workbook/sheets.js";
import { workbookTable } from "./parts/table.js";
import type { BookContext, SheetId } from "./workbook-figures.js";
import { figureSheets } from "./workbook-figures.js";
import type { Ok22View } from "./shown.js";
import { dateWords, monthWords } from "../../domain/danish.js";

/** The OK22 report as a workbook: one table a sheet, each with its title and reservations above it. */
export function composeOk22Workbook(
  view: Ok22View,
  definition: Ok22Definition,
  look: WorkbookLook,
): WorkbookContent {
  const { own, terms } = definition.texts;
  const context = { ...definition, view };
  return {
    properties: {
      title: own.title,
      subject: fillSentence(own.workbook.printHeader, { month: monthWords(view.basis.month) }),
      description: own.description,
      keywords: own.keywords,
      creator: look.sender,
      language: terms.language,
      date: view.basis.date,
    },
    colours: look.colours,
    sheets: [
      overviewSheet(context, look.sender),
      ...figureSheets(context).map(({ id, table, note }) =>
        tableSheet(id, workbookTable(table, { name: sheetTexts(id, own).table, emptyText: own.none }), {
          context,
          note,
        }),
      ),
      tableSheet("definitions", definitionsOf(context), { context, note: null }),
      tableSheet("basis", loadTable(context), { context, note: own.sections.basis.caption }),
    ],
  };
}

function sheetTexts(id: SheetId, own: Ok22Texts["own"]): Ok22Texts["own"]["workbook"]["sheets"][SheetId] {
  return own.workbook.sheets[id];
}

function overviewSheet(context: BookContext, sender: string): WorkbookSheet {
  const { view, texts } = context;
  const { own } = texts;
  const sentence = riskSentence(view, texts);
  const lines: WorkbookLine[] = [
    ...headLines("overview", context),
    { text: `${view.policy.mark.label}: ${view.policy.mark.text}`, style: "note" },
    { text: fillSentence(own.footer, { sender, date: dateWords(view.basis.date) }), style: "note" },
    ...composeFindings(view, texts).map((text): WorkbookLine => ({ text, style: "text" })),
  ];
  const riskLines: WorkbookLine[] = [
    { text: own.sections.risk.sentence, style: "heading" },
    { text: sentence ?? "", style: "text" },
  ];
  const blocks = [
    { kind: "lines" as const, lines },
    outcomeTableOf(context),
    ...(sentence === null ? [] : [{ kind: "lines" as const, lines: riskLines }]),
  ];
  return sheetOf("overview", blocks, { context, freeze: null, longLines: "wrap" });
}

/** How many clinics have each outcome that the audience sees apart; the last row is all of them. */
function outcomeTableOf({ view, texts }: BookContext): WorkbookTable {
  const { own, terms } = texts;
  const { national } = view;
  const row = (name: string, clinics: number): CellContent[] => [
    name,
    clinics,
    national === null || national.clinics === 0 ? null : clinics / national.clinics,
  ];
  const rest =
    national?.fail === null || national?.fail === undefined
      ? [row(terms.outcomes.notPass, national?.notPass ?? 0)]
      : [row(terms.outcomes.fail, national.fail), row(terms.outcomes.unknown, national.unknown ?? 0)];
  return {
    kind: "table",
    name: own.workbook.sheets.overview.table,
    emptyText: own.none,
    columns: [
      { header: own.columns.outcome, kind: "text", width: 76 },
      { header: own.columns.clinics, kind: "count", width: 16 },
      { header: own.columns.shareOfAll, kind: "share", width: 28, bar: { full: 1 } },
    ],
    rows:
      national === null
        ? []
        : [row(terms.outcomes.pass, national.pass), ...rest, row(own.total, national.clinics)],
  };
}

/** A sheet of one table with its title, its reservations and a note above it, kept in sight while scrolling. */
function tableSheet(
  id: SheetId,
  table: WorkbookTable,
  { context, note }: { context: BookContext; note: string | null },
): WorkbookSheet {
  const lines: WorkbookLine[] = [
    ...headLines(id, context),
    ...(note === null ? [] : [{ text: note, style: "note" as const }]),
  ];
  const blocks = [{ kind: "lines" as const, lines }, table];
  return sheetOf(id, blocks, { context, freeze: { columns: 1 }, longLines: "spill" });
}

function sheetOf(
  id: SheetId,
  blocks: WorkbookSheet["blocks"],
  { context, freeze, longLines }: { context: BookContext } & Pick<WorkbookSheet, "freeze" | "longLines">,
): WorkbookSheet {
  const { view, texts } = context;
  const { workbook } = texts.own;
  const reservations = [...reservationsOf(view.basis, view.rule, texts.terms), view.policy.mark];
  const header = fillSentence(workbook.printHeader, { month: monthWords(view.basis.month) });
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

function headLines(id: SheetId, { view, texts }: BookContext): WorkbookLine[] {
  const title = fillSentence(texts.own.workbook.sheets[id].title, { month: monthWords(view.basis.month) });
  const reservations = reservationsOf(view.basis, view.rule, texts.terms);
  return [{ text: title, style: "title" }, ...warningLines(reservations)];
}

function definitionsOf({ view, texts, segments }: BookContext): WorkbookTable {
  const { columns, none, workbook } = texts.own;
  const wordings = view.segments === null ? [] : [...segments.segments, ...segments.flags];
  const items = [
    ...ruleDefinitions(view.rule, texts.terms),
    ...texts.terms.definitions,
    ...texts.own.sections.definitions.methods,
    ...wordings.map(({ name, definition }) => ({ term: name, text: definition })),
    ...describeBasis(view.basis, texts),
  ];
  const table = workbook.sheets.definitions.table;
  return definitionTable(items, { table, term: columns.term, meaning: columns.meaning, emptyText: none });
}

function loadTable({ view, texts }: BookContext): WorkbookTable {
  const { columns, none, workbook } = texts.own;
  const loads = listLoads(view.basis, texts);
  const hasReasons = loads.some(({ reason }) => reason !== null);
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
      ...(hasReasons ? [{ header: columns.reason, kind: "text" as const, width: 36, wrap: true }] : []),
    ],
    rows: loads.map(({ load, loadedOn, file, kind, months, reason }) => [
      ...[String(load), loadedOn, file, kind, months],
      ...(hasReasons ? [reason] : []),
    ]),
  };
}
