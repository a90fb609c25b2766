import type { TableWords } from "../../../defs/files/table-words.js";
import { normalizeLabel } from "../../../defs/labels.js";
import { parseAmount } from "../../../domain/amount.js";
import { amountWords } from "../../../domain/danish.js";
import { parseCount, parseMillionths, plainCount } from "../../../domain/numbers.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import { decimalMarkOf } from "../plan-counts.js";
import { PlainLine } from "./plain-line.js";
import type { TextRecord } from "./records.js";

/** A row that may stand below the table and not in it. */
export interface TailRow {
  record: TextRecord;
  kind: "note" | "total";
  /** True when a blank row stands before it. */
  isApart: boolean;
}

/** What a record below the header is: a row of the table, held back for now, or the beginning of another table. */
export type RecordRole = "row" | "held" | "another-table";

/** How many filled cells a note has at most, such as `Kilde:` and `PLSP`. */
const maxNoteCells = 2;

/** How many rows below a table may be notes or totals: more are rows of a table that is not known. */
const maxTailRows = 50;

/** Letters that a note may share with the cell above it: more, and it may be the beginning of a row that was cut. */
const sharedLetters = 3;

/**
 * Holds rows back that may be a note or a total below the table, until it is known whether rows of the table follow. For
 * one reading of one table, text file or sheet.
 */
export class TableTail {
  private held: TailRow[] = [];
  private previous: TextRecord | null = null;
  private readonly totals: readonly RegExp[];
  private readonly footers: readonly string[];
  private readonly numberPlace: number | null;
  private readonly countPlaces: readonly number[];
  private readonly isOfTexts: boolean;

  constructor(plan: ColumnPlan, words: TableWords) {
    this.totals = [...words.totals, ...plan.profile.values.totals];
    this.footers = plan.profile.values.footers;
    this.numberPlace = plan.placeOf("ydernummer");
    this.countPlaces = summedColumns(plan).map(({ place }) => place);
    // Where no number tells a row, a lone cell right below the table may be an entry of which the rest lacks, and a word
    // for a total may begin an entry.
    this.isOfTexts = plan.profile.kind === "status-register";
  }

  /** Takes a record below the header and holds it back where it may be a note or a total. */
  take(record: TextRecord): RecordRole {
    const { previous } = this;
    this.previous = record;
    if (this.isPlainRow(record)) return "row";
    const isApart = previous !== null && record.line > previous.line + 1;
    const kind = this.kindOf(record, { previous, isFree: isApart || this.held.length > 0 });
    if (kind === "another-table") return kind;
    if (kind === null || this.held.length >= maxTailRows) return "row";
    this.held.push({ record, kind, isApart });
    return "held";
  }

  /** Gives the rows that were held back, and forgets them. */
  release(): TailRow[] {
    const { held } = this;
    if (held.length > 0) this.held = [];
    return held;
  }

  /** Nearly all rows name a ydernummer, and then belong to the table. */
  private isPlainRow(record: TextRecord): boolean {
    if (record instanceof PlainLine) return true;
    const { cells, remarks } = record;
    if (remarks !== null && (remarks.isUnread === true || remarks.cprPlaces.length > 0)) return true;
    if (remarks !== null && remarks.problems.length > 0) return true;
    if (this.numberPlace === null) return false;
    const number = cells[this.numberPlace] ?? "";
    return plainCount(number) !== null || /^\s*\d{1,6}\s*$/.test(number);
  }

  private kindOf(
    { cells }: TextRecord,
    { previous, isFree }: { previous: TextRecord | null; isFree: boolean },
  ): TailRow["kind"] | "another-table" | null {
    const filled = cells.flatMap((cell, place) => (cell.trim() === "" ? [] : [{ place, text: cell.trim() }]));
    const isTotal = (text: string): boolean => this.totals.some((word) => word.test(text.normalize("NFC")));
    const [first] = filled;
    const label = normalizeLabel(first?.text ?? "");
    if (this.footers.some((footer) => label.startsWith(footer))) return "note";
    const number = this.numberPlace === null ? "" : (cells[this.numberPlace] ?? "").trim();
    const hasCount = this.countPlaces.some((place) => /\d/.test(cells[place] ?? ""));
    if (
      filled.some(({ text }) => isTotal(text)) &&
      (!/\p{L}/u.test(number) || isTotal(number)) &&
      (hasCount || !this.isOfTexts)
    )
      return "total";
    if (hasCount) return null;
    const [only, another] = filled;
    if (filled.length > maxNoteCells)
      return isFree && filled.every(({ text }) => /\p{L}/u.test(text)) ? "another-table" : null;
    if (only === undefined || another !== undefined) return isFree ? "note" : null;
    const begin = (text = ""): string => text.trim().slice(0, sharedLetters).toLowerCase();
    if (begin(previous?.cells[only.place]) === begin(only.text)) return null;
    if (this.isOfTexts) return isFree ? "note" : null;
    return isFree || /\p{L}{2}.*[\s:]/u.test(only.text) ? "note" : null;
  }
}

