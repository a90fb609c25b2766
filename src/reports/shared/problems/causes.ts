import type { ProblemCause } from "../../../domain/shapes/cause.js";
import type { ProblemTexts } from "./texts.js";
import { wordProblems } from "./words.js";

/** A cause in the supplier's language: what is wrong in how many rows, and what to do about all of them. */
export interface WordedCause {
  count: number;
  sheet: string | null;
  column: string | null;
  first_line: number | null;
  last_line: number | null;
  examples: string[];
  wrong: string;
  expected: string;
  remedy: string;
  code: string;
}

/**
 * Puts causes into the words of a text file; the first example of each stands for all of its rows, but where the text has words
 * for several rows together.
 */
export function wordCauses(causes: readonly ProblemCause[], texts: ProblemTexts): WordedCause[] {
  return causes.flatMap(({ examples, code, sheet, column, ...counted }) => {
    const [first] = examples;
    if (first === undefined) return [];
    const place = { code, sheet, column, line: first.line, value: first.value, facts: first.facts };
    const [worded] = wordProblems([place], texts);
    if (worded === undefined) return [];
    const { expected, remedy } = worded;
    const wrong = (counted.count > 1 ? texts.problems[code].many : undefined) ?? worded.wrong;
    const values = examples.map(({ value }) => value).filter((value) => value !== null);
    return [{ ...counted, code, sheet, column, examples: values, wrong, expected, remedy }];
  });
}
