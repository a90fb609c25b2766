import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { refuseChanged } from "./open-unchanged.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import type { FileFacts, RecordBatch, TextRecord, TextTable } from "../read/records.js";
import type { ReadLimits } from "../../office/package/limits.js";
import { UnreadableError } from "../../domain/shapes/problem.js";
import type { TextBlock } from "./text-records.js";
import { splitRecords, tooManyColumns } from "./text-records.js";

/** A text file whose encoding is proved. */
interface TextFile extends FileFacts {
  encoding: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
}

// Small pieces keep memory low: what is made of one is gone before the next, and no slower.
const chunkBytes = 1 << 15;

/** What every byte of a file together told about it as text. */
export interface TextFinding {
  isWholeUtf8: boolean;
  hasNul: boolean;
}

/** Records at the beginning of a text file that are looked at before it is read: its header, and what a draft needs. */
const headRecords = 20;

/** Judges the bytes of a file while they pass by. */
export interface TextProof {
  take(chunk: Buffer): void;
  end(): TextFinding;
}

/** Proves over every byte of a file whether it is UTF-8 and free of NUL bytes. */
export function textProof(): TextProof {
  let isWholeUtf8 = true;
  let hasNul = false;
  let carried: Buffer = Buffer.alloc(0);
  return {
    take: (chunk) => {
      hasNul ||= chunk.includes(0);
      if (!isWholeUtf8) return;
      const [whole, rest] = splitAtCharacter(carried.length === 0 ? chunk : Buffer.concat([carried, chunk]));
      isWholeUtf8 = isUtf8(whole);
      carried = rest;
    },
    end: () => ({ isWholeUtf8: isWholeUtf8 && carried.length === 0, hasNul }),
  };
}

/**
 * Opens a text file as a table; null when it holds no record. Throws an {@link UnreadableError} for what is no text, or
 * text in no one encoding.
 */
export async function openCsv(
  facts: FileFacts,
  finding: TextFinding,
  limits: ReadLimits,
): Promise<TextTable | null> {
  const file: TextFile = { ...facts, encoding: await encodingOf(facts, finding) };
  const delimiter = await findDelimiter(file, limits);
  if (delimiter === null) return null;
  const read = (): AsyncGenerator<RecordBatch> => splitRecords(blocksOf(file, limits), delimiter, limits);
  const head: TextRecord[] = [];
  for await (const { records } of read()) {
    head.push(...records.slice(0, headRecords - head.length));
    if (head.length >= headRecords) break;
  }
  return head.length === 0
    ? null
    : { sheet: null, isVisible: true, head, read, remarks: { hiddenColumns: [], merged: [] } };
}

async function encodingOf(facts: FileFacts, finding: TextFinding): Promise<TextFile["encoding"]> {
  const [first, second] = facts.start;
  if (first === 0xff && second === 0xfe) return provedUtf16(facts.path, "utf-16le");
  if (first === 0xfe && second === 0xff) return provedUtf16(facts.path, "utf-16be");
  if (finding.hasNul) throw new UnreadableError(nulProblem());
  if (finding.isWholeUtf8) return "utf-8";
  const problem = await whyNotWindows1252(facts.path);
  if (problem !== null) throw new UnreadableError(problem);
  return "windows-1252";
}

function nulProblem(): Problem {
  return problemOf(
    "binary",
    "the file holds NUL bytes: it is no text file, or UTF-16 without its byte order mark; expected CSV or XLSX, ask the supplier for the file again",
  );
}

/** UTF-16 is proved by decoding all of it: an odd byte or half a surrogate pair means that the file was cut or mixed. */
async function provedUtf16(
  path: string,
  encoding: "utf-16le" | "utf-16be",
): Promise<"utf-16le" | "utf-16be"> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let hasNul = false;
  try {
    for await (const chunk of chunksOf(path))
      hasNul ||= decoder.decode(chunk, { stream: true }).includes("\0");
    decoder.decode();
  } catch {
    throw new UnreadableError(
      problemOf(
        "encoding",
        "the file begins as UTF-16 but is not UTF-16 to its end (half a character): it was cut or mixed; ask the supplier for the file again",
      ),
    );
  }
  if (hasNul) throw new UnreadableError(nulProblem());
  return encoding;
}