/** True for rows held back that begin another table: text alone, below a blank row, with rows of a table beneath it. */
export function beginsAnotherTable({ record, isApart }: TailRow): boolean {
  return isApart && record.cells.every((cell) => cell.trim() === "" || /\p{L}/u.test(cell));
}

/** A column whose cells a total row sums up. */
interface SummedColumn {
  place: number;
  /** Null: the text is no number. */
  parse: (text: string) => number | null;
  render: (sum: number) => string;
}

function summedColumns(plan: ColumnPlan): SummedColumn[] {
  const { profile, wide } = plan;
  const mark = decimalMarkOf(plan);
  const at = (place: number | null, read: Omit<SummedColumn, "place">): SummedColumn[] =>
    place === null ? [] : [{ place, ...read }];
  const counts = { parse: (text: string) => parseCount(text, mark), render: String };
  if (profile.kind === "status-register") {
    const amounts = { parse: (text: string) => parseAmount(text, mark), render: amountWords };
    return profile.register.columns.flatMap(({ id, type }) => {
      if (type === "count") return at(plan.placeOf(id), counts);
      return type === "amount" ? at(plan.placeOf(id), amounts) : [];
    });
  }
  const doctors = {
    parse: (text: string) => parseMillionths(text, mark),
    render: (sum: number) => String(sum / 1_000_000).replace(".", ","),
  };
  return [
    ...["new", "maintained"].flatMap((field) => at(plan.placeOf(field), counts)),
    ...at(plan.placeOf("doctors"), doctors),
    ...wide.flatMap(({ place }) => at(place, counts)),
  ];
}

/** What came of holding a total row against the rows above it. */
export type TotalVerdict =
  | { kind: "agrees"; columns: number }
  | { kind: "differs"; place: number; seen: string; sum: string }
  /** The total itself holds no number, or a row above it: nothing can be said. */
  | { kind: "cannot-tell"; without: "total" | "rows" };

/** Sums the columns of a table as its file says them, to hold total rows against. */
export class TableSums {
  private readonly columns: (SummedColumn & { sum: number; isUnreadable: boolean })[];
  private readonly empty: readonly string[];

  constructor(plan: ColumnPlan) {
    this.empty = plan.profile.values.empty;
    this.columns = summedColumns(plan).map((column) => ({ ...column, sum: 0, isUnreadable: false }));
  }

  /** Adds a row of the table. */
  add({ cells, remarks }: TextRecord): void {
    for (const column of this.columns) {
      const text = (cells[column.place] ?? "").trim();
      const mark = remarks?.marks.get(column.place);
      const value = text === "" || this.empty.includes(normalizeLabel(text)) ? 0 : column.parse(text);
      if (value === null || mark === "error" || mark === "no-value") column.isUnreadable = true;
      else column.sum += value;
    }
  }

  /** Holds a total row against the sums: all of its numbers, of which there must be one. */
  verdictOn({ cells, remarks }: TextRecord): TotalVerdict {
    let columns = 0;
    for (const { place, sum, isUnreadable, parse, render } of this.columns) {
      const text = (cells[place] ?? "").trim();
      if (text === "") continue;
      const value = parse(text);
      if (value === null || remarks?.marks.get(place) === "error")
        return { kind: "cannot-tell", without: "total" };
      if (isUnreadable) return { kind: "cannot-tell", without: "rows" };
      if (value !== sum) return { kind: "differs", place, seen: text, sum: render(sum) };
      columns += 1;
    }
    return columns === 0 ? { kind: "cannot-tell", without: "total" } : { kind: "agrees", columns };
  }
}
