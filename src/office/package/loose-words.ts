import type { ReadBudget } from "./read-budget.js";
import { keepCharacters } from "./read-budget.js";
import type { ZipFile, ZipPart } from "./zip.js";
import { unpack } from "./zip.js";

/** Characters of one word or sentence that are told at once; a longer one is told in pieces that overlap. */
const pieceCharacters = 4096;
const overlap = 64;

/** Tells the words between the tags of a part that need not be sound XML, such as a VML drawing with HTML in it. */
export async function readLooseWords(
  { zip, part, budget }: { zip: ZipFile; part: ZipPart; budget: ReadBudget },
  tell: (words: string) => void,
): Promise<void> {
  const decoder = new TextDecoder("utf-8");
  let words = "";
  let isTag = false;
  const take = (text: string): void => {
    let at = 0;
    while (at < text.length) {
      const mark = text.indexOf(isTag ? ">" : "<", at);
      const end = mark === -1 ? text.length : mark;
      if (!isTag) words += text.slice(at, end);
      if (words.length > pieceCharacters || (mark !== -1 && !isTag)) {
        keepCharacters(budget, words.length);
        tell(plain(words));
        words = mark === -1 ? words.slice(-overlap) : "";
      }
      if (mark !== -1) isTag = !isTag;
      at = end + 1;
    }
  };
  for await (const chunk of unpack(zip, part)) take(decoder.decode(chunk, { stream: true }));
  take(decoder.decode());
  if (words !== "") tell(plain(words));
}

/** The words with their numbered characters (`&#48;`) as they are read. */
function plain(words: string): string {
  return words.replaceAll(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex === "" ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\u{fffd}";
  });
}
