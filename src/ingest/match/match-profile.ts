import { normalizeLabel } from "../../defs/labels.js";
import type { Profile } from "../../defs/profiles/profiles.js";
import type { Month } from "../../domain/month.js";
import { exitCode, FlpError, usageError } from "../../lib/errors.js";
import type { TableWords } from "../../defs/files/table-words.js";
import type { ProfileFit, MonthPlace, WidePlace } from "./fit-profile.js";
import { fitProfile, isMatch } from "./fit-profile.js";
import type { HeaderCandidate } from "./header-candidates.js";
import { headerCandidates } from "./header-candidates.js";
import { columnProblems, hintsOf, LayoutError } from "./layout-error.js";
import { quoteValue } from "../../domain/shapes/problem.js";
import { noun } from "../../lib/words.js";
import type { TextRecord, TextTable } from "../read/table/records.js";
import { columnLetters } from "../../office/cell-address.js";

export type { MonthPlace, WidePlace } from "./fit-profile.js";

/** Which column of a file holds which field of a profile. */
export interface ColumnPlan {
  profile: Profile;
  /** Name of the sheet that holds the table; null for a text file. */
  sheet: string | null;
  /** Line of the header; of its last row where it has several. */
  headerLine: number;
  /** Line of the first row of the header. */
  headerFirstLine: number;
  headings: readonly string[];
  /** How many cells a row has: one more or less than the header where only one of the two ends with a delimiter too many. */
  rowWidth: number;
  month: MonthPlace;
  /** Month of a file that names it nowhere in its rows; null when its rows or headers do. */
  wholeFileMonth: Month | null;
  /** Columns of counts of a wide layout; empty for a long one. */
  wide: readonly WidePlace[];
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
  words: TableWords;
}

/** What the caller of a command decides of the layout. */
export type LayoutChoice = Pick<MatchHints, "profile" | "month">;

/** A profile that a table fits, and the record that is its header. */
export interface TableMatch {
  table: TextTable;
  header: HeaderCandidate;
  fit: ProfileFit;
}

/**
 * Finds the one profile and table of a file that fit each other. Throws exit 11 with the closest profile, the columns
 * missing and the columns not known when none or several fit, and exit 2 when the month of the file cannot be told.
 */
export function matchProfile(
  tables: readonly TextTable[],
  hints: MatchHints,
  profiles: readonly Profile[],
): { table: TextTable; plan: ColumnPlan } {
  const candidates =
    hints.profile === null ? profiles : profiles.filter((profile) => profile.id === hints.profile);
  if (candidates.length === 0) {
    throw usageError(
      `there is no profile ${hints.profile ?? ""}`,
      `choose one of ${profiles.map((profile) => profile.id).join(", ")}, or leave --profile out`,
    );
  }
  const fits = candidates.flatMap((profile) => fitsOf(profile, tables, hints));
  const matching = fits.filter(({ fit }) => isMatch(fit));
  const [match, another] = matching;
  if (match === undefined) throw notKnown(hints.fileName, candidates, fits);
  if (another !== undefined) throw severalFit(hints.fileName, matching);
  refuseRepeatedHeadings(match.header, hints.fileName);
  const { monthPlace } = match.fit;
  if (monthPlace === null) {
    throw usageError(
      `${hints.fileName} names no month, neither in a column nor in its name`,
      "give its month with --month YYYY-MM",
    );
  }
  return { table: match.table, plan: planOf(match, monthPlace, hints) };
}

/** True when one of some profiles fits a table of a file. */
export function fitsAny(
  tables: readonly TextTable[],
  hints: MatchHints,
  profiles: readonly Profile[],
): boolean {
  return profiles.some((profile) => fitsOf(profile, tables, hints).some(({ fit }) => isMatch(fit)));
}

/**
 * How a profile fits the tables of a file: for each table it may be read from, the first record that fits as header, or
 * else the one that comes closest.
 */
