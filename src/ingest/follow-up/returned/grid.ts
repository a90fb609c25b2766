import type { Problem } from "../../../domain/shapes/problem.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { beyondLimit } from "../../../office/office-error.js";
import { cprProblem } from "../../open/cpr-problem.js";
import type { CellRange } from "../../../office/cell-address.js";
import { addressOf } from "../../../office/cell-address.js";
import type { CellMark, TextTable } from "../../read/table/records.js";

/** A cell that is not blank. */
export interface GridCell {
  /** Column, counted from 0. */
  place: number;
  /** Its text without blanks round it, line ends as `\n`. */
  text: string;
  mark: CellMark | null;
}

/** A row that is not blank. */
export interface GridRow {
  /** As Excel counts. */
  line: number;
  cells: readonly GridCell[];
}

/** A sheet of a returned workbook, whatever it holds. */
export interface Grid {
  name: string;
  isVisible: boolean;
  rows: readonly GridRow[];
  merged: readonly CellRange[];
}

/**
 * Reads a sheet whole. What refuses the file, such as a civil registration number, is among the problems; a text that is
 * longer than a value of an extract is none here: a region may write as much as a cell takes.
 */
export async function readGrid(
  table: TextTable,
  { truth, limits }: { truth: TruthWords; limits: ReadLimits },
): Promise<{ grid: Grid; problems: Problem[] }> {
  const rows: GridRow[] = [];
  const problems: Problem[] = [];
  for await (const batch of table.read()) {
    problems.push(...batch.problems);
    refuseTooMuch(table, { limit: "maxReturnedRows", seen: batch.rowCount, limits });
    refuseTooMuch(table, { limit: "maxReturnedCells", seen: batch.cellCount, limits });
    for (const { line, cells, remarks } of batch.records) {
      problems.push(...(remarks?.problems ?? []).filter(({ code }) => code !== "cell-length"));
      for (const place of remarks?.cprPlaces ?? [])
        problems.push(
          cprProblem(`the cell ${addressOf({ row: line, column: place })}`, { line, sheet: table.sheet }),
        );
      const filled = cells.flatMap((cell, place): GridCell[] => {
        const mark = remarks?.marks.get(place) ?? null;
        if (mark === "truth")
          return [{ place, text: cell === "TRUE" ? truth.true : truth.false, mark: null }];
        const text = plainText(cell);
        return text === "" && mark === null ? [] : [{ place, text, mark }];
      });
      if (filled.length > 0) rows.push({ line, cells: filled });
    }
  }
  const { isVisible, remarks } = table;
  return { grid: { name: table.sheet ?? "", isVisible, rows, merged: remarks.merged }, problems };
}

/** What the region saw in a cell that is true or false: its spreadsheet shows words of its own language. */
export interface TruthWords {
  true: string;
  false: string;
}

/** What a fill or a format makes, which runs on to the end of the sheet. */
const fills = {
  maxReturnedRows: { what: "rows", remedy: "delete the rows below the table" },
  maxReturnedCells: { what: "cells", remedy: "delete the columns beside the table" },
} as const;

function refuseTooMuch(
  { sheet }: TextTable,
  { limit, seen, limits }: { limit: keyof typeof fills; seen: number; limits: ReadLimits },
): void {
  const { what, remedy } = fills[limit];
  const most = limits[limit];
  if (seen > most)
    throw beyondLimit(
      {
        ...{ limit, seen, most },
        what: `a sheet of the workbook has ${seen} ${what} or more, blank ones included`,
        remedy: `${remedy}, which a fill or a format made`,
      },
      { sheet },
    );
}

/** A text with line ends as `\n`, no other control characters (pasted text brings them unseen), and no blanks round it. */
export function plainText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\v\f\u{85}\u{2028}\u{2029}]/gu, "\n")
    .replaceAll(/(?![\n\t])\p{Cc}/gu, "")
    .trim();
}

/** The text of a cell of a row; empty where it is blank. */
export function textAt(row: GridRow, place: number): string {
  return row.cells.find((cell) => cell.place === place)?.text ?? "";
}
