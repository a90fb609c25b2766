import type { TextRecord } from "./records.js";

/**
 * Reads a line of a text, from its first character to the one behind its last, straight into a row; null for a line that is
 * not as plain as can be, which is cut into cells and read cell by cell. What it reads must be what reading cell by cell
 * would give, without a problem and without a remark; nothing of it looks like a civil registration number.
 */
export type LineReader = (text: string, start: number, end: number, line: number) => object | null;

/** A line that was read without being cut into cells: they are cut where somebody asks for them. */
export class PlainLine implements TextRecord {
  readonly remarks = null;

  constructor(
    readonly line: number,
    /** What was read of it. */
    readonly row: object,
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  get cells(): string[] {
    return this.text.split(this.delimiter);
  }
}
