import { posix } from "node:path";
import { cellHoldsCpr, holdsCpr } from "../../domain/cpr.js";
import { cprProblem } from "./cpr-problem.js";
import type { OfficeError } from "../../office/office-error.js";
import { beyondLimit, damaged } from "../../office/office-error.js";
import { readLooseWords } from "../../office/package/loose-words.js";
import { kindOfRelation } from "../../office/package/namespaces.js";
import { openZip } from "../../office/package/zip.js";
import { refuseTooManyCells } from "./cell-limit.js";
import { refuseChanged } from "./open-unchanged.js";
import type { ZipFile, ZipPart } from "../../office/package/zip.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../domain/shapes/problem.js";
import type { FileFacts, RecordBatch, TextRecord, TextTable } from "../read/table/records.js";
import type { ReadLimits } from "../../defs/limits/read-limits.js";
import { UnreadableError } from "../../domain/shapes/problem.js";
import { isDateFormat } from "./cells.js";
import type { WorkbookContext } from "./sheet-rows.js";
import { sheetRows } from "./sheet-rows.js";
import type { ElementHandler, RawAttributes, ReadBudget } from "../../office/package/xml-events.js";
import { freshBudget, isTrue, readWholeXml, readXml, unescapeText } from "../../office/package/xml-events.js";

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
  await refuseChanged(sheet.facts);
  remarks.hiddenColumns = rows.hiddenColumns;
  remarks.merged = rows.merged;
  const place = { sheet: sheet.name };
  const problems = rows.hasCprOutsideCells ? [cprProblem("a page header or footer", place)] : [];
  yield { records: rows.takeRows(), problems, bytes, rowCount: rows.rowCount, cellCount: rows.cellCount };
}

/** Where a relation leads: kind, such as `worksheet`, and part. */
interface Link {
  kind: string;
  part: string;
}

async function findWorkbook(zip: ZipFile, budget: ReadBudget): Promise<ZipPart> {
  const links = await readLinks(zip, "", budget);
  const main = [...links.values()].find(({ kind }) => kind === "officeDocument");
  const part = partAt(zip, main?.part ?? "xl/workbook.xml");
  if (part?.name.endsWith(".xml") === true) return part;
  throw new UnreadableError(problemOf("binary", otherDocument(zip)));
}

/** What a packed file is that is no workbook, in words that say what to do with it. */
function otherDocument(zip: ZipFile): string {
  const names = zip.parts.map(({ name }) => name);
  const found = otherPackages.find(({ part }) => names.some((name) => part.test(name)));
  const what =
    found?.what ?? "packed but holds no Excel workbook (.xlsx): it is another kind of document or an archive";
  return `the file is ${what}; expected CSV or XLSX, ${found?.remedy ?? "save it again in one of these formats"}`;
}

/** Packed formats that people take for a workbook, by a part that they have. */
const otherPackages: readonly { part: RegExp; what: string; remedy: string }[] = [
  {
    part: /^xl\/workbook\.bin$/i,
    what: "a binary Excel workbook (.xlsb)",
    remedy: "open it in Excel and save it as Excel workbook (.xlsx)",
  },
  {
    part: /^index\/document\.iwa$|^index\.zip$/i,
    what: "a workbook of Numbers (.numbers)",
    remedy: "choose File, Export To, Excel in Numbers",
  },
  {
    part: /^content\.xml$/i,
    what: "an OpenDocument spreadsheet (.ods): it holds no Excel workbook (.xlsx)",
    remedy:
      "open it and save it as Excel workbook (.xlsx); a region sends the file itself that it was sent and has written in",
  },
  {
    part: /^word\/document\.xml$/i,
    what: "a Word document (.docx): it holds no Excel workbook (.xlsx)",
    remedy: "copy its table into a workbook",
  },
  {
    part: /\.(xlsx|csv)$/i,
    what: "an archive (.zip) round other files: it holds no Excel workbook (.xlsx) itself",
    remedy: "unpack it and load the files in it",
  },
];

/** A part by the target of a relation, whose blanks and letters may be written as in an address (`%20`). */
function partAt(zip: ZipFile, target: string): ZipPart | null {
  const found = zip.part(target);
  if (found !== null || !target.includes("%")) return found;
  try {
    return zip.part(decodeURIComponent(target));
  } catch {
    return null;
  }
}

/** Longest address of a relation that is kept in memory. */
const maxTargetCharacters = 2000;

