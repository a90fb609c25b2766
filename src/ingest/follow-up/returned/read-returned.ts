import { normalizeLabel } from "../../../defs/labels.js";
import type { Region } from "../../../defs/codes/regions.js";
import { findRegion } from "../../../defs/codes/regions.js";
import type { ReturnedWorkbookNames } from "../../../defs/files/returned-workbook.js";
import type { Month } from "../../../domain/month.js";
import { parseMonth } from "../../../domain/month.js";
import { parseMonthText } from "../../../domain/month-text.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import { originKeys, returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import { exitCode, FlpError } from "../../../lib/errors.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { openZip } from "../../../office/package/zip.js";
import type { OpenFile } from "../../read/table/records.js";
import type { Grid } from "./grid.js";
import { addressOf } from "../../../office/cell-address.js";
import { readGrid } from "./grid.js";
import type { ReturnHeadings } from "./issued.js";
import { findClinicTable } from "./layout.js";
import type { OutsideCells } from "./outside-cells.js";
import { readOutsideCells } from "./outside-cells.js";

/** What a returned workbook says that it is; null where it does not say. */
export interface WorkbookOrigin {
  region: Region | null;
  /** Report month of the workbook. */
  month: Month | null;
  /** The newest load when it was made. */
  load: number | null;
  format: number;
  /** Name of the sheet that the region writes in, and the headings of its columns there. */
  sheet: string;
  headings: ReturnHeadings;
  /** By the name of a hidden copy: the sheet that it is a copy of, and its fingerprint. */
  copies: ReadonlyMap<string, { of: string; digest: string }>;
  /** Properties of the document as they were sent out, by their names; empty where that is not known. */
  properties: ReadonlyMap<string, string>;
}

/** The origin of a workbook whose region and month are known. */
export interface KnownOrigin extends WorkbookOrigin {
  region: Region;
  month: Month;
}

/** A workbook that a region sent back, read but not judged. */
export interface ReturnedWorkbook {
  kind: "follow-up";
  /** The file's own name; a civil registration number in it is masked. */
  fileName: string;
  sha256: string;
  bytes: number;
  origin: WorkbookOrigin;
  /** All its sheets, in the order of their tabs. */
  grids: readonly Grid[];
  outside: OutsideCells;
  /** What refuses the whole file, such as a civil registration number anywhere in it. */
  problems: readonly Problem[];
}

/** What files are told from other files by. */
export interface ReturnTools {
  path: string;
  limits: ReadLimits;
  regions: readonly Region[];
  names: ReturnedWorkbookNames;
}

/** A file that is a region's workbook and cannot be read as one: it must not keep what else was delivered from its reports. */
export class ReturnError extends FlpError {}

/** True for the name that a region's workbook is sent out under. */
export function isReturnName(fileName: string, regions: readonly Region[]): boolean {
  const name = /ok22_([\p{Ll}\d-]+)_\d{4}-\d{2}/u.exec(fileName.toLowerCase())?.[1];
  return regions.some(({ id, code }) => name !== undefined && (name === id || name === code));
}

/**
 * Reads a file as a workbook that a region sends back: by its hidden sheet, or, where that is gone, by the headings of its
 * table. Null when it is none. Throws exit 11 for one of a format that this program does not read, for a copy as CSV, and
 * for one without the table in which regions write.
 */
export async function readReturned(file: OpenFile, tools: ReturnTools): Promise<ReturnedWorkbook | null> {
  const keys = keysOf(file);
  const headings = keys === null ? headingsOfCopy(file, tools.names) : null;
  if (keys === null && headings === null) return null;
  if (file.tables.every(({ sheet }) => sheet === null)) throw asText(file);
  const problems: Problem[] = [...file.problems];
  const read: Grid[] = [];
  for (const table of file.tables) {
    const { grid, problems: found } = await readGrid(table, {
      truth: tools.names.truth,
      limits: tools.limits,
    });
    problems.push(...found);
    read.push(grid);
  }
  const outside = await readOutsideCells(await openZip(tools.path, tools.limits), tools.limits);
  const grids = read.map((grid) => withFormulas(grid, outside));
  const { fileName, sha256, bytes } = file;
  const origin =
    keys === null || headings !== null
      ? deduceOrigin({ file, grids, outside, tools, headings: headings ?? firstNames(tools.names) })
      : parseOrigin(keys, { file, tools });
  return { kind: "follow-up", fileName, sha256, bytes, origin, grids, outside, problems };
}

