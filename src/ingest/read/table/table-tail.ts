import type { TableWords } from "../../../defs/files/table-words.js";
import { normalizeLabel } from "../../../defs/labels.js";
import type { DecimalMark } from "../../../domain/numbers.js";
import { parseCount, parseMillionths } from "../../../domain/numbers.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import { decimalMarkOf } from "../plan-counts.js";
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

  constructor(plan: ColumnPlan, words: TableWords) {
    this.totals = [...words.totals, ...plan.profile.values.totals];
    this.footers = plan.profile.values.footers;
    this.numberPlace = plan.placeOf("ydernummer");
    this.countPlaces = countPlaces(plan);
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
  private isPlainRow({ cells, remarks }: TextRecord): boolean {
    if (remarks !== null && (remarks.isUnread === true || remarks.cprPlaces.length > 0)) return true;
    if (remarks !== null && remarks.problems.length > 0) return true;
    return this.numberPlace !== null && /^\s*\d{1,6}\s*$/.test(cells[this.numberPlace] ?? "");
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
    if (filled.some(({ text }) => isTotal(text)) && (!/\p{L}/u.test(number) || isTotal(number)))
      return "total";
    const hasCount = this.countPlaces.some((place) => /\d/.test(cells[place] ?? ""));
    if (hasCount) return null;
    const [only, another] = filled;
    if (filled.length > maxNoteCells)
      return isFree && filled.every(({ text }) => /\p{L}/u.test(text)) ? "another-table" : null;
    if (only === undefined || another !== undefined) return isFree ? "note" : null;
    const begin = (text = ""): string => text.trim().slice(0, sharedLetters).toLowerCase();
    if (begin(previous?.cells[only.place]) === begin(only.text)) return null;
    return isFree || /\p{L}{2}.*[\s:]/u.test(only.text) ? "note" : null;
  }
}

/** True for rows held back that begin another table: text alone, below a blank row, with rows of a table beneath it. */
export function beginsAnotherTable({ record, isApart }: TailRow): boolean {
  return isApart && record.cells.every((cell) => cell.trim() === "" || /\p{L}/u.test(cell));
}

/** Columns whose cells a total row sums up, by place. */
function countPlaces(plan: ColumnPlan): number[] {
  const fields = ["new", "maintained", "doctors"].map((field) => plan.placeOf(field));
  return [...fields.filter((place) => place !== null), ...plan.wide.map(({ place }) => place)];
}

/** What came of holding a total row against the rows above it. */
export type TotalVerdict =
  | { kind: "agrees"; columns: number }
  | { kind: "differs"; place: number; seen: string; sum: string }
  /** The total itself holds no number, or a row above it: nothing can be said. */
  | { kind: "cannot-tell"; without: "total" | "rows" };

/** Sums the columns of a table as its file says them, to hold total rows against. */
export class TableSums {
  private readonly sums: Map<number, number>;
  private readonly unreadable = new Set<number>();
  private readonly mark: DecimalMark | null;
  private readonly empty: readonly string[];

  constructor(private readonly plan: ColumnPlan) {
    this.mark = decimalMarkOf(plan);
    this.empty = plan.profile.values.empty;
    this.sums = new Map(countPlaces(plan).map((place) => [place, 0]));
  }

  /** Adds a row of the table. */
  add({ cells, remarks }: TextRecord): void {
    for (const [place, sum] of this.sums) {
      const text = (cells[place] ?? "").trim();
      const mark = remarks?.marks.get(place);
      const value = text === "" || this.empty.includes(normalizeLabel(text)) ? 0 : this.valueOf(text, place);
      if (value === null || mark === "error" || mark === "no-value") this.unreadable.add(place);
      else this.sums.set(place, sum + value);
    }
  }

  /** Holds a total row against the sums: all of its numbers, of which there must be one. */
  verdictOn({ cells, remarks }: TextRecord): TotalVerdict {
    let columns = 0;
    for (const [place, sum] of this.sums) {
      const text = (cells[place] ?? "").trim();
      if (text === "") continue;
      const value = this.valueOf(text, place);
      if (value === null || remarks?.marks.get(place) === "error")
        return { kind: "cannot-tell", without: "total" };
      if (this.unreadable.has(place)) return { kind: "cannot-tell", without: "rows" };
      if (value !== sum) return { kind: "differs", place, seen: text, sum: this.textOf(sum, place) };
      columns += 1;
    }
    return columns === 0 ? { kind: "cannot-tell", without: "total" } : { kind: "agrees", columns };
  }

  private isDoctors(place: number): boolean {
    return place === this.plan.placeOf("doctors");
  }

  private valueOf(text: string, place: number): number | null {
    return this.isDoctors(place) ? parseMillionths(text, this.mark) : parseCount(text, this.mark);
  }

  private textOf(sum: number, place: number): string {
    return this.isDoctors(place) ? String(sum / 1_000_000).replace(".", ",") : String(sum);
  }
}
