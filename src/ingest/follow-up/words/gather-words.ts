import type { FormNames } from "../../../defs/files/returned-workbook.js";
import { normalizeLabel } from "../../../defs/labels.js";
import type { NoteField } from "../../../domain/shapes/follow-up.js";
import { returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import { digestOfTexts } from "../../../domain/text/sheet-text.js";
import { noun } from "../../../lib/words.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import type { Grid } from "../returned/grid.js";
import { textAt } from "../returned/grid.js";
import type { Clinic, IssuedRow, ReturnHeadings } from "../returned/issued.js";
import { allHeadings, issuedRows, neededHeadings } from "../returned/issued.js";
import type { ClinicTable } from "../returned/layout.js";
import { findClinicTable } from "../returned/layout.js";
import { mentioned, mostAlikeSheet, wordsOfSheet } from "./other-sheets.js";
import { outsideWords } from "./outside-words.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { isOwnSheet } from "../returned/read-returned.js";
import { withoutTable } from "../returned/faults.js";
import type { SentRows } from "./resolve.js";
import type { TableContext, ClinicTableWords } from "./clinic-table-words.js";
import { wordsOfTable } from "./clinic-table-words.js";
import type { Word } from "./word.js";

/** All that a returned workbook says, and what there is to say of it as a whole. */
export interface Gathered {
  words: Word[];
  warnings: string[];
  /** Rows of the clinics' table that came back, and those of them whose clinic has no place here. */
  lines: readonly number[];
  strangeLines: ReadonlySet<number>;
  /** Rows that were sent out; empty where that is not known. */
  issued: readonly IssuedRow[];
  /** Clinics that have a row. */
  clinics: readonly Clinic[];
  /** False where the hidden sheets are gone and nothing could be compared. */
  isCompared: boolean;
  /** The cells of a clinic's row that are still there. */
  fields: readonly NoteField[];
  headings: ReturnHeadings;
}

/** What a workbook is gathered with, beside what it holds itself. */
export type GatherTools = Pick<TableContext, "standingOf" | "knownOf"> & { names: FormNames };

/**
 * Compares a returned workbook with what was sent out, sheet by sheet, and finds whatever differs. Throws exit 11 where
 * the clinics' table is gone.
 */
export function gatherWords(workbook: ReturnedWorkbook, tools: GatherTools): Gathered {
  const layout = layoutOf(workbook, tools);
  const { main, context, headings } = layout;
  const tables = [main, ...layout.copies].map((table) => ({ table, found: wordsOfTable(table, context) }));
  const [first] = tables;
  const found = first?.found ?? wordsOfTable(main, context);
  const clinicAt = new Map(tables.map(({ table, found: one }) => [table.grid.name, one.clinics]));
  const words = [
    ...tables.flatMap(({ found: one }) => one.words),
    ...tables.flatMap(({ table }) => wordsAround(table, { workbook, layout })),
    ...restSheets(workbook, layout).flatMap((grid) => wordsOfRest(grid, { workbook, layout, tools })),
    ...hiddenWords(workbook, layout),
    ...outsideWords(workbook, { clinicAt, sent: context.sent }),
  ];
  const issued = [...context.sent.byNumber.values()].flat();
  const { written } = workbook.origin.headings;
  return {
    words: withoutRepeats(words, main.grid.name),
    warnings: layoutWarnings(workbook, layout, { found, headings }),
    lines: found.lines,
    strangeLines: found.strangeLines,
    issued: layout.context.isCompared ? issued : [],
    clinics: [...found.clinics.values()],
    isCompared: context.isCompared,
    fields: [...written].flatMap(([field, label]) => (main.places.has(label) ? [field] : [])),
    headings: workbook.origin.headings,
  };
}

interface Layout {
  main: ClinicTable;
  /** Copies of the clinics' table in other sheets. */
  copies: readonly ClinicTable[];
  headings: readonly string[];
  context: TableContext;
}

function layoutOf(workbook: ReturnedWorkbook, tools: GatherTools): Layout {
  const { origin, grids } = workbook;
  const own = allHeadings(origin.headings);
  const issuedGrid = grids.find(({ name }) => name === returnedWorkbook.issuedSheet);
  const issuedTable = issuedGrid === undefined ? null : findClinicTable(issuedGrid, own, own);
  const sentHeadings = issuedTable?.header.cells
    .map(({ text }) => text)
    .filter((text) => text !== "" && text !== returnedWorkbook.digestHeading);
  const headings = sentHeadings ?? [...own, ...tools.names.columns];
  const whole =
    issuedGrid === undefined
      ? null
      : findClinicTable(issuedGrid, [...headings, returnedWorkbook.digestHeading], own);
  const candidates = grids
    .filter(({ name }) => !isOwnSheet(name))
    .map((grid) => findClinicTable(grid, headings, own))
    .filter((table) => table !== null)
    .filter(({ places }) => [...origin.headings.written.values()].some((heading) => places.has(heading)));
  const byNumber = whole === null ? new Map<string, IssuedRow[]>() : issuedRows(whole, origin.headings);
  const main =
    candidates.find(({ grid }) => grid.name === origin.sheet) ??
    candidates.find(({ grid }) => grid.isVisible) ??
    candidates[0] ??
    (byNumber.size > 0 ? null : firstTable(workbook));
  if (main === null) throw withoutTable(workbook.fileName, origin);
  const sent: SentRows = { byNumber, headings: origin.headings };
  const isCompared = byNumber.size > 0;
  return {
    main,
    copies: candidates.filter((table) => table !== main),
    headings,
    context: { sent, isCompared, standingOf: tools.standingOf, knownOf: tools.knownOf },
  };
}

/** Where nothing says what was sent out, any table with numbers and remarks is taken. */
function firstTable({ grids, origin: { headings } }: ReturnedWorkbook): ClinicTable | null {
  const needed = neededHeadings(headings);
  const tables = grids.map((grid) => findClinicTable(grid, allHeadings(headings), needed));
  return tables.find((table) => table !== null) ?? null;
}

/** What stands above a table, and headings that were written over columns without a cell. */
function wordsAround(
  table: ClinicTable,
  { workbook, layout }: { workbook: ReturnedWorkbook; layout: Layout },
): Word[] {
  const { sent } = layout.context;
  const copy = copyOf(workbook, table.grid.name) ?? copyOf(workbook, workbook.origin.sheet);
  const before = copy === null ? null : { ...copy, rows: copy.rows };
  const above =
    before === null
      ? []
      : wordsOfSheet(
          { ...table.grid, rows: table.above },
          { before, headings: layout.headings, sent, onlyClinics: false },
        );
  const known = new Set(table.places.values());
  const filled = new Set(table.rows.flatMap(({ cells }) => cells.map(({ place }) => place)));
  const lonely = table.header.cells.filter(
    ({ place, text }) => text !== "" && !known.has(place) && !filled.has(place),
  );
  const isKnown = (text: string): boolean =>
    layout.headings.some((heading) => normalizeLabel(heading) === normalizeLabel(text));
  const place = { sheet: table.grid.name, line: table.header.line, heading: null, kind: "cell" as const };
  return [
    ...above,
    ...lonely
      .filter(({ text }) => !isKnown(text))
      .map((cell): Word => ({
        ...{ clinic: mentioned(cell.text, sent), field: null, text: cell.text, mark: cell.mark, sent: "" },
        place: { ...place, column: cell.place },
        unplaced: mentioned(cell.text, sent) === null ? "unclear" : null,
        reason: null,
      })),
    ...table.renamed.map((one): Word => ({
      ...{ clinic: null, field: null, text: one.now, mark: null, sent: one.sent },
      place: { ...place, column: one.place },
      unplaced: "edited",
      reason: null,
    })),
  ];
}

function restSheets({ grids }: ReturnedWorkbook, { main, copies }: Layout): Grid[] {
  const tables = new Set([main, ...copies].map(({ grid }) => grid.name));
  return grids.filter(({ name }) => !isOwnSheet(name) && !tables.has(name));
}

function wordsOfRest(
  grid: Grid,
  { workbook, layout, tools }: { workbook: ReturnedWorkbook; layout: Layout; tools: GatherTools },
): Word[] {
  const copy = copyOf(workbook, grid.name) ?? mostAlikeSheet(grid, allCopies(workbook));
  const hasCopies = workbook.origin.copies.size > 0;
  const isOurs = tools.names.sheets.includes(grid.name);
  const { headings, context } = layout;
  const found = wordsOfSheet(grid, {
    before: copy,
    headings,
    sent: context.sent,
    onlyClinics: !hasCopies && isOurs,
  });
  if (context.isCompared || !isOurs) return found;
  return [];
}

function allCopies({ grids, origin }: ReturnedWorkbook): Grid[] {
  return grids.filter(({ name }) => origin.copies.has(name));
}

function copyOf({ grids, origin }: ReturnedWorkbook, sheet: string): Grid | null {
  const name = [...origin.copies].find(([, { of }]) => of === sheet)?.[0];
  return grids.find((grid) => grid.name === name) ?? null;
}

/** What somebody wrote in a hidden sheet: what differs there from the visible one, where its fingerprint no longer fits. */
function hiddenWords(workbook: ReturnedWorkbook, { main, headings, context }: Layout): Word[] {
  const { grids, origin } = workbook;
  const { sent } = context;
  const issued = [...sent.byNumber.values()].flat();
  const intact = new Set(issued.flatMap(({ isIntact, line }) => (isIntact ? [line] : [])));
  const written = (grid: Grid, before: Grid | null): Word[] =>
    wordsOfSheet(grid, { before, headings, sent, onlyClinics: false });
  return grids.flatMap((grid): Word[] => {
    const copy = origin.copies.get(grid.name);
    if (copy !== undefined) {
      const texts = grid.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
      const before = grids.find(({ name }) => name === copy.of) ?? null;
      return digestOfTexts(texts) === copy.digest ? [] : written(grid, before);
    }
    if (grid.name === returnedWorkbook.issuedSheet)
      return written(grid, main.grid).filter(
        ({ place: { line }, text }) => line !== null && line > 1 && !intact.has(line) && !isDigest(text),
      );
    if (grid.name !== returnedWorkbook.originSheet) return [];
    const isOurs = ({ place: { column, line } }: Word): boolean => {
      const row = grid.rows.find((one) => one.line === line);
      return (column ?? 0) <= 1 && row !== undefined && isKey(textAt(row, 0));
    };
    return written(grid, null).filter((word) => !isOurs(word));
  });
}

function isDigest(text: string): boolean {
  return /^[0-9a-f]{12}$/.test(text);
}

function isKey(text: string): boolean {
  return /^(key|report|format|region|month|load|sheet|column\.[-a-z]+|(copy|digest|property)\..+)$/.test(
    text,
  );
}

/** What a copied sheet says once more is said once. */
function withoutRepeats(words: readonly Word[], main: string): Word[] {
  const said = new Set<string>();
  const ordered = [...words].sort(
    (left, right) => Number(right.place.sheet === main) - Number(left.place.sheet === main),
  );
  return ordered.filter((word) => {
    const { clinic, field, text, unplaced, place } = word;
    if (clinic === null || unplaced !== null || text === "") return true;
    const key = JSON.stringify([clinic, field, text, field === null ? place.heading : null]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

function layoutWarnings(
  workbook: ReturnedWorkbook,
  { main, copies, context }: Layout,
  { found, headings }: { found: ClinicTableWords; headings: readonly string[] },
): string[] {
  const { origin, grids } = workbook;
  const warnings: string[] = [];
  if (!context.isCompared)
    warnings.push(
      "its hidden sheets are gone: it could not be compared with what was sent out; what stands in the columns to write in was held against what is known, cells that are empty say nothing, and other sheets of ours were not read",
    );
  else if (origin.copies.size === 0)
    warnings.push(
      "it was made by an older flp and carries no copies of its other sheets: in those only rows of clinics could be compared",
    );
  if (origin.sheet !== "" && main.grid.name !== origin.sheet)
    warnings.push(
      `the sheet ${quoteValue(origin.sheet)} is called ${quoteValue(main.grid.name)} now; it was read by its headings`,
    );
  if (copies.length > 0)
    warnings.push(
      `the table of clinics stands in ${copies.length} ${noun(copies.length, "more sheet", "more sheets")} too (${copies.map(({ grid }) => quoteValue(grid.name)).join(", ")}); what differs there was read as well`,
    );
  const missing = main.missing.filter((heading) => headings.includes(heading));
  if (context.isCompared && missing.length > 0)
    warnings.push(
      `${missing.length} ${noun(missing.length, "column was", "columns were")} deleted from the table: ${missing.map(quoteValue).join(", ")}`,
    );
  const copyNames = [...origin.copies.values()].map(({ of }) => of);
  const gone = copyNames.filter((name) => !grids.some((grid) => grid.name === name) && name !== origin.sheet);
  const strange = grids
    .filter(({ name }) => !isOwnSheet(name) && !copyNames.includes(name))
    .map(({ name }) => name)
    .filter((name) => name !== main.grid.name && copies.every(({ grid }) => grid.name !== name));
  if (copyNames.length > 0 && strange.length > 0)
    warnings.push(
      `${strange.length} ${noun(strange.length, "sheet was", "sheets were")} not sent out under ${noun(strange.length, "this name", "these names")}: ${strange.map(quoteValue).join(", ")}; what stands there was read as well`,
    );
  if (gone.length > 0)
    warnings.push(
      `${gone.length} ${noun(gone.length, "sheet is", "sheets are")} gone or called otherwise now: ${gone.map(quoteValue).join(", ")}`,
    );
  if (found.torn.length > 0)
    warnings.push(
      `${found.torn.length} ${noun(found.torn.length, "row holds", "rows hold")} one clinic to the left and another to the right (first in row ${found.torn[0] ?? 0}): a part of the columns was sorted alone; what is written in these rows was not stored, ask ${origin.form.author} which clinic it means`,
    );
  return warnings;
}
