import Table from "cli-table3";

/** A table for a terminal. */
export interface TerminalTable {
  columns: readonly string[];
  /** Places of columns that hold numbers and stand to the right. */
  numeric: readonly number[];
  rows: readonly (readonly string[])[];
}

const noLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Writes a table in aligned columns without lines, so that it can be read and cut alike. */
export function renderTable(table: TerminalTable): string {
  const writer = new Table({
    chars: noLines,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    colAligns: table.columns.map((_, place) => (table.numeric.includes(place) ? "right" : "left")),
    head: [...table.columns],
  });
  writer.push(...table.rows.map((row) => row.map(withoutControls)));
  return `${writer
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}

/** Text from a file must not steer the terminal: control characters become a visible sign. */
function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "\u{fffd}");
}

const danish = new Intl.NumberFormat("da-DK", { maximumFractionDigits: 20 });

/** A number as Danes write it, or an empty text for null. */
export function count(value: number | null): string {
  return value === null ? "" : danish.format(value);
}
