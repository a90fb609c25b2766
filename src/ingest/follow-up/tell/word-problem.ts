import type { Problem, ProblemCode } from "../../../domain/shapes/problem.js";
import { problemOf, quoteValue } from "../../../domain/shapes/problem.js";
import { addressOf, columnLetters } from "../../../office/cell-address.js";
import type { Word, WordPlace } from "../words/word.js";

/** A text that has no place, as it is told. */
export interface UnplacedWord {
  word: Word;
  problem: Problem;
}

/** A problem about a text of a returned workbook, with its place and the whole text. */
export function wordProblem(code: ProblemCode, message: string, { place, text }: Word): Problem {
  const { line, sheet, column, heading } = place;
  const shown = heading ?? (column === null ? null : columnLetters(column));
  const cell = cellOf(place);
  return problemOf(code, message, {
    ...{ line, sheet, column: shown, value: text === "" ? null : text },
    facts: cell === null ? {} : { cell },
  });
}

/** Address of the cell that a text stands in or is fastened to; null for none. */
export function cellOf({ line, column }: WordPlace): string | null {
  return line === null || column === null ? null : addressOf({ row: line, column });
}

const kinds = {
  cell: "",
  formula: "",
  comment: "a comment: ",
  "text-box": "a text box: ",
  picture: "",
  "page-header": "a page header or footer: ",
  property: "a property or name of the file: ",
} as const;

/** Why a text has no place, and what to ask its author, such as `the region`; null for one that has. */
export function unplacedProblem(word: Word, author: string): Problem | null {
  const { text, unplaced, reason, sent, place } = word;
  const quoted = `${kinds[place.kind]}${quoteValue(text)}`;
  switch (unplaced) {
    case null:
      return null;
    case "edited":
      return wordProblem(
        "follow-up-edited",
        `${quoteValue(text)} stands where ${quoteValue(sent ?? "")} was sent out; figures are never read back, ask ${author} whether ours is wrong`,
        word,
      );
    case "unclear":
      return wordProblem(
        "follow-up-unplaced",
        `${quoted} was written here, but it is not clear about which clinic; write it into the row of its clinic`,
        word,
      );
    case "torn":
      if (text === "") return null;
      return wordProblem(
        reason?.startsWith("was") === true ? "follow-up-moved" : "follow-up-torn",
        `${quoted} was not stored: ${reason ?? ""}; ask ${author} which clinic it means`,
        word,
      );
    case "stranger":
      return wordProblem(
        "follow-up-clinic",
        `${reason ?? ""}; what stands in its row was left out${text === "" ? "" : `: ${quoteValue(text)}`}`,
        word,
      );
    case "picture":
      return wordProblem(
        "follow-up-picture",
        `a picture or chart was put here; what it shows cannot be read, ask ${author} for text`,
        word,
      );
  }
}
