import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";

/** The problems of two rows of one key: one for each line, naming the other. */
export function duplicateProblems(
  { line, firstLine }: { line: number; firstLine: number },
  sheet: string | null,
): Problem[] {
  const pair = [
    [line, firstLine],
    [firstLine, line],
  ] as const;
  return pair.map(([own, other]) =>
    problemOf(
      "duplicate",
      `the same key as line ${other}; expected each key once, keep the right one of the two rows`,
      { line: own, sheet, facts: { other: String(other) } },
    ),
  );
}
