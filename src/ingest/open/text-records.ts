import { cellHoldsCpr, mayHoldCpr } from "../../domain/cpr.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import type { RecordBatch, TextRecord } from "../read/records.js";
import type { ReadLimits } from "../../office/package/limits.js";
import { problemRemarks } from "../read/records.js";
import { UnreadableError } from "../../domain/shapes/problem.js";

/** Whole lines of a text file, without their ends. */
export interface TextBlock {
  /** Number of the first line, from 1. */
  firstLine: number;
  text: string;
  /** Bytes of the file that were read so far. */
  bytes: number;
}

/**
 * Splits blocks of lines into records by the rules of RFC 4180, blank lines left out. Own code, because no CSV library
 * tells where a quotation mark that is never closed opens, or goes on behind it to find the other problems.
 */
export async function* splitRecords(
  blocks: AsyncIterable<TextBlock>,
  delimiter: string,
  limits: ReadLimits,
): AsyncGenerator<RecordBatch> {
  // Lines of a record that the end of a block cuts.
  let open: Lines | null = null;
  let bytes = 0;
  for await (const block of blocks) {
    bytes = block.bytes;
    const text: string = open === null ? block.text : `${open.lines.join("\n")}\n${block.text}`;
    const lines: Lines = { firstLine: open?.firstLine ?? block.firstLine, lines: text.split("\n") };
    const records: TextRecord[] = [];
    open = text.includes('"')
      ? splitQuoted(lines, { delimiter, limits, isEnd: false, records })
      : splitPlain(lines, delimiter, records);
    checkRecords(records, limits, mayHoldCpr(text));
    yield { records, problems: [], bytes };
  }
  if (open === null) return;
  const records: TextRecord[] = [];
  splitQuoted(open, { delimiter, limits, isEnd: true, records });
  checkRecords(records, limits, true);
  yield { records, problems: [], bytes };
}

interface Lines {
  firstLine: number;
  lines: string[];
}

function splitPlain({ firstLine, lines }: Lines, delimiter: string, records: TextRecord[]): null {
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const cells = line.split(delimiter);
    // Nearly every line begins with a letter or a digit; only the others can be blank.
    const first = line.charCodeAt(0);
    if ((first <= 32 || first === 0xa0 || line[0] === delimiter || line === "") && isBlank(cells)) continue;
    records.push({ line: firstLine + index, cells, remarks: null });
  }
  return null;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

interface QuotedSplit {
  delimiter: string;
  limits: ReadLimits;
  /** True when no more lines follow. */
  isEnd: boolean;
  records: TextRecord[];
}

/** Splits lines some of which hold quotation marks. Returns the lines of a record that needs more of them. */
function splitQuoted(given: Lines, how: QuotedSplit): Lines | null {
  const { firstLine, lines } = given;
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const start = firstLine + index;
    if (!line.includes('"')) {
      splitPlain({ firstLine: start, lines: [line] }, how.delimiter, how.records);
      index += 1;
      continue;
    }
    const found = readQuoted(lines, index, how);
    if (found.kind === "more") return { firstLine: start, lines: lines.slice(index) };
    if (found.kind === "record") {
      if (!isBlank(found.cells)) how.records.push({ line: start, cells: found.cells, remarks: null });
      index = found.next;
      continue;
    }
    const openLine = lines[found.line] ?? "";
    const problem = quoteProblem(found, { line: firstLine + found.line, text: openLine });
    const cells = line.split(how.delimiter);
    how.records.push({ line: start, cells, remarks: problemRemarks([problem]) });
    // Reading goes on behind the line that holds the mark, so that the other problems are found too.
    index = found.line + 1;
  }
  return null;
}

type Flaw = "never-closed" | "closed-inside" | "inside-plain";

type QuotedResult =
  | { kind: "record"; cells: string[]; next: number }
  | { kind: "more" }
  | { kind: "flaw"; flaw: Flaw; line: number; position: number };

