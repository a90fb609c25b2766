import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf } from "../../../domain/shapes/problem.js";
import { noun } from "../../../lib/words.js";
import type { TextRecord } from "./records.js";

/** Counts what stands behind the place at which the records of a text file cannot be told any more. */
export class BrokenStructure {
  private found: { problem: Problem; before: number } | null = null;
  private behind = 0;

  /** Takes a record that was not read; `before` is how many rows were. */
  take({ remarks }: TextRecord, before: number): void {
    const [problem] = remarks?.problems ?? [];
    if (this.found === null && problem !== undefined) this.found = { problem, before };
    else this.behind += 1;
  }

  /** The problem, with what lay before it and behind; none while the structure is whole. */
  problems(): Problem[] {
    if (this.found === null) return [];
    const { problem, before } = this.found;
    const { behind } = this;
    const rows = `${before} ${noun(before, "row", "rows")} before it ${noun(before, "was", "were")} read`;
    const lines = `${behind} ${noun(behind, "line", "lines")} behind it ${noun(behind, "was", "were")} not`;
    const facts = { ...problem.facts, before: String(before), behind: String(behind) };
    const message = `${problem.message}; reading ended there: ${rows}, ${lines}`;
    return [problemOf(problem.code, message, { ...problem, facts })];
  }
}
