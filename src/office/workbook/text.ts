import { OfficeError } from "../office-error.js";

/** Most characters that Excel keeps in one cell. Source: Microsoft, "Excel specifications and limits". */
const maxCellLength = 32_767;

/** What XML 1.0 cannot hold: control characters other than tab and line feed, lone surrogates and two non-characters. */
// eslint-disable-next-line no-control-regex -- these characters are what the pattern is about
const unwritable = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Text as a cell may hold it: line ends as line feeds, characters that XML cannot hold shown as `\uFFFD`, and the
 * escapes that Excel would decode (`_x0041_` is read as `A`) written so that they stay what they are.
 * Throws a render error when the text is longer than a cell.
 */
export function toCellText(text: string): string {
  if (text.length > maxCellLength) {
    throw new OfficeError(
      `a text of ${text.length} characters does not fit in one cell (at most ${maxCellLength})`,
      {
        place: `"${text.slice(0, 40)}..."`,
        remedy: "shorten the text in its source",
      },
    );
  }
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(unwritable, "\uFFFD")
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** A line cut at spaces into pieces of at most `width` characters; a longer word stays whole. */
export function breakLine(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const word of text.split(" ")) {
    const longer = piece === "" ? word : `${piece} ${word}`;
    if (longer.length > width && piece !== "") {
      pieces.push(piece);
      piece = word;
    } else {
      piece = longer;
    }
  }
  return [...pieces, piece];
}

/** Page header or footer text as Excel reads it: `&` doubled, `{page}` and `{pages}` as its codes for the numbers. */
export function toPageText(text: string): string {
  return toCellText(text).replaceAll("&", "&&").replaceAll("{page}", "&P").replaceAll("{pages}", "&N");
}

/** How many lines a text fills in a cell of some width, both in characters; rather one too many than one too few. */
export function lineCount(
  text: string,
  { width, fontSize, bold }: { width: number; fontSize: number; bold: boolean },
): number {
  // Widths are given in digits of 11 points. Letters are narrower on average, which leaves room for fonts wider than
  // the one meant; measured with DejaVu Sans, the widest that LibreOffice falls back to.
  const capacity = Math.max(1, Math.floor(((width * 11) / fontSize) * (bold ? 1 : 1.12)));
  return text.split("\n").reduce((lines, paragraph) => lines + breakLine(paragraph, capacity).length, 0);
}
