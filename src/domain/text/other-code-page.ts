/**
 * Danish letters as they look when a text was read in another code page than it is written in: what each sign stands for,
 * and where such a sign is no sign that people write there. Source: the code pages of Unicode's mapping tables.
 */
interface Misreading {
  /** The signs where they can only be letters. */
  pattern: RegExp;
  letters: Readonly<Record<string, string>>;
}

const misreadings: readonly Misreading[] = [
  // CP850 or CP865 read as Windows-1252. `’` would be Æ, and is an apostrophe.
  {
    pattern: /(?<=\p{L})‘(?=\p{Ll})|[›†\u009d\u008f](?=\p{L})|(?<=\p{Ll})[›†](?=\s\S)/gu,
    letters: { "‘": "æ", "›": "ø", "†": "å", "\u009d": "Ø", "\u008f": "Å" },
  },
  // Mac Roman read as Windows-1252.
  {
    pattern:
      /(?<=\p{L})[¾¿]|¿(?=\p{Ll})|(?<=\p{Ll})Œ|Œ(?=[^\P{Ll}u])|(?<=\p{Lu})[®¯](?=\p{Lu})|\u0081(?=\p{L})/gu,
    letters: { "¾": "æ", "¿": "ø", Œ: "å", "®": "Æ", "¯": "Ø", "\u0081": "Å" },
  },
  // Windows-1252 read as Mac Roman.
  {
    pattern:
      /(?<=\p{L})¯(?=\p{Ll})|(?<=\p{Ll})[¯ÊÂ](?!\p{Lu})|(?<=\p{Lu})[ÊÂ](?=\p{Ll})|(?<=\p{Lu})ÿ(?=\p{Lu})|[∆≈](?=\p{L})/gu,
    letters: { Ê: "æ", "¯": "ø", Â: "å", "∆": "Æ", ÿ: "Ø", "≈": "Å" },
  },
];

/** The text with its letters as they were written, where signs of another code page stand for them; null where none do. */
export function readInItsCodePage(text: string): string | null {
  for (const { pattern, letters } of misreadings) {
    const read = text.replaceAll(pattern, (sign) => letters[sign] ?? sign);
    if (read !== text) return withLastLetters(read, letters);
  }
  return null;
}

/** The same at the end of words, where a sign alone proves nothing: many an island ends with ø. */
function withLastLetters(text: string, letters: Misreading["letters"]): string {
  return text.replaceAll(/(?<=\p{Ll})\P{L}(?!\p{L})/gu, (sign) => {
    const letter = letters[sign] ?? sign;
    return /\p{Ll}/u.test(letter) ? letter : sign;
  });
}

/** Danish letters of seven bits, as old systems write them: brackets within words. Source: DS 2089, ISO 646-DK. */
const sevenBit: Readonly<Record<string, string>> = {
  ...{ "{": "æ", "|": "ø", "}": "å", "[": "Æ", "\\": "Ø", "]": "Å" },
};

/** The text with its letters, where signs of seven bits stand for them within words; null where none do. */
export function readAsSevenBits(text: string): string | null {
  const small = text.replaceAll(/(?<=\p{L})[{|}](?=\p{Ll})/gu, (sign) => sevenBit[sign] ?? sign);
  const read = small.replaceAll(/(?<=\p{Lu})[[\\\]](?=\p{Lu})/gu, (sign) => sevenBit[sign] ?? sign);
  if (read === text) return null;
  return read
    .replaceAll(/(?<![\p{L}\p{N}])[|}](?=\p{Ll})/gu, (sign) => sevenBit[sign] ?? sign)
    .replaceAll(/(?<![\p{L}\p{N}])[\\\]](?=\p{L})/gu, (sign) => sevenBit[sign] ?? sign);
}

/** Ways in which programs write a letter beyond ASCII as a number: `\u00e6`, `%C3%A6`, `=C3=A6`, `\xe6`. */
const escapes: readonly { pattern: RegExp; bytes: boolean }[] = [
  { pattern: /\\u([\da-f]{4})/gi, bytes: false },
  { pattern: /\\x([89a-f][\da-f])/gi, bytes: false },
  { pattern: /(?:%[89a-f][\da-f]){2,}/gi, bytes: true },
  { pattern: /(?:=[89A-F][\dA-F]){2,}/g, bytes: true },
];

/** The text with letters in place of their numbers; null where it has none, or where these are no letters. */
export function readWithoutEscapes(text: string): string | null {
  let read = text;
  for (const { pattern, bytes } of escapes)
    read = read.replaceAll(pattern, (whole, digits: string) =>
      bytes ? (decodedBytes(whole) ?? whole) : String.fromCharCode(Number.parseInt(digits, 16)),
    );
  return read === text ? null : read;
}

function decodedBytes(written: string): string | null {
  const bytes = Uint8Array.from(written.slice(1).split(/[%=]/), (digits) => Number.parseInt(digits, 16));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
