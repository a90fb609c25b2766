/** A calendar month as `YYYY-MM`. Only {@link parseMonth} and the functions of this file make one. */
export type Month = string & { readonly __brand: "Month" };

/** Parses `YYYY-MM` (years 1900 to 2199), or returns null. */
export function parseMonth(text: string): Month | null {
  return /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

/** The month of a year and a month number 1 to 12, or null when either is out of range. */
export function monthOf(year: number, month: number): Month | null {
  return parseMonth(`${String(year)}-${String(month).padStart(2, "0")}`);
}

/** Months since year 0: a number that grows by one each month. */
export function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month that lies `months` after (or, negative, before) another. Throws outside the years 1900 to 2199. */
export function addMonths(month: Month, months: number): Month {
  const index = monthIndex(month) + months;
  const shifted = monthOf(Math.floor(index / 12), (index % 12) + 1);
  if (shifted === null) {
    throw new RangeError(`${month} shifted by ${months} months leaves the years 1900 to 2199`);
  }
  return shifted;
}

/** All months from the first to the last, both included; empty when the first lies after the last. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const count = monthIndex(last) - monthIndex(first) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, offset) => addMonths(first, offset));
}

/** Number of months in the window of a report month. Source: OK22 figures are stated for the latest 12 months. */
export const windowLength = 12;

/** The first month of the window of a report month. */
export function firstOfWindow(month: Month): Month {
  return addMonths(month, 1 - windowLength);
}

/** The window of a report month: the 12 months that end with it. */
export function windowOf(month: Month): Month[] {
  return monthsBetween(firstOfWindow(month), month);
}

/** The months that lie between the first and the last of a list without being in it, in order. */
export function holesIn(months: readonly Month[]): Month[] {
  const sorted = [...months].sort();
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const known = new Set(sorted);
  return monthsBetween(first, last).filter((month) => !known.has(month));
}
