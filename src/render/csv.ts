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

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
