import type { NoteField } from "../../../domain/shapes/follow-up.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { quoteValue } from "../../../domain/shapes/problem.js";
import type { Clinic } from "../returned/issued.js";
import type { UnplacedWord } from "../tell/word-problem.js";
import { wordProblem } from "../tell/word-problem.js";
import type { Word, WordPlace } from "../words/word.js";

/** What a return says now of a cell of one of its clinics. */
export interface Statement {
  clinic: Clinic;
  field: NoteField;
  /** Id of a choice, a day as `yyyy-MM-dd`, or a text; null: the cell was emptied. */
  value: string | null;
  place: WordPlace;
}

/** What was found of one cell of a clinic: what it says, and what of it cannot be taken. */
export interface Found {
  statements: Statement[];
  unplaced: UnplacedWord[];
}

/** What is wrong with a cell whose value the file does not have; null: nothing. */
export function faultOf(word: Word): Problem | null {
  if (word.mark === "no-value")
    return wordProblem(
      "cell-no-value",
      `the cell holds the formula ${quoteValue(word.text)} without a stored value; expected plain text, it was left out`,
      word,
    );
  if (word.mark === "error")
    return wordProblem(
      "cell-error",
      `the cell shows the error ${quoteValue(word.text)}; expected plain text, it was left out`,
      word,
    );
  return null;
}
