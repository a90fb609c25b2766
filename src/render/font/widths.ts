import type { Font } from "fontkit";

/** The widths of a font's characters, and how pairs of them are moved together or apart, in font units. */
export interface WidthTable {
  unitsPerEm: number;
  /** By character. */
  advances: Readonly<Record<string, number>>;
  /** By character: what it and one that follows it differ from the sum of both; left out: nothing. */
  pairs: Readonly<Record<string, Followers>>;
  /** Three characters of which two become one glyph, and whose width is not the sum of their pairs. */
  exceptions: readonly string[];
}

/**
 * Characters and, in their order, how far each is moved. As lists: fifteen thousand names of an object take ten times as long
 * to read.
 */
interface Followers {
  characters: string[];
  moved: number[];
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
  const pairs: Record<string, Followers> = {};
  const joined: string[] = [];
  for (const left of characters) {
    const followers: Followers = { characters: [], moved: [] };
    for (const right of characters) {
      const { advanceWidth, glyphs } = font.layout(left + right);
      const moved = advanceWidth - (advances[left] ?? 0) - (advances[right] ?? 0);
      if (glyphs.length < 2) joined.push(left + right);
      if (moved === 0) continue;
      followers.characters.push(right);
      followers.moved.push(moved);
    }
    if (followers.moved.length > 0) pairs[left] = followers;
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
    width += own + movedAfter(pairs[before], character);
    before = character;
  }
  return width;
}

function movedAfter(followers: Followers | undefined, character: string): number {
  if (followers === undefined) return 0;
  return followers.moved[followers.characters.indexOf(character)] ?? 0;
}
