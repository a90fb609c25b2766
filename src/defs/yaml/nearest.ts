import { closestMatch } from "leven";

/** Letters from which on a word may have two of them wrong: two that are swapped count as two. */
const longWord = 4;

/**
 * The candidate that a misspelt word most likely means, or null when none is close: at most a third of the word's letters
 * may be wrong, missing or extra, one at least, and two in a word of four letters or more. Of a short code, the same letters
 * in another order are near too. Case does not count.
 */
export function nearestOf(word: string, candidates: readonly string[]): string | null {
  const least = word.length < longWord ? 1 : 2;
  const maxDistance = Math.max(least, Math.floor(word.length / 3));
  const lowered = candidates.map((candidate) => candidate.toLowerCase());
  const nearest = closestMatch(word.toLowerCase(), lowered, { maxDistance });
  const found =
    nearest ?? lowered.find((candidate) => lettersOf(candidate) === lettersOf(word.toLowerCase()));
  return found === undefined ? null : (candidates[lowered.indexOf(found)] ?? null);
}

/** The letters of a word in alphabetical order. */
function lettersOf(word: string): string {
  return Array.from(word).sort().join("");
}
