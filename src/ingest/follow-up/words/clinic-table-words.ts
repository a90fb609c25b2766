import type { NoteField } from "../../../domain/shapes/follow-up.js";
import { noteKinds } from "../../../domain/shapes/follow-up.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { comparableText } from "../../../domain/text/sheet-text.js";
import type { GridCell, GridRow } from "../returned/grid.js";
import { textAt } from "../returned/grid.js";
import type { Clinic, IssuedRow, ReturnHeadings } from "../returned/issued.js";
import { fieldUnder, parseWrittenDate } from "../returned/issued.js";
import type { ClinicTable } from "../returned/layout.js";
import { headingAt } from "../returned/layout.js";
import type { Resolved, SentRows } from "./resolve.js";
import { isSameCell, resolveRow } from "./resolve.js";
import type { Word } from "./word.js";

/** What the store knows of a clinic that a row names: its period there, or why it has no place (`than`: the region's name). */
export type ClinicStanding =
  { kind: "known"; clinic: Clinic } | { kind: "unknown" } | { kind: "of-another-region"; than: string };

/** What the rows of a table of clinics are held against. */
export interface TableContext {
  sent: SentRows;
  /** Tells which clinic of the workbook a number means; `opened` null: the row does not say. */
  standingOf(named: { ydernummer: string; opened: string | null }): ClinicStanding;
  /** False for a workbook whose hidden sheets are gone: what was sent out is not known. */
  isCompared: boolean;
  /** What the next workbook would carry in a cell, for where it is not known what was sent out; null: nothing. */
  knownOf: (clinic: Clinic, field: NoteField) => string | null;
}

/** What a table of clinics says, row by row. */
export interface ClinicTableWords {
  words: Word[];
  /** Rows with something in them, and those of them whose clinic has no place in the workbook. */
  lines: number[];
  strangeLines: Set<number>;
  /** Clinics that have a row, by the row. */
  clinics: Map<number, Clinic>;
  /** Rows that hold half of one clinic and half of another. */
  torn: number[];
}

/** Finds in a table of clinics whatever differs from what was sent out. */
export function wordsOfTable(table: ClinicTable, context: TableContext): ClinicTableWords {
  const found: ClinicTableWords = {
    words: [],
    lines: [],
    strangeLines: new Set(),
    clinics: new Map(),
    torn: [],
  };
  const own = new Set([...table.places.values()]);
  for (const row of withMerged(table)) {
    const resolved = resolveRow(row, table, context.sent);
    const spoken = resolved.kind === "none" && row.cells.every(({ place }) => !own.has(place));
    if (!spoken) found.lines.push(row.line);
    rowWords(row, resolved, { table, context, found });
  }
  return found;
}

interface RowContext {
  table: ClinicTable;
  context: TableContext;
  found: ClinicTableWords;
}

function rowWords(row: GridRow, resolved: Resolved, { table, context, found }: RowContext): void {
  const headings = context.sent.headings;
  if (resolved.kind === "sent") {
    const { clinic } = resolved.issued;
    found.clinics.set(row.line, clinic);
    if (context.standingOf(clinic).kind !== "known") {
      strangerWords(row, { named: clinic, reason: strangerReason(clinic, context), table, headings, found });
      return;
    }
    found.words.push(...ownWords(row, resolved.issued, { table, context }));
    return;
  }
  if (resolved.kind === "torn") {
    found.torn.push(row.line);
    found.clinics.set(row.line, resolved.here);
    const reason = `its row names ${resolved.here.ydernummer}, but holds figures of ${resolved.other.ydernummer}`;
    const words = writtenCells(row, table, headings).map((cell) =>
      wordOf(row, cell, { table, clinic: null, unplaced: "torn", reason }),
    );
    found.words.push(...words);
    return;
  }
  if (resolved.kind === "named") {
    const standing = context.standingOf(resolved);
    if (standing.kind === "known") {
      found.clinics.set(row.line, standing.clinic);
      found.words.push(...unsentWords(row, standing.clinic, { table, context }));
      return;
    }
    const reason = strangerReason(resolved, context);
    strangerWords(row, { named: resolved, reason, table, headings, found });
    return;
  }
  const place = table.places.get(headings.ydernummer);
  const number = place === undefined ? "" : textAt(row, place);
  if (number !== "" && row.cells.length > 1) {
    strangerWords(row, { named: null, reason: "names no clinic", table, headings, found });
    return;
  }
  if (row.cells.some((cell) => [...table.places.values()].includes(cell.place)))
    found.strangeLines.add(row.line);
  for (const cell of row.cells)
    found.words.push(wordOf(row, cell, { table, clinic: null, unplaced: "unclear", reason: null }));
}

function strangerReason(named: { ydernummer: string; opened: string | null }, context: TableContext): string {
  const standing = context.standingOf(named);
  if (standing.kind === "of-another-region")
    return `is a clinic of another region than ${standing.than}, whose workbook this is`;
  const opened = named.opened === null ? "" : ` opened ${named.opened}`;
  return `${opened} is a clinic period that no register knows`.trim();
}

