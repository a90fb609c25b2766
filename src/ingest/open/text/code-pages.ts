import type { CodePage } from "../../../domain/text/code-page.js";
import { readPieces } from "../../../lib/files.js";

/** Characters 128 to 255 of code pages that the platform cannot decode. Source: Unicode's mapping tables CP850 and CP865. */
const upperHalves: Readonly<Record<"cp850" | "cp865", string>> = {
  cp850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
  cp865:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0",
};

/** Decodes pieces of a text; `stream` is false for the last one. */
export interface PieceDecoder {
  decode(chunk?: Uint8Array, how?: { stream: boolean }): string;
}

/** A decoder for an encoding of one byte a character. */
export function codePageDecoder(page: CodePage): PieceDecoder {
  if (page === "mac-roman") return new TextDecoder("macintosh");
  if (page === "windows-1252") return new TextDecoder("windows-1252");
  const upper = upperHalves[page];
  const upperOf = (byte: string): string => upper[byte.charCodeAt(0) - 128] ?? byte;
  return {
    decode: (chunk) =>
      chunk === undefined
        ? ""
        : Buffer.from(chunk)
            .toString("latin1")
            .replaceAll(/[\x80-\xff]/g, upperOf),
  };
}

/** A guess at the encoding of bytes that are no UTF-8, with a word that shows it. */
export interface CodePageGuess {
  /** Code pages in which the Danish letters are the same bytes stand together. */
  pages: readonly CodePage[];
  /** A word as the guess reads it; null for a guess from nothing. */
  word: string | null;
}

/**
 * Danish letters of each family as bytes: small ones count between two letters, large ones between two large ones. In
 * another family the same bytes are signs that no word holds. `’` of Windows-1252 is Æ of CP850, so Æ alone proves nothing.
 */
const families: readonly { pages: readonly CodePage[]; pattern: RegExp; weak: RegExp | null }[] = [
  {
    pages: ["windows-1252"],
    pattern:
      /[A-Za-z]*(?:[A-Za-z][\xe6\xf8\xe5\xc6\xd8\xc5]|[\xe6\xf8\xe5\xc6\xd8\xc5][A-Za-z])[A-Za-z\xc0-\xff]*/g,
    weak: null,
  },
  {
    pages: ["cp850", "cp865"],
    pattern:
      /[A-Za-z]*(?:[A-Za-z][\x91\x9b\x86](?=[a-z])|[A-Z][\x92\x9d\x8f](?=[A-Z])|(?<![A-Za-z\x80-\xff])[\x9b\x86\x9d\x8f][a-z])[A-Za-z\x80-\xff]*/g,
    weak: /\x92/,
  },
  {
    pages: ["mac-roman"],
    pattern:
      /[A-Za-z]*(?:[A-Za-z][\xbe\xbf\x8c](?=[a-z])|[A-Z][\xae\xaf\x81](?=[A-Z])|(?<![A-Za-z\x80-\xff])[\xbf\x8c\xaf\x81][a-z])[A-Za-z\x80-\xff]*/g,
    weak: null,
  },
];

/** Guesses the encoding of a file by the Danish words that it would hold in each; an even race is Windows-1252. */
export async function guessCodePage(path: string): Promise<CodePageGuess> {
  const votes = families.map(() => 0);
  const words: (string | null)[] = families.map(() => null);
  let tail = "";
  for await (const chunk of readPieces(path)) {
    const text = tail + chunk.toString("latin1");
    const end = text.lastIndexOf("\n");
    tail = text.slice(end + 1).slice(-1000);
    countVotes(end === -1 ? "" : text.slice(0, end), votes, words);
  }
  countVotes(tail, votes, words);
  const [own = 0, ...others] = votes;
  const most = Math.max(...others);
  const place = votes.indexOf(most, 1);
  const family = most > own ? families[place] : families[0];
  const word = (most > own ? words[place] : words[0]) ?? null;
  const pages = family?.pages ?? ["windows-1252"];
  const [page = "windows-1252"] = pages;
  return { pages, word: word === null ? null : codePageDecoder(page).decode(Buffer.from(word, "latin1")) };
}

function countVotes(text: string, votes: number[], words: (string | null)[]): void {
  for (const [place, { pattern, weak }] of families.entries()) {
    for (const [word] of text.matchAll(pattern)) {
      if (weak?.test(word) === true && !/[\x80-\x91\x93-\xff]/.test(word)) continue;
      votes[place] = (votes[place] ?? 0) + 1;
      words[place] ??= word;
    }
  }
}
