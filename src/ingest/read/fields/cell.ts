import type { ProblemCode, ProblemFacts } from "../../../domain/shapes/problem.js";

/** What a cell could not be read as: the start of a problem, which the reader completes with its place. */
export class CellProblem {
  constructor(
    readonly code: ProblemCode,
    readonly message: string,
    readonly facts: ProblemFacts = {},
  ) {}
}

/** Reads the text of a cell into a value, or says what is wrong with it. */
export type CellParser<Value> = (text: string) => Value | CellProblem;

/** How many texts of a column are remembered, so that memory does not grow with the file. */
export const rememberedTexts = 50_000;

/** Texts that are compared one by one: the few of a plan type's column are found sooner so than by their hash. */
const fewTexts = 4;

/**
 * Remembers what texts were read as: months, numbers and plan types recur on nearly every line of an extract. Forgets
 * all when full, so that memory does not grow with the file.
 */
export function remember<Value>(parse: CellParser<Value>): CellParser<Value> {
  const known = new Map<string, Value | CellProblem>();
  const few: { text: string; value: Value | CellProblem }[] = [];
  let lastText: string | null = null;
  let lastValue: Value | CellProblem;
  return (text) => {
    if (text === lastText) return lastValue;
    for (let place = 0; place < few.length; place += 1) {
      const one = few[place];
      if (one?.text === text) return one.value;
    }
    let value = known.get(text);
    if (value === undefined) {
      value = parse(text.trim());
      if (known.size >= rememberedTexts) known.clear();
      known.set(text, value);
      if (few.length < fewTexts) few.push({ text, value });
    }
    lastText = text;
    lastValue = value;
    return value;
  };
}
