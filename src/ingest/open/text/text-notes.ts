import { noun } from "../../../lib/words.js";
import { quoteValue } from "../../../domain/shapes/problem.js";

/** What was set right in a text file while it was read. */
export class TextNotes {
  hasEndMark = false;
  /** The line that declares the delimiter, as it stands; null for a file without. */
  delimiterLine: string | null = null;
  /** Cells written as `="010190"` or `'010190`. */
  private markedTexts = 0;
  private example = "";

  /** Begins once more: a file may be read several times. */
  startOver(): void {
    this.hasEndMark = false;
    this.delimiterLine = null;
    this.markedTexts = 0;
  }

  /** Counts a cell whose text stood behind a mark that keeps a spreadsheet from reading it as a number. */
  noteMarked(cell: string): void {
    if (this.markedTexts === 0) this.example = cell;
    this.markedTexts += 1;
  }

  /** What the user should know; complete after reading. */
  warnings(): string[] {
    const warnings: string[] = [];
    if (this.delimiterLine !== null)
      warnings.push(
        `the first line ${quoteValue(this.delimiterLine)} tells the delimiter and was read as that`,
      );
    if (this.markedTexts > 0)
      warnings.push(
        `${this.markedTexts} ${noun(this.markedTexts, "cell")} with a mark that means text, such as ${quoteValue(this.example)}, ${noun(this.markedTexts, "was", "were")} read without it`,
      );
    if (this.hasEndMark)
      warnings.push("the file ends with Ctrl-Z, the end mark of old programs, which was left out");
    return warnings;
  }
}
