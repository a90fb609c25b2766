import { noun } from "../../lib/words.js";
import type { AuditFinding } from "./finding.js";
import { finding } from "./finding.js";
import type { ReadSheet, ReadTable } from "./read-workbook.js";
import { addressOf } from "../cell-address.js";

/** Words by which a text says what empty cells mean, in small letters. */
export interface AuditWords {
  emptyCells: readonly string[];
}

/** What the checklist has against the tables of a sheet, and against data that is in none. */
export function auditTables(sheet: ReadSheet, words: AuditWords): AuditFinding[] {
  const { tables } = sheet;
  const second = tables[1];
  return [
    ...unmarked(sheet),
    ...(second === undefined
      ? []
      : [
          finding("one-table", `the sheet has ${tables.length} tables`, {
            sheet: sheet.name,
            cell: startOf(second),
          }),
        ]),
    ...tables.flatMap((table) => [
      ...placeFindings(sheet, table),
      ...headerFindings(sheet, table),
      ...emptyFindings(sheet, table, words),
    ]),
  ];
}

function startOf({ range }: Pick<ReadTable, "range">): string {
  return addressOf({ row: range.firstRow, column: range.firstColumn });
}

function unmarked(sheet: ReadSheet): AuditFinding[] {
  const outside = [...sheet.cells.values()].filter(
    ({ row, column }) =>
      column > 0 &&
      !sheet.tables.some(
        ({ range }) =>
          row >= range.firstRow &&
          row <= range.lastRow &&
          column >= range.firstColumn &&
          column <= range.lastColumn,
      ),
  );
  const [first] = outside;
  if (first === undefined) return [];
  const place = { sheet: sheet.name, cell: addressOf(first) };
  return [
    finding(
      "table-marked",
      `${outside.length} ${noun(outside.length, "cell beside column A belongs", "cells beside column A belong")} to no marked table`,
      place,
    ),
  ];
}

function placeFindings(sheet: ReadSheet, table: ReadTable): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const place = { sheet: sheet.name, cell: startOf(table) };
  if (table.range.firstColumn !== 0)
    findings.push(finding("table-left", `the table ${table.name} does not begin in column A`, place));
  const last = Math.max(...sheet.tables.map(({ range }) => range.lastRow));
  const below = [...sheet.cells.values()].find(({ row }) => row > last);
  if (below !== undefined && table.range.lastRow === last)
    findings.push(
      finding("below-table", `text stands below the table ${table.name}`, {
        sheet: sheet.name,
        cell: addressOf(below),
      }),
    );
  if (table.hasFilter) findings.push(finding("filter", `the table ${table.name} has filter buttons`, place));
  return findings;
}

function headerFindings(sheet: ReadSheet, { name, range, headerRows }: ReadTable): AuditFinding[] {
  const place = { sheet: sheet.name, cell: startOf({ range }) };
  if (headerRows !== 1)
    return [finding("header-row", `the table ${name} has ${headerRows} header rows`, place)];
  const seen = new Set<string>();
  const findings: AuditFinding[] = [];
  for (let column = range.firstColumn; column <= range.lastColumn; column += 1) {
    const address = addressOf({ row: range.firstRow, column });
    const text = (sheet.cells.get(address)?.text ?? "").trim();
    const cell = { sheet: sheet.name, cell: address };
    // Excel itself names a column without a heading so
    if (text === "" || /^(Column|Kolonne)\d+$/.test(text))
      findings.push(finding("header-blank", `a column of the table ${name} has no heading`, cell));
    else if (seen.has(text.toLowerCase()))
      findings.push(
        finding("header-repeated", `two columns of the table ${name} are headed “${text}”`, cell),
      );
    seen.add(text.toLowerCase());
  }
  return findings;
}

function emptyFindings(
  sheet: ReadSheet,
  { name, range, headerRows }: ReadTable,
  words: AuditWords,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const isEmpty = (row: number, column: number): boolean =>
    (sheet.cells.get(addressOf({ row, column }))?.text ?? "").trim() === "";
  const rows = Array.from(
    { length: range.lastRow - range.firstRow + 1 - headerRows },
    (_, at) => range.firstRow + headerRows + at,
  );
  const columns = Array.from(
    { length: range.lastColumn - range.firstColumn + 1 },
    (_, at) => range.firstColumn + at,
  );
  for (const row of rows)
    if (columns.every((column) => isEmpty(row, column)))
      findings.push(
        finding("blank-row", `row ${row} of the table ${name} is empty`, {
          sheet: sheet.name,
          cell: addressOf({ row, column: range.firstColumn }),
        }),
      );
  const above = [...sheet.cells.values()]
    .filter(({ row }) => row < range.firstRow)
    .map(({ text }) => text.toLowerCase());
  const isExplained = above.some((text) => words.emptyCells.some((word) => text.includes(word)));
  if (isExplained) return findings;
  for (const column of columns)
    if (rows.length > 0 && rows.every((row) => isEmpty(row, column)))
      findings.push(
        finding("blank-column", `a column of the table ${name} is empty and nothing says why`, {
          sheet: sheet.name,
          cell: addressOf({ row: range.firstRow, column }),
        }),
      );
  const empty = rows.flatMap((row) =>
    columns.filter((column) => isEmpty(row, column)).map((column) => addressOf({ row, column })),
  );
  const [first] = empty;
  if (first !== undefined)
    findings.push(
      finding(
        "empty-cell",
        `${empty.length} ${noun(empty.length, "cell")} of the table ${name} ${noun(empty.length, "is", "are")} empty and nothing says why`,
        {
          sheet: sheet.name,
          cell: first,
        },
      ),
    );
  return findings;
}
