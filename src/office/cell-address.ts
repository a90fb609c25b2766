/** A cell of a sheet. Rows count from 1, as Excel shows them; columns from 0: `B3` is row 3, column 1. */
export interface CellAddress {
  row: number;
  column: number;
}

/** A block of cells, its corners with it; of one cell where first and last are the same. Counted as a {@link CellAddress}. */
export interface CellRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** Column of a sheet as Excel writes it: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/** A cell as Excel writes it, such as `B3`. */
export function addressOf({ row, column }: CellAddress): string {
  return `${columnLetters(column)}${row}`;
}

/** A range as Excel writes it, such as `A3:B4`. */
export function addressOfRange({ firstRow, lastRow, firstColumn, lastColumn }: CellRange): string {
  const [first, last] = [
    { row: firstRow, column: firstColumn },
    { row: lastRow, column: lastColumn },
  ];
  return `${addressOf(first)}:${addressOf(last)}`;
}

/** A range of a sheet as a formula refers to it, such as `Data!$A$3:$B$4`; one cell as `Data!$A$3`. */
export function formulaOfRange(sheet: string, range: CellRange): string {
  const address = isOneCell(range) ? addressOfRange(range).replace(/:.*/, "") : addressOfRange(range);
  return `${sheet}!${address.replaceAll(/([A-Z]+)(\d+)/g, "$$$1$$$2")}`;
}

/** Reads an address such as `B3` or `$B$3`; null for a text that is none. */
export function parseAddress(text: string): CellAddress | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text);
  if (parts?.[1] === undefined) return null;
  let column = 0;
  for (const letter of parts[1]) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(parts[2]), column: column - 1 };
}

/** Reads a range such as `A3:B4`, or a single cell as a range of its own; null for a text that is none. */
export function parseRange(text: string): CellRange | null {
  const [start = "", end = start, ...more] = text.split(":");
  const [first, last] = [parseAddress(start), parseAddress(end)];
  if (first === null || last === null || more.length > 0) return null;
  return { firstRow: first.row, lastRow: last.row, firstColumn: first.column, lastColumn: last.column };
}

/** Whether a range has but one cell. */
export function isOneCell({ firstRow, lastRow, firstColumn, lastColumn }: CellRange): boolean {
  return firstRow === lastRow && firstColumn === lastColumn;
}
