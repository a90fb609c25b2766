import { normalizeLabel } from "../../../defs/labels.js";
import { comparableText } from "../../../domain/text/sheet-text.js";
import type { Grid, GridCell, GridRow } from "../returned/grid.js";
import { textAt } from "../returned/grid.js";
import type { Clinic } from "../returned/issued.js";
import { fieldUnder, parseWrittenNumber } from "../returned/issued.js";
import type { SentRows } from "./resolve.js";
import type { Word } from "./word.js";

/** What a sheet is held against. */
export interface SheetContext {
  /** The sheet as it was sent out; null: it was not, or that is not known. */
  before: Grid | null;
  /** Headings of the clinics' table, which a copied table repeats. */
  headings: readonly string[];
  sent: SentRows;
  /** True where rows without a clinic are left out, because it is not known what was sent there. */
  onlyClinics: boolean;
}

/**
 * Finds what a sheet holds that it was not sent out with, cell by cell. Rows are paired by what they hold, so that sorted,
 * inserted and deleted rows are told from written ones; a clinic's figures copied into another sheet are no writing.
 */
export function wordsOfSheet(grid: Grid, context: SheetContext): Word[] {
  const pairs = pairRows(grid.rows, context.before?.rows ?? []);
  return grid.rows.flatMap((row) => {
    const before = pairs.get(row);
    if (before === "same") return [];
    const clinic = clinicOfRow(row, context.sent);
    if (clinic === null && context.onlyClinics) return [];
    const left = bagOf(before === undefined ? [] : before.cells);
    const issued = clinic === null ? null : issuedOf(clinic, context.sent);
    const copied = clinic === null ? context.headings.map(comparableText) : (issued?.cells.values() ?? []);
    const own = new Set(before === undefined ? copied : []);
    return row.cells
      .filter(({ text }) => text !== "" && !takeFrom(left, comparableText(text)))
      .filter(({ text }) => !own.has(comparableText(text)) && parseWrittenNumber(text) !== clinic?.ydernummer)
      .map((cell) => wordAt(cell, row, { grid, clinic, sent: context.sent, before }));
  });
}

function wordAt(
  cell: GridCell,
  row: GridRow,
  {
    grid,
    clinic,
    sent,
    before,
  }: { grid: Grid; clinic: Clinic | null; sent: SentRows; before: GridRow | undefined },
): Word {
  const heading = headingOver(grid, row, { cell, sent });
  const field = fieldUnder(heading, sent.headings);
  const was = before === undefined ? "" : textAt(before, cell.place);
  // A figure of a list that was overwritten is no remark: whoever wrote it may know better, and is asked
  const isEdited = clinic !== null && field === null && was !== "" && heading !== null;
  const about = clinic ?? mentioned(cell.text, sent);
  return {
    clinic: about,
    field: clinic === null ? null : field,
    text: cell.text,
    mark: cell.mark,
    sent: was,
    place: { sheet: grid.name, line: row.line, column: cell.place, heading, kind: "cell" },
    unplaced: isEdited ? "edited" : about === null ? "unclear" : null,
    reason: null,
  };
}

/** The heading over a cell of a table of clinics: of the nearest row above that heads its numbers. */
function headingOver(
  { rows }: Grid,
  row: GridRow,
  { cell, sent }: { cell: GridCell; sent: SentRows },
): string | null {
  const number = normalizeLabel(sent.headings.ydernummer);
  const header = rows.findLast(
    (one) => one.line < row.line && one.cells.some(({ text }) => normalizeLabel(text) === number),
  );
  const text = header === undefined ? "" : textAt(header, cell.place);
  return text === "" ? null : text;
}

/** Pairs each row with the one that was sent out: the same, or the one that it was before somebody wrote in it. */
function pairRows(rows: readonly GridRow[], before: readonly GridRow[]): Map<GridRow, GridRow | "same"> {
  const pairs = new Map<GridRow, GridRow | "same">();
  const free = new Map<string, GridRow[]>();
  for (const row of before) free.set(keyOf(row), [...(free.get(keyOf(row)) ?? []), row]);
  for (const row of rows) {
    if (free.get(keyOf(row))?.shift() !== undefined) pairs.set(row, "same");
  }
  const left = [...free.values()].flat();
  for (const row of rows) {
    if (pairs.has(row)) continue;
    const found = nearest(row, left);
    if (found === null) continue;
    pairs.set(row, found);
    left.splice(left.indexOf(found), 1);
  }
  return pairs;
}

function keyOf(row: GridRow): string {
  return JSON.stringify(row.cells.map(({ place, text }) => [place, comparableText(text)]));
}

/** The row that shares most texts with another; among equals the one of the same line. */
function nearest(row: GridRow, left: readonly GridRow[]): GridRow | null {
  let [best, most] = [null as GridRow | null, 0];
  for (const one of left) {
    const bag = bagOf(one.cells);
    const shared = row.cells.filter(({ text }) => takeFrom(bag, comparableText(text))).length;
    const isBetter = shared > most || (shared === most && shared > 0 && one.line === row.line);
    if (isBetter) [best, most] = [one, shared];
  }
  return best;
}

function bagOf(cells: readonly GridCell[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const { text } of cells) {
    const key = comparableText(text);
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

function takeFrom(bag: Map<string, number>, text: string): boolean {
  const count = bag.get(text) ?? 0;
  if (count === 0) return false;
  bag.set(text, count - 1);
  return true;
}

function issuedOf(clinic: Clinic, { byNumber }: SentRows) {
  return byNumber.get(clinic.ydernummer)?.find((one) => one.clinic.opened === clinic.opened) ?? null;
}

/** The clinic whose number stands in a cell of a row of its own; null for none or several. */
export function clinicOfRow(row: GridRow, { byNumber }: SentRows): Clinic | null {
  const found = new Set(
    row.cells.flatMap(({ text, mark }) => {
      const number = mark === "number" || /^\d{6}$/.test(text) ? parseWrittenNumber(text) : null;
      // A short number may be a figure: only one that was sent out with its zeros is a clinic
      return number !== null && (text.length >= 4 || mark === null) && byNumber.has(number) ? [number] : [];
    }),
  );
  const [number] = found;
  return found.size === 1 && number !== undefined ? (byNumber.get(number)?.[0]?.clinic ?? null) : null;
}

/** The one clinic whose six digits stand in a text; null for none or several. */
export function mentioned(text: string, { byNumber }: SentRows): Clinic | null {
  const found = new Set((text.match(/(?<!\d)\d{6}(?!\d)/g) ?? []).filter((number) => byNumber.has(number)));
  const [number] = found;
  return found.size === 1 && number !== undefined ? (byNumber.get(number)?.[0]?.clinic ?? null) : null;
}

/** The sheet that another one is a copy of, by what both hold; null where none has half of it. */
export function mostAlikeSheet(grid: Grid, others: readonly Grid[]): Grid | null {
  const texts = grid.rows.flatMap(({ cells }) => cells);
  if (texts.length === 0) return null;
  let [best, most] = [null as Grid | null, texts.length / 2];
  for (const other of others) {
    const bag = bagOf(other.rows.flatMap(({ cells }) => cells));
    const shared = texts.filter(({ text }) => takeFrom(bag, comparableText(text))).length;
    if (shared > most) [best, most] = [other, shared];
  }
  return best;
}
