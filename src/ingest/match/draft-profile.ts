import { normalizeLabel } from "../../defs/labels.js";
import type { ProfileColumn } from "../../defs/profiles/column.js";
import type { MonthFormat, Profile } from "../../defs/profiles/profiles.js";
import { monthFormats } from "../../defs/profiles/profiles.js";
import { maskCpr } from "../../domain/cpr.js";
import type { CodePage } from "../../domain/text/code-page.js";
import type { DateForm } from "../../domain/iso-date.js";
import { usualDateForms } from "../../domain/iso-date.js";
import { parseMonthNumber, parseMonthText } from "../../domain/parse-month.js";
import { alikeHeading } from "./alike-heading.js";
import type { SeenColumn, ValueLists } from "./draft-values.js";
import { certaintyOf, columnByValues, dateFormsOf, seenColumns } from "./draft-values.js";
import type { WideDraft } from "./draft-wide.js";
import { draftWide } from "./draft-wide.js";
import type { TextRecord, TextTable } from "../read/table/records.js";

/** What a draft says where nobody but a person can tell. It matches no heading, so a draft left as it is reads no file. */
const open = "?";

/** Id of a draft that nobody has named. */
export const draftId = "new-layout.v1";

/**
 * A profile to start from, as YAML, for a table of an unknown layout: its headings are laid beside those of the profile
 * that has most of them. What is only alike is marked; what is not found is left open.
 */
export function draftProfile(
  table: TextTable,
  definitions: ValueLists & { profiles: readonly Profile[] },
  names: { fileName: string; id: string; encoding?: DraftEncoding | null },
): string {
  const { fileName, id, encoding = null } = names;
  const header = table.head.reduce<TextRecord | undefined>(
    (best, record) => (best === undefined || filled(record) > filled(best) ? record : best),
    undefined,
  );
  const rows = table.head.filter((record) => record.line > (header?.line ?? 0));
  const seen = header === undefined ? [] : seenColumns(header, rows);
  const closest = mostAlike(definitions, seen);
  const wide = draftWide(
    seen.map(({ heading }) => heading),
    definitions.planTypes,
    closest,
  );
  const left = new Set(
    seen.map(({ heading }) => heading).filter((one) => wide?.headings.includes(one) !== true),
  );
  const monthLine = monthOf({ table, header, left, fileName, closest, wide });
  const found = fieldColumns(
    closest,
    seen.filter(({ heading }) => left.has(heading)),
    definitions,
  );
  for (const { heading } of found.values()) left.delete(heading);
  const dates = dateFormsOf(seen.filter(({ heading }) => isOf(found, ["opened", "closed"], heading)));
  return [
    `# Draft of a layout, made from ${maskCpr(fileName).replaceAll(/\p{C}/gu, " ")}. Correct what begins with "${open}" or is marked, then save it`,
    `# under pipelines/monthly/profiles with its id as name; pipelines/README.md describes every key.`,
    "",
    `id: ${JSON.stringify(id)}`,
    `kind: ${closest.kind}`,
    `title: "${open}"`,
    `source: "${open}"`,
    "",
    "xlsx:",
    `  sheet: ${table.sheet === null ? "null" : JSON.stringify(maskCpr(table.sheet))}`,
    `  title_rows: ${Math.max(0, Math.min(100, (header?.line ?? 1) - (table.head[0]?.line ?? 1)))}`,
    ...valueLines(encoding, dates),
    "",
    "month:",
    monthLine,
    "",
    "columns:",
    ...columnLines(closest, found, wide),
    ...(wide === null ? [] : ["", "wide:", ...wide.lines]),
    ...(left.size === 0
      ? []
      : ["", `# headings that are not used: ${[...left].map((one) => JSON.stringify(one)).join(", ")}`]),
    "",
  ].join("\n");
}

/** How a file that is neither UTF-8 nor UTF-16 is written, and what else it may be by its letters. */
export interface DraftEncoding {
  page: CodePage;
  known: string;
}

