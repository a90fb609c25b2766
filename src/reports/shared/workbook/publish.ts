import type { PublishedTexts } from "./published-texts.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type {
  WorkbookColumn,
  WorkbookContent,
  WorkbookLine,
  WorkbookSheet,
  WorkbookTable,
} from "../../../office/workbook/content.js";

/** A table with what is said about it. */
interface TableOnItsOwn {
  sheet: string;
  title: string;
  lines: readonly WorkbookLine[];
  table: WorkbookTable;
}

/**
 * The published form of a workbook: a cover, a list of contents, a table of notes, and each table on a sheet of its own,
 * in column A, with its title in A1, nothing below it, and a word on what its empty cells mean. What only works with eyes
 * or a mouse is left out: filters, frozen panes, fills, bars, page headers, hidden sheets, cells to write in. Source: UK
 * Analysis Function, "Making spreadsheets accessible: a brief checklist of the basics".
 */
export function publishWorkbook(content: WorkbookContent, texts: PublishedTexts): WorkbookContent {
  const visible = content.sheets.filter((sheet) => sheet.visible);
  const notes = notesOf(visible);
  const tables = visible.flatMap(tablesOf);
  const sheets = tables.map((table) => tableSheet(table, notes, texts));
  return {
    ...content,
    sheets: [
      coverSheet(visible, content, texts),
      plainSheet(texts.contents.sheet, texts.contents.title, [], contentsTable(tables, notes, texts)),
      ...(notes.length === 0
        ? []
        : [plainSheet(texts.notes.sheet, texts.notes.title, [], notesTable(notes, texts))]),
      ...sheets,
    ].map((sheet) => withoutSigns(sheet, texts)),
  };
}

/** The warnings of all sheets, each once: `label: text`. */
function notesOf(sheets: readonly WorkbookSheet[]): string[] {
  const warnings = sheets.flatMap(linesOf).filter(({ style }) => style === "warning");
  return [...new Set(warnings.map(({ text }) => text))];
}

function linesOf({ blocks }: WorkbookSheet): WorkbookLine[] {
  const lines = blocks.flatMap((block) => (block.kind === "lines" ? block.lines : []));
  return lines.filter(({ isForWork }) => isForWork !== true);
}

/** A sheet's tables, each with the sheet's lines where it is the only one, else with the heading right above it. */
function tablesOf(sheet: WorkbookSheet): TableOnItsOwn[] {
  const tables = sheet.blocks.filter((block) => block.kind === "table");
  const title = linesOf(sheet).find(({ style }) => style === "title")?.text ?? sheet.name;
  const [only] = tables;
  if (only !== undefined && tables.length === 1 && !hasProse(sheet)) {
    const lines = linesOf(sheet).filter(({ style }) => style !== "title");
    return [{ sheet: sheet.name, title, lines, table: only }];
  }
  let heading = "";
  return sheet.blocks.flatMap((block): TableOnItsOwn[] => {
    if (block.kind === "lines") {
      heading = block.lines.findLast(({ style }) => style === "heading")?.text ?? heading;
      return [];
    }
    const ownTitle = heading === "" ? title : `${heading}. ${title}`;
    const warnings = linesOf(sheet).filter(({ style }) => style === "warning");
    // Of several tables each needs a name of its own for its sheet
    const name = tables.length === 1 ? sheet.name : block.name;
    return [{ sheet: name, title: ownTitle, lines: warnings, table: block }];
  });
}

/** True for a sheet that says more than what belongs to its table: its words go to the cover. */
function hasProse({ blocks }: WorkbookSheet): boolean {
  return blocks.at(-1)?.kind === "lines" || blocks.filter((block) => block.kind === "table").length > 1;
}

function coverSheet(
  sheets: readonly WorkbookSheet[],
  { properties }: WorkbookContent,
  texts: PublishedTexts,
): WorkbookSheet {
  const [first] = sheets;
  const headings = new Set(
    sheets.flatMap((sheet) => (hasProse(sheet) ? tablesOf(sheet) : [])).map(({ title }) => title),
  );
  const lines = (first === undefined ? [] : linesOf(first))
    .filter(({ style }) => style !== "title")
    .filter(
      ({ text, style }) =>
        style !== "heading" || ![...headings].some((title) => title.startsWith(`${text}. `)),
    );
  const all: WorkbookLine[] = [
    { text: properties.title, style: "title" },
    ...lines.map((line): WorkbookLine => (line.style === "warning" ? { ...line, style: "text" } : line)),
  ];
  return { ...frame(texts.cover), longLines: "wrap", blocks: [{ kind: "lines", lines: all }] };
}

