import type { DamagedText, TextDamage } from "../../../domain/text/damaged-text.js";
import { damageOf } from "../../../domain/text/damaged-text.js";
import { quoteValue } from "../../../domain/shapes/problem.js";

/** The cause of each kind of damage. */
const causes: Readonly<Record<TextDamage, string>> = {
  "replacement-mark": "letters were lost when the text was converted: � stands for each",
  "double-encoding": "it is UTF-8 that was read as Windows-1252",
  entity: "it is written with HTML entities",
  escape: "its letters are written as numbers of their characters",
  "code-page": "it was read in another code page than it is written in",
  "seven-bit": "it comes from a system that writes Danish letters as brackets",
  "question-mark": "? stands where a letter was lost",
};

/** What is wrong with the letters of a text as such; null where nothing is to be seen. */
export function letterWords(text: string): string | null {
  const damaged = damageOf(text);
  if (damaged !== null) return damageWords(damaged);
  const [foreign] = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.exec(text) ?? [];
  if (foreign === undefined) return null;
  return `it holds ${quoteValue(foreign)}, a letter of another alphabet that looks like one of ours: write it anew`;
}

/** What damaged a text, and what it was before where that is certain. */
export function damageWords({ damage, repaired }: DamagedText): string {
  return repaired === null ? causes[damage] : `${causes[damage]}: ${quoteValue(repaired)} was meant`;
}