/** The lines of `values`, where something in them is not as usual. */
function valueLines(encoding: DraftEncoding | null, dates: readonly DateForm[]): string[] {
  const lines = [
    ...(encoding === null ? [] : [`  encoding: ${encoding.page}  # by its letters ${encoding.known}: check`]),
    ...(dates.some((form) => !usualDateForms.includes(form))
      ? [`  dates: [${dates.map((form) => JSON.stringify(form)).join(", ")}]  # by its values: check`]
      : []),
  ];
  return lines.length === 0 ? [] : ["", "values:", ...lines];
}

function isOf(found: ReadonlyMap<string, FoundHeading>, fields: readonly string[], heading: string): boolean {
  return fields.some((field) => found.get(field)?.heading === heading);
}

/** The lines under `columns`: all that the profile has, or what a wide layout needs of them. */
function columnLines(
  profile: Profile,
  found: ReadonlyMap<string, FoundHeading>,
  wide: WideDraft | null,
): string[] {
  const covered =
    wide === null ? [] : wide.formats.length > 0 ? ["new", "maintained"] : ["new", "maintained", "planType"];
  const fields: Record<string, ProfileColumn | null> = { ...profile.columns };
  return Object.entries(fields).flatMap(([field, column]) => {
    if (column === null || covered.includes(field)) return [];
    const place = found.get(field);
    const key = field === "planType" ? "plan_type" : field;
    // A column that a file may lack is left out where this one lacks it.
    if (place === undefined && column.optional) return [];
    const value = JSON.stringify(place?.heading ?? `${open} ${key}`);
    const optional = column.optional ? ", optional: true" : "";
    const remark = place === undefined ? "not found" : remarks[place.how];
    return [`  ${key}: { header: ${value}${optional} }${remark === "" ? "" : `  # ${remark}`}`];
  });
}

/** What a draft says of a heading beside it. */
const remarks = { same: "", alike: "alike only: check", values: "by its values: check" } as const;

/** The column of each field: by its heading, and what is left by its values. */
function fieldColumns(
  profile: Profile,
  seen: readonly SeenColumn[],
  lists: ValueLists,
): Map<string, FoundHeading> {
  const left = new Map(seen.map((column) => [column.heading, column]));
  const found = new Map<string, FoundHeading>();
  const take = (field: string, place: FoundHeading | null): void => {
    if (place === null) return;
    left.delete(place.heading);
    found.set(field, place);
  };
  const all: Record<string, ProfileColumn | null> = { ...profile.columns };
  const fields = Object.entries(all).flatMap(([field, column]) =>
    column === null ? [] : [{ field, column }],
  );
  for (const { field, column } of fields) take(field, findHeading(column, [...left.keys()], profile));
  const open = fields.filter(({ field, column }) => !found.has(field) && !column.optional);
  for (const { field } of open.toSorted((one, other) => certaintyOf(one.field) - certaintyOf(other.field))) {
    const column = columnByValues(field, [...left.values()], lists);
    take(field, column === null ? null : { heading: column.heading, how: "values" });
  }
  return found;
}

/** The line under `month`: in headings, in a column by its values or its heading, in the file's name. */
function monthOf(given: {
  table: TextTable;
  header: TextRecord | undefined;
  left: Set<string>;
  fileName: string;
  closest: Profile;
  wide: WideDraft | null;
}): string {
  const { table, header, left, fileName, closest, wide } = given;
  if (wide !== null && wide.formats.length > 0) return `  headers: { formats: [${wide.formats.join(", ")}] }`;
  const { column } = closest.month;
  if (column === null) return `  # no column: say where the month stands, see pipelines/README.md`;
  // A register has other dates, and none of them is its month.
  const dates: readonly MonthFormat[] = ["excel-date", "dd-MM-yyyy", "dd.MM.yyyy"];
  const formats = monthFormats.filter((format) => closest.kind === "plan-counts" || !dates.includes(format));
  const line = (more: string): string => {
    const place = findHeading(column, [...left], closest);
    if (place !== null) left.delete(place.heading);
    const remark = place === null ? "not found" : remarks[place.how];
    const optional = column.optional ? ", optional: true" : "";
    return `column: { header: ${JSON.stringify(place?.heading ?? `${open} column`)}${optional}${more} }${remark === "" ? "" : `  # ${remark}`}`;
  };
  return `  ${monthSource(table, header, { left, fileName, formats, line })}`;
}

/** A heading of the file for a column of a profile, and by what it was found. */
interface FoundHeading {
  heading: string;
  how: keyof typeof remarks;
}

function findHeading(
  column: ProfileColumn,
  headings: readonly string[],
  profile: Profile,
): FoundHeading | null {
  const same = headings.find((heading) => column.labels.includes(normalizeLabel(heading)));
  if (same !== undefined) return { heading: same, how: "same" };
  const labels = columnsOf(profile).flatMap((one) => one.labels);
  const free = headings.filter((heading) => !labels.includes(normalizeLabel(heading)));
  const alike = alikeHeading(column.header, free);
  return alike === null ? null : { heading: alike, how: "alike" };
}

function columnsOf(profile: Profile): ProfileColumn[] {
  const columns: Record<string, ProfileColumn | null> = { ...profile.columns };
  return Object.values(columns).filter((column) => column !== null);
}

/** The profile for most of whose columns a file has a heading, or else values. */
function mostAlike(
  lists: ValueLists & { profiles: readonly Profile[] },
  seen: readonly SeenColumn[],
): Profile {
  const { profiles } = lists;
  const share = (profile: Profile): number => {
    const needed = columnsOf(profile).filter((column) => !column.optional).length;
    const found = [...fieldColumns(profile, seen, lists).values()];
    return found.reduce((sum, { how }) => sum + (how === "values" ? 0.5 : 1), 0) / needed;
  };
  return profiles.reduce((best, profile) => (share(profile) > share(best) ? profile : best));
}

function filled(record: TextRecord): number {
  return record.cells.filter((cell) => cell.trim() !== "").length;
}

/** Where the month stands: found by the values of a column or of two, else by a heading, else in the file's name. */
function monthSource(
  table: TextTable,
  header: TextRecord | undefined,
  how: {
    left: Set<string>;
    fileName: string;
    formats: readonly MonthFormat[];
    line: (more: string) => string;
  },
): string {
  const rows = table.head.filter((record) => record.line > (header?.line ?? 0));
  const columns = (header?.cells ?? []).map((cell, place) => ({
    heading: maskCpr(cell.trim()),
    texts: rows.map((record) => record.cells[place]?.trim() ?? "").filter((text) => text !== ""),
  }));
  const headed = columns.filter(({ heading, texts }) => how.left.has(heading) && texts.length > 0);
  for (const { heading, texts } of headed) {
    const formats = how.formats.filter((format) =>
      texts.some((text) => parseMonthText(text, [format]) !== null),
    );
    if (!texts.every((text) => parseMonthText(text, formats) !== null)) continue;
    how.left.delete(heading);
    return `column: { header: ${JSON.stringify(heading)}, formats: [${formats.join(", ")}] }  # by its values: check`;
  }
  const year = headed.find(({ texts }) => texts.every((text) => /^(19|20|21)\d{2}$/.test(text)));
  const month = headed.find(({ texts }) => texts.every((text) => parseMonthNumber(text) !== null));
  if (year !== undefined && month !== undefined) {
    how.left.delete(year.heading);
    how.left.delete(month.heading);
    return `year_and_month: { year: { header: ${JSON.stringify(year.heading)} }, month: { header: ${JSON.stringify(month.heading)} } }  # by their values: check`;
  }
  const line = how.line(`, formats: [${monthFormats.join(", ")}]`);
  return line.includes(open) ? (inFileName(how.fileName) ?? line) : line;
}

/** How a file's name tells the month of the whole file; null where it does not. */
function inFileName(fileName: string): string | null {
  const forms = [
    { pattern: "(?<!\\d)(\\d{4}-\\d{2})(?!\\d)", format: "yyyy-MM" },
    { pattern: "(?<!\\d)(\\d{6})(?!\\d)", format: "yyyyMM" },
  ] as const;
  for (const { pattern, format } of forms) {
    const written = new RegExp(pattern, "u").exec(fileName)?.[1];
    if (written === undefined || parseMonthText(written, [format]) === null) continue;
    return `file_name: { pattern: '${pattern}', formats: [${format}] }  # by the file's name: check`;
  }
  return null;
}
