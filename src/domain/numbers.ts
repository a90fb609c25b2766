/** Highest plan count of one clinic, plan type and month that is believed. Source: the project's contract, section 4. */
export const maxPlanCount = 1_000_000;

/** What stands before the decimals of a number. The other of the two may stand between its thousands. */
export type DecimalMark = "," | ".";

/** Blanks as programs set them between thousands: those that do not break, and the plain one that becomes of them. */
const thousandsBlank = "[ \\u00a0\\u2007\\u2009\\u202f]";

const wholeNumbers: Readonly<Record<DecimalMark, { grouped: RegExp; decimals: RegExp }>> = {
  ",": { grouped: groupedBy("\\."), decimals: /,0+$/ },
  ".": { grouped: groupedBy(","), decimals: /\.0+$/ },
};

function groupedBy(mark: string): RegExp {
  const inGroups = (one: string): string => `[1-9]\\d{0,2}(?:${one}\\d{3}){1,4}`;
  return new RegExp(`^(?:${inGroups(mark)}|${inGroups(thousandsBlank)})$`);
}

/** Three zeros behind a mark may be thousands of another country; so many of them say nothing certain. */
const zerosOfThousands = /^\d{1,3}[.,]000$/;

/** Digits that a count has at most where it needs no other parser. */
const plainDigits = 6;

/**
 * A whole number that is written as nothing but a few digits, as nearly every count is; null for any other text, which may
 * be a number all the same (see {@link parseCount}). `from` and `to`: the part of a text that is read, all of it if left out.
 */
export function plainCount(text: string, from = 0, to = text.length): number | null {
  if (to <= from || to - from > plainDigits) return null;
  let count = 0;
  for (let place = from; place < to; place += 1) {
    const digit = text.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return null;
    count = count * 10 + digit;
  }
  return count;
}

/**
 * Parses a whole number >= 0: `1234`, with thousands set apart as in `1.234` or by a blank, and with
 * decimals that are all zero, `12,0`. Without a mark, numbers are read as Danes write them, and `12.0` is twelve as well:
 * only three zeros would be thousands. Returns null for anything else; the upper limit is the caller's.
 */
export function parseCount(text: string, mark: DecimalMark | null = null): number | null {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const { grouped, decimals } = wholeNumbers[mark ?? ","];
  if (grouped.test(text)) return Number(text.replaceAll(/\D/g, ""));
  if (mark === null && zerosOfThousands.test(text)) return null;
  const ends = mark === null ? [decimals, wholeNumbers["."].decimals] : [decimals];
  const end = ends.find((one) => one.test(text));
  if (end === undefined) return null;
  const whole = text.replace(end, "");
  return /^\d{1,15}$/.test(whole) || grouped.test(whole) ? Number(whole.replaceAll(/\D/g, "")) : null;
}

/** True for a whole number that is written with decimals, or with blanks between its thousands: worth a word. */
export function isOddlyWritten(text: string, mark: DecimalMark | null = null): boolean {
  if (/^\d*$/.test(text) || parseCount(text, mark) === null) return false;
  return /[^\d.,]/.test(text) || !wholeNumbers[mark ?? ","].grouped.test(text);
}

/**
 * A decimal number >= 0 held exactly, in millionths: 0,7 doctors are 700000. Comparing integers keeps the edge of
 * a threshold free of floating-point error.
 */
export type Millionths = number & { readonly __brand: "Millionths" };

/** Number of millionths in one. */
export const millionthsInOne = 1_000_000;

/**
 * Parses `2`, `0,7` or `0.7` (at most 6 digits before and 6 after the mark) into millionths, or returns null. With a mark
 * only that one stands before decimals.
 */
export function parseMillionths(text: string, mark: DecimalMark | null = null): Millionths | null {
  const parts = /^(\d{1,6})(?:([.,])(\d{1,6}))?$/.exec(text);
  if (!parts?.[1]) return null;
  if (mark !== null && parts[2] !== undefined && parts[2] !== mark) return null;
  return (Number(parts[1]) * millionthsInOne + Number((parts[3] ?? "").padEnd(6, "0"))) as Millionths;
}