/** True for a sheet that the program hides and reads itself. */
export function isOwnSheet(name: string): boolean {
  const { originSheet, issuedSheet, copySheet } = returnedWorkbook;
  return name === originSheet || name === issuedSheet || name.startsWith(copySheet);
}

/** The keys of the hidden sheet, whatever their values; null when the file has none that is this program's. */
function keysOf(file: OpenFile): Map<string, string> | null {
  const sheet = file.tables.find((table) => table.sheet === returnedWorkbook.originSheet);
  if (sheet === undefined) return null;
  const keys = new Map(sheet.head.map(({ cells }) => [cells[0] ?? "", (cells[1] ?? "").trim()]));
  return keys.get(originKeys.report) === returnedWorkbook.report ? keys : null;
}

/** The headings of a copied table of clinics, as they stand there; null for a file without one. */
function headingsOfCopy(file: OpenFile, names: ReturnedWorkbookNames): ReturnHeadings | null {
  for (const table of file.tables) {
    for (const { cells } of table.head) {
      const there = new Map(cells.map((cell) => [normalizeLabel(cell), cell.trim()]));
      const find = (labels: readonly string[]): string | undefined =>
        labels.map((label) => there.get(normalizeLabel(label))).find((label) => label !== undefined);
      const [ydernummer, followUp, remark] = [
        find(names.read.ydernummer),
        find(names.read["follow-up"]),
        find(names.read.remark),
      ];
      if (ydernummer === undefined || followUp === undefined || remark === undefined) continue;
      const opened = find(names.read.opened) ?? names.read.opened[0] ?? "";
      return { ydernummer, opened, "follow-up": followUp, remark };
    }
  }
  return null;
}

function firstNames({ read }: ReturnedWorkbookNames): ReturnHeadings {
  const first = (labels: readonly string[]): string => labels[0] ?? "";
  return {
    ydernummer: first(read.ydernummer),
    opened: first(read.opened),
    "follow-up": first(read["follow-up"]),
    remark: first(read.remark),
  };
}

function parseOrigin(
  keys: ReadonlyMap<string, string>,
  { file, tools }: { file: OpenFile; tools: ReturnTools },
): WorkbookOrigin {
  const text = (name: string): string => keys.get(name) ?? "";
  const format = Number(text(originKeys.format));
  if (!returnedWorkbook.readFormats.includes(format)) throw otherFormat(file, text(originKeys.format));
  const named = firstNames(tools.names);
  const copies = new Map<string, { of: string; digest: string }>();
  for (const [key, of] of keys) {
    if (!key.startsWith(originKeys.copyOf)) continue;
    const name = key.slice(originKeys.copyOf.length);
    copies.set(name, { of, digest: text(originKeys.digestOf + name) });
  }
  const properties = new Map(
    [...keys].flatMap(([key, value]): [string, string][] =>
      key.startsWith(originKeys.propertyOf) ? [[key.slice(originKeys.propertyOf.length), value]] : [],
    ),
  );
  const load = Number(text(originKeys.load));
  const or = (written: string, usual: string): string => (written === "" ? usual : written);
  return {
    region: tools.regions.find(({ id }) => id === text(originKeys.region)) ?? null,
    month: parseMonth(text(originKeys.month)),
    load: Number.isInteger(load) && load > 0 ? load : null,
    format,
    sheet: text(originKeys.sheet),
    copies,
    properties,
    headings: {
      ydernummer: or(text(originKeys.ydernummer), named.ydernummer),
      opened: or(text(originKeys.opened), named.opened),
      "follow-up": or(text(originKeys["follow-up"]), named["follow-up"]),
      remark: or(text(originKeys.remark), named.remark),
    },
  };
}

