import { nearestOf } from "../../defs/yaml/nearest.js";

/** How many letters two headings must share at their beginning; a shorter one all of its letters, and three at least. */
const sharedLetters = 5;

/** The heading that most likely means another one: misspelt, or its short form such as Ydernr. or Vedl.; null for none. */
export function alikeHeading(wanted: string, headings: readonly string[]): string | null {
  return nearestOf(wanted, headings) ?? headings.find((heading) => beginAlike(heading, wanted)) ?? null;
}

function beginAlike(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""));
  if (left === undefined || right === undefined) return false;
  const needed = Math.max(3, Math.min(sharedLetters, left.length, right.length));
  return left.slice(0, needed) === right.slice(0, needed);
}
