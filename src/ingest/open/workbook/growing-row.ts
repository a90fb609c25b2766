import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { beyondLimit } from "../../../office/office-error.js";
import type { CellMark, TextRecord } from "../../read/table/records.js";
import { cellTooLong, columnsBeyond } from "../record-checks.js";

/** Most characters of a cell of Excel; of a longer one no more are kept in memory, and its row is bad. */
const longestCell = 32_767;

/** A row of a sheet while its cells are met, from left to right. */
export class GrowingRow {
  /** Places of cells that hold what looks like a civil registration number. */
  readonly cprPlaces: number[] = [];
  private readonly cells: string[] = [];
  private readonly marks = new Map<number, CellMark>();
  private longest = 0;

  constructor(
    private readonly limits: ReadLimits,
    private readonly row: { line: number; isHidden: boolean },
  ) {}

  /** Takes the text of a cell, and what a text alone does not say of it. Places count from 0 and only grow. */
  put(place: number, text: string, mark: CellMark | null): void {
    if (text === "" && mark === null) return;
    if (place >= this.limits.maxColumns)
      throw beyondLimit(columnsBeyond(place + 1, this.limits), { line: this.row.line });
    while (this.cells.length < place) this.cells.push("");
    this.cells.push(text.length > longestCell ? copyOf(text.slice(0, longestCell)) : text);
    if (mark !== null) this.marks.set(place, mark);
    if (text.length > this.longest) this.longest = text.length;
  }

  /** The record that the row is; null for a blank one. */
  record(): TextRecord | null {
    const { cells, marks, cprPlaces, limits, longest } = this;
    const { line, isHidden } = this.row;
    if (marks.size === 0 && cells.every((cell) => cell.trim() === "")) return null;
    const isTooLong = longest > limits.maxCellCharacters;
    const problems = isTooLong ? [cellTooLong(line, longest, limits.maxCellCharacters)] : [];
    const isPlain = marks.size === 0 && cprPlaces.length === 0 && !isHidden && !isTooLong;
    return { line, cells, remarks: isPlain ? null : { marks, cprPlaces, problems, isHidden } };
  }
}

/** A copy that does not keep the longer text alive of which it is a part. */
function copyOf(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
