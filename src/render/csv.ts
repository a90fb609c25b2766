/** A table for people who open CSV in a Danish Excel. */
export interface CsvTable {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/**
 * Writes CSV as Danes open it: UTF-8 with byte order mark, `;`, decimal comma, CRLF. Numbers are not rounded; null is an
 * empty cell. A text that a spreadsheet would take for a formula gets an apostrophe in front, so that it stays text.
 */
export function renderCsv(table: CsvTable): string {
  const lines = [table.columns, ...table.rows].map((row) => row.map(cell).join(";"));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** Writes CSV as RFC 4180 has it, for programs: UTF-8, `,`, decimal point, CRLF; the rest as in {@link renderCsv}. */
export function renderPlainCsv(table: CsvTable): string {
  const cellOf = (value: string | number | null): string =>
    typeof value === "number" ? String(value) : value === null ? "" : quoted(asText(value), ",");
  return [table.columns, ...table.rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  return quoted(asText(value), ";");
}

/** Text that no spreadsheet takes for a formula. */
function asText(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

function quoted(text: string, delimiter: string): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}
