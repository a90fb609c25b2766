import { mayHoldCpr } from "../../../domain/cpr.js";
import { PlainLine } from "../../read/table/plain-line.js";
import type { LineReader, RecordBatch, TextRecord } from "../../read/table/records.js";
import { problemRemarks } from "../../read/table/records.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { isDelimiterLine } from "./delimiter.js";
import type { QuoteFlaw } from "./quote-flaws.js";
import { findQuoteFlaw, quoteProblem } from "./quote-flaws.js";
import { checkRecords } from "../record-checks.js";
import type { TextNotes } from "./text-notes.js";
import { textMarks } from "./text-marks.js";

/** Whole lines of a text file, without their ends. */
export interface TextBlock {
  /** Number of the first line, from 1. */
  firstLine: number;
  text: string;
  /** Bytes of the file that were read so far. */
  bytes: number;
}

/** How the lines of a text file are cut into records. */
export interface Splitting {
  delimiter: string;
  limits: ReadLimits;
  notes: TextNotes;
  /** Reads plain lines without cutting them; null: all are cut. */
  readLine: LineReader | null;
}

/**
 * Splits blocks of lines into records by the rules of RFC 4180, blank lines left out. csv-parse reads what has quotation
 * marks; a block without any is cut at its delimiters, which takes a fifth of the time. A mark that is not closed on its
 * line ends the reading: what stands behind it is given line by line, marked as unread.
 */
export async function* splitRecords(
  blocks: AsyncIterable<TextBlock>,
  how: Splitting,
): AsyncGenerator<RecordBatch> {
  const unmarked = textMarks(how.delimiter, how.notes);
  let open: Lines | null = null;
  let bytes = 0;
  const reading: Reading = { isOver: false };
  for await (const block of blocks) {
    bytes = block.bytes;
    const given: string = unmarked(withoutDelimiterLine(block, how.notes));
    if (reading.isOver) {
      const unread: TextRecord[] = [];
      addUnread({ firstLine: block.firstLine, lines: given.split("\n") }, how.delimiter, unread);
      checkRecords(unread, how.limits, mayHoldCpr(given));
      yield { records: unread, problems: [], bytes, rowCount: 0, cellCount: 0 };
      continue;
    }
    const text: string = open === null ? given : `${open.lines.join("\n")}\n${given}`;
    const firstLine: number = open?.firstLine ?? block.firstLine;
    const records: TextRecord[] = [];
    open = text.includes('"')
      ? await splitQuoted({ firstLine, lines: text.split("\n") }, how, { isEnd: false, records, reading })
      : splitPlain({ firstLine, text }, how, records);
    // What was read without being cut is known cell by cell: only what else a text holds is looked through.
    const isPlain = records.every((record) => record instanceof PlainLine);
    checkRecords(records, how.limits, !isPlain && mayHoldCpr(text));
    yield { records, problems: [], bytes, rowCount: 0, cellCount: 0 };
  }
  if (open === null) return;
  const records: TextRecord[] = [];
  await splitQuoted(open, how, { isEnd: true, records, reading });
  checkRecords(records, how.limits, true);
  yield { records, problems: [], bytes, rowCount: 0, cellCount: 0 };
}

/** The text of a block; the line that declares the delimiter is blank, so that lines keep their numbers. */
function withoutDelimiterLine({ firstLine, text }: TextBlock, notes: TextNotes): string {
  if (firstLine !== 1) return text;
  const [first = ""] = text.split("\n", 1);
  if (!isDelimiterLine(first)) return text;
  notes.delimiterLine = first;
  return text.slice(first.length);
}

/** How far the reading of a file has come. */
interface Reading {
  /** True once a mark was met behind which nothing can be read. */
  isOver: boolean;
}

/** Adds lines that are not read: cut at their delimiters, so that they can be counted and looked through. */
function addUnread({ firstLine, lines }: Lines, delimiter: string, records: TextRecord[]): void {
  for (const [index, line] of lines.entries()) {
    const cells = line.split(delimiter);
    if (isBlank(cells)) continue;
    records.push({ line: firstLine + index, cells, remarks: { ...problemRemarks([]), isUnread: true } });
  }
}

interface Lines {
  firstLine: number;
  lines: string[];
}

