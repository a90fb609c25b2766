import { exitCode, FlpError } from "../lib/errors.js";
import type {
  CellContent,
  WorkbookColumn,
  WorkbookContent,
  WorkbookSheet,
  WorkbookTable,
} from "./workbook.js";

/** Most characters of a sheet name. Source: Microsoft, "Excel specifications and limits". */
const maxSheetName = 31;

/** Most characters of the list behind a choice. Source: Open XML SDK, data validation formula1. */
const maxChoices = 255;

/**
 * Throws one render error with all findings when a workbook has what makes Excel offer a repair, which the writing
 * library lets pass: bad or equal table and sheet names, blank or equal headers, rows of another width than the header.
 */
export function checkWorkbook(content: WorkbookContent): void {
  const tables = content.sheets.flatMap(tablesOf);
  const findings = [
    ...(content.sheets.some((sheet) => sheet.visible) ? [] : ["the workbook has no visible sheet"]),
    ...content.sheets.flatMap((sheet) => sheetNameFindings(sheet.name)),
    ...repeated(content.sheets.map((sheet) => sheet.name)).map((name) => `two sheets are called "${name}"`),
    ...tables.flatMap((table) => tableFindings(table)),
    ...repeated(tables.map((table) => table.name)).map((name) => `two tables are called "${name}"`),
  ];
  if (findings.length === 0) return;
  throw new FlpError(
    exitCode.render,
    `the workbook "${content.properties.title}" would not open in Excel without a repair`,
    {
      lines: findings,
      remedy: "correct the names or headings in the report's text file",
    },
  );
}

/** The tables of a sheet, from top to bottom. */
export function tablesOf(sheet: WorkbookSheet): WorkbookTable[] {
  return sheet.blocks.filter((block) => block.kind === "table");
}

function sheetNameFindings(name: string): string[] {
  const findings: string[] = [];
  if (name.trim() === "" || name.length > maxSheetName) {
    findings.push(
      `the sheet name "${name}" has ${name.length} characters, 1 to ${maxSheetName} were expected`,
    );
  }
  if (/[*?:/\\[\]\p{Cc}]/u.test(name) || name.startsWith("'") || name.endsWith("'")) {
    findings.push(`the sheet name "${name}" holds one of * ? : / \\ [ ] or begins or ends with '`);
  }
  if (name.toLowerCase() === "history") findings.push(`the sheet name "${name}" is reserved by Excel`);
  return findings;
}

function tableFindings(table: WorkbookTable): string[] {
  const place = `table "${table.name}"`;
  const findings = table.columns.flatMap((column, index) =>
    columnFindings(column, `${place}, column ${index + 1}`),
  );
  if (!/^[A-Za-zÆØÅæøå]{4,200}$/.test(table.name)) {
    findings.push(
      `${place}: a table name is 4 to 200 letters, without digits, spaces or signs, so that it is no cell's name`,
    );
  }
  for (const header of repeated(table.columns.map((column) => column.header))) {
    findings.push(`${place}: two columns are headed "${header}"`);
  }
  if (table.columns.length === 0) findings.push(`${place}: it has no columns`);
  findings.push(...table.rows.flatMap((row, index) => rowFindings(table, row, `${place}, row ${index + 1}`)));
  return findings;
}

function rowFindings({ columns }: WorkbookTable, row: readonly CellContent[], place: string): string[] {
  if (row.length !== columns.length)
    return [`${place}: it has ${row.length} cells, ${columns.length} were expected`];
  return columns.flatMap(({ header, kind }, index) => {
    const content = row[index];
    if (content === null || content === undefined) return [];
    const isNumber = kind === "count" || kind === "exact" || kind === "decimal" || kind === "share";
    if (isNumber ? Number.isFinite(content) : typeof content === "string") return [];
    return [
      `${place}: "${header}" holds ${String(content)}, ${isNumber ? "a number" : "a text"} was expected`,
    ];
  });
}

function columnFindings(column: WorkbookColumn, place: string): string[] {
  const findings: string[] = [];
  if (column.header.trim() === "") findings.push(`${place}: the header is blank`);
  if (
    column.header !== column.header.trim() ||
    column.header.length > 255 ||
    /[\p{Cc}]|_x[0-9A-Fa-f]{4}_/u.test(column.header)
  ) {
    findings.push(
      `${place}: the header "${column.header}" is too long, has spaces at an end or holds a control character`,
    );
  }
  const choices = column.choices?.values ?? [];
  if (
    choices.join(",").length > maxChoices ||
    choices.some((choice) => /[,"]/.test(choice) || choice.trim() === "")
  ) {
    findings.push(
      `${place}: choices are not blank, hold no comma or quote, and are ${maxChoices} characters together at most`,
    );
  }
  return findings;
}

/** The names that occur twice when capitals are not told apart, each once. */
function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (seen.has(key)) twice.set(key, name);
    seen.add(key);
  }
  return [...twice.values()];
}
