import type { DecimalMark } from "./numbers.js";
import { parseCount } from "./numbers.js";

/** Parts of an amount: a sign, whole kroner in any form that {@link parseCount} reads, and up to two decimals. */
const shapes: Readonly<Record<DecimalMark, RegExp>> = {
  ",": /^(?<sign>[-\u2212]?)\s*(?<whole>[\d. \u00a0\u2007\u2009\u202f]+?)(?:,(?<part>\d{1,2}|-))?$/,
  ".": /^(?<sign>[-\u2212]?)\s*(?<whole>[\d, \u00a0\u2007\u2009\u202f]+?)(?:\.(?<part>\d{1,2}))?$/,
};

/** Beyond it, hundredths are not held exactly. */
const mostKroner = 1e12;

/** Words for the currency, before or behind. */
const currency = /^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk)$/giu;

/**
 * Parses an amount in kroner into øre: `1.500.000`, `12,50 kr.`, `-3`. Without a mark a comma stands before decimals, and a
 * point that is followed by one or two digits at the end as well: thousands are groups of three. Null for anything else.
 */
export function parseAmount(text: string, mark: DecimalMark | null = null): number | null {
  const bare = text.trim().replaceAll(currency, "").trim();
  // A comma before three digits may be another country's thousands: only plain digits are read with a point unasked.
  const read = mark ?? (/^[-\u2212]?\d+\.\d{1,2}$/.test(bare) ? "." : ",");
  const parts = shapes[read].exec(bare)?.groups;
  const whole = parts?.["whole"] === undefined ? null : parseCount(parts["whole"].trim(), read);
  if (parts === undefined || whole === null || whole > mostKroner) return null;
  const part = (parts["part"] ?? "").replace("-", "");
  const hundredths = whole * 100 + Number(part.padEnd(2, "0"));
  return parts["sign"] === "" ? hundredths : -hundredths;
}
