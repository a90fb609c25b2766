/** Highest plan count of one clinic, plan type and month that is believed. Source: the project's contract, section 4. */
export const maxPlanCount = 1_000_000;

/**
 * Parses a whole number >= 0 as Danes write it: `1234` or, with a point between thousands, `1.234`.
 * Returns null for anything else; the upper limit is the caller's.
 */
export function parseCount(text: string): number | null {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  return /^[1-9]\d{0,2}(\.\d{3}){1,4}$/.test(text) ? Number(text.replaceAll(".", "")) : null;
}

/**
 * A decimal number >= 0 held exactly, in millionths: 0,7 doctors are 700000. Comparing integers keeps the edge of
 * a threshold free of floating-point error.
 */
export type Millionths = number & { readonly __brand: "Millionths" };

/** Number of millionths in one. */
export const millionthsInOne = 1_000_000;

/** Parses `2`, `0,7` or `0.7` (at most 6 digits before and 6 after the mark) into millionths, or returns null. */
export function parseMillionths(text: string): Millionths | null {
  const parts = /^(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(text);
  if (!parts?.[1]) return null;
  return (Number(parts[1]) * millionthsInOne + Number((parts[2] ?? "").padEnd(6, "0"))) as Millionths;
}
