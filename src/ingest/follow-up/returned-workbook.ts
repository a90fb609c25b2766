import type { Region } from "../../defs/regions.js";
import type { FollowUpField } from "../../domain/shapes/follow-up.js";
import { originKeys, returnedWorkbook } from "../../domain/shapes/follow-up.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import { exitCode, FlpError } from "../../lib/errors.js";
import { cprProblem } from "../open/cpr-problem.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../domain/shapes/problem.js";
import type { CellMark, OpenFile, TextRecord, TextTable } from "../read/records.js";
import { columnLetters } from "../read/records.js";

/** What a returned workbook says that it is. */
export interface WorkbookOrigin {
  region: Region;
  /** Report month of the workbook. */
  month: Month;
  /** The newest load when it was made. */
  load: number;
  format: number;
  /** Name of the sheet that the region writes in, and the headings of its columns there. */
  sheet: string;
  headings: Readonly<Record<FollowUpField | "ydernummer" | "opened", string>>;
}

/** A row of a sheet by its headings, texts trimmed; columns that are blank are left out. */
export interface SheetRow {
  line: number;
  cells: ReadonlyMap<string, string>;
  marks: ReadonlyMap<string, CellMark>;
}

/** A workbook that a region sent back, read but not judged. */
export interface ReturnedWorkbook {
  kind: "follow-up";
  /** The file's own name; a civil registration number in it is masked. */
  fileName: string;
  sha256: string;
  bytes: number;
  origin: WorkbookOrigin;
  /** Headings of the table as it was sent out. */
  headings: readonly string[];
  /** The rows as they were sent out. */
  issued: readonly SheetRow[];
  /** The rows as they came back. */
  returned: readonly SheetRow[];
  /** What refuses the whole file, such as a civil registration number anywhere in it. */
  problems: readonly Problem[];
}

/**
 * Reads a file as a workbook that a region sends back; null when it is none. Throws exit 11 for one of a format that this
 * program does not read, or whose hidden sheets or headings are not as they were sent out.
 */
export async function readReturned(
  file: OpenFile,
  regions: readonly Region[],
): Promise<ReturnedWorkbook | null> {
  const keys = originOf(file);
  if (keys === null) return null;
  const origin = parseOrigin(keys, { file, regions });
  const problems: Problem[] = [...file.problems];
  const sheets = new Map<string | null, TextRecord[]>();
  for (const table of file.tables) sheets.set(table.sheet, await recordsOf(table, problems));
  const issued = rowsBelow(sheets.get(returnedWorkbook.issuedSheet) ?? [], origin);
  const returned = rowsBelow(sheets.get(origin.sheet) ?? [], origin);
  if (issued === null) throw notAsSent(file, `the hidden sheet ${returnedWorkbook.issuedSheet}`);
  if (returned === null)
    throw notAsSent(
      file,
      `the sheet ${quoteValue(origin.sheet)} with the columns ${Object.values(origin.headings).map(quoteValue).join(", ")}`,
    );
  const { fileName, sha256, bytes } = file;
  return {
    kind: "follow-up",
    ...{ fileName, sha256, bytes, origin, problems },
    headings: issued.headings,
    issued: issued.rows,
    returned: returned.rows,
  };
}

/** The keys of the hidden sheet, whatever their values; null when the file is no workbook of this program to be filled in. */
function originOf(file: OpenFile): Map<string, string> | null {
  const sheet = file.tables.find((table) => table.sheet === returnedWorkbook.originSheet);
  if (sheet === undefined) return null;
  const keys = new Map(sheet.head.map(({ cells }) => [cells[0] ?? "", (cells[1] ?? "").trim()]));
  return keys.get(originKeys.report) === returnedWorkbook.report ? keys : null;
}

