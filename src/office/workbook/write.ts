import type { Workbook } from "exceljs";
import type { WorkbookContent, WorkbookProperties } from "./content.js";
import { checkWorkbook } from "./check-workbook.js";
import { toCellText } from "./text.js";
import { partsOf } from "./exceljs-parts.js";
import { sealPackage } from "./seal-package.js";
import { writeSheet } from "./sheet.js";

/**
 * Read along with this module, which is itself read late: it takes as long to read as a workbook to write. Of the package
 * only what makes workbooks: its streams are three fifths of its code.
 */
const excelJs = import("exceljs/lib/doc/workbook.js");
// Where it cannot be read, whoever writes a workbook is told, and nobody else.
excelJs.catch(() => undefined);

/**
 * A workbook as the bytes of an .xlsx file: the same content gives the same bytes.
 * Throws a render error with all findings when the content would make Excel offer a repair.
 */
export async function renderWorkbook(content: WorkbookContent): Promise<Uint8Array> {
  checkWorkbook(content);
  const { default: ExcelWorkbook } = await excelJs;
  const workbook = new ExcelWorkbook();
  setProperties(workbook, content.properties);
  const bodies = new Map(
    content.sheets.map((sheet) => [sheet.name, writeSheet(workbook, sheet, content.colours)]),
  );
  return sealPackage(await partsOf(workbook, bodies));
}

function setProperties(workbook: Workbook, properties: WorkbookProperties): void {
  const instant = new Date(`${properties.date}T00:00:00Z`);
  // exceljs writes the language but leaves it out of its type
  Object.assign(workbook, { language: properties.language });
  workbook.title = toCellText(properties.title);
  workbook.subject = toCellText(properties.subject);
  workbook.description = toCellText(properties.description);
  workbook.keywords = toCellText(properties.keywords);
  workbook.creator = toCellText(properties.creator);
  workbook.lastModifiedBy = toCellText(properties.creator);
  workbook.company = toCellText(properties.creator);
  workbook.created = instant;
  workbook.modified = instant;
}
