import { CauseList } from "../../domain/shapes/cause.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { isProblemOfFile } from "../../domain/shapes/problem.js";

/**
 * How many problems of a file are kept. Beyond them they are only counted: a file with more is wrong as a whole, and
 * memory must not grow with it.
 */
export const maxKeptProblems = 50_000;

/** The problems of one file: the first ones as they are, all of them counted. */
export class ProblemList {
  readonly kept: Problem[] = [];
  /** How many there are, kept or not. */
  count = 0;
  /** True when one of them makes the whole file doubtful, so that no row of it may be stored. */
  hasProblemOfFile = false;
  /** All problems by cause, kept or not. */
  readonly causes = new CauseList();
  private lines = new Uint8Array(1 << 10);
  private lineCount = 0;

  /** Takes problems in the order in which they are found. */
  add(problems: readonly Problem[]): void {
    this.causes.add(problems);
    for (const problem of problems) {
      this.count += 1;
      if (this.kept.length < maxKeptProblems) this.kept.push(problem);
      if (isProblemOfFile(problem)) this.hasProblemOfFile = true;
      if (problem.line !== null) this.markLine(problem.line);
    }
  }

  /** Number of lines with at least one problem. */
  get badLines(): number {
    return this.lineCount;
  }

  /** True for a line with at least one problem. */
  isBad(line: number): boolean {
    return ((this.lines[line >> 3] ?? 0) & (1 << (line & 7))) !== 0;
  }

  /** The kept problems of one line. */
  byLine(): Map<number, Problem[]> {
    const byLine = new Map<number, Problem[]>();
    for (const problem of this.kept) {
      if (problem.line === null) continue;
      const ofLine = byLine.get(problem.line);
      if (ofLine === undefined) byLine.set(problem.line, [problem]);
      else ofLine.push(problem);
    }
    return byLine;
  }

  private markLine(line: number): void {
    if (this.isBad(line)) return;
    // One bit a line: twenty million lines are 2.5 MB.
    if (line >> 3 >= this.lines.length) {
      const larger = new Uint8Array(Math.max(this.lines.length * 2, (line >> 3) + 1));
      larger.set(this.lines);
      this.lines = larger;
    }
    const place = line >> 3;
    this.lines[place] = (this.lines[place] ?? 0) | (1 << (line & 7));
    this.lineCount += 1;
  }
}
