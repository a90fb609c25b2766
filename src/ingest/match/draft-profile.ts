import { normalizeLabel } from "../../defs/labels.js";
import type { MonthFormat, Profile, ProfileColumn } from "../../defs/profiles/profiles.js";
import { monthFormats } from "../../defs/profiles/profiles.js";
import { maskCpr } from "../../domain/cpr.js";
import { parseMonthNumber, parseMonthText } from "../../domain/month-text.js";
import { alikeHeading } from "./alike-heading.js";
import type { TextRecord, TextTable } from "../read/records.js";

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
  profiles: readonly Profile[],
  names: { fileName: string; id: string },
): string {
  const { fileName, id } = names;
  const header = table.head.reduce<TextRecord | undefined>(
    (best, record) => (best === undefined || filled(record) > filled(best) ? record : best),
    undefined,
  );
  const headings = (header?.cells ?? []).map((cell) => maskCpr(cell.trim())).filter((cell) => cell !== "");
  const closest = mostAlike(profiles, headings);
  const left = new Set(headings);
  const found = (column: ProfileColumn): FoundHeading | null => {
    const place = findHeading(column, [...left], closest);
    if (place !== null) left.delete(place.heading);
    return place;
  };
  const line = (key: string, column: ProfileColumn, more = ""): string => {
    const place = found(column);
    const value = JSON.stringify(place?.heading ?? `${open} ${key}`);
    const optional = column.optional ? ", optional: true" : "";
    const remark = place === null ? "  # not found" : place.isSure ? "" : "  # alike only: check";
    return `${key}: { header: ${value}${optional}${more} }${remark}`;
  };
  const month = closest.month.column;
  // A register has other dates, and none of them is its month.
  const formats = monthFormats.filter((format) => closest.kind === "plan-counts" || format !== "excel-date");
  const monthLine =
    month === null
      ? `  # no column: say where the month stands, see pipelines/README.md`
      : `  ${monthSource(table, header, { left, fileName, formats, line: (more) => line("column", month, more) })}`;
  const fields: Record<string, ProfileColumn | null> = { ...closest.columns };
  const columns = Object.entries(fields).flatMap(([field, column]) =>
    column === null ? [] : [`  ${line(field === "planType" ? "plan_type" : field, column)}`],
  );
  return [
    `# Draft of a layout, made from the header of ${maskCpr(fileName).replaceAll(/\p{C}/gu, " ")}. Correct what begins with "${open}" or is marked, then save it`,
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
    "",
    "month:",
    monthLine,
    "",
    "columns:",
    ...columns,
    ...(closest.kind === "plan-counts" &&
    columns.some((one) => one.startsWith("  new:") && one.includes(open))
      ? ["", "# a column of counts for each plan type or month: write wide in place of new and maintained"]
      : []),
    ...(left.size === 0
      ? []
      : ["", `# headings that are not used: ${[...left].map((one) => JSON.stringify(one)).join(", ")}`]),
    "",
  ].join("\n");
}

/** A heading of the file for a column of a profile; not sure where the two are only alike. */
interface FoundHeading {
  heading: string;
  isSure: boolean;
}

function findHeading(
  column: ProfileColumn,
  headings: readonly string[],
  profile: Profile,
): FoundHeading | null {
  const same = headings.find((heading) => column.labels.includes(normalizeLabel(heading)));
  if (same !== undefined) return { heading: same, isSure: true };
  const labels = columnsOf(profile).flatMap((one) => one.labels);
  const free = headings.filter((heading) => !labels.includes(normalizeLabel(heading)));
  const alike = alikeHeading(column.header, free);
  return alike === null ? null : { heading: alike, isSure: false };
}

function columnsOf(profile: Profile): ProfileColumn[] {
  const columns: Record<string, ProfileColumn | null> = { ...profile.columns };
  return Object.values(columns).filter((column) => column !== null);
}

/** The profile for most of whose columns a file has a heading. */
function mostAlike(profiles: readonly Profile[], headings: readonly string[]): Profile {
  const share = (profile: Profile): number => {
    const columns = columnsOf(profile).filter((column) => !column.optional);
    return (
      columns.filter((column) => findHeading(column, headings, profile) !== null).length / columns.length
    );
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
