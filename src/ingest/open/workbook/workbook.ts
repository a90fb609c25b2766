import { holdsCpr } from "../../../domain/cpr.js";
import { cprProblem } from "../cpr-problem.js";
import type { OfficeError } from "../../../office/office-error.js";
import { beyondLimit, damaged } from "../../../office/office-error.js";
import { openZip } from "../../../office/package/zip.js";
import { refuseTooManyCells } from "./cell-limit.js";
import { refuseChanged } from "../open-unchanged.js";
import type { ZipFile, ZipPart } from "../../../office/package/zip.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../../domain/shapes/problem.js";
import type { FileFacts, RecordBatch, TextRecord, TextTable } from "../../read/table/records.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { UnreadableError } from "../../../domain/shapes/problem.js";
import type { WorkbookContext } from "./sheet-rows.js";
import { sheetRows } from "./sheet-rows.js";
import type { ReadBudget } from "../../../office/package/read-budget.js";
import { freshBudget } from "../../../office/package/read-budget.js";
import { isTrue, unescapeText } from "../../../office/package/xml-values.js";
import { readWholeXml, readXml } from "../../../office/package/xml-events.js";
import { partAt, maxTargetCharacters, readLinks, partOfKind } from "./relations.js";
import { otherDocument } from "./other-packages.js";
import { readSharedTexts } from "./shared-texts.js";
import { readDateStyles } from "./date-styles.js";
import { findCprOutsideSheets } from "./words-outside-sheets.js";

/** A workbook whose sheets can be read. */
export interface OpenWorkbook {
  tables: TextTable[];
  warnings: string[];
  problems: Problem[];
}

/** First rows of a sheet that are looked at for a header; profiles allow 100 title rows at most. */
const headRows = 101;
/** Rows of a sheet, blank ones included, among which these are looked for: a format may run to its end. */
const headLines = 10_000;

/**
 * Opens a workbook: reads all but its sheets, and the first rows of these. Throws an {@link UnreadableError} for what is
 * no workbook, is damaged or is beyond a limit.
 */
export async function openXlsx(facts: FileFacts, limits: ReadLimits): Promise<OpenWorkbook> {
  const zip = await openZip(facts.path, limits);
  const budget = freshBudget(limits);
  const workbookPart = await findWorkbook(zip, budget);
  const { sheets, has1904, hasCpr } = await readWorkbook({ zip, part: workbookPart, budget });
  const links = await readLinks(zip, workbookPart.name, budget);
  const context: WorkbookContext = {
    ...(await readSharedTexts(zip, partOfKind(zip, links, "sharedStrings"), budget)),
    dateStyles: await readDateStyles(zip, partOfKind(zip, links, "styles"), budget),
    has1904,
  };
  const tables: TextTable[] = [];
  const problems = await findCprOutsideSheets(zip, budget);
  if (hasCpr) problems.push(cprProblem("a defined name of the workbook", {}));
  for (const { name, link, isVisible } of sheets) {
    if (holdsCpr(name)) problems.push(cprProblem("the name of a sheet", { sheet: name }));
    const target = links.get(link);
    // Chart sheets hold no cells.
    if (target?.kind !== "worksheet") continue;
    const part = partAt(zip, target.part);
    if (part === null) throw damaged(`the part of its sheet ${quoteValue(name)} is missing`);
    tables.push(await openSheet({ facts, zip, part, context, limits, name, isVisible }));
  }
  if (tables.length === 0) throw damaged("it has no sheet with cells");
  return { tables, warnings: [], problems };
}

interface Sheet {
  facts: FileFacts;
  zip: ZipFile;
  part: ZipPart;
  context: WorkbookContext;
  limits: ReadLimits;
  name: string;
  isVisible: boolean;
}

async function openSheet(sheet: Sheet): Promise<TextTable> {
  const remarks: TextTable["remarks"] = { hiddenColumns: [], merged: [] };
  const head: TextRecord[] = [];
  for await (const { records, rowCount } of readSheet(sheet, { hiddenColumns: [], merged: [] })) {
    head.push(...records);
    if (head.length >= headRows || rowCount >= headLines) break;
  }
  return {
    sheet: sheet.name,
    isVisible: sheet.isVisible,
    head: head.slice(0, headRows),
    read: () => readSheet(sheet, remarks),
    remarks,
  };
}

/** Cells of a sheet that are read before those behind them are counted: a return is refused for its rows before that. */
const uncountedCells = 170_000;

async function* readSheet(sheet: Sheet, remarks: TextTable["remarks"]): AsyncGenerator<RecordBatch> {
  const rows = sheetRows(sheet.context, sheet.limits);
  let bytes = 0;
  let isCounted = false;
  const { zip, part, limits } = sheet;
  for await (const read of readXml({ zip, part, budget: freshBudget(limits) }, rows)) {
    bytes = read;
    if (!isCounted && rows.cellCount > uncountedCells) {
      await refuseTooManyCells({ zip, part }, { limits, sheet: sheet.name });
      isCounted = true;
    }
    yield {
      records: rows.takeRows(),
      problems: [],
      bytes,
      rowCount: rows.rowCount,
      cellCount: rows.cellCount,
    };
  }
  refuseChanged(sheet.facts);
  remarks.hiddenColumns = rows.hiddenColumns;
  remarks.merged = rows.merged;
  const place = { sheet: sheet.name };
  const problems = rows.hasCprOutsideCells ? [cprProblem("a page header or footer", place)] : [];
  yield { records: rows.takeRows(), problems, bytes, rowCount: rows.rowCount, cellCount: rows.cellCount };
}

async function findWorkbook(zip: ZipFile, budget: ReadBudget): Promise<ZipPart> {
  const links = await readLinks(zip, "", budget);
  const main = [...links.values()].find(({ kind }) => kind === "officeDocument");
  const part = partAt(zip, main?.part ?? "xl/workbook.xml");
  if (part?.name.endsWith(".xml") === true) return part;
  throw new UnreadableError(problemOf("binary", otherDocument(zip)));
}

interface WorkbookFacts {
  sheets: { name: string; link: string; isVisible: boolean }[];
  has1904: boolean;
  hasCpr: boolean;
}

interface PartToRead {
  zip: ZipFile;
  part: ZipPart;
  budget: ReadBudget;
}

async function readWorkbook(from: PartToRead): Promise<WorkbookFacts> {
  const facts: WorkbookFacts = { sheets: [], has1904: false, hasCpr: false };
  const { limits } = from.budget;
  await readWholeXml(from, {
    namespace: "spreadsheet",
    paths: {
      "workbook/workbookPr": {
        open: ({ date1904 }) => {
          facts.has1904 = isTrue(date1904);
        },
      },
      "workbook/definedNames/definedName": {
        open: ({ name }) => {
          facts.hasCpr ||= holdsCpr(name ?? "");
        },
        text: (text) => {
          facts.hasCpr ||= holdsCpr(text);
        },
      },
      "workbook/sheets/sheet": {
        open: ({ name, state }, prefixed) => {
          if (facts.sheets.length >= limits.maxSheets) throw tooManySheets(limits);
          facts.sheets.push({
            name: unescapeText(name ?? "").slice(0, maxTargetCharacters),
            link: prefixed("relations", "id") ?? "",
            isVisible: (state ?? "visible") === "visible",
          });
        },
      },
    },
  });
  return facts;
}

function tooManySheets({ maxSheets: most }: ReadLimits): OfficeError {
  return beyondLimit({
    limit: "maxSheets",
    seen: most + 1,
    most,
    what: `the workbook has ${most + 1} sheets or more`,
  });
}
