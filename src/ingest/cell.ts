import type { ProblemCode } from "./problem.js";

/** What a cell could not be read as: the start of a problem, which the reader completes with its place. */
export class CellProblem {
  constructor(
    readonly code: ProblemCode,
    readonly message: string,
  ) {}
}

/** Reads the text of a cell into a value, or says what is wrong with it. */
export type CellParser<Value> = (text: string) => Value | CellProblem;

const rememberedTexts = 50_000;

/**
 * Remembers what texts were read as: months, numbers and plan types recur on nearly every line of an extract. Forgets
 * all when full, so that memory does not grow with the file.
 */
export function remember<Value>(parse: CellParser<Value>): CellParser<Value> {
  const known = new Map<string, Value | CellProblem>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = parse(text.trim());
    if (known.size >= rememberedTexts) known.clear();
    known.set(text, value);
    return value;
  };
}