/** The relations of a part by their ids; those that lead out of the file are left out and never followed. */
async function readLinks(zip: ZipFile, ofPart: string, budget: ReadBudget): Promise<Map<string, Link>> {
  const folder = posix.dirname(ofPart);
  const part = zip.part(posix.join(folder, "_rels", `${posix.basename(ofPart)}.rels`));
  const links = new Map<string, Link>();
  if (part === null) return links;
  const open = ({ Id, Type, Target, TargetMode }: RawAttributes): void => {
    const kind = kindOfRelation(Type ?? "");
    if (kind === null || Target === undefined || TargetMode === "External") return;
    if (Target.length > maxTargetCharacters) throw damaged("a relation of it leads nowhere");
    const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
    links.set(Id ?? "", { kind, part: target });
  };
  await readWholeXml(
    { zip, part, budget },
    { namespace: "packageRelations", paths: { "Relationships/Relationship": { open } } },
  );
  return links;
}

function partOfKind(zip: ZipFile, links: ReadonlyMap<string, Link>, kind: string): ZipPart | null {
  const link = [...links.values()].find((one) => one.kind === kind);
  return link === undefined ? null : partAt(zip, link.part);
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

async function readSharedTexts(
  zip: ZipFile,
  part: ZipPart | null,
  budget: ReadBudget,
): Promise<Pick<WorkbookContext, "sharedTexts" | "cprTexts">> {
  const shared = { sharedTexts: [] as string[], cprTexts: new Set<number>() };
  if (part === null) return shared;
  let text = "";
  let characters = 0;
  const words: ElementHandler = {
    isBulk: true,
    text: (piece) => {
      text += piece;
      refuseTooMuchText(
        { texts: shared.sharedTexts.length, characters: characters + text.length },
        budget.limits,
      );
    },
  };
  await readWholeXml(
    { zip, part, budget },
    {
      namespace: "spreadsheet",
      paths: {
        "sst/si": {
          isBulk: true,
          open: () => {
            text = "";
          },
          close: () => {
            const whole = unescapeText(text);
            if (cellHoldsCpr(whole)) shared.cprTexts.add(shared.sharedTexts.length);
            characters += whole.length;
            shared.sharedTexts.push(whole);
            refuseTooMuchText({ texts: shared.sharedTexts.length, characters }, budget.limits);
          },
        },
        // Text that only shows how to say another, in rPh, is at neither of the two.
        "sst/si/t": words,
        "sst/si/r/t": words,
      },
    },
  );
  return shared;
}

function refuseTooMuchText(
  { texts, characters }: { texts: number; characters: number },
  { maxSharedTexts, maxSharedCharacters }: ReadLimits,
): void {
  if (texts > maxSharedTexts)
    throw beyondLimit({
      limit: "maxSharedTexts",
      seen: texts,
      most: maxSharedTexts,
      what: `the cells of the workbook share ${texts} texts or more`,
    });
  if (characters > maxSharedCharacters)
    throw beyondLimit({
      limit: "maxSharedCharacters",
      seen: characters,
      most: maxSharedCharacters,
      what: `the texts that the cells of the workbook share have ${characters} characters or more`,
    });
}

/** For each style of a cell whether it shows a date. Formats that only a condition or a table uses do not count. */
async function readDateStyles(zip: ZipFile, part: ZipPart | null, budget: ReadBudget): Promise<boolean[]> {
  const dateFormats = new Map<number, boolean>();
  const formats: number[] = [];
  if (part === null) return [];
  await readWholeXml(
    { zip, part, budget },
    {
      namespace: "spreadsheet",
      paths: {
        styleSheet: {},
        "styleSheet/numFmts/numFmt": {
          open: ({ numFmtId, formatCode }) => {
            const id = Number(numFmtId);
            dateFormats.set(id, isDateFormat(id, formatCode ?? ""));
          },
        },
        "styleSheet/cellXfs/xf": { open: ({ numFmtId }) => formats.push(Number(numFmtId ?? 0)) },
      },
    },
  );
  return formats.map((id) => dateFormats.get(id) ?? isDateFormat(id, null));
}

/** Parts that hold no words of people, or whose words are met elsewhere. */
const notWords =
  /(^|\/)(styles|theme\/|calcChain|worksheets\/[^/]*\.xml$|sharedStrings|workbook\.xml|\[Content_Types\])/;

/**
 * Comments, text boxes, document properties and the like may hold what no cell shows. Drawings of old comments (VML) are
 * often no sound XML: of these only the words between the tags are looked at.
 */
async function findCprOutsideSheets(zip: ZipFile, budget: ReadBudget): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const part of zip.parts) {
    if (!/\.(xml|vml)$/i.test(part.name) || notWords.test(part.name)) continue;
    const found = { isCpr: false };
    const anyText = (text: string): void => {
      found.isCpr ||= holdsCpr(text);
    };
    if (/\.vml$/i.test(part.name)) await readLooseWords({ zip, part, budget }, anyText);
    else await readWholeXml({ zip, part, budget }, { anyText });
    if (found.isCpr) problems.push(cprProblem(`the part ${part.name} of the workbook`, {}));
  }
  return problems;
}