function tableSheet(
  { sheet, title, lines, table }: TableOnItsOwn,
  notes: readonly string[],
  texts: PublishedTexts,
): WorkbookSheet {
  const shown = lines.map((line) => (line.style === "warning" ? pointTo(line, notes, texts) : line));
  const empty = emptyLine(table, texts);
  return plainSheet(
    sheet,
    title,
    [{ text: texts.oneTable, style: "text" }, ...shown, ...(empty === null ? [] : [empty])],
    plainTable(table),
  );
}

/** A warning as its label and the number of its note. */
function pointTo(
  line: WorkbookLine,
  notes: readonly string[],
  { notes: texts }: PublishedTexts,
): WorkbookLine {
  const number = String(notes.indexOf(line.text) + 1);
  const marker = fillSentence(texts.marker, { number });
  const [label = ""] = line.text.split(": ", 1);
  return { text: fillSentence(texts.line, { label, marker }), style: "text" };
}

/** What the empty cells of a table mean, by column; null where none is empty. */
function emptyLine({ columns, rows, emptyText }: WorkbookTable, texts: PublishedTexts): WorkbookLine | null {
  // A table without rows gets one that says so in its first cell
  if (rows.length === 0)
    return { text: fillSentence(texts.emptyCells, { meanings: emptyText }), style: "text" };
  const meanings = columns.flatMap(({ header, whenEmpty }, place) => {
    const hasEmpty = rows.some((row) => row[place] === null || row[place] === undefined || row[place] === "");
    if (!hasEmpty) return [];
    return [fillSentence(texts.emptyCell, { column: header, meaning: whenEmpty ?? texts.noMeaning })];
  });
  if (meanings.length === 0) return null;
  return { text: fillSentence(texts.emptyCells, { meanings: meanings.join("; ") }), style: "text" };
}

function plainTable(table: WorkbookTable): WorkbookTable {
  const columns = table.columns.map(
    ({
      bar: _,
      tones: __,
      editable: ___,
      choices: ____,
      textLimit: _____,
      guard: ______,
      ...column
    }): WorkbookColumn => ({
      ...column,
      ...(column.kind === "text" ? { wrap: true } : {}),
    }),
  );
  return { ...table, columns };
}

function contentsTable(
  tables: readonly TableOnItsOwn[],
  notes: readonly string[],
  { contents, notes: noteTexts }: PublishedTexts,
): WorkbookTable {
  return {
    kind: "table",
    name: contents.table,
    emptyText: contents.title,
    columns: [
      { header: contents.columns.sheet, kind: "text", width: 24, wrap: true },
      { header: contents.columns.content, kind: "text", width: 90, wrap: true },
    ],
    rows: [
      ...(notes.length === 0 ? [] : [[noteTexts.sheet, noteTexts.title]]),
      ...tables.map(({ sheet, title }) => [sheet, title]),
    ],
  };
}

function notesTable(notes: readonly string[], { notes: texts }: PublishedTexts): WorkbookTable {
  return {
    kind: "table",
    name: texts.table,
    emptyText: texts.title,
    columns: [
      { header: texts.columns.note, kind: "text", width: 14 },
      { header: texts.columns.text, kind: "text", width: 100, wrap: true },
    ],
    rows: notes.map((text, place) => [fillSentence(texts.marker, { number: String(place + 1) }), text]),
  };
}

function plainSheet(
  name: string,
  title: string,
  lines: readonly WorkbookLine[],
  table: WorkbookTable,
): WorkbookSheet {
  const all: WorkbookLine[] = [{ text: title, style: "title" }, ...lines];
  return { ...frame(name), blocks: [{ kind: "lines", lines: all }, table] };
}

function frame(name: string): Omit<WorkbookSheet, "blocks"> {
  return {
    name,
    visible: true,
    longLines: "spill",
    freeze: null,
    isProtected: false,
    isPlain: true,
    print: { header: "", footer: "" },
  };
}

/** Blocks that draw a trend, which a screen reader would spell out one by one. */
const drawing = /[\u2580-\u259f\u00b7]{2,}\s*/g;

function withoutSigns(sheet: WorkbookSheet, { words }: PublishedTexts): WorkbookSheet {
  const clean = (text: string): string =>
    words.reduce((said, { sign, word }) => said.replaceAll(sign, word), text.replaceAll(drawing, ""));
  return {
    ...sheet,
    blocks: sheet.blocks.map((block) =>
      block.kind === "lines"
        ? { ...block, lines: block.lines.map((line) => ({ ...line, text: clean(line.text) })) }
        : {
            ...block,
            columns: block.columns.map((column) => ({ ...column, header: clean(column.header) })),
            rows: block.rows.map((row) =>
              row.map((cell, place) =>
                typeof cell === "string" && block.columns[place]?.kind === "text" ? clean(cell) : cell,
              ),
            ),
          },
    ),
  };
}