function parseOrigin(
  keys: ReadonlyMap<string, string>,
  { file, regions }: { file: OpenFile; regions: readonly Region[] },
): WorkbookOrigin {
  const text = (name: keyof typeof originKeys): string => keys.get(originKeys[name]) ?? "";
  const format = Number(text("format"));
  if (format !== returnedWorkbook.format) throw otherFormat(file, text("format"));
  const region = regions.find(({ id }) => id === text("region"));
  const month = parseMonth(text("month"));
  const load = Number(text("load"));
  const names = (["sheet", "ydernummer", "opened", "follow-up", "remark"] as const).map(text);
  if (region === undefined || month === null || !Number.isInteger(load) || load < 1 || names.includes(""))
    throw notAsSent(
      file,
      `the hidden sheet ${returnedWorkbook.originSheet} with region, month, load and headings`,
    );
  return {
    ...{ region, month, load, format, sheet: text("sheet") },
    headings: {
      ydernummer: text("ydernummer"),
      opened: text("opened"),
      "follow-up": text("follow-up"),
      remark: text("remark"),
    },
  };
}

function otherFormat(file: OpenFile, format: string): FlpError {
  const isOlder = Number(format) < returnedWorkbook.format;
  return new FlpError(
    exitCode.layout,
    `the workbook of a region has format ${quoteValue(format)}, this program reads format ${returnedWorkbook.format}`,
    {
      place: file.fileName,
      remedy: isOlder
        ? "it was made by an older flp: make new workbooks with flp report regions, and write its notes into the new one"
        : "it was made by a newer flp: update flp, then load it again",
    },
  );
}

function notAsSent(file: OpenFile, expected: string): FlpError {
  return new FlpError(
    exitCode.layout,
    `the workbook of a region is not as it was sent out; expected ${expected}`,
    {
      place: file.fileName,
      remedy:
        "ask the region to fill in the workbook that it was sent and to send that file back, not a copy of its cells",
    },
  );
}

async function recordsOf(table: TextTable, problems: Problem[]): Promise<TextRecord[]> {
  const records: TextRecord[] = [];
  for await (const batch of table.read()) {
    records.push(...batch.records);
    problems.push(...batch.problems);
    for (const { line, remarks } of batch.records) {
      problems.push(...(remarks?.problems ?? []));
      for (const place of remarks?.cprPlaces ?? [])
        problems.push(cprProblem(`the cell ${columnLetters(place)}${line}`, { line, sheet: table.sheet }));
    }
  }
  return records;
}

/** The rows below the header, which is the first row that holds all headings; null without one. */
function rowsBelow(
  records: readonly TextRecord[],
  origin: WorkbookOrigin,
): { headings: string[]; rows: SheetRow[] } | null {
  const wanted = Object.values(origin.headings);
  const headerAt = records.findIndex(({ cells }) => {
    const there = new Set(cells.map((cell) => cell.trim()));
    return wanted.every((heading) => there.has(heading));
  });
  const header = records[headerAt];
  if (header === undefined) return null;
  const headings = header.cells.map((cell) => cell.trim());
  return { headings, rows: records.slice(headerAt + 1).map((record) => rowOf(record, headings)) };
}

function rowOf({ line, cells, remarks }: TextRecord, headings: readonly string[]): SheetRow {
  const filled = new Map<string, string>();
  const marks = new Map<string, CellMark>();
  for (const [place, heading] of headings.entries()) {
    const text = (cells[place] ?? "").replaceAll(/\r\n?/g, "\n").trim();
    if (heading !== "" && text !== "") filled.set(heading, text);
    const mark = remarks?.marks.get(place);
    if (mark !== undefined) marks.set(heading, mark);
  }
  return { line, cells: filled, marks };
}

/** The problem of a cell of a returned workbook. */
export function cellProblem(
  code: "follow-up-clinic" | "follow-up-choice" | "follow-up-edited" | "cell-error",
  message: string,
  place: { line: number; sheet: string; column: string | null; value: string },
): Problem {
  return problemOf(code, message, { ...place, value: place.value });
}