const monthWords = /\p{L}{3,9} \d{4}/gu;

/** Region and month of a workbook that does not say them itself: from its title, page headers, first lines and name. */
function deduceOrigin({
  file,
  grids,
  outside,
  tools,
  headings,
}: {
  file: OpenFile;
  grids: readonly Grid[];
  outside: OutsideCells;
  tools: ReturnTools;
  headings: ReturnHeadings;
}): WorkbookOrigin {
  const table = grids.find(
    (grid) => findClinicTable(grid, Object.values(headings), [headings.ydernummer, headings.remark]) !== null,
  );
  const firstLines = grids.flatMap(({ rows }) =>
    rows.slice(0, 3).flatMap(({ cells }) => cells.map(({ text }) => text)),
  );
  const pageHeaders = outside.words.filter(({ kind }) => kind === "page-header").map(({ text }) => text);
  const texts = [outside.title, ...pageHeaders, ...firstLines];
  const code = /_([\p{Ll}\d-]+)_(\d{4}-\d{2})/u.exec(file.fileName);
  const month = texts
    .flatMap((text) => text.match(monthWords) ?? [])
    .map((words) => parseMonthText(words, ["MMMM yyyy"]))
    .find((one) => one !== null);
  const region = texts
    .flatMap((text) => tools.regions.filter(({ name }) => text.includes(name)))
    .find((one) => one.name !== "");
  return {
    region: region ?? findRegion(tools.regions, code?.[1] ?? ""),
    month: month ?? parseMonth(code?.[2] ?? ""),
    load: null,
    format: 0,
    sheet: table?.name ?? "",
    headings,
    copies: new Map(),
    properties: new Map(),
  };
}

/** Puts the formula into each cell that has no stored value, so that what was written can be told. */
function withFormulas(grid: Grid, { formulas }: OutsideCells): Grid {
  const own = formulas.get(grid.name);
  if (own === undefined || own.size === 0) return grid;
  const rows = grid.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      cell.mark === "no-value"
        ? { ...cell, text: own.get(addressOf({ row: row.line, column: cell.place })) ?? "=" }
        : cell,
    ),
  }));
  return { ...grid, rows };
}

function otherFormat(file: OpenFile, format: string): FlpError {
  const isOlder = Number(format) < returnedWorkbook.format;
  return new ReturnError(
    exitCode.layout,
    `the workbook of a region has format ${quoteValue(format)}, this program reads format ${returnedWorkbook.readFormats.join(" and ")}`,
    {
      place: file.fileName,
      remedy: isOlder
        ? "it was made by an older flp: make new workbooks with flp report regions, and write its notes into the new one"
        : "it was made by a newer flp: update flp, then load it again",
    },
  );
}

function asText(file: OpenFile): FlpError {
  return new ReturnError(
    exitCode.layout,
    "it is the clinics' sheet of a region's workbook saved as text (CSV): what was sent out, the other sheets and comments are lost in it",
    {
      place: file.fileName,
      remedy:
        "ask the region to send the workbook itself (.xlsx), the file that it was sent and has written in",
    },
  );
}

/** The error for a workbook whose table of clinics is gone. */
export function withoutTable(fileName: string, { sheet, headings }: WorkbookOrigin): FlpError {
  const columns = [headings.ydernummer, headings["follow-up"], headings.remark].map(quoteValue).join(", ");
  return new ReturnError(
    exitCode.layout,
    `the workbook of a region has no table with the columns ${columns} any more${sheet === "" ? "" : `; it was sent out with one in the sheet ${quoteValue(sheet)}`}`,
    {
      place: fileName,
      remedy:
        "ask the region to fill in the workbook that it was sent and to send that file back, not a copy of some of its cells",
    },
  );
}
