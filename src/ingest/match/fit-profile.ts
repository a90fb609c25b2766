import { literalPattern } from "../../domain/text/literal-pattern.js";
import { normalizeLabel } from "../../defs/labels.js";
import type { ProfileColumn } from "../../defs/profiles/column.js";
import type { Measure, MonthFormat, Profile, WideColumn } from "../../defs/profiles/profiles.js";
import type { Month } from "../../domain/month.js";
import { parseWrittenDay } from "../../domain/written-day.js";
import { parseMonthText } from "../../domain/parse-month.js";

/** Where the month of a row stands. */
export type MonthPlace =
  | { kind: "column"; place: number; formats: readonly MonthFormat[] }
  | { kind: "year-and-month"; year: number; month: number }
  | { kind: "headers"; months: readonly Month[] }
  | { kind: "whole-file"; month: Month }
  /** It has none: it is the state of today. */
  | { kind: "none" };

/** A column of counts in a wide layout. What is null stands in a column of its own. */
export interface WidePlace {
  place: number;
  planType: string | null;
  measure: Measure | null;
  month: Month | null;
}

/** How well a profile fits a header. */
export interface ProfileFit {
  profile: Profile;
  /** Places of fields, counted from 0. */
  places: ReadonlyMap<string, number>;
  wide: readonly WidePlace[];
  /** Null when neither the header nor the hints tell where months are. */
  monthPlace: MonthPlace | null;
  /** Headers that the profile needs and the file lacks. */
  missing: string[];
  /** Headers of the file that the profile does not know. */
  unknown: string[];
  /** Headers of counts that hold a day where a month must stand: left out, their month would be lost. */
  daysForMonths: string[];
}

/** True when nothing that the profile needs is missing. */
export function isMatch({ missing, unknown, profile, daysForMonths }: ProfileFit): boolean {
  return missing.length === 0 && daysForMonths.length === 0 && !(profile.strict && unknown.length > 0);
}

/** Holds a profile against the cells of a header. */
export function fitProfile(
  profile: Profile,
  cells: readonly string[],
  hints: { fileName: string; month: Month | null },
): ProfileFit {
  const labels = cells.map(normalizeLabel);
  const find = (column: ProfileColumn): number => labels.findIndex((label) => column.labels.includes(label));
  const places = new Map<string, number>();
  const missing: string[] = [];
  const columns: Record<string, ProfileColumn | null> = { ...profile.columns };
  for (const [field, column] of Object.entries(columns)) {
    if (column === null) continue;
    const place = find(column);
    if (place !== -1) places.set(field, place);
    else if (!column.optional) missing.push(column.header);
  }
  const wide = profile.kind === "plan-counts" ? fitWide(profile.wide, { cells, profile, find, missing }) : [];
  const monthPlace = placeMonth({ profile, find, wide, hints });
  if (monthPlace?.kind === "column") places.set("month", monthPlace.place);
  if (monthPlace?.kind === "year-and-month")
    places.set("year", monthPlace.year).set("month", monthPlace.month);
  const { column, yearAndMonth } = profile.month;
  if (monthPlace === null && column !== null && !column.optional) missing.push(column.header);
  if (monthPlace === null && yearAndMonth !== null)
    missing.push(yearAndMonth.year.header, yearAndMonth.month.header);
  const used = new Set([...places.values(), ...wide.map(({ place }) => place)]);
  const daysForMonths =
    profile.kind === "plan-counts" && profile.month.headers !== null
      ? cells.filter((heading) => profile.wide.some((one) => holdsDay(one, heading)))
      : [];
  const unknown = cells.filter((heading, place) => !used.has(place) && heading.trim() !== "");
  return { profile, places, wide, monthPlace, missing, unknown, daysForMonths };
}

interface HeaderSearch {
  cells: readonly string[];
  profile: Profile;
  find: (column: ProfileColumn) => number;
  missing: string[];
}

