import { noun } from "../../lib/words.js";
import type { AuditFinding } from "./finding.js";
import { finding } from "./finding.js";
import type { AuditWords } from "./table-audit.js";
import { auditTables } from "./table-audit.js";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import type { ZipSource } from "../package/zip.js";
import { find, findAll, textOf } from "../package/tree.js";
import type { ReadSheet, ReadWorkbook } from "./read-workbook.js";
import { addressOf } from "../cell-address.js";
import { readWorkbook } from "./read-workbook.js";

/**
 * Holds any workbook against the checklist for accessible spreadsheets: a finding a rule and place, in the order of the
 * sheets; none when it may be published. Source: UK Analysis Function, "Making spreadsheets accessible: a brief checklist
 * of the basics". What only people can judge (plain words, spelling) is not looked at. Throws a usage error for a file
 * that is no workbook, and exit 15 for one beyond a limit.
 */
export async function auditWorkbook(
  source: ZipSource,
  { fileName, words, limits }: { fileName: string; words: AuditWords; limits: ReadLimits },
): Promise<AuditFinding[]> {
  const workbook = await readWorkbook(source, { fileName, limits });
  return [
    ...documentFindings(workbook),
    ...workbook.sheets.flatMap((sheet, place) => [
      ...sheetFindings(sheet, place, workbook),
      ...(sheet.state === "visible" ? auditTables(sheet, words) : []),
    ]),
  ];
}

function documentFindings({ tree, sheets, activeSheet }: ReadWorkbook): AuditFinding[] {
  const core = tree.part("docProps/core.xml");
  const missing = ["title", "creator", "language"].filter(
    (name) => (find(core, name)?.text ?? "").trim() === "",
  );
  const [first] = sheets.filter(({ state }) => state === "visible");
  const names = sheets.map(({ name }) => name.trim().toLowerCase());
  const marked = sheets.some(({ cells }) => [...cells.values()].some(({ text }) => noteMark.test(text)));
  const listed = sheets.some((sheet) =>
    sheet.tables.some(({ range }) =>
      noteMark.test(
        sheet.cells.get(addressOf({ row: range.firstRow + 1, column: range.firstColumn }))?.text ?? "",
      ),
    ),
  );
  return [
    ...missing.map((name) => finding("document-information", `the document has no ${name}`)),
    ...(tree.names.some((name) => /vbaProject/i.test(name))
      ? [finding("macro", "the workbook has macros")]
      : []),
    ...(activeSheet === 0 ? [] : [finding("cursor", "it opens on another sheet than the first")]),
    ...(first !== undefined && first.tables.length > 0
      ? [finding("cover", "the first sheet is a table, not a cover", { sheet: first.name })]
      : []),
    ...(marked && !listed ? [finding("notes", "notes are referred to, but no table lists them")] : []),
    ...names.flatMap((name, place) =>
      names.indexOf(name) === place ? [] : [finding("sheet-name", `two sheets are called “${name}”`)],
    ),
  ];
}

const noteMark = /\[note \d+\]/i;

/** Names that Excel and LibreOffice give in English and Danish. */
const givenName = /^(sheet|ark|tabelle|feuil)\s*\d+$/i;

/** Excel's own styles for headings and titles. */
const headingStyles = new Set([15, 16, 17, 18, 19]);

function sheetFindings(sheet: ReadSheet, place: number, workbook: ReadWorkbook): AuditFinding[] {
  const at = { sheet: sheet.name };
  if (sheet.state !== "visible") return [finding("hidden", "the sheet is hidden", at)];
  if (sheet.cells.size === 0) return [finding("blank-sheet", "the sheet is empty", at)];
  return [
    ...(givenName.test(sheet.name)
      ? [finding("sheet-name", `“${sheet.name}” does not say what the sheet holds`, at)]
      : []),
    ...titleFindings(sheet, workbook),
    ...findAll(sheet.xml, "mergeCell").map(({ attributes }) =>
      finding("merged", "cells are merged", { ...at, cell: attributes["ref"] ?? "" }),
    ),
    ...viewFindings(sheet, place),
    ...hiddenFindings(sheet),
    ...lookFindings(sheet, workbook),
  ];
}

