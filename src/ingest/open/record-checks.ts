import { cellHoldsCpr } from "../../domain/cpr.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, UnreadableError } from "../../domain/shapes/problem.js";
import type { Excess, ReadLimits } from "../../defs/limits/read-limits.js";
import { limitProblem } from "../../defs/limits/read-limits.js";
import { PlainLine } from "../read/table/plain-line.js";
import type { TextRecord } from "../read/table/records.js";
import { problemRemarks } from "../read/table/records.js";

/**
 * Adds what is wrong with records as such: too many cells ends the reading, a cell too long spoils its record. Cells are
 * looked through for civil registration numbers where the text that they were cut from may hold one.
 */
export function checkRecords(records: readonly TextRecord[], limits: ReadLimits, mayHold: boolean): void {
  const { maxCellCharacters, maxColumns } = limits;
  for (const record of records) {
    if (record instanceof PlainLine) continue;
    const { cells, line } = record;
    if (cells.length > maxColumns)
      throw new UnreadableError(limitProblem(columnsBeyond(cells.length, limits), { line }));
    for (const cell of cells) {
      if (cell.length <= maxCellCharacters) continue;
      record.remarks ??= problemRemarks([cellTooLong(line, cell.length, maxCellCharacters)]);
    }
    if (!mayHold) continue;
    const cprPlaces = cells.flatMap((cell, place) => (cellHoldsCpr(cell) ? [place] : []));
    if (cprPlaces.length > 0) record.remarks = { ...(record.remarks ?? problemRemarks([])), cprPlaces };
  }
}

/** A record with more cells than any layout has. */
export function columnsBeyond(seen: number, { maxColumns: most }: ReadLimits): Excess {
  return { limit: "maxColumns", seen, most, what: `${seen} columns` };
}

/** The problem of a cell that is longer than any value of an extract. */
export function cellTooLong(line: number, seen: number, most: number): Problem {
  return problemOf(
    "cell-length",
    `a cell of ${seen} characters; expected at most ${most} (max_cell_characters in gates.yaml), shorten it, or check for a quotation mark that is missing or too many`,
    { line, value: String(seen), facts: { most: String(most) } },
  );
}
