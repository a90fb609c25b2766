import type { Region } from "../../../defs/codes/regions.js";
import { findRegion } from "../../../defs/codes/regions.js";
import type { FormNames, ReturnedWorkbookNames } from "../../../defs/files/returned-workbook.js";
import { namesOfForm } from "../../../defs/files/returned-workbook.js";
import { normalizeLabel } from "../../../defs/labels.js";
import type { Month } from "../../../domain/month.js";
import { parseMonth } from "../../../domain/month.js";
import { parseMonthText } from "../../../domain/parse-month.js";
import type { NoteField, ReturnForm } from "../../../domain/shapes/follow-up.js";
import { originKeys, returnedWorkbook, returnForms } from "../../../domain/shapes/follow-up.js";
import type { OpenFile } from "../../read/table/records.js";
import { otherFormat } from "./faults.js";
import type { Grid } from "./grid.js";
import type { ReturnHeadings } from "./issued.js";
import { allHeadings, neededHeadings } from "./issued.js";
import { findClinicTable } from "./layout.js";
import type { OutsideCells } from "./outside-cells.js";

/** What a returned workbook says that it is; null where it does not say. */
export interface WorkbookOrigin {
  form: ReturnForm;
  /** Whose workbook it is; null also for the consultants' worklist, which is one for all regions. */
  region: Region | null;
  /** Report month of the workbook. */
  month: Month | null;
  /** The newest load when it was made. */
  load: number | null;
  format: number;
  /** Name of the sheet that is written in, and the headings of its columns there. */
  sheet: string;
  headings: ReturnHeadings;
  /** By the name of a hidden copy: the sheet that it is a copy of, and its fingerprint. */
  copies: ReadonlyMap<string, { of: string; digest: string }>;
  /** Properties of the document as they were sent out, by their names; empty where that is not known. */
  properties: ReadonlyMap<string, string>;
}

/** The origin of a workbook of which it is known who wrote in it, and of which month it is. */
export interface KnownOrigin extends WorkbookOrigin {
  month: Month;
  /** The region, or the consultants, as the store and its readers know them. */
  writer: { id: string; name: string };
}

const forms: readonly ReturnForm[] = Object.values(returnForms);

/** The hidden sheet of a returned workbook: its keys, whatever their values, and what form of workbook they say that it is. */
export interface OriginKeys {
  form: ReturnForm;
  keys: ReadonlyMap<string, string>;
}

/** The keys of the hidden sheet; null when the file has none that is this program's. */
export function keysOf(file: OpenFile): OriginKeys | null {
  const sheet = file.tables.find((table) => table.sheet === returnedWorkbook.originSheet);
  if (sheet === undefined) return null;
  const keys = new Map(sheet.head.map(({ cells }) => [cells[0] ?? "", (cells[1] ?? "").trim()]));
  const form = forms.find(({ id }) => id === keys.get(originKeys.report));
  return form === undefined ? null : { form, keys };
}

/** A copied table of clinics: of what form of workbook, and its headings as they stand there. */
export interface CopiedTable {
  form: ReturnForm;
  headings: ReturnHeadings;
}

/** The copied table of a file without a hidden sheet; null for a file without one. */
export function copiedTable(file: OpenFile, all: ReturnedWorkbookNames): CopiedTable | null {
  for (const table of file.tables) {
    for (const { cells } of table.head) {
      const there = new Map(cells.map((cell) => [normalizeLabel(cell), cell.trim()]));
      for (const form of forms) {
        const headings = headingsAmong(there, form, namesOfForm(all, form));
        if (headings !== null) return { form, headings };
      }
    }
  }
  return null;
}

/** The headings of a form among those of a row; null where the number or a cell in which is written has none. */
function headingsAmong(
  there: ReadonlyMap<string, string>,
  { fields }: ReturnForm,
  { read }: FormNames,
): ReturnHeadings | null {
  const find = (labels: readonly string[] = []): string | undefined =>
    labels.map((label) => there.get(normalizeLabel(label))).find((label) => label !== undefined);
  const ydernummer = find(read.ydernummer);
  const written = new Map<NoteField, string>();
  for (const field of fields) {
    const heading = find(read[field]);
    if (heading !== undefined) written.set(field, heading);
  }
  if (ydernummer === undefined || written.size < fields.length) return null;
  return { ydernummer, opened: find(read.opened) ?? read.opened[0] ?? "", written };
}

/** The headings with which workbooks of a form are sent out today. */
function newestHeadings(all: ReturnedWorkbookNames, form: ReturnForm): ReturnHeadings {
  const { read } = namesOfForm(all, form);
  const first = (labels: readonly string[] = []): string => labels[0] ?? "";
  return {
    ydernummer: first(read.ydernummer),
    opened: first(read.opened),
    written: new Map(form.fields.map((field) => [field, first(read[field])])),
  };
}

/** What definitions an origin is read by. */
export interface OriginTools {
  regions: readonly Region[];
  names: ReturnedWorkbookNames;
}

/** What the hidden sheet says. Throws exit 11 for a format that this program does not read. */
export function parseOrigin({ form, keys }: OriginKeys, file: OpenFile, tools: OriginTools): WorkbookOrigin {
  const text = (name: string): string => keys.get(name) ?? "";
  const format = Number(text(originKeys.format));
  if (!returnedWorkbook.readFormats.includes(format))
    throw otherFormat(file.fileName, text(originKeys.format), form);
  const named = newestHeadings(tools.names, form);
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
    form,
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
      written: new Map(
        [...named.written].map(([field, usual]) => [field, or(text(originKeys.columnOf + field), usual)]),
      ),
    },
  };
}

const monthWords = /\p{L}{3,9} \d{4}/gu;

/** Region and month of a workbook that does not say them itself: from its title, page headers, first lines and name. */
export function deduceOrigin(
  { form, headings }: CopiedTable,
  { file, grids, outside }: { file: OpenFile; grids: readonly Grid[]; outside: OutsideCells },
  { regions }: OriginTools,
): WorkbookOrigin {
  const needed = neededHeadings(headings);
  const table = grids.find((grid) => findClinicTable(grid, allHeadings(headings), needed) !== null);
  const firstLines = grids.flatMap(({ rows }) =>
    rows.slice(0, 3).flatMap(({ cells }) => cells.map(({ text }) => text)),
  );
  const pageHeaders = outside.words.filter(({ kind }) => kind === "page-header").map(({ text }) => text);
  const texts = [outside.title, ...pageHeaders, ...firstLines];
  const code = /_([\p{Ll}\d-]+)_(\d{4}-\d{2})/u.exec(file.fileName);
  const named = /_(\d{4}-\d{2})/.exec(file.fileName)?.[1];
  const month = texts
    .flatMap((text) => text.match(monthWords) ?? [])
    .map((words) => parseMonthText(words, ["MMMM yyyy"]))
    .find((one) => one !== null);
  const region = texts
    .flatMap((text) => regions.filter(({ name }) => text.includes(name)))
    .find((one) => one.name !== "");
  return {
    form,
    region: form.id === "regions" ? (region ?? findRegion(regions, code?.[1] ?? "")) : null,
    month: month ?? parseMonth(named ?? ""),
    load: null,
    format: 0,
    sheet: table?.name ?? "",
    headings,
    copies: new Map(),
    properties: new Map(),
  };
}
