import { OfficeError } from "../office-error.js";
import type {
  CellContent,
  ColumnChoices,
  WorkbookColumn,
  WorkbookContent,
  WorkbookSheet,
  WorkbookTable,
} from "./content.js";

/** Most characters of a sheet name. Source: Microsoft, "Excel specifications and limits". */
const maxSheetName = 31;

/** Most characters of a page header or footer, with room for the marks that Excel counts. Source: as above (255). */
const maxPageText = 240;

/** Most characters of the list behind a choice, and of what Excel says to a wrong one. Source: ECMA-376, part 1, 18.3.1.32. */
const maxChoices = 255;
const maxErrorTitle = 32;
const maxErrorText = 224;

/**
 * Throws one render error with all findings when a workbook has what makes Excel offer a repair, which the writing
 * library lets pass: bad or equal table and sheet names, blank or equal headers, rows of another width than the header.
 */
export function checkWorkbook(content: WorkbookContent): void {
  const tables = content.sheets.flatMap(tablesOf);
  const findings = [
    ...(content.sheets.some((sheet) => sheet.visible) ? [] : ["the workbook has no visible sheet"]),
    ...content.sheets.flatMap((sheet) => [...sheetNameFindings(sheet.name), ...printFindings(sheet)]),
    ...repeated(content.sheets.map((sheet) => sheet.name)).map((name) => `two sheets are called "${name}"`),
    ...tables.flatMap((table) => tableFindings(table)),
    ...repeated(tables.map((table) => table.name)).map((name) => `two tables are called "${name}"`),
  ];
  if (findings.length === 0) return;
  throw new OfficeError("the workbook would not open in Excel without a repair", {
    place: `"${content.properties.title}"`,
    lines: findings,
    remedy: "correct the names or headings in the report's text file",
  });
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
  // Excel takes an apostrophe inside a name, but exceljs does not double it where the name is referred to
  if (/[*?:/\\[\]'\p{Cc}]/u.test(name))
    findings.push(`the sheet name "${name}" holds one of * ? : / \\ [ ] '`);
  if (name.toLowerCase() === "history") findings.push(`the sheet name "${name}" is reserved by Excel`);
  return findings;
}

function printFindings({ name, print }: WorkbookSheet): string[] {
  const isLong = print.header.length > maxPageText || print.footer.length > maxPageText;
  return isLong ? [`sheet "${name}": its page header or footer has more than ${maxPageText} characters`] : [];
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
  if (column.choices !== undefined) findings.push(...choiceFindings(column.choices, place));
  return findings;
}

function choiceFindings({ values, errorTitle, errorText }: ColumnChoices, place: string): string[] {
  const findings: string[] = [];
  const isSpoilt = values.some((choice) => /[,"]/.test(choice) || choice.trim() === "");
  if (values.length === 0 || isSpoilt || values.join(",").length > maxChoices) {
    findings.push(
      `${place}: choices are at least one, not blank, without comma or quote, and ${maxChoices} characters together at most`,
    );
  }
  if (errorTitle.length > maxErrorTitle || errorText.length > maxErrorText) {
    findings.push(
      `${place}: the answer to a wrong choice has a title of at most ${maxErrorTitle} and a text of at most ${maxErrorText} characters`,
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
