import type { Font } from "fontkit";

/** The widths of a font's characters, and how pairs of them are moved together or apart, in font units. */
export interface WidthTable {
  unitsPerEm: number;
  /** By character. */
  advances: Readonly<Record<string, number>>;
  /** By two characters that follow each other: what their width differs from the sum of both; left out: nothing. */
  pairs: Readonly<Record<string, number>>;
  /** Three characters of which two become one glyph, and whose width is not the sum of their pairs. */
  exceptions: readonly string[];
}

/**
 * Measures each character of a font, each pair of them, and what follows or precedes a pair that becomes one glyph. That is
 * exact for a font that places a character by its neighbours alone, as fonts for reading Latin script do.
 */
export function widthTableOf(font: Font): WidthTable {
  const characters = font.characterSet
    .filter((code) => code >= 0x20)
    .map((code) => String.fromCodePoint(code));
  const advances = Object.fromEntries(characters.map((one) => [one, font.layout(one).advanceWidth]));
  const pairs: Record<string, number> = {};
  const joined: string[] = [];
  for (const left of characters)
    for (const right of characters) {
      const { advanceWidth, glyphs } = font.layout(left + right);
      const moved = advanceWidth - (advances[left] ?? 0) - (advances[right] ?? 0);
      if (moved !== 0) pairs[left + right] = moved;
      if (glyphs.length < 2) joined.push(left + right);
    }
  const table = { unitsPerEm: font.unitsPerEm, advances, pairs, exceptions: [] };
  const threes = joined.flatMap((pair) => characters.flatMap((other) => [pair + other, other + pair]));
  const exceptions = threes.filter((three) => wordWidth(table, three) !== font.layout(three).advanceWidth);
  return { ...table, exceptions: [...new Set(exceptions)] };
}

/** Width of a word in font units; null where the table lacks a character of it, or it holds an exception. */
export function wordWidth({ advances, pairs, exceptions }: WidthTable, word: string): number | null {
  if (exceptions.some((one) => word.includes(one))) return null;
  let width = 0;
  let before = "";
  for (const character of word) {
    const own = advances[character];
    if (own === undefined) return null;
    width += own + (pairs[before + character] ?? 0);
    before = character;
  }
  return width;
}
