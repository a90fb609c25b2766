import { normalizeLabel } from "../defs/labels.js";
import type { MonthFormat, Profile, ProfileColumn } from "../defs/profiles.js";
import type { Month } from "../domain/month.js";
import { parseMonthText } from "../domain/month-text.js";
import { exitCode, FlpError, usageError } from "../lib/errors.js";
import { quoteValue } from "./problem.js";

/** The first record of a table. */
export interface Header {
  line: number;
  cells: string[];
}

/** Where the month of a row stands. */
export type MonthPlace =
  | { kind: "column"; place: number; formats: readonly MonthFormat[] }
  | { kind: "year-and-month"; year: number; month: number }
  | { kind: "whole-file"; month: Month };

/** Which column of a file holds which field of a profile. */
export interface ColumnPlan {
  profile: Profile;
  headings: readonly string[];
  month: MonthPlace;
  /** Month of a file that names it nowhere in its rows; null when its rows do. */
  wholeFileMonth: Month | null;
  /** Place of a field's column, counted from 0; null when the file has none. */
  placeOf(field: string): number | null;
  /** Heading of a field's column in the file; null when the file has none. */
  headingOf(field: string): string | null;
  /** What the user should know of the layout although it fits. */
  warnings: string[];
}

/** What else than the header decides the layout. */
export interface MatchHints {
  fileName: string;
  /** Id of the profile to use; null: the one that fits. */
  profile: string | null;
  /** Month given for the whole file; null: none. */
  month: Month | null;
}

/** How well a profile fits a header. */
interface Fit {
  profile: Profile;
  places: Map<string, number>;
  monthPlace: MonthPlace | null;
  /** Headers that the profile needs and the file lacks. */
  missing: string[];
  /** Headers of the file that the profile does not know. */
  unknown: string[];
}

/**
 * Finds the one profile that a header fits. Throws exit 11 with the closest profile, the columns missing and the
 * columns not known when none or several fit, and exit 2 when the month of the file cannot be told.
 */
export function matchProfile(header: Header, hints: MatchHints, profiles: readonly Profile[]): ColumnPlan {
  const candidates =
    hints.profile === null ? profiles : profiles.filter((profile) => profile.id === hints.profile);
  if (candidates.length === 0) {
    throw usageError(
      `there is no profile ${hints.profile ?? ""}`,
      `choose one of ${profiles.map((profile) => profile.id).join(", ")}, or leave --profile out`,
    );
  }
  refuseRepeatedHeadings(header, hints.fileName);
  const fits = candidates.map((profile) => fitOf(profile, header, hints));
  const matching = fits.filter(
    (fit) => fit.missing.length === 0 && !(fit.profile.strict && fit.unknown.length > 0),
  );
  const [match, another] = matching;
  if (match === undefined) throw notKnown(header, hints.fileName, fits);
  if (another !== undefined) {
    throw new FlpError(
      exitCode.layout,
      `the layout fits more than one profile: ${matching.map((fit) => fit.profile.id).join(", ")}`,
      { place: `${hints.fileName}:${header.line}`, remedy: "name the right one with --profile" },
    );
  }
  if (match.monthPlace === null) {
    throw usageError(
      `${hints.fileName} names no month, neither in a column nor in its name`,
      "give its month with --month YYYY-MM",
    );
  }
  return planOf(match, match.monthPlace, header, hints);
}

function planOf(match: Fit, month: MonthPlace, header: Header, hints: MatchHints): ColumnPlan {
  const warnings = match.unknown.map(
    (heading) =>
      `the column ${quoteValue(heading)} is not known to profile ${match.profile.id} and was left out`,
  );
  if (hints.month !== null && month.kind !== "whole-file") {
    warnings.push(`--month ${hints.month} was not used: the file names the month of each row itself`);
  }
  const placeOf = (field: string): number | null => match.places.get(field) ?? null;
  return {
    profile: match.profile,
    headings: header.cells,
    month,
    wholeFileMonth: month.kind === "whole-file" ? month.month : null,
    placeOf,
    headingOf: (field) => header.cells[placeOf(field) ?? -1]?.trim() ?? null,
    warnings,
  };
}

function fitOf(profile: Profile, header: Header, hints: MatchHints): Fit {
  const labels = header.cells.map(normalizeLabel);
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
  const monthPlace = placeMonth(profile, find, hints);
  if (monthPlace?.kind === "column") places.set("month", monthPlace.place);
  if (monthPlace?.kind === "year-and-month")
    places.set("year", monthPlace.year).set("month", monthPlace.month);
  const { column, yearAndMonth } = profile.month;
  if (monthPlace === null && column !== null && !column.optional) missing.push(column.header);
  if (monthPlace === null && yearAndMonth !== null)
    missing.push(yearAndMonth.year.header, yearAndMonth.month.header);
  const used = new Set(places.values());
  const unknown = header.cells.filter((heading, place) => !used.has(place) && heading.trim() !== "");
  return { profile, places, monthPlace, missing, unknown };
}

function placeMonth(
  profile: Profile,
  find: (column: ProfileColumn) => number,
  hints: MatchHints,
): MonthPlace | null {
  const { column, yearAndMonth, fileName } = profile.month;
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

function refuseRepeatedHeadings(header: Header, fileName: string): void {
  const labels = header.cells.map(normalizeLabel);
  const repeated = header.cells.filter(
    (_, place) => labels[place] !== "" && labels.indexOf(labels[place] ?? "") !== place,
  );
  if (repeated.length === 0) return;
  throw new FlpError(exitCode.layout, `two columns have the heading ${repeated.map(quoteValue).join(", ")}`, {
    place: `${fileName}:${header.line}`,
    remedy: "rename or remove one of them: which one counts cannot be told",
  });
}

function notKnown(header: Header, fileName: string, fits: readonly Fit[]): FlpError {
  const distance = (fit: Fit): number => fit.missing.length * 2 + fit.unknown.length;
  const closest = fits.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  const list = (headings: readonly string[]): string =>
    headings.length === 0 ? "none" : headings.map(quoteValue).join(", ");
  return new FlpError(exitCode.layout, "the layout is not known: it fits no profile", {
    place: `${fileName}:${header.line}`,
    lines: [
      `closest profile: ${closest.profile.id} (${closest.profile.title})`,
      `columns missing: ${list(closest.missing)}`,
      `columns not known: ${list(closest.unknown)}`,
    ],
    remedy: "correct the header, or describe the layout in a new file under pipelines/monthly/profiles",
  });
}
