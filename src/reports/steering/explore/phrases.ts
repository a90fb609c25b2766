import { literalPattern } from "../../../domain/text/literal-pattern.js";
import type { SaidSentence } from "./data.js";

/** A number as sentences have it: `1.234`, `3,9`, `2025`. */
const number = /\d(?:[\d.,]*\d)?/;

/** Sentences cut where a number or another changing word stands, and those of them in which these differ. */
interface Pattern {
  texts: string[];
  sentences: SaidSentence[];
}

/**
 * Sentences that differ in their numbers and in words such as the plan type alone are told once: a hundred groups say the
 * same of other numbers, and a page that held them whole would be twice as long.
 */
export class Phrases {
  readonly #changing: RegExp;
  readonly #patterns: Pattern[] = [];
  readonly #places = new Map<string, number>();

  /** `words`: what changes between sentences beside numbers. */
  constructor(words: readonly string[]) {
    const sources = words.filter((word) => word !== "").map(literalPattern);
    this.#changing = new RegExp(`(${[...sources, number.source].join("|")})`);
  }

  /** The sentence as its pattern and what changes in it, which are final when all is said: see {@link settle}. */
  say(sentence: string): SaidSentence {
    const parts = sentence.split(this.#changing);
    const texts = parts.filter((_, place) => place % 2 === 0);
    const key = JSON.stringify(texts);
    const place = this.#places.get(key) ?? this.#patterns.push({ texts, sentences: [] }) - 1;
    this.#places.set(key, place);
    const said: SaidSentence = [place, ...parts.filter((_, at) => at % 2 === 1)];
    this.#patterns[place]?.sentences.push(said);
    return said;
  }

  /** Moves what all sentences of a pattern share into it, such as the year, and gives the patterns. */
  settle(): string[][] {
    for (const { texts, sentences } of this.#patterns) {
      for (let at = texts.length - 1; at > 0; at -= 1) {
        const [first] = sentences;
        const shared = first?.[at];
        if (shared === undefined || sentences.some((said) => said[at] !== shared)) continue;
        texts.splice(at - 1, 2, `${texts[at - 1] ?? ""}${shared}${texts[at] ?? ""}`);
        for (const said of sentences) said.splice(at, 1);
      }
    }
    return this.#patterns.map(({ texts }) => texts);
  }
}

/** The sentence again. */
export function sayAgain([place, ...said]: SaidSentence, patterns: readonly (readonly string[])[]): string {
  const pattern = patterns[place] ?? [];
  return pattern.map((text, at) => text + (said[at] ?? "")).join("");
}