/** A row of a clinic that has no place here is one thing to tell, with all that is written in it. */
function strangerWords(
  row: GridRow,
  {
    named,
    reason,
    table,
    headings,
    found,
  }: {
    named: { ydernummer: string } | null;
    reason: string;
    table: ClinicTable;
    headings: ReturnHeadings;
    found: ClinicTableWords;
  },
): void {
  found.strangeLines.add(row.line);
  const place = table.places.get(headings.ydernummer) ?? 0;
  const number = named?.ydernummer ?? textAt(row, place);
  const written = writtenCells(row, table, headings).map(({ text }) => text);
  found.words.push({
    ...wordOf(
      row,
      { place, text: written.join("\n"), mark: null },
      { table, clinic: null, unplaced: "stranger", reason: `${quoteValue(number)} ${reason}` },
    ),
  });
}

/** The cells in which is written: those that are meant for it, and those that were not sent out. */
function writtenCells(row: GridRow, table: ClinicTable, headings: ReturnHeadings): GridCell[] {
  const sentPlaces = new Set(
    [...table.places].flatMap(([heading, place]) => (fieldUnder(heading, headings) === null ? [place] : [])),
  );
  return row.cells.filter(({ place, text }) => text !== "" && !sentPlaces.has(place));
}

/** True for a cell that says what is known: the same text, or the same day in whatever form. */
function saysSame(field: NoteField, now: string, then: string): boolean {
  if (comparableText(now) === comparableText(then)) return true;
  const day = noteKinds[field] === "date" ? parseWrittenDate(now) : null;
  return day !== null && day === parseWrittenDate(then);
}

/** What a row of a clinic that was sent out says: its cells to write in, cells beside them, and figures that were edited. */
function ownWords(
  row: GridRow,
  issued: IssuedRow,
  { table, context }: { table: ClinicTable; context: TableContext },
): Word[] {
  const { headings } = context.sent;
  const { clinic } = issued;
  const byPlace = new Map([...table.places].map(([heading, place]) => [place, heading]));
  const isCompared = context.isCompared && issued.isIntact;
  const words: Word[] = [];
  for (const [field, label] of headings.written) {
    const place = table.places.get(label);
    if (place === undefined) continue;
    const cell = row.cells.find((one) => one.place === place) ?? { place, text: "", mark: null };
    const sent = isCompared ? (issued.cells.get(label) ?? "") : null;
    if (sent === null) {
      const known = context.knownOf(clinic, field) ?? "";
      if (cell.text === "" || saysSame(field, cell.text, known)) continue;
    } else if (saysSame(field, cell.text, sent) && cell.mark !== "error" && cell.mark !== "no-value")
      continue;
    words.push({
      ...wordOf(row, cell, { table, clinic, unplaced: null, reason: null }),
      field,
      sent,
    });
  }
  for (const cell of row.cells) {
    const heading = byPlace.get(cell.place);
    if (fieldUnder(heading, headings) !== null || cell.text === "") continue;
    if (heading === undefined) {
      words.push(wordOf(row, cell, { table, clinic, unplaced: null, reason: null }));
      continue;
    }
    if (!isCompared) continue;
    const sent = issued.cells.get(heading) ?? "";
    const now = comparableText(cell.text);
    if (isSameCell(heading, now, { text: sent, headings })) continue;
    const unplaced = sent === "" ? null : ("edited" as const);
    words.push({ ...wordOf(row, cell, { table, clinic, unplaced, reason: null }), sent });
  }
  return words;
}

/** What stands in a row of a clinic that was not in the workbook: its cells to write in, and what has no heading of ours. */
function unsentWords(
  row: GridRow,
  clinic: Clinic,
  { table, context }: { table: ClinicTable; context: TableContext },
): Word[] {
  const { headings } = context.sent;
  return writtenCells(row, table, headings).flatMap((cell): Word[] => {
    const field =
      [...headings.written].find(([, label]) => table.places.get(label) === cell.place)?.[0] ?? null;
    const known = field === null ? null : context.knownOf(clinic, field);
    if (field !== null && known !== null && saysSame(field, cell.text, known)) return [];
    return [{ ...wordOf(row, cell, { table, clinic, unplaced: null, reason: null }), field }];
  });
}

function wordOf(
  row: GridRow,
  cell: GridCell,
  { table, ...rest }: { table: ClinicTable } & Pick<Word, "clinic" | "unplaced" | "reason">,
): Word {
  return {
    ...rest,
    field: null,
    text: cell.text,
    mark: cell.mark,
    sent: null,
    place: {
      sheet: table.grid.name,
      line: row.line,
      column: cell.place,
      heading: headingAt(table, cell.place),
      kind: "cell",
    },
  };
}

/** The rows below the header, where a merged cell over several rows says the same of each of them. */
function withMerged({ grid, rows }: ClinicTable): GridRow[] {
  if (grid.merged.length === 0) return [...rows];
  return rows.map((row) => {
    const covering = grid.merged.filter(
      ({ firstRow, lastRow }) => firstRow < row.line && row.line <= lastRow,
    );
    const added = covering.flatMap(({ firstRow, firstColumn }): GridCell[] => {
      const top = rows.find(({ line }) => line === firstRow);
      const cell = top?.cells.find(({ place }) => place === firstColumn);
      const isFree = row.cells.every(({ place }) => place !== firstColumn);
      return cell === undefined || !isFree ? [] : [cell];
    });
    return added.length === 0
      ? row
      : { ...row, cells: [...row.cells, ...added].sort((left, right) => left.place - right.place) };
  });
}