function fitWide(columns: readonly WideColumn[], search: HeaderSearch): WidePlace[] {
  const formats = search.profile.month.headers?.formats ?? null;
  if (formats === null) {
    return columns.flatMap((column) => {
      const place = search.find(column);
      if (place === -1 && !column.optional) search.missing.push(column.header);
      const { planType, measure } = column;
      return place === -1 ? [] : [{ place, planType, measure, month: null }];
    });
  }
  const found = columns.map((column) => ({ column, places: monthColumns(column, search.cells, formats) }));
  const months = [...new Set(found.flatMap(({ places }) => places.map(({ month }) => month)))].sort();
  for (const { column, places } of found) {
    if (column.optional) continue;
    // A file replaces both measures of its months: a month that lacks one of them would become zero.
    const lacking = months.filter((month) => !places.some((place) => place.month === month));
    if (months.length === 0) search.missing.push(column.header);
    search.missing.push(...lacking.map((month) => column.header.replace("{month}", month ?? "")));
  }
  return found.flatMap(({ places }) => places);
}

/** Columns whose heading is that of a wide column with a month in the place of `{month}`. */
function monthColumns(
  column: WideColumn,
  cells: readonly string[],
  formats: readonly MonthFormat[],
): WidePlace[] {
  return cells.flatMap((heading, place) => {
    for (const written of monthTexts(column, heading)) {
      const month = parseMonthText(written, formats);
      if (month !== null) return [{ place, planType: column.planType, measure: column.measure, month }];
    }
    return [];
  });
}

/** What stands in a heading in the place of `{month}`, by each spelling of the column. */
function monthTexts(column: WideColumn, heading: string): string[] {
  const text = heading.normalize("NFC").replaceAll(/\s+/g, " ").trim();
  return [column.header, ...column.aliases]
    .map((header) => headingPattern(header).exec(text)?.[1]?.trim())
    .filter((written) => written !== undefined);
}

/** True for a heading with a day other than the first of a month, or a time, where a month must stand. */
function holdsDay(column: WideColumn, heading: string): boolean {
  return monthTexts(column, heading).some((written) => {
    const seen = parseWrittenDay(written);
    return seen !== null && !(seen.isReal && seen.isMidnight && seen.day === 1);
  });
}

function headingPattern(header: string): RegExp {
  const parts = header
    .normalize("NFC")
    .split("{month}")
    .map((part) => literalPattern(part).replaceAll(/\s+/g, "\\s*"));
  return new RegExp(`^${parts.join("\\s*(.+?)\\s*")}$`, "iu");
}

function placeMonth(given: {
  profile: Profile;
  find: (column: ProfileColumn) => number;
  wide: readonly WidePlace[];
  hints: { fileName: string; month: Month | null };
}): MonthPlace | null {
  const { profile, find, wide, hints } = given;
  if (profile.kind === "status-register") return { kind: "none" };
  const { column, yearAndMonth, fileName, headers } = profile.month;
  const inHeaders = wide.map(({ month }) => month).filter((month) => month !== null);
  if (headers !== null && inHeaders.length > 0)
    return { kind: "headers", months: [...new Set(inHeaders)].sort() };
  if (column !== null) {
    const place = find(column);
    if (place !== -1) return { kind: "column", place, formats: column.formats };
  }
  if (yearAndMonth !== null) {
    const [year, month] = [find(yearAndMonth.year), find(yearAndMonth.month)];
    if (year !== -1 && month !== -1) return { kind: "year-and-month", year, month };
  }
  const fromName = fileName === null ? null : monthInName(hints.fileName, fileName);
  const month = hints.month ?? fromName;
  return month === null ? null : { kind: "whole-file", month };
}

function monthInName(
  name: string,
  wanted: { pattern: RegExp; formats: readonly MonthFormat[] },
): Month | null {
  const last = [...name.matchAll(wanted.pattern)].at(-1)?.[1];
  return last === undefined ? null : parseMonthText(last, wanted.formats);
}
