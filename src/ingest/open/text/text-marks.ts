import { literalPattern } from "../../../domain/text/literal-pattern.js";
import type { TextNotes } from "./text-notes.js";

/**
 * Takes away the marks by which programs keep a spreadsheet from reading a text as a number: `="010190"`, the same in
 * quotation marks, and an apostrophe before digits. Any other apostrophe is part of its text.
 */
export function textMarks(delimiter: string, notes: TextNotes): (text: string) => string {
  const mark = literalPattern(delimiter);
  const [start, end] = [`(?<=^|\\n|${mark})`, `(?=$|\\n|${mark})`];
  const formula = new RegExp(`${start}=("[^"\\n]*")${end}`, "g");
  const quotedFormula = new RegExp(`${start}"=""([^"\\n]*)"""${end}`, "g");
  const apostrophe = new RegExp(`${start}("?)'(\\d[\\d.,: -]*)\\1${end}`, "g");
  const noted = (whole: string, plain: string): string => {
    notes.noteMarked(whole);
    return plain;
  };
  return (text) => {
    let plain = text;
    if (plain.includes('="')) {
      plain = plain
        .replaceAll(formula, (whole, quoted: string) => noted(whole, quoted))
        .replaceAll(quotedFormula, (whole, content: string) => noted(whole, `"${content}"`));
    }
    if (plain.includes("'"))
      plain = plain.replaceAll(apostrophe, (whole, _quote: string, digits: string) => noted(whole, digits));
    return plain;
  };
}

/** Takes the same marks away from the cells of a sheet, where they are text that came from such a file. */
export function unmarkCells(cells: string[], notes: TextNotes): void {
  for (const [place, cell] of cells.entries()) {
    const first = cell.charCodeAt(0);
    if (first !== 39 && first !== 61) continue;
    const plain = /^'(\d[\d.,: -]*)$/.exec(cell)?.[1] ?? /^="([^"]*)"$/.exec(cell)?.[1];
    if (plain === undefined) continue;
    notes.noteMarked(cell);
    cells[place] = plain;
  }
}
