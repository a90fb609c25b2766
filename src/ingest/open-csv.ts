import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { requireFile } from "../lib/files.js";

/** One record of a file: its cells as text, and the line on which it begins as a text editor counts. */
export interface TextRecord {
  line: number;
  cells: string[];
}

/** What one look at the whole file told about it. `hasQuotes` false means that lines and delimiters can be split as they are. */
export interface CsvFile {
  path: string;
  fileName: string;
  sha256: string;
  bytes: number;
  encoding: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
  hasQuotes: boolean;
}

/** Why a file cannot be read as text, in words for its supplier. */
export interface EncodingProblem {
  code: "binary" | "encoding";
  message: string;
}

const quote = 0x22;
const chunkBytes = 1 << 18;

/**
 * Reads a whole file once for its fingerprint, and proves its encoding over every byte: UTF-16 by its byte order mark,
 * UTF-8 where all of it is, Windows-1252 where the bytes allow it.
 */
export async function inspectCsv(path: string): Promise<CsvFile | EncodingProblem> {
  await requireFile(path);
  const hash = createHash("sha256");
  let bytes = 0;
  let hasQuotes = false;
  let isWholeUtf8 = true;
  let hasNul = false;
  let start: Buffer = Buffer.alloc(0);
  let carried: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(path)) {
    if (bytes === 0) start = chunk.subarray(0, 2);
    hash.update(chunk);
    bytes += chunk.length;
    hasQuotes ||= chunk.includes(quote);
    hasNul ||= chunk.includes(0);
    if (isWholeUtf8) {
      const [whole, rest] = splitAtCharacter(carried.length === 0 ? chunk : Buffer.concat([carried, chunk]));
      isWholeUtf8 = isUtf8(whole);
      carried = rest;
    }
  }
  isWholeUtf8 &&= carried.length === 0;
  const common = { path, fileName: basename(path), sha256: hash.digest("hex"), bytes };
  const utf16 =
    start[0] === 0xff && start[1] === 0xfe
      ? "utf-16le"
      : start[0] === 0xfe && start[1] === 0xff
        ? "utf-16be"
        : null;
  if (utf16 !== null) return { ...common, encoding: utf16, hasQuotes: true };
  if (hasNul) return { code: "binary", message: "the file holds NUL bytes: it is no text file" };
  if (isWholeUtf8) return { ...common, encoding: "utf-8", hasQuotes };
  return (await whyNotWindows1252(path)) ?? { ...common, encoding: "windows-1252", hasQuotes };
}

/** Yields the records of a file in batches, blank lines left out. Throws a csv-parse error where quotes do not pair. */
export async function* readCsvRecords(file: CsvFile, delimiter: string): AsyncGenerator<TextRecord[]> {
  yield* file.hasQuotes ? readQuotedRecords(file, delimiter) : readPlainRecords(file, delimiter);
}

/** The first line of a file that is not blank, and the delimiter that it holds most of; null for a file without one. */
export async function findDelimiter(file: CsvFile): Promise<string | null> {
  for await (const { lines } of linesOf(file)) {
    const header = lines.find((line) => line.trim() !== "");
    if (header === undefined) continue;
    const outsideQuotes = header.replaceAll(/"[^"]*"/g, "");
    const counted = [";", ",", "\t", "|"].map((mark) => ({ mark, count: outsideQuotes.split(mark).length }));
    return counted.reduce((best, next) => (next.count > best.count ? next : best)).mark;
  }
  return null;
}

/** The quick way for a file without a single quote, where a line is a record. */
async function* readPlainRecords(file: CsvFile, delimiter: string): AsyncGenerator<TextRecord[]> {
  for await (const { firstLine, lines } of linesOf(file)) {
    const records: TextRecord[] = [];
    lines.forEach((line, index) => {
      if (line !== "") records.push({ line: firstLine + index, cells: line.split(delimiter) });
    });
    yield records;
  }
}

async function* readQuotedRecords(file: CsvFile, delimiter: string): AsyncGenerator<TextRecord[]> {
  const { parse } = await import("csv-parse");
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    bom: false,
  });
  const feeding = (async () => {
    try {
      for await (const text of textOf(file)) {
        if (!parser.write(text)) await new Promise((resolve) => parser.once("drain", resolve));
      }
      parser.end();
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  })();
  let batch: TextRecord[] = [];
  let nextLine = 1;
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    // csv-parse tells the line on which a record ends; it begins as many lines earlier as its cells hold breaks.
    const breaks = record.reduce(
      (sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0),
      0,
    );
    nextLine = info.lines - breaks;
    batch.push({ line: nextLine, cells: record });
    if (batch.length >= 1000) {
      yield batch;
      batch = [];
    }
  }
  await feeding;
  yield batch;
}

/** The lines of a file in batches, without their ends; `firstLine` is the number of the batch's first line. */
async function* linesOf(file: CsvFile): AsyncGenerator<{ firstLine: number; lines: string[] }> {
  let firstLine = 1;
  let unfinished = "";
  for await (const text of textOf(file)) {
    const lines = (unfinished + text).split(/\r?\n/);
    unfinished = lines.pop() ?? "";
    yield { firstLine, lines };
    firstLine += lines.length;
  }
  if (unfinished !== "") yield { firstLine, lines: [unfinished] };
}

/** The text of a file in pieces, decoded, without a byte order mark. A piece never ends between CR and LF. */
async function* textOf(file: CsvFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(file.encoding);
  let heldCr = "";
  for await (const chunk of chunksOf(file.path)) {
    const text = heldCr + decoder.decode(chunk, { stream: true });
    heldCr = text.endsWith("\r") ? "\r" : "";
    yield heldCr === "" ? text : text.slice(0, -1);
  }
  yield heldCr + decoder.decode();
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
async function whyNotWindows1252(path: string): Promise<EncodingProblem | null> {
  let line = 1;
  let tail = "";
  for await (const chunk of chunksOf(path)) {
    const text = tail + chunk.toString("latin1");
    const lineOf = (index: number): number => line + (text.slice(0, index).split("\n").length - 1);
    const mixed = utf8Sequence.exec(text);
    if (mixed) {
      return {
        code: "encoding",
        message: `the file mixes UTF-8 and other bytes, or was cut within a letter (UTF-8 seen in line ${lineOf(mixed.index)})`,
      };
    }
    const odd = undefinedInWindows1252.exec(text);
    if (odd) {
      return {
        code: "encoding",
        message: `the file is neither UTF-8 nor Windows-1252 (byte ${odd[0].charCodeAt(0).toString(16).toUpperCase()} in line ${lineOf(odd.index)})`,
      };
    }
    tail = text.slice(-3);
    line += text.slice(0, -3).split("\n").length - 1;
  }
  return null;
}