/** Cuts lines at their ends and at each delimiter in one pass: a list of lines, and of each a list of cells, takes twice as long. */
function splitPlain(
  { firstLine, text }: Pick<TextBlock, "firstLine" | "text">,
  { delimiter, readLine }: Pick<Splitting, "delimiter" | "readLine">,
  records: TextRecord[],
): null {
  const mark = delimiter.charCodeAt(0);
  let line = firstLine;
  let next = text.indexOf(delimiter);
  for (let start = 0; start <= text.length; line += 1) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    const row = readLine?.(text, start, end, line) ?? null;
    if (row !== null) {
      records.push(new PlainLine(line, row, text.slice(start, end), delimiter));
      start = end + 1;
      continue;
    }
    if (next !== -1 && next < start) next = text.indexOf(delimiter, start);
    // Nearly every line begins with a letter or a digit; only the others can be blank.
    const first = text.charCodeAt(start);
    const mayBeBlank = start === end || first <= 32 || first === 0xa0 || first === mark;
    const cells: string[] = [];
    for (; next !== -1 && next < end; next = text.indexOf(delimiter, start)) {
      cells.push(text.slice(start, next));
      start = next + 1;
    }
    cells.push(text.slice(start, end));
    if (!mayBeBlank || !isBlank(cells)) records.push({ line, cells, remarks: null });
    start = end + 1;
  }
  return null;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Splits lines some of which hold quotation marks. Returns the lines of a record that needs more of them. */
async function splitQuoted(
  given: Lines,
  how: Splitting,
  to: { isEnd: boolean; records: TextRecord[]; reading: Reading },
): Promise<Lines | null> {
  const { delimiter } = how;
  const search = { delimiter, maxCellCharacters: how.limits.maxCellCharacters, isEnd: to.isEnd };
  let { firstLine, lines } = given;
  while (lines.length > 0) {
    const whole = to.isEnd ? lines.length : wholeLines(lines);
    const remainder = lines.slice(whole);
    const isStuck = remainder.length > 0 && findQuoteFlaw(remainder, search) !== null;
    const part = isStuck ? lines : lines.slice(0, whole);
    const broken = await parseLines({ firstLine, lines: part }, delimiter, to.records);
    if (broken === null) {
      return remainder.length === 0 || isStuck ? null : { firstLine: firstLine + whole, lines: remainder };
    }
    const rest = lines.slice(broken);
    const flaw = findQuoteFlaw(rest, { ...search, isEnd: true }) ?? unplacedFlaw;
    const start = firstLine + broken;
    const problem = quoteProblem(flaw, start + flaw.line);
    to.records.push({
      line: start,
      cells: (rest[0] ?? "").split(delimiter),
      remarks: { ...problemRemarks([problem]), isUnread: flaw.isOpen },
    });
    firstLine = start + flaw.line + 1;
    lines = rest.slice(flaw.line + 1);
    if (flaw.isOpen) {
      to.reading.isOver = true;
      addUnread({ firstLine, lines }, delimiter, to.records);
      return null;
    }
    // A flaw within one line spoils that line alone: reading goes on, so that the other problems are found too.
  }
  return null;
}

/** Where the library finds a record broken and the look-up does not see why: the record as a whole. */
const unplacedFlaw: QuoteFlaw = { flaw: "never-closed", line: 0, position: 0, isOpen: true };

/** How many lines from the first on make whole records, if all of them are sound: their quotation marks are even. */
function wholeLines(lines: readonly string[]): number {
  let isInside = false;
  let whole = 0;
  for (const [index, line] of lines.entries()) {
    for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) isInside = !isInside;
    if (!isInside) whole = index + 1;
  }
  return whole;
}

/** Reads lines into records; the place of the line with which the first broken record begins, null where none is broken. */
async function parseLines(
  { firstLine, lines }: Lines,
  delimiter: string,
  records: TextRecord[],
): Promise<number | null> {
  if (lines.length === 0) return null;
  const { CsvError, parse } = await import("csv-parse/sync");
  let next = 0;
  try {
    parse(lines.join("\n"), {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      on_record: (cells: string[], { lines: read }) => {
        if (!isBlank(cells)) records.push({ line: firstLine + next, cells, remarks: null });
        next = read;
        return null;
      },
    });
    return null;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return next;
  }
}
