import type { CodePage } from "../../domain/text/code-page.js";
import type { DecimalMark } from "../../domain/numbers.js";
import type { DateForm } from "../../domain/iso-date.js";
import type { StatusRegister } from "../status/register.js";
import type { ProfileColumn } from "./column.js";

/**
 * The forms in which a profile may expect a month: `2025-02`, `202502`, `02-2025`, `feb-25`, `Februar 2025` (Danish
 * names, any case), a date cell of Excel, `01-02-2025` or `01.02.2025`: days mean a month on its first day only.
 */
export const monthFormats = [
  "yyyy-MM",
  "yyyyMM",
  "MM-yyyy",
  "MMM-yy",
  "MMMM yyyy",
  "excel-date",
  "dd-MM-yyyy",
  "dd.MM.yyyy",
] as const;

export type MonthFormat = (typeof monthFormats)[number];

/** The two counts of a row. */
export type Measure = "new" | "maintained";

/** A column that holds the month of its row. */
export interface MonthColumn extends ProfileColumn {
  formats: MonthFormat[];
}

/** A column that tells whether the counts of its row are new or maintained plans. */
export interface MeasureColumn extends ProfileColumn {
  /** Cell values for each measure, in the form of `normalizeLabel`. */
  values: Record<Measure, string[]>;
}

/**
 * Where the month of a row stands. At most one of `column`, `yearAndMonth` and `headers` is set; `fileName` stands in
 * where that one is missing from a file. `--month` stands in for `fileName`. All null: `--month` is needed.
 */
export interface MonthSource {
  column: MonthColumn | null;
  /** Year and month (1 to 12, or a Danish name) in two columns. */
  yearAndMonth: { year: ProfileColumn; month: ProfileColumn } | null;
  /** The last match of the pattern in the file's name holds the month of the whole file in its only group. */
  fileName: { pattern: RegExp; formats: MonthFormat[] } | null;
  /** Forms of the month that stands for `{month}` in the headers of the wide columns. */
  headers: { formats: MonthFormat[] } | null;
}

/** Where the table of an XLSX file is. */
export interface XlsxOptions {
  /** Name of the sheet; null = the only visible one. */
  sheet: string | null;
  /** The header is the first row that fits the profile, at most this many rows below the first. */
  titleRows: number;
}

interface ProfileBase {
  /** Equal to the file's name without `.yaml`, e.g. `plsp-planer.v1`. */
  id: string;
  title: string;
  /** Who delivers files of this layout, and how the layout is known. */
  source: string;
  /** True when a column that the profile does not name refuses the file; else it is a warning. */
  strict: boolean;
  xlsx: XlsxOptions;
  values: ValueForms;
  month: MonthSource;
}

/** How the files of a layout write their values, where that differs from what is usual. */
export interface ValueForms {
  /** Code page of text files that are neither UTF-8 nor UTF-16; null: Windows-1252. */
  encoding: CodePage | null;
  /** What stands before decimals in text files; null: a comma, and a point where nothing else can be meant. */
  decimalMark: DecimalMark | null;
  /** Texts that mean an empty cell, in the form of `normalizeLabel`. */
  empty: string[];
  /** Forms of dates. */
  dates: DateForm[];
  /** Dates that mean no end, in the form of `normalizeLabel`. */
  noEnd: string[];
  /** By what its total rows are known, beside `table-words.yaml`. */
  totals: RegExp[];
  /** How rows below its table begin that are no rows of it, in the form of `normalizeLabel`. */
  footers: string[];
}

/** A column of counts in a wide layout. What is null stands in a column of its own. */
export interface WideColumn extends ProfileColumn {
  /** Code of the plan type that is counted. */
  planType: string | null;
  measure: Measure | null;
}

/**
 * Layout of plan counts. Either long, with `columns.new` and `columns.maintained`, or wide, with `wide`; the columns
 * that the form does not need are null.
 */
export interface PlanCountsProfile extends ProfileBase {
  kind: "plan-counts";
  columns: {
    ydernummer: ProfileColumn;
    planType: ProfileColumn | null;
    new: ProfileColumn | null;
    maintained: ProfileColumn | null;
    measure: MeasureColumn | null;
  };
  /** Columns of counts; empty in the long form. */
  wide: WideColumn[];
}

/** Layout of a clinic register. Null = the layout has no such column. */
export interface RegisterProfile extends ProfileBase {
  kind: "clinic-register";
  columns: {
    ydernummer: ProfileColumn;
    name: ProfileColumn;
    region: ProfileColumn;
    municipality: ProfileColumn | null;
    kind: ProfileColumn;
    doctors: ProfileColumn;
    opened: ProfileColumn;
    closed: ProfileColumn;
    system: ProfileColumn | null;
    successor: ProfileColumn | null;
  };
}

/** Layout of a status register, with all else that its file says of it. */
export interface StatusProfile extends ProfileBase {
  kind: "status-register";
  /** By the ids of the register's columns. */
  columns: Readonly<Record<string, ProfileColumn>>;
  register: StatusRegister;
}

/** A layout of files that are loaded. */
export type Profile = PlanCountsProfile | RegisterProfile | StatusProfile;