/** The delimiter that the first line which is not blank holds most of outside quotation marks; null without such a line. */
async function findDelimiter(file: TextFile, limits: ReadLimits): Promise<string | null> {
  for await (const { text } of blocksOf(file, limits)) {
    const header = text.split("\n").find((line) => line.trim() !== "");
    if (header === undefined) continue;
    const outsideQuotes = header.replaceAll(/"(?:[^"]|"")*"/g, "");
    const counted = [";", ",", "\t", "|"].map((mark) => ({ mark, count: outsideQuotes.split(mark).length }));
    return counted.reduce((best, next) => (next.count > best.count ? next : best)).mark;
  }
  return null;
}

/** The lines of a file in blocks. A block ends with a whole line; lines end with CR LF, LF or CR alone. */
async function* blocksOf(file: TextFile, limits: ReadLimits): AsyncGenerator<TextBlock> {
  const maxLineCharacters = limits.maxColumns * (limits.maxCellCharacters + 1);
  let firstLine = 1;
  let unfinished = "";
  let bytes = 0;
  for await (const piece of textOf(file)) {
    bytes = piece.bytes;
    const text = unfinished === "" ? piece.text : unfinished + piece.text;
    const end = text.lastIndexOf("\n");
    if (end === -1) {
      unfinished = text;
      if (text.length > maxLineCharacters)
        throw new UnreadableError(tooManyColumns(firstLine, limits.maxColumns + 1, limits.maxColumns));
      continue;
    }
    unfinished = text.slice(end + 1);
    const block = { firstLine, text: text.slice(0, end), bytes };
    yield block;
    firstLine += linesIn(block.text);
  }
  if (unfinished !== "") yield { firstLine, text: unfinished, bytes };
  await refuseChanged(file);
}

function linesIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** The text of a file in pieces, decoded, without a byte order mark, with `\n` as the only line end. */
async function* textOf(file: TextFile): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder(file.encoding);
  const isAsciiBased = !file.encoding.startsWith("utf-16");
  let heldCr = "";
  let bytes = 0;
  let isInsideCharacter = false;
  for await (const chunk of chunksOf(file.path)) {
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

function withLineFeeds(text: string): string {
  if (!text.includes("\r")) return text;
  const joined = text.replaceAll("\r\n", "\n");
  return joined.includes("\r") ? joined.replaceAll("\r", "\n") : joined;
}

function chunksOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: chunkBytes });
}

/** Splits before a multi-byte UTF-8 character that the end cuts, so that each part can be judged alone. */
function splitAtCharacter(bytes: Buffer): [Buffer, Buffer] {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < wanted
        ? [bytes.subarray(0, -back), Buffer.from(bytes.subarray(-back))]
        : [bytes, Buffer.alloc(0)];
    }
  }
  return [bytes, Buffer.alloc(0)];
}

const utf8Sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/;
const undefinedInWindows1252 = /[\x81\x8d\x8f\x90\x9d]/;

/** The reason why a file that is not UTF-8 is not Windows-1252 either, or null when it may be. */
async function whyNotWindows1252(path: string): Promise<Problem | null> {
  let line = 1;
  let tail = "";
  for await (const chunk of chunksOf(path)) {
    const text = tail + chunk.toString("latin1");
    const lineOf = (index: number): number => line + linesIn(text.slice(0, index)) - 1;
    const mixed = utf8Sequence.exec(text);
    if (mixed) {
      return problemOf(
        "encoding",
        "the file mixes UTF-8 and other bytes, or was cut within a letter (a letter in UTF-8 was seen here); expected one encoding, ask the supplier for the file again",
        { line: lineOf(mixed.index) },
      );
    }
    const odd = undefinedInWindows1252.exec(text);
    if (odd) {
      const byte = odd[0].charCodeAt(0).toString(16).toUpperCase();
      return problemOf(
        "encoding",
        `the file is neither UTF-8 nor Windows-1252 (byte ${byte} was seen here); expected one of the two, save it again as UTF-8`,
        { line: lineOf(odd.index), value: byte },
      );
    }
    tail = text.slice(-3);
    line += linesIn(text.slice(0, -3)) - 1;
  }
  return null;
}
