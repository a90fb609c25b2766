import { countWords, shareWords } from "../../../domain/danish.js";
import type { WorkbookSheet, WorkbookTable } from "../../../office/workbook/content.js";
import type { Block, Section, TableBlock } from "../../../render/page/page-content.js";
import type { ConsultantsContent } from "../content.js";
import type { ShownRow } from "./words.js";
import { afterwardsWords } from "./words.js";

/** What became of clinics that were visited, as a part of the page. */
export function afterwardsSection(content: ConsultantsContent): Section {
  const { heading } = content.texts.own.afterwards;
  const { title, sentences, table, remarks } = afterwardsWords(content);
  const [asked = "", ...found] = sentences;
  const blocks: Block[] = [
    { kind: "paragraph", text: asked },
    ...(found.length === 0 ? [] : [{ kind: "list" as const, items: found }]),
    ...(table === null ? [] : [pageTable(table, { caption: title, content })]),
    ...(remarks.length === 0 ? [] : [{ kind: "note" as const, lines: remarks }]),
  ];
  return { id: "efter-besoeget", heading, startsSheet: table !== null, blocks };
}

function pageTable(
  rows: readonly ShownRow[],
  { caption, content }: { caption: string; content: ConsultantsContent },
): TableBlock {
  const { columns } = content.texts.own.afterwards;
  return {
    kind: "table",
    caption,
    folded: false,
    columns: Object.values(columns).map((text, at) => ({
      heading: text,
      align: at === 0 ? "text" : "number",
    })),
    rows: rows.map(({ name, isTotal, visited, alike, alikeShare }) => ({
      cells: [
        name,
        ...[visited.whole, visited.part].map(countWords),
        shareWords(visited.part / visited.whole),
        ...[alike.whole, alike.part].map(countWords),
        shareWords(alikeShare),
      ],
      stressed: isTotal,
    })),
  };
}

/** The same as the blocks of a sheet. */
export function afterwardsBlocks(content: ConsultantsContent): WorkbookSheet["blocks"] {
  const { title, sentences, table, remarks } = afterwardsWords(content);
  return [
    {
      kind: "lines",
      lines: [
        { text: title, style: "title" },
        ...sentences.map((text) => ({ text, style: "text" as const })),
      ],
    },
    ...(table === null ? [] : [sheetTable(table, content)]),
    ...(remarks.length === 0
      ? []
      : [{ kind: "lines" as const, lines: remarks.map((text) => ({ text, style: "note" as const })) }]),
  ];
}

function sheetTable(rows: readonly ShownRow[], { texts }: ConsultantsContent): WorkbookTable {
  const { columns, table, none } = texts.own.afterwards;
  const count = (header: string) => ({ header, kind: "count" as const, width: 16 });
  const share = (header: string) => ({ header, kind: "share" as const, width: 16 });
  return {
    kind: "table",
    name: table,
    emptyText: none,
    columns: [
      { header: columns.segment, kind: "text", width: 24 },
      count(columns.visited),
      count(columns.visitedMet),
      share(columns.visitedShare),
      count(columns.alike),
      count(columns.alikeMet),
      share(columns.alikeShare),
    ],
    rows: rows.map(({ name, visited, alike, alikeShare }) => [
      name,
      visited.whole,
      visited.part,
      visited.part / visited.whole,
      alike.whole,
      alike.part,
      alikeShare,
    ]),
  };
}
