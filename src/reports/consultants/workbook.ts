import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, monthWords } from "../../domain/danish.js";
import type {
  CellContent,
  WorkbookColours,
  WorkbookColumn,
  WorkbookContent,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import { reservationsOf, ruleDefinitions } from "../shared/rule.js";
import { definitionTable, printOf, warningLines } from "../shared/workbook/sheets.js";
import type { ConsultantsContent } from "./content.js";
import type { WorkRow } from "./worklist.js";
import { fewestPeers } from "./worklist.js";

/** The worklist as a workbook: the list, the rule of its order, and what the words mean. */
export function composeWorkbook(content: ConsultantsContent, colours: WorkbookColours): WorkbookContent {
  const { basis, texts, sender } = content;
  const title = fillSentence(texts.own.title, { month: monthWords(basis.month) });
  return {
    properties: {
      title,
      subject: texts.own.subtitle,
      description: texts.own.description,
      keywords: texts.own.keywords,
      creator: sender,
      language: texts.terms.language,
      date: basis.date,
    },
    colours,
    sheets: [listSheet(content, title), orderSheet(content), definitionSheet(content)],
  };
}

function frame(content: ConsultantsContent, name: string): Omit<WorkbookSheet, "blocks"> {
  const { basis, rule, texts } = content;
  const header = fillSentence(texts.own.title, { month: monthWords(basis.month) });
  return {
    name,
    visible: true,
    longLines: "spill",
    freeze: null,
    isProtected: true,
    print: printOf(header, texts.own.pageNumber, reservationsOf(basis, rule, texts.terms)),
  };
}

function listSheet(content: ConsultantsContent, title: string): WorkbookSheet {
  const { basis, rule, rows, count, texts } = content;
  const { list, confidential } = texts.own;
  return {
    ...frame(content, texts.own.sheets.list),
    freeze: { columns: 4 },
    blocks: [
      {
        kind: "lines",
        lines: [
          { text: title, style: "title" },
          ...warningLines(reservationsOf(basis, rule, texts.terms)),
          { text: confidential, style: "warning" },
          {
            text: fillSentence(list.note, { clinics: countWords(rows.length), fail: countWords(count.fail) }),
            style: "note",
          },
        ],
      },
      listTable(content),
    ],
  };
}

interface ListColumn {
  column: WorkbookColumn;
  cell: (row: WorkRow) => CellContent;
}

function listTable(content: ConsultantsContent): WorkbookTable {
  const { rows, texts } = content;
  const columns = listColumns(content);
  return {
    kind: "table",
    name: texts.own.list.table,
    emptyText: texts.own.list.none,
    columns: columns.map(({ column }) => column),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

function listColumns({ texts, segments }: ConsultantsContent): ListColumn[] {
  const { columns: words } = texts.own.list;
  const { groups } = texts.own;
  const flagName = (id: string): string => segments.flags.find((flag) => flag.id === id)?.name ?? id;
  const text = (header: string, width: number, cell: ListColumn["cell"], wrap = false): ListColumn => ({
    column: { header, kind: "text", width, wrap },
    cell,
  });
  const count = (header: string, cell: ListColumn["cell"]): ListColumn => ({
    column: { header, kind: "count", width: 12 },
    cell,
  });
  return [
    count(words.place, ({ place }) => place),
    text(words.group, 13, ({ group }) => groups[group]),
    text(words.ydernummer, 13, ({ clinic }) => clinic.ydernummer),
    text(words.name, 34, ({ clinic }) => clinic.name, true),
    text(words.region, 20, ({ clinic }) => clinic.region),
    text(words.municipality, 18, ({ clinic }) => clinic.municipality),
    text(words.system, 14, ({ clinic }) => clinic.system),
    { column: { header: words.doctors, kind: "exact", width: 10 }, cell: ({ clinic }) => clinic.doctors },
    count(words.newPlans, ({ clinic }) => clinic.newPlans),
    { column: { header: words.required, kind: "exact", width: 10 }, cell: ({ clinic }) => clinic.required },
    { column: { header: words.missing, kind: "exact", width: 10 }, cell: ({ clinic }) => clinic.missing },
    count(words.peers, ({ peers }) => peers),
    count(words.latest, ({ latest }) => latest),
    count(words.before, ({ before }) => before),
    {
      column: { header: words.lastPlan, kind: "month", width: 16 },
      cell: ({ clinic }) => clinic.lastPlanMonth,
    },
    text(words.flags, 20, ({ clinic }) => clinic.flags.map(flagName).join(", ") || null, true),
    text(words.word, 40, ({ word }) => word?.texts.join(". ") ?? null, true),
    { column: { header: words.written, kind: "month", width: 16 }, cell: ({ word }) => word?.month ?? null },
  ];
}

function orderSheet(content: ConsultantsContent): WorkbookSheet {
  const { groups, rows, count, texts } = content;
  const { order } = texts.own;
  const listed = rows.filter(({ clinic }) => clinic.outcome === "fail").length;
  return {
    ...frame(content, texts.own.sheets.order),
    blocks: [
      {
        kind: "lines",
        lines: [
          { text: order.title, style: "title" },
          { text: order.note, style: "text" },
          { text: fillSentence(order.peers, { fewest: String(fewestPeers) }), style: "text" },
          { text: fillSentence(order.rest, { rest: countWords(count.fail - listed) }), style: "text" },
        ],
      },
      {
        kind: "table",
        name: order.table,
        emptyText: texts.own.list.none,
        columns: [
          { header: order.columns.group, kind: "text", width: 18 },
          { header: order.columns.clinics, kind: "count", width: 12 },
          { header: order.columns.first, kind: "text", width: 30 },
          { header: order.columns.why, kind: "text", width: 90, wrap: true },
        ],
        rows: groups.map(({ segment, first, why }) => [
          texts.own.groups[segment],
          rows.filter(({ group }) => group === segment).length,
          order.first[first],
          why,
        ]),
      },
    ],
  };
}

function definitionSheet(content: ConsultantsContent): WorkbookSheet {
  const { rule, segments, texts } = content;
  const { sheets, definitions } = texts.own;
  const items = [
    ...ruleDefinitions(rule, texts.terms),
    ...[...segments.segments, ...segments.flags].map(({ name, definition }) => ({
      term: name,
      text: definition,
    })),
    ...texts.terms.definitions,
  ];
  return {
    ...frame(content, sheets.definitions),
    blocks: [
      { kind: "lines", lines: [{ text: sheets.definitions, style: "title" }] },
      definitionTable(items, {
        table: definitions.table,
        term: definitions.columns.term,
        meaning: definitions.columns.text,
        emptyText: definitions.none,
      }),
    ],
  };
}
