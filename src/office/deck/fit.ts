/** Width of characters in thousandths of the font size. Source: Adobe's metrics of Helvetica, which Arial has too. */
const widthClasses: readonly (readonly [characters: string, width: number])[] = [
  ["ijlI.,:;|'! \u00a0", 278],
  ["ftr()[]-/", 333],
  ["mMWæÆ%@", 889],
  ["wOQGøØ", 778],
  ["ABCDEHKNPRSTUVXYÅÄÖ&", 722],
];
const otherWidth = 556;

const boldClasses: readonly (readonly [characters: string, width: number])[] = [
  ["ijlI.,|' \u00a0", 278],
  ["ftr()[]-/!:;", 333],
  ["aceksvxyz0123456789\u2013", 556],
  ["mMWæÆ%@", 915],
  ["wOQGøØ", 778],
  ["ABCDEHKNPRSTUVXYÅÄÖ&", 722],
];
const otherBoldWidth = 611;

/** About how wide a text is, in points. An estimate to the safe side: no font is opened for it. */
export function textWidth(text: string, { size, bold = false }: { size: number; bold?: boolean }): number {
  const classes = bold ? boldClasses : widthClasses;
  const other = bold ? otherBoldWidth : otherWidth;
  let thousandths = 0;
  for (const character of text)
    thousandths += classes.find(([characters]) => characters.includes(character))?.[1] ?? other;
  return (thousandths / 1000) * size;
}

/** How many lines a text takes in a box of `width` points; a word that is wider than the box is broken. */
export function linesInBox(text: string, font: { size: number; bold?: boolean; width: number }): number {
  let lines = 1;
  let used = 0;
  const space = textWidth(" ", font);
  for (const word of text.split(" ")) {
    const width = textWidth(word, font);
    const isNewLine = used > 0 && used + space + width > font.width;
    const full = Math.max(0, Math.ceil(width / font.width) - 1);
    lines += full + (isNewLine ? 1 : 0);
    const rest = width - full * font.width;
    used = isNewLine || full > 0 ? rest : used + (used > 0 ? space : 0) + rest;
  }
  return lines;
}

/** The largest of some sizes at which texts take no more than `lines` lines together; the smallest where none does. */
export function largestSize(
  texts: readonly string[],
  sizes: readonly number[],
  room: { width: number; lines?: number; height?: number; bold?: boolean; spacing?: number },
): number {
  const { width, bold = false, spacing = 1.2 } = room;
  const descending = [...sizes].sort((left, right) => right - left);
  const fits = (size: number): boolean => {
    const lines = texts.reduce((sum, text) => sum + linesInBox(text, { size, bold, width }), 0);
    return lines <= (room.lines ?? Infinity) && lines * size * spacing <= (room.height ?? Infinity);
  };
  return descending.find(fits) ?? descending.at(-1) ?? 12;
}