/** Reads one record that begins at a line. Positions count characters of a line from 0. */
function readQuoted(lines: readonly string[], start: number, how: QuotedSplit): QuotedResult {
  const { delimiter } = how;
  const cells: string[] = [];
  let row = start;
  let position = 0;
  for (;;) {
    const line = lines[row] ?? "";
    if (line[position] !== '"') {
      const end = line.indexOf(delimiter, position);
      const cell = line.slice(position, end === -1 ? undefined : end);
      const mark = cell.indexOf('"');
      if (mark !== -1) return { kind: "flaw", flaw: "inside-plain", line: row, position: position + mark };
      cells.push(cell);
      if (end === -1) return { kind: "record", cells, next: row + 1 };
      position = end + 1;
      continue;
    }
    const closing = findClosing(lines, { row, position }, how);
    if (closing === "more") return { kind: "more" };
    if (closing === null) return { kind: "flaw", flaw: "never-closed", line: row, position };
    const endLine = lines[closing.row] ?? "";
    const after = endLine[closing.position + 1];
    if (after !== undefined && after !== delimiter)
      return { kind: "flaw", flaw: "closed-inside", line: row, position };
    cells.push(closing.cell);
    row = closing.row;
    if (after === undefined) return { kind: "record", cells, next: row + 1 };
    position = closing.position + 2;
  }
}

/** The mark that closes a quoted cell, and what the cell says; null when none does within the longest cell. */
function findClosing(
  lines: readonly string[],
  opening: { row: number; position: number },
  how: QuotedSplit,
): { row: number; position: number; cell: string } | "more" | null {
  let { row } = opening;
  let from = opening.position + 1;
  let cell = "";
  for (;;) {
    const line = lines[row];
    if (line === undefined) return how.isEnd ? null : "more";
    const mark = line.indexOf('"', from);
    if (mark === -1) {
      cell += `${line.slice(from)}\n`;
      if (cell.length > how.limits.maxCellCharacters) return null;
      row += 1;
      from = 0;
      continue;
    }
    cell += line.slice(from, mark);
    if (line[mark + 1] !== '"') return { row, position: mark, cell };
    cell += '"';
    from = mark + 2;
  }
}

const flawMessages: Readonly<Record<Flaw, string>> = {
  "never-closed": "is never closed; close it behind the cell, or remove it",
  "closed-inside":
    "is closed before the end of its cell; double each quotation mark inside the cell, or remove them",
  "inside-plain":
    "stands inside a cell that does not begin with one; put the whole cell in quotation marks and double the ones inside, or remove it",
};

function quoteProblem(
  { flaw, position }: { flaw: Flaw; position: number },
  at: { line: number; text: string },
): Problem {
  return problemOf("quotes", `the quotation mark at character ${position + 1} ${flawMessages[flaw]}`, {
    line: at.line,
    facts: { position: String(position + 1) },
  });
}

/** Adds what is wrong with records as such: too many cells ends the reading, a cell too long spoils its record. */
function checkRecords(records: readonly TextRecord[], limits: ReadLimits, mayHold: boolean): void {
  const { maxCellCharacters, maxColumns } = limits;
  for (const record of records) {
    const { cells, line } = record;
    if (cells.length > maxColumns) throw new UnreadableError(tooManyColumns(line, cells.length, maxColumns));
    for (const cell of cells) {
      if (cell.length <= maxCellCharacters) continue;
      record.remarks ??= problemRemarks([cellTooLong(line, cell.length, maxCellCharacters)]);
    }
    if (!mayHold) continue;
    const cprPlaces = cells.flatMap((cell, place) => (cellHoldsCpr(cell) ? [place] : []));
    if (cprPlaces.length > 0) record.remarks = { ...(record.remarks ?? problemRemarks([])), cprPlaces };
  }
}

/** The problem of a record with more cells than any layout has. */
export function tooManyColumns(line: number, seen: number, most: number): Problem {
  return problemOf(
    "limit",
    `${seen} columns; expected at most ${most} (max_columns in gates.yaml), check that the file is an extract`,
    { line, value: String(seen), facts: { limit: "max_columns", most: String(most) } },
  );
}

/** The problem of a cell that is longer than any value of an extract. */
export function cellTooLong(line: number, seen: number, most: number): Problem {
  return problemOf(
    "cell-length",
    `a cell of ${seen} characters; expected at most ${most} (max_cell_characters in gates.yaml), shorten it, or check for a quotation mark that is missing or too many`,
    { line, value: String(seen), facts: { most: String(most) } },
  );
}
