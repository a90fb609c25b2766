import type { Problem } from "./problem.js";

/** Why rows of a file are bad: all problems of one kind in one column, told once. */
export interface ProblemCause {
  code: Problem["code"];
  sheet: string | null;
  /** Heading of the column; null for rows as a whole, or the file. */
  column: string | null;
  /** How many problems have this cause, whether or not all of them are kept. */
  count: number;
  /** First and last line; null where the problem is about the file as a whole. */
  first_line: number | null;
  last_line: number | null;
  /** The first problems with values of their own, at most three: what is wrong, what was expected and what to do. */
  examples: Pick<Problem, "line" | "value" | "message" | "facts">[];
}

const mostExamples = 3;

/** Gathers problems by cause while they are found; memory grows with the causes, not with the problems. */
export class CauseList {
  private readonly causes = new Map<string, ProblemCause>();

  /** Takes problems in any order. */
  add(problems: readonly Problem[]): void {
    for (const problem of problems) this.addOne(problem);
  }

  /** The causes in the order in which the first problem of each was found. */
  all(): ProblemCause[] {
    return [...this.causes.values()];
  }

  private addOne({ code, sheet, column, line, value, message, facts }: Problem): void {
    const key = [code, sheet, column].join("\n");
    const cause = this.causes.get(key) ?? {
      ...{ code, sheet, column, count: 0, first_line: line, last_line: line, examples: [] },
    };
    this.causes.set(key, cause);
    cause.count += 1;
    if (line !== null) {
      cause.first_line = Math.min(cause.first_line ?? line, line);
      cause.last_line = Math.max(cause.last_line ?? line, line);
    }
    const isKnown = value !== null && cause.examples.some((one) => one.value === value);
    if (cause.examples.length < mostExamples && !isKnown)
      cause.examples.push({ line, value, message, facts });
  }
}

/** Problems by cause. */
export function causesOf(problems: readonly Problem[]): ProblemCause[] {
  const list = new CauseList();
  list.add(problems);
  return list.all();
}
