import { isUtf8 } from "node:buffer";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf, quoteValue, UnreadableError } from "../../../domain/shapes/problem.js";
import type { FileFacts } from "../../read/table/records.js";
import type { CodePage, TextEncoding } from "../../../domain/text/code-page.js";
import { readPieces } from "../../../lib/files.js";
import { guessCodePage } from "./code-pages.js";

/** What every byte of a file together told about it as text. */
export interface TextFinding {
  isWholeUtf8: boolean;
  hasNul: boolean;
}

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

/**
 * The encoding of a text file. `declared` is the code page that a profile names: it counts where the bytes are neither
 * UTF-8 nor UTF-16 and the words of the file do not speak for another one. Throws an {@link UnreadableError} for what is no
 * text, and for text in no one encoding, or in one that must be declared.
 */
export async function encodingOf(
  facts: FileFacts,
  finding: TextFinding,
  declared: CodePage | null,
): Promise<TextEncoding> {
  const utf16 = utf16Of(facts.start, finding);
  if (utf16 !== null) return provedUtf16(facts.path, utf16);
  if (finding.hasNul) throw new UnreadableError(nulProblem());
  if (finding.isWholeUtf8) return "utf-8";
  const mixed = await mixedWithUtf8(facts.path);
  if (mixed !== null) throw new UnreadableError(mixed);
  const { pages, word } = await guessCodePage(facts.path);
  if (declared !== null && (word === null || pages.includes(declared))) return declared;
  if (!pages.includes("windows-1252")) throw new UnreadableError(codePageProblem(pages, word ?? ""));
  const odd = await notInWindows1252(facts.path);
  if (odd !== null) throw new UnreadableError(odd);
  return "windows-1252";
}

/** UTF-16 by its byte order mark, or without one by zeros in every second byte of its first characters; null for neither. */
function utf16Of(start: Buffer, { hasNul }: TextFinding): "utf-16le" | "utf-16be" | null {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (!hasNul || start.length < 8) return null;
  const isZero = (remainder: number): boolean =>
    start.every((byte, place) => (byte === 0) === (place % 2 === remainder));
  if (isZero(1)) return "utf-16le";
  return isZero(0) ? "utf-16be" : null;
}

function nulProblem(): Problem {
  return problemOf(
    "binary",
    "the file holds NUL bytes: it is no text file, neither UTF-8 nor UTF-16; expected CSV or XLSX, ask the supplier for the file again",
  );
}

function codePageProblem(pages: readonly CodePage[], word: string): Problem {
  const names: Readonly<Record<CodePage, string>> = {
    cp850: "CP850",
    cp865: "CP865",
    "mac-roman": "Mac Roman",
    "windows-1252": "Windows-1252",
  };
  const named = pages.map((page) => names[page]).join(" or ");
  const [page = ""] = pages;
  return problemOf(
    "code-page",
    `the file is written in ${named}: it holds words such as ${quoteValue(word)} in no other encoding; expected UTF-8, UTF-16 or Windows-1252. Ask the supplier for UTF-8, or write “encoding: ${page}” under “values” in the profile of these files; to open and save it in another program destroys its letters`,
    { value: word, facts: { known: named, expected: page } },
  );
}

/** UTF-16 is proved by decoding all of it: an odd byte or half a surrogate pair means that the file was cut or mixed. */
async function provedUtf16(path: string, encoding: "utf-16le" | "utf-16be"): Promise<TextEncoding> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let hasNul = false;
  try {
    for await (const chunk of readPieces(path))
      hasNul ||= decoder.decode(chunk, { stream: true }).includes("\0");
    decoder.decode();
  } catch (error) {
    // the decoder throws nothing else
    if (!(error instanceof TypeError)) throw error;
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

const utf8Sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/;
const undefinedInWindows1252 = /[\x81\x8d\x8f\x90\x9d]/;

/** The problem of a file that is not UTF-8 and holds letters in UTF-8 all the same; null for any other. */
function mixedWithUtf8(path: string): Promise<Problem | null> {
  return firstOf(path, utf8Sequence, (line) =>
    problemOf(
      "encoding",
      "the file mixes UTF-8 and other bytes, or was cut within a letter (a letter in UTF-8 was seen here); expected one encoding, ask the supplier for the file again",
      { line },
    ),
  );
}

/** The problem of a file that is not Windows-1252 either; null when it may be. */
function notInWindows1252(path: string): Promise<Problem | null> {
  return firstOf(path, undefinedInWindows1252, (line, seen) => {
    const byte = seen.charCodeAt(0).toString(16).toUpperCase();
    return problemOf(
      "encoding",
      `the file is neither UTF-8 nor Windows-1252 (byte ${byte} was seen here); expected one of the two, ask the supplier for the file in UTF-8`,
      { line, value: byte },
    );
  });
}

async function firstOf(
  path: string,
  wanted: RegExp,
  problem: (line: number, seen: string) => Problem,
): Promise<Problem | null> {
  let line = 1;
  let tail = "";
  for await (const chunk of readPieces(path)) {
    const text = tail + chunk.toString("latin1");
    const found = wanted.exec(text);
    if (found !== null) return problem(line + lineEndsIn(text.slice(0, found.index)), found[0]);
    tail = text.slice(-3);
    line += lineEndsIn(text.slice(0, -3));
  }
  return null;
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
