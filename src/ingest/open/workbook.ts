import { posix } from "node:path";
import { cellHoldsCpr, holdsCpr } from "../../domain/cpr.js";
import { cprProblem } from "./cpr-problem.js";
import { damaged, openZip } from "../../office/package/zip.js";
import { refuseChanged } from "./open-unchanged.js";
import type { ZipFile, ZipPart } from "../../office/package/zip.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../domain/shapes/problem.js";
import type { FileFacts, RecordBatch, TextRecord, TextTable } from "../read/records.js";
import type { ReadLimits } from "../../office/package/limits.js";
import { UnreadableError } from "../../domain/shapes/problem.js";
import { isDateFormat } from "./cells.js";
import type { WorkbookContext } from "./sheet-rows.js";
import { sheetRows } from "./sheet-rows.js";
import { attributeOf, isTrue, readWholeXml, readXml, unescapeText } from "../../office/package/xml-events.js";

/** A workbook whose sheets can be read. */
export interface OpenWorkbook {
  tables: TextTable[];
  warnings: string[];
  problems: Problem[];
}

/** First rows of a sheet that are looked at for a header; profiles allow 100 title rows at most. */
const headRows = 101;

/**
 * Opens a workbook: reads all but its sheets, and the first rows of these. Throws an {@link UnreadableError} for what is
 * no workbook, is damaged or is beyond a limit.
 */
export async function openXlsx(facts: FileFacts, limits: ReadLimits): Promise<OpenWorkbook> {
  const zip = await openZip(facts.path, facts.bytes, limits);
  const workbookPart = await findWorkbook(zip);
  const { sheets, has1904, hasCpr } = await readWorkbook(zip, workbookPart);
  if (sheets.length > limits.maxSheets) throw tooManySheets(sheets.length, limits);
  const links = await readLinks(zip, workbookPart.name);
  const context: WorkbookContext = {
    ...(await readSharedTexts(zip, partOfType(zip, links, "sharedStrings"))),
    dateStyles: await readDateStyles(zip, partOfType(zip, links, "styles")),
    has1904,
  };
  const tables: TextTable[] = [];
  const problems = await findCprOutsideSheets(zip);
  if (hasCpr) problems.push(cprProblem("a defined name of the workbook", {}));
  for (const { name, link, isVisible } of sheets) {
    if (holdsCpr(name)) problems.push(cprProblem("the name of a sheet", { sheet: name }));
    const target = links.get(link);
    // Chart sheets hold no cells.
    if (target === undefined || !target.type.endsWith("/worksheet")) continue;
    const part = zip.parts.get(target.part);
    if (part === undefined) throw damaged(`the part of its sheet ${quoteValue(name)} is missing`);
    tables.push(await openSheet({ facts, zip, part, context, limits, name, isVisible }));
  }
  if (tables.length === 0) throw damaged("it has no sheet with cells");
  return { tables, warnings: [], problems };
}

function tooManySheets(seen: number, limits: ReadLimits): UnreadableError {
  return new UnreadableError(
    problemOf(
      "limit",
      `the workbook has ${seen} sheets; expected at most ${limits.maxSheets} (max_sheets in gates.yaml), check that it is an extract`,
      { value: String(seen), facts: { limit: "max_sheets", most: String(limits.maxSheets) } },
    ),
  );
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
  for await (const { records } of readSheet(sheet, { hiddenColumns: [], merged: [] })) {
    head.push(...records);
    if (head.length >= headRows) break;
  }
  return {
    sheet: sheet.name,
    isVisible: sheet.isVisible,
    head: head.slice(0, headRows),
    read: () => readSheet(sheet, remarks),
    remarks,
  };
}

async function* readSheet(sheet: Sheet, remarks: TextTable["remarks"]): AsyncGenerator<RecordBatch> {
  const rows = sheetRows(sheet.context, sheet.limits);
  let bytes = 0;
  for await (const read of readXml(sheet.zip, sheet.part, rows)) {
    bytes = read;
    yield { records: rows.takeRows(), problems: [], bytes };
  }
  await refuseChanged(sheet.facts);
  remarks.hiddenColumns = rows.hiddenColumns;
  remarks.merged = rows.merged;
  const place = { sheet: sheet.name };
  const problems = rows.hasCprOutsideCells ? [cprProblem("a page header or footer", place)] : [];
  yield { records: rows.takeRows(), problems, bytes };
}

/** Where a relation leads: kind and part. */
interface Link {
  type: string;
  part: string;
}

