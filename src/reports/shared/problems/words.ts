import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { ListedProblem } from "../../../domain/shapes/problem-code.js";
import type { ProblemTexts } from "./texts.js";
import { problemFacts } from "./texts.js";

/** A problem in the supplier's language. */
export interface WordedProblem {
  line: number | null;
  sheet: string | null;
  column: string | null;
  value: string | null;
  wrong: string;
  expected: string;
  remedy: string;
  code: string;
}

/** Puts problems into the words of a text file. */
export function wordProblems(problems: readonly ListedProblem[], texts: ProblemTexts): WordedProblem[] {
  return problems.map(({ line, sheet, column, value, code, facts }) => {
    const wording = texts.problems[code];
    const known = { ...facts, value: value ?? "" };
    const words = Object.fromEntries(
      problemFacts.map((name) => [name, Reflect.get(known, name) ?? ""]),
    ) as Record<(typeof problemFacts)[number], string>;
    return {
      line,
      sheet,
      column,
      value,
      wrong: fillSentence(wording.wrong, words),
      expected: fillSentence(wording.expected, words),
      remedy: fillSentence(wording.remedy, words),
      code,
    };
  });
}
