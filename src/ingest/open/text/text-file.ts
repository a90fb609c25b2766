import { isAscii } from "node:buffer";
import { refuseChanged } from "../open-unchanged.js";
import type { FileFacts, TextRecord, TextTable } from "../../read/table/records.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { limitProblem } from "../../../defs/limits/read-limits.js";
import { readPieces } from "../../../lib/files.js";
import { UnreadableError } from "../../../domain/shapes/problem.js";
import type { CodePage, TextEncoding } from "../../../domain/text/code-page.js";
import type { PieceDecoder } from "./code-pages.js";
import { codePageDecoder } from "./code-pages.js";
import { delimiterOf } from "./delimiter.js";
import type { TextFinding } from "./encoding.js";
import { encodingOf } from "./encoding.js";
import type { TextBlock } from "./text-records.js";
import { splitRecords } from "./text-records.js";
import { TextNotes } from "./text-notes.js";

/** A text file whose encoding is proved. */
interface TextFile extends FileFacts {
  encoding: TextEncoding;
}

// Small pieces keep memory low: what is made of one is gone before the next, and no slower.
const chunkBytes = 1 << 15;

/** Records at the beginning of a text file that are looked at before it is read: its header, and what a draft needs. */
const headRecords = 20;

/** A text file as a table, and how it was read. */
export interface OpenText {
  /** Null for a file without a record. */
  table: TextTable | null;
  encoding: TextEncoding;
}

/**
 * Opens a text file as a table. Throws an {@link UnreadableError} for what is no text, or text in no one encoding.
 */
export async function openCsv(
  facts: FileFacts,
  finding: TextFinding,
  how: { limits: ReadLimits; declared: CodePage | null },
): Promise<OpenText> {
  const { limits, declared } = how;
  const encoding = await encodingOf(facts, finding, declared);
  const file: TextFile = { ...facts, encoding };
  const delimiter = await findDelimiter(file, limits);
  if (delimiter === null) return { table: null, encoding };
  const notes = new TextNotes();
  const read: TextTable["read"] = (ofLines) => {
    notes.startOver();
    const readLine = ofLines?.(delimiter) ?? null;
    return splitRecords(blocksOf(file, limits, notes), { delimiter, limits, notes, readLine });
  };
  const head: TextRecord[] = [];
  for await (const { records } of read()) {
    head.push(...records.slice(0, headRecords - head.length));
    if (head.length >= headRecords) break;
  }
  const remarks = { hiddenColumns: [], merged: [] };
  const table = { sheet: null, isVisible: true, head, read, remarks, warnings: () => notes.warnings() };
  return { table: head.length === 0 ? null : table, encoding };
}

/** The delimiter of the first block that is not blank; null without one. */
async function findDelimiter(file: TextFile, limits: ReadLimits): Promise<string | null> {
  for await (const { text } of blocksOf(file, limits, new TextNotes())) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 0) return delimiterOf(lines);
  }
  return null;
}

/** The lines of a file in blocks. A block ends with a whole line; lines end with CR LF, LF or CR alone. */
async function* blocksOf(file: TextFile, limits: ReadLimits, notes: TextNotes): AsyncGenerator<TextBlock> {
  const { maxTextCharacters: most } = limits;
  let firstLine = 1;
  let unfinished = "";
  let bytes = 0;
  for await (const piece of withoutEndMark(textOf(file), notes)) {
    bytes = piece.bytes;
    const text = unfinished === "" ? piece.text : unfinished + piece.text;
    const end = text.lastIndexOf("\n");
    if (end === -1) {
      unfinished = text;
      if (text.length > most) throw lineTooLong(firstLine, text.length, most);
      continue;
    }
    unfinished = text.slice(end + 1);
    const block = { firstLine, text: text.slice(0, end), bytes };
    yield block;
    firstLine += linesIn(block.text);
  }
  if (unfinished !== "") yield { firstLine, text: unfinished, bytes };
  refuseChanged(file);
}

function linesIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** A piece of the text of a file. */
interface Piece {
  text: string;
  /** Bytes of the file that were read so far. */
  bytes: number;
}

const endMark = String.fromCharCode(26);
const endOfText = new RegExp(`${endMark}[${endMark}\\n]*$`);

/** Leaves out Ctrl-Z at the very end, by which old programs mark the end of a text; anywhere else it stays. */
async function* withoutEndMark(pieces: AsyncGenerator<Piece>, notes: TextNotes): AsyncGenerator<Piece> {
  let held = "";
  for await (const { text, bytes } of pieces) {
    const whole = held + text;
    held = whole.includes(endMark) ? (endOfText.exec(whole)?.[0] ?? "") : "";
    yield { text: held === "" ? whole : whole.slice(0, -held.length), bytes };
  }
  if (held !== "") notes.hasEndMark = true;
}

/** The text of a file in pieces, decoded, without a byte order mark, with `\n` as the only line end. */
async function* textOf(file: TextFile): AsyncGenerator<Piece> {
  const decoder = decoderOf(file.encoding);
  const isAsciiBased = !file.encoding.startsWith("utf-16");
  let heldCr = "";
  let bytes = 0;
  let isInsideCharacter = false;
  for await (const chunk of readPieces(file.path, chunkBytes)) {
    bytes += chunk.length;
    // Plain ASCII needs no decoder, unless the chunk before ended within a character.
    const isPlain: boolean = isAsciiBased && !isInsideCharacter && isAscii(chunk);
    const decoded = isPlain ? chunk.toString("latin1") : decoder.decode(chunk, { stream: true });
    isInsideCharacter = !isPlain && (chunk.at(-1) ?? 0) >= 0x80;
    const text = heldCr + decoded;
    // A piece never ends between CR and LF, or the two would count as two line ends.
    heldCr = text.endsWith("\r") ? "\r" : "";
    yield { text: withLineFeeds(heldCr === "" ? text : text.slice(0, -1)), bytes };
  }
  yield { text: withLineFeeds(heldCr + decoder.decode()), bytes };
}

function decoderOf(encoding: TextEncoding): PieceDecoder {
  return encoding === "utf-8" || encoding === "utf-16le" || encoding === "utf-16be"
    ? new TextDecoder(encoding)
    : codePageDecoder(encoding);
}

function withLineFeeds(text: string): string {
  if (!text.includes("\r")) return text;
  const joined = text.replaceAll("\r\n", "\n");
  return joined.includes("\r") ? joined.replaceAll("\r", "\n") : joined;
}

function lineTooLong(line: number, seen: number, most: number): UnreadableError {
  const what = `a line of ${seen} characters or more`;
  const remedy = "check that the file is an extract, and that its lines have ends";
  return new UnreadableError(
    limitProblem({ limit: "maxTextCharacters", seen, most, what, remedy }, { line }),
  );
}
