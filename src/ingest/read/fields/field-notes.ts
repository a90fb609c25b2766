import { noun } from "../../../lib/words.js";
import { quoteValue } from "../../../domain/shapes/problem.js";

/** What was set right in the cells of one column. */
interface ColumnNote {
  count: number;
  firstLine: number;
  example: string;
}

/** Counts, column by column, cells that were read otherwise than they are written. For one reading of one file. */
export class FieldNotes {
  private readonly tidied = new Map<string, ColumnNote>();
  private readonly emptied = new Map<string, ColumnNote>();
  private readonly oddlyWritten = new Map<string, ColumnNote>();

  /** Takes notice of a text that was stored without what nobody sees in it. */
  noteTidied(column: string, line: number, text: string): void {
    add(this.tidied, column, { line, text });
  }

  /** Takes notice of a word for nothing that was read as an empty cell. */
  noteEmptied(column: string, line: number, text: string): void {
    add(this.emptied, column, { line, text });
  }

  /** Takes notice of a whole number with decimals, or with blanks between its thousands. */
  noteOddlyWritten(column: string, line: number, text: string): void {
    add(this.oddlyWritten, column, { line, text });
  }

  /** What the user should know; complete after reading. */
  warnings(): string[] {
    const tidied = [...this.tidied].map(
      ([column, { count, firstLine }]) =>
        `${count} ${noun(count, "cell")} of the column ${quoteValue(column)} ${noun(count, "holds", "hold")} characters that nobody sees, or blanks of another kind (first in line ${firstLine}); ${noun(count, "it was", "they were")} stored without them`,
    );
    const emptied = [...this.emptied].map(
      ([column, { count, firstLine, example }]) =>
        `${count} ${noun(count, "cell")} of the column ${quoteValue(column)} ${noun(count, "says", "say")} that there is nothing, such as ${quoteValue(example)} (first in line ${firstLine}); ${noun(count, "it was", "they were")} read as empty (empty-values.yaml and the profile list such words)`,
    );
    const oddlyWritten = [...this.oddlyWritten].map(
      ([column, { count, firstLine, example }]) =>
        `${count} ${noun(count, "number")} of the column ${quoteValue(column)} ${noun(count, "is", "are")} written with decimals or blanks, such as ${quoteValue(example)} (first in line ${firstLine}); ${noun(count, "it was read as a whole number", "they were read as whole numbers")}`,
    );
    return [...tidied, ...emptied, ...oddlyWritten];
  }
}

function add(
  notes: Map<string, ColumnNote>,
  column: string,
  { line, text }: { line: number; text: string },
): void {
  const note = notes.get(column);
  if (note === undefined) notes.set(column, { count: 1, firstLine: line, example: text });
  else note.count += 1;
}
