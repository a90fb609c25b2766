import { decimalWords, tenthsOfPercent } from "../../domain/danish.js";
import { safeLine } from "./safe-text.js";

/** A table for a terminal. */
export interface TerminalTable {
  columns: readonly string[];
  /** Places of columns that hold numbers and stand to the right. */
  numeric: readonly number[];
  rows: readonly (readonly string[])[];
}

const gap = "  ";

/** Writes a table in aligned columns without lines, so that it can be read and cut alike. */
export function renderTerminalTable({ columns, numeric, rows }: TerminalTable): string {
  const lines = [columns, ...rows].map((cells) => cells.map(safeLine));
  const widths = columns.map((_, place) =>
    lines.reduce((most, cells) => Math.max(most, widthOf(cells[place])), 0),
  );
  const aligned = (text: string, place: number): string => {
    const filler = " ".repeat((widths[place] ?? 0) - widthOf(text));
    return numeric.includes(place) ? filler + text : text + filler;
  };
  return lines.map((cells) => `${cells.map(aligned).join(gap).trimEnd()}\n`).join("");
}

/** Signs of a text, an accented letter being one however it is encoded. */
function widthOf(text = ""): number {
  return text.normalize("NFC").length;
}

/** A number as Danes write it, or an empty text for null. */
export function count(value: number | null): string {
  if (value === null) return "";
  return Number.isSafeInteger(value) ? inThousands(value) : decimalWords(value);
}

/** A share of 0 to 1 as `shareWords` writes it, without the language's formatter too. */
export function sharePlain(value: number): string {
  const tenths = tenthsOfPercent(value);
  return `${inThousands(Math.floor(tenths / 10))},${tenths % 10}\u00A0%`;
}

/** As `decimalWords`, without the language's formatter: the first one takes as long as the rest of a command's start. */
function inThousands(whole: number): string {
  return String(whole).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ".");
}