function titleFindings(sheet: ReadSheet, { styles }: ReadWorkbook): AuditFinding[] {
  const title = sheet.cells.get("A1");
  const place = { sheet: sheet.name, cell: "A1" };
  if (title === undefined || sheet.tables.some(({ range }) => range.firstRow === 1))
    return [finding("title", "no title stands in A1", place)];
  const style = styles[title.style];
  const isHeading = headingStyles.has(style?.builtIn ?? -1) || /heading|overskrift/i.test(style?.kind ?? "");
  return isHeading ? [] : [finding("title-marked", "the title is not marked as a heading", place)];
}

function viewFindings({ xml, name }: ReadSheet, place: number): AuditFinding[] {
  const pane = find(xml, "pane");
  const selection = findAll(xml, "selection").at(-1);
  const view = find(xml, "sheetView");
  const cell = selection?.attributes["activeCell"] ?? "A1";
  const top = view?.attributes["topLeftCell"] ?? "A1";
  return [
    ...(pane?.attributes["state"]?.startsWith("frozen")
      ? [finding("freeze", "panes are frozen", { sheet: name, cell: pane.attributes["topLeftCell"] ?? "" })]
      : []),
    ...(cell === "A1" && top === "A1"
      ? []
      : [finding("cursor", "it does not open in A1", { sheet: name, cell })]),
    ...(place > 0 && view?.attributes["tabSelected"] === "1"
      ? [finding("cursor", "a sheet beside the first is selected", { sheet: name })]
      : []),
    ...(xml.children.some((child) => child.name === "autoFilter")
      ? [finding("filter", "the sheet has a filter", { sheet: name })]
      : []),
  ];
}

function hiddenFindings({ xml, name }: ReadSheet): AuditFinding[] {
  const isHidden = ({ attributes }: { attributes: Readonly<Record<string, string>> }): boolean =>
    attributes["hidden"] === "1" || attributes["hidden"] === "true";
  const rows = findAll(find(xml, "sheetData"), "row").filter(isHidden);
  const columns = findAll(find(xml, "cols"), "col").filter(isHidden);
  const [row, column] = [rows[0]?.attributes["r"], columns[0]?.attributes["min"]];
  return [
    ...(row === undefined
      ? []
      : [
          finding("hidden", `${rows.length} ${noun(rows.length, "row is", "rows are")} hidden`, {
            sheet: name,
            cell: `A${row}`,
          }),
        ]),
    ...(column === undefined ? [] : [finding("hidden", `column ${column} is hidden`, { sheet: name })]),
  ];
}

function lookFindings(sheet: ReadSheet, { styles, raisedTexts }: ReadWorkbook): AuditFinding[] {
  const at = { sheet: sheet.name };
  const edges = find(sheet.xml, "headerFooter");
  const filled = [...sheet.cells.values()].filter(({ style }) => styles[style]?.isFilled === true);
  const raised = [...sheet.cells.values()].find(({ text }) => raisedTexts.has(text));
  const objects = sheet.partKinds.filter((kind) =>
    /drawing|comments|vmlDrawing|control|oleObject/i.test(kind),
  );
  return [
    ...(edges !== null && textOf(edges).trim() !== ""
      ? [finding("page-header", "text stands in the page header or footer", at)]
      : []),
    ...(objects.length === 0 ? [] : [finding("object", `it holds ${objects.join(", ")}`, at)]),
    ...(filled.length === 0
      ? []
      : [
          finding(
            "fill",
            `${filled.length} ${noun(filled.length, "cell has", "cells have")} a background colour`,
            at,
          ),
        ]),
    ...(raised === undefined ? [] : [finding("superscript", "a text has a raised or lowered sign", at)]),
  ];
}
