import { returnForms } from "../../domain/shapes/follow-up.js";
import { originSheets } from "../shared/returned/origin-sheets.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, monthWords } from "../../domain/danish.js";
import type {
  WorkbookColours,
  WorkbookContent,
  WorkbookProperties,
  WorkbookSheet,
  WorkbookTable,
} from "../../office/workbook/content.js";
import { reservationsOf, ruleDefinitions } from "../shared/rule.js";
import { definitionTable, printOf, warningLines } from "../shared/workbook/sheets.js";
import type { ConsultantsContent } from "./content.js";
import { afterwardsBlocks } from "./afterwards/parts.js";
import { offListSheets } from "./off-list.js";
import { listTable, printedListColumns, writtenHeadings } from "./list-table.js";
import { fewestPeers } from "./worklist.js";

/**
 * The worklist as a workbook: the list, with columns to write in, the rule of its order, what the words mean, and hidden
 * sheets that say what the file is and what it held when it was sent out.
 */
export function composeWorkbook(content: ConsultantsContent, colours: WorkbookColours): WorkbookContent {
  const { basis, texts, sender } = content;
  const { own } = texts;
  const title = fillSentence(own.title, { month: monthWords(basis.month) });
  const properties: WorkbookProperties = {
    title,
    subject: own.subtitle,
    description: own.description,
    keywords: own.keywords,
    creator: sender,
    language: texts.terms.language,
    date: basis.date,
  };
  const clinics = listTable(content);
  const visible = [
    listSheet(content, clinics),
    orderSheet(content),
    ...offListSheets(content, (name) => frame(content, name)),
    afterwardsSheet(content),
    definitionSheet(content),
  ];
  const { columns } = own.list;
  const origin = originSheets({
    ...{ form: returnForms.consultants, region: null, basis, sheet: own.sheets.list },
    headings: { ydernummer: columns.ydernummer, opened: columns.opened, written: writtenHeadings(columns) },
    ...{ clinics, visible, properties, frame: frame(content, own.sheets.list) },
  });
  return { properties, colours, sheets: [...visible, ...origin] };
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

function listSheet(content: ConsultantsContent, clinics: WorkbookTable): WorkbookSheet {
  const { basis, rule, rows, count, order, texts } = content;
  const { list, confidential } = texts.own;
  const resting = rows.filter(({ isResting }) => isResting).length;
  const rest = order.visited.goes === "last" ? list.rest : list.restInGroup;
  const own = frame(content, texts.own.sheets.list);
  const title = fillSentence(texts.own.title, { month: monthWords(basis.month) });
  return {
    ...own,
    freeze: { columns: 4 },
    print: { ...own.print, columns: printedListColumns },
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
          ...(resting === 0
            ? []
            : [{ text: fillSentence(rest, { resting: countWords(resting) }), style: "note" as const }]),
          { text: list.howTo, style: "note", isForWork: true },
        ],
      },
      clinics,
    ],
  };
}

function orderSheet(content: ConsultantsContent): WorkbookSheet {
  const { rows, count, texts } = content;
  const { groups, visited } = content.order;
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
        rows: [
          ...groups.map(({ segment, first, why }) => [
            texts.own.groups[segment],
            rows.filter(({ group, isResting }) => group === segment && !isResting).length,
            order.first[first],
            why,
          ]),
          [
            order.visited.group,
            rows.filter(({ isResting }) => isResting).length,
            order.visited[visited.goes],
            fillSentence(order.visited.why, { months: String(visited.months), why: visited.why }),
          ],
        ],
      },
    ],
  };
}

function afterwardsSheet(content: ConsultantsContent): WorkbookSheet {
  return { ...frame(content, content.texts.own.sheets.afterwards), blocks: afterwardsBlocks(content) };
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
