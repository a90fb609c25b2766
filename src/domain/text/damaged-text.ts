import { readAsSevenBits, readInItsCodePage, readWithoutEscapes } from "./other-code-page.js";

/** How a text was damaged on its way: by what can be seen in it. */
export type TextDamage =
  "replacement-mark" | "double-encoding" | "entity" | "escape" | "code-page" | "seven-bit" | "question-mark";

/** What is wrong with a text. */
export interface DamagedText {
  damage: TextDamage;
  /** The text as it was before, where that is certain; null: letters are lost. */
  repaired: string | null;
}

/** Finds what damaged a text; null for one that looks whole. */
export function damageOf(text: string): DamagedText | null {
  if (/^[\w\s.,:;/()'+#*!"@-]*$/.test(text)) return null;
  if (text.includes("\ufffd")) return { damage: "replacement-mark", repaired: null };
  const decoded = decodedOnceMore(text);
  if (decoded !== text)
    return { damage: "double-encoding", repaired: damageOf(decoded)?.repaired ?? decoded };
  if (entity.test(text)) return { damage: "entity", repaired: withoutEntities(text) };
  const [damage, repaired] =
    readers.map(([kind, read]) => [kind, read(text)] as const).find(([, read]) => read !== null) ?? [];
  if (damage !== undefined) return { damage, repaired: repaired ?? null };
  // Before a letter no question mark stands; at the end of a word one may.
  return /\?\p{L}/u.test(text) ? { damage: "question-mark", repaired: null } : null;
}

/** Damages whose letters can be told, the surest first. */
const readers = [
  ["escape", readWithoutEscapes],
  ["code-page", readInItsCodePage],
  ["seven-bit", readAsSevenBits],
] as const;

/** Byte of each character of Windows-1252 beyond ASCII. */
const bytes1252 = new Map(
  Array.from(
    new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 128 }, (_, place) => 128 + place)),
  ).map((character, place): [string, number] => [character, 128 + place]),
);

/** The text with what is UTF-8 read as Windows-1252 read as UTF-8; each run of such characters for itself. */
function decodedOnceMore(text: string): string {
  return text.replaceAll(/[\u0080-\uffff]{2,}/g, (run) => {
    const bytes = Array.from(run, (character) => bytes1252.get(character) ?? -1);
    if (bytes.includes(-1)) return run;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
    } catch {
      return run;
    }
  });
}

const entity = /&(?:#\d{2,5}|#x[\da-f]{2,4}|[a-z]{2,6}\d?);/i;

const namedEntities: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" },
  ...{ aelig: "æ", oslash: "ø", aring: "å", AElig: "Æ", Oslash: "Ø", Aring: "Å" },
  ...{ eacute: "é", Eacute: "É", ouml: "ö", Ouml: "Ö", auml: "ä", Auml: "Ä", uuml: "ü", Uuml: "Ü" },
};

/** The text with its HTML entities as characters; null where one of them is not known. */
function withoutEntities(text: string): string | null {
  const unknown: string[] = [];
  const plain = text.replaceAll(new RegExp(entity, "gi"), (whole) => {
    const name = whole.slice(1, -1);
    const code = name.startsWith("#") ? Number(name.slice(1).replace(/^x/i, "0x")) : null;
    const character = code === null ? namedEntities[name] : String.fromCodePoint(code);
    if (character === undefined) unknown.push(name);
    return character ?? whole;
  });
  return unknown.length === 0 ? plain : null;
}