async function findWorkbook(zip: ZipFile): Promise<ZipPart> {
  const links = await readLinks(zip, "");
  const main = [...links.values()].find((link) => link.type.endsWith("/officeDocument"));
  const part = zip.parts.get(main?.part ?? "xl/workbook.xml");
  if (part?.name.endsWith(".xml") === true) return part;
  throw new UnreadableError(
    problemOf(
      "binary",
      "the file is packed but holds no Excel workbook (.xlsx): it is another kind of document or an archive; expected CSV or XLSX, save it again in one of these formats",
    ),
  );
}

/** The relations of a part by their ids; those that lead out of the file are left out and never followed. */
async function readLinks(zip: ZipFile, ofPart: string): Promise<Map<string, Link>> {
  const folder = posix.dirname(ofPart);
  const part = zip.parts.get(posix.join(folder, "_rels", `${posix.basename(ofPart)}.rels`));
  const links = new Map<string, Link>();
  if (part === undefined) return links;
  await readWholeXml(zip, part, {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== "Relationship" || Target === undefined || TargetMode === "External") return;
      const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
      links.set(Id ?? "", { type: Type ?? "", part: target });
    },
  });
  return links;
}

function partOfType(zip: ZipFile, links: ReadonlyMap<string, Link>, type: string): ZipPart | null {
  const link = [...links.values()].find((one) => one.type.endsWith(`/${type}`));
  return zip.parts.get(link?.part ?? "") ?? null;
}

interface WorkbookFacts {
  sheets: { name: string; link: string; isVisible: boolean }[];
  has1904: boolean;
  hasCpr: boolean;
}

async function readWorkbook(zip: ZipFile, part: ZipPart): Promise<WorkbookFacts> {
  const facts: WorkbookFacts = { sheets: [], has1904: false, hasCpr: false };
  await readWholeXml(zip, part, {
    open: (name, attributes) => {
      if (name === "workbookPr") facts.has1904 = isTrue(attributes["date1904"]);
      if (name === "definedName") facts.hasCpr ||= holdsCpr(attributes["name"] ?? "");
      if (name !== "sheet") return;
      const link = attributeOf(attributes, "id") ?? "";
      const isVisible = (attributes["state"] ?? "visible") === "visible";
      facts.sheets.push({ name: unescapeText(attributes["name"] ?? ""), link, isVisible });
    },
    text: (text) => {
      facts.hasCpr ||= holdsCpr(text);
    },
  });
  return facts;
}

async function readSharedTexts(
  zip: ZipFile,
  part: ZipPart | null,
): Promise<Pick<WorkbookContext, "sharedTexts" | "cprTexts">> {
  const sharedTexts: string[] = [];
  const cprTexts = new Set<number>();
  if (part === null) return { sharedTexts, cprTexts };
  let text = "";
  let isText = false;
  let isPhonetic = false;
  await readWholeXml(zip, part, {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "rPh") isPhonetic = true;
      else if (name === "t") isText = !isPhonetic;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === "t") isText = false;
      else if (name === "rPh") isPhonetic = false;
      else if (name === "si") {
        const whole = unescapeText(text);
        if (cellHoldsCpr(whole)) cprTexts.add(sharedTexts.length);
        sharedTexts.push(whole);
      }
    },
  });
  return { sharedTexts, cprTexts };
}

/** For each style of a cell whether it shows a date. */
async function readDateStyles(zip: ZipFile, part: ZipPart | null): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  if (part === null) return [];
  let isInCellFormats = false;
  await readWholeXml(zip, part, {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      else if (name === "cellXfs") isInCellFormats = true;
      else if (name === "xf" && isInCellFormats) formats.push(Number(attributes["numFmtId"] ?? 0));
    },
    close: (name) => {
      if (name === "cellXfs") isInCellFormats = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id) ?? null));
}

/** Parts that hold no words of people, or whose words are met elsewhere. */
const notWords =
  /(^|\/)(styles|theme\/|calcChain|worksheets\/|sharedStrings|workbook\.xml|\[Content_Types\])/;

/** Comments, text boxes, document properties and the like may hold what no cell shows. */
async function findCprOutsideSheets(zip: ZipFile): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const part of zip.parts.values()) {
    if (!/\.(xml|vml)$/.test(part.name) || notWords.test(part.name)) continue;
    const found = { isCpr: false };
    await readWholeXml(zip, part, {
      text: (text) => {
        found.isCpr ||= holdsCpr(text);
      },
    });
    if (found.isCpr) problems.push(cprProblem(`the part ${part.name} of the workbook`, {}));
  }
  return problems;
}