function fitsOf(profile: Profile, tables: readonly TextTable[], hints: MatchHints): TableMatch[] {
  return tablesFor(profile, tables).flatMap((table) => {
    const first = table.head[0]?.line ?? 0;
    const { titleRows } = profile.xlsx;
    const rows = table.head.filter((record) => record.line - first <= titleRows);
    const tried = headerCandidates(rows, table.head, hints.words).map((header) => ({
      ...{ table, header, fit: fitProfile(profile, header.labels, hints) },
    }));
    const found = tried.find(({ fit }) => isMatch(fit)) ?? closestOf(tried.slice(0, rows.length));
    return found === undefined ? [] : [found];
  });
}

/** A profile that names a sheet is for that sheet alone; others are for the sheets that a reader sees. */
function tablesFor(profile: Profile, tables: readonly TextTable[]): readonly TextTable[] {
  const { sheet } = profile.xlsx;
  return tables.filter((table) => {
    if (table.sheet === null) return true;
    return sheet === null ? table.isVisible : normalizeLabel(table.sheet) === normalizeLabel(sheet);
  });
}

/** The profile and table that come closest to each other; null for a file without a table that any profile may read. */
export function closestMatch(
  tables: readonly TextTable[],
  hints: MatchHints,
  profiles: readonly Profile[],
): TableMatch | null {
  return closestOf(profiles.flatMap((profile) => fitsOf(profile, tables, hints))) ?? null;
}

/** A list that people keep has few columns, and is close only to a header that has one of them. */
function closestOf(fits: readonly TableMatch[]): TableMatch | undefined {
  const isFar = ({ fit }: TableMatch): boolean =>
    fit.profile.kind === "status-register" && fit.places.size === 0;
  const distance = ({ fit }: TableMatch): number => fit.missing.length * 2 + fit.unknown.length;
  return fits.toSorted(
    (left, right) => Number(isFar(left)) - Number(isFar(right)) || distance(left) - distance(right),
  )[0];
}

function planOf({ table, header, fit }: TableMatch, month: MonthPlace, hints: MatchHints): ColumnPlan {
  const warnings = fit.unknown.map(
    (heading) =>
      `the column ${quoteValue(heading)} is not known to profile ${fit.profile.id} and was left out`,
  );
  if (hints.month !== null && month.kind !== "whole-file") {
    const why =
      month.kind === "none"
        ? "a status register has no month"
        : "the file names the month of each row itself";
    warnings.push(`--month ${hints.month} was not used: ${why}`);
  }
  warnings.push(...titleWarnings(table, header), ...header.warnings);
  const placeOf = (field: string): number | null => fit.places.get(field) ?? null;
  const headings = header.record.cells;
  return {
    profile: fit.profile,
    sheet: table.sheet,
    headerLine: header.record.line,
    headerFirstLine: header.firstLine,
    headings,
    rowWidth: rowWidth(table, header.record),
    month,
    wholeFileMonth: month.kind === "whole-file" ? month.month : null,
    wide: fit.wide,
    placeOf,
    headingOf: (field) => headings[placeOf(field) ?? -1]?.trim() ?? null,
    warnings,
  };
}

/** The width that most of the first rows have, where it differs from the header's by an empty end of a text file's lines. */
function rowWidth({ sheet, head }: TextTable, header: TextRecord): number {
  const width = header.cells.length;
  if (sheet !== null) return width;
  const rows = head.filter(({ line }) => line > header.line);
  const spare = header.cells.at(-1)?.trim() === "" ? -1 : 1;
  const isSpare = ({ cells }: TextRecord): boolean =>
    cells.length === width + spare && (spare < 0 || cells.at(-1)?.trim() === "");
  return rows.filter(isSpare).length * 2 > rows.length ? width + spare : width;
}

/** Title rows are a custom of workbooks; in a text file they are worth a word. */
function titleWarnings({ sheet, head }: TextTable, { firstLine }: HeaderCandidate): string[] {
  const above = sheet === null ? head.filter(({ line }) => line < firstLine).length : 0;
  return above === 0
    ? []
    : [`${above} ${noun(above, "row")} above the header ${noun(above, "was", "were")} left out`];
}

