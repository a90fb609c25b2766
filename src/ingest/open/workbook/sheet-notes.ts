import { noun } from "../../../lib/words.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../../domain/shapes/problem.js";
import type { CellRange } from "../../../office/cell-address.js";
import { addressOf, addressOfRange, columnLetters } from "../../../office/cell-address.js";
import type { TextRecord } from "../../read/table/records.js";

/** How many rows or columns a warning names before it only counts the rest. */
const namedPlaces = 5;

/** A header of several rows is written with merged cells: their text is read for each column below. */
function isOfHeaderRows(range: CellRange, { headerFirstLine, headerLine }: ColumnPlan): boolean {
  const isBelowAnother = range.firstRow < headerLine;
  return isBelowAnother && range.firstRow >= headerFirstLine && range.lastRow <= headerLine;
}

/** What the rows of a table tell on the way that is no problem of one row. */
export class SheetNotes {
  private readonly hiddenRows: number[] = [];
  private hiddenCount = 0;
  private readonly paddedNumbers = new Map<number, { count: number; firstLine: number }>();
  private lastLine = 0;
  private readonly hasSpareHeading: boolean;
  private spareEnds = 0;
  private readonly unnamed: readonly number[];
  private readonly unnamedValues = new Map<number, { count: number; firstLine: number }>();
  private readonly beside: string[] = [];
  private besideCount = 0;
  private readonly numberPlaces: readonly number[];

  constructor(private readonly plan: ColumnPlan) {
    this.numberPlaces = ["ydernummer", "successor"]
      .map((field) => plan.placeOf(field))
      .filter((place) => place !== null);
    this.hasSpareHeading = plan.sheet === null && plan.headings.at(-1)?.trim() === "";
    this.unnamed = plan.headings.flatMap((heading, place) => (heading.trim() === "" ? [place] : []));
  }

  /** Takes notice of one record. */
  note(record: TextRecord): void {
    this.lastLine = record.line;
    if (this.plan.rowWidth > this.plan.headings.length && record.cells.length === this.plan.rowWidth)
      this.spareEnds += 1;
    if (record.remarks !== null) this.noteRemarks(record);
    if (this.unnamed.length > 0) this.noteUnnamed(record);
    if (this.plan.sheet !== null && record.cells.length > this.plan.headings.length) this.noteBeside(record);
  }

  private noteUnnamed({ line, cells }: TextRecord): void {
    for (const place of this.unnamed) {
      if ((cells[place] ?? "").trim() === "") continue;
      const known = this.unnamedValues.get(place);
      this.unnamedValues.set(place, { count: (known?.count ?? 0) + 1, firstLine: known?.firstLine ?? line });
    }
  }

  private noteBeside({ line, cells }: TextRecord): void {
    for (const [place, text] of cells.entries()) {
      if (place < this.plan.headings.length || text.trim() === "") continue;
      this.besideCount += 1;
      if (this.besideCount <= namedPlaces)
        this.beside.push(`${addressOf({ row: line, column: place })} ${quoteValue(text.trim())}`);
    }
  }

  private noteRemarks({ line, cells, remarks }: TextRecord): void {
    if (remarks?.isHidden === true) {
      this.hiddenCount += 1;
      if (this.hiddenCount <= namedPlaces) this.hiddenRows.push(line);
    }
    for (const place of this.numberPlaces) {
      if (remarks?.marks.get(place) !== "number" || (cells[place] ?? "").length >= 6) continue;
      const known = this.paddedNumbers.get(place);
      this.paddedNumbers.set(place, {
        count: (known?.count ?? 0) + 1,
        firstLine: known?.firstLine ?? line,
      });
    }
  }

  /** The problems of merged cells within the table: which row their value belongs to cannot be told. */
  mergedCells(merged: readonly CellRange[]): Problem[] {
    const { plan } = this;
    const inTable = merged.filter(
      (range) =>
        range.lastRow >= plan.headerFirstLine &&
        !isOfHeaderRows(range, plan) &&
        range.firstRow <= Math.max(this.lastLine, plan.headerLine) &&
        range.firstColumn < plan.headings.length,
    );
    return inTable.map((range) => {
      const address = addressOfRange(range);
      return problemOf(
        "merged",
        `the cells ${address} are merged; expected a value in each cell of the table, unmerge them and write the value into each row`,
        {
          line: range.firstRow,
          sheet: plan.sheet,
          column: plan.headings[range.firstColumn]?.trim() ?? null,
          value: address,
        },
      );
    });
  }

  private spareWarnings(): string[] {
    const more = this.spareEnds;
    if (this.hasSpareHeading && !this.unnamedValues.has(this.plan.headings.length - 1))
      return ["the header ends with a delimiter too many; the empty column behind it was left out"];
    return more === 0
      ? []
      : [`${more} ${noun(more, "row ends", "rows end")} with a delimiter too many, which was left out`];
  }

  /** Values that no heading says the meaning of. */
  private unnamedWarnings(): string[] {
    const columns = [...this.unnamedValues].map(
      ([place, { count, firstLine }]) =>
        `column ${columnLetters(place)} has no heading; its values in ${count} ${noun(count, "row", "rows")} (first in row ${firstLine}) were left out`,
    );
    const more = this.besideCount > namedPlaces ? ` and ${this.besideCount - namedPlaces} more` : "";
    return this.besideCount === 0
      ? columns
      : [...columns, `cells beside the table were left out: ${this.beside.join(", ")}${more}`];
  }

  /** What the user should know of the sheet. */
  warnings(hiddenColumns: readonly number[]): string[] {
    const { plan } = this;
    const warnings = [...this.spareWarnings(), ...this.unnamedWarnings()];
    for (const [place, { count, firstLine }] of this.paddedNumbers) {
      warnings.push(
        `${count} ${noun(count, "cell")} of the column ${quoteValue(plan.headings[place] ?? "")} ${noun(count, "is a number that lost its", "are numbers that lost their")} leading zeros (first in row ${firstLine}); ${noun(count, "it was", "they were")} padded to six digits, ask the supplier for text`,
      );
    }
    if (this.hiddenCount > 0) {
      const more = this.hiddenCount > namedPlaces ? ` and ${this.hiddenCount - namedPlaces} more` : "";
      warnings.push(`hidden rows were read like the others: ${this.hiddenRows.join(", ")}${more}`);
    }
    const inTable = hiddenColumns.filter((place) => (plan.headings[place] ?? "").trim() !== "");
    if (inTable.length > 0) {
      const shown = inTable
        .slice(0, namedPlaces)
        .map((place) => `${columnLetters(place)} ${quoteValue(plan.headings[place] ?? "")}`);
      const more = inTable.length > namedPlaces ? ` and ${inTable.length - namedPlaces} more` : "";
      warnings.push(`hidden columns were read like the others: ${shown.join(", ")}${more}`);
    }
    return warnings;
  }
}
