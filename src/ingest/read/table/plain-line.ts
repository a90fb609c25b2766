import type { TextRecord } from "./records.js";

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