function placeOf({ table, header }: TableMatch, fileName: string): string {
  return table.sheet === null
    ? `${fileName}:${header.record.line}`
    : `${fileName}, sheet ${quoteValue(table.sheet)}, row ${header.record.line}`;
}

function refuseRepeatedHeadings({ record, labels }: HeaderCandidate, fileName: string): void {
  const keys = labels.map(normalizeLabel);
  const repeatedAt = keys.flatMap((key, place) => (key !== "" && keys.indexOf(key) !== place ? [place] : []));
  const [first] = repeatedAt;
  if (first === undefined) return;
  const repeated = repeatedAt.map((place) => quoteValue(record.cells[place] ?? "")).join(", ");
  const gap = keys.lastIndexOf("", first);
  const place = `${fileName}:${record.line}`;
  if (gap > 0 && repeatedAt.length > 1) {
    const [left, right] = [columnLetters(gap - 1), columnLetters(gap + 1)];
    throw new FlpError(
      exitCode.layout,
      `two tables stand side by side: the headings ${repeated} come twice, up to column ${left} and from column ${right} on`,
      { place, remedy: "move one of the tables to a file of its own" },
    );
  }
  throw new FlpError(exitCode.layout, `two columns have the heading ${repeated}`, {
    place,
    remedy: "rename or remove one of them: which one counts cannot be told",
  });
}

function severalFit(fileName: string, matching: readonly TableMatch[]): FlpError {
  const ids = [...new Set(matching.map(({ fit }) => fit.profile.id))];
  const sheets = [...new Set(matching.map(({ table }) => table.sheet ?? ""))];
  if (sheets.length > 1) {
    return new FlpError(
      exitCode.layout,
      `more than one sheet can be read: ${sheets.map(quoteValue).join(", ")}`,
      {
        place: fileName,
        remedy: "hide or remove the sheets that are not the extract, or name its sheet in the profile",
      },
    );
  }
  return new FlpError(exitCode.layout, `the layout fits more than one profile: ${ids.join(", ")}`, {
    place: matching[0] === undefined ? fileName : placeOf(matching[0], fileName),
    remedy: "name the right one with --profile",
  });
}

function notKnown(fileName: string, candidates: readonly Profile[], fits: readonly TableMatch[]): FlpError {
  const closest = closestOf(fits);
  const remedy =
    "correct the header, or describe the layout in a new file under pipelines/monthly/profiles: flp profiles try FILE writes a draft";
  if (closest === undefined) {
    const wanted = candidates.map(({ xlsx }) => xlsx.sheet).filter((sheet) => sheet !== null);
    const lines =
      wanted.length === 0 ? [] : [`sheets that profiles name: ${wanted.map(quoteValue).join(", ")}`];
    return new FlpError(exitCode.layout, "the workbook has no visible sheet with a table", {
      place: fileName,
      lines,
      remedy,
    });
  }
  const list = (headings: readonly string[]): string =>
    headings.length === 0 ? "none" : headings.map(quoteValue).join(", ");
  const { fit } = closest;
  const { record } = closest.header;
  const problems = columnProblems(fit, record.line, closest.table.sheet);
  return new LayoutError("the layout is not known: it fits no profile", problems, {
    place: placeOf(closest, fileName),
    lines: [
      `closest profile: ${fit.profile.id} (${fit.profile.title})`,
      `columns missing: ${list(fit.missing)}`,
      `columns not known: ${list(fit.unknown)}`,
      ...hintsOf(fit),
      ...(fit.daysForMonths.length === 0
        ? []
        : [`headings that hold a day where a month must stand: ${list(fit.daysForMonths)}`]),
      ...(fit.monthPlace === null && fit.profile.month.fileName !== null
        ? ["a month that no column tells can be given with --month YYYY-MM"]
        : []),
    ],
    remedy,
  });
}
