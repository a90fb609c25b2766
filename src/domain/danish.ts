import { once } from "../lib/once.js";
import { parseIsoDate } from "./iso-date.js";
import type { Month } from "./month.js";
import { addMonths } from "./month.js";

const locale = "da-DK";

// The first formatter takes as long as the rest of the program's start, so none is made before it is needed.

/** Order of Danish text: Æ Ø Å last, Aa as Å, digits by value. */
const collator = once(() => new Intl.Collator(locale, { numeric: true, sensitivity: "variant" }));
const counts = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const decimals = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }));
const tenths = once(
  () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const kroner = once(
  () => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const signedTenths = once(
  () =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: "exceptZero",
    }),
);
const hundredthsOfPercent = once(
  () =>
    new Intl.NumberFormat(locale, {
      style: "percent",
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }),
);
const monthNames = once(
  () => new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }),
);
const shortMonths = once(() => new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" }));
const clockTimes = once(
  () =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Copenhagen",
      hour: "2-digit",
      minute: "2-digit",
    }),
);
const lists = once(() => new Intl.ListFormat(locale, { type: "conjunction" }));
const dateParts = once(
  () =>
    new Intl.DateTimeFormat("en-CA", {
      timeZone: "Europe/Copenhagen",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    }),
);

/** Compares two texts in Danish order, for `Array.sort`. */
export function compareDanish(left: string, right: string): number {
  return collator().compare(left, right);
}

/** Words one after the other, as a sentence lists them: `Nord, Syd og Vest`. */
export function listWords(words: readonly string[]): string {
  return lists().format(words);
}

/** The calendar date in Denmark at an instant given as ISO 8601, as `yyyy-MM-dd`. */
export function dateInDenmark(instant: string): string {
  return dateParts().format(new Date(instant));
}

/** An instant in Denmark to the minute: `2025-03-04 10:12`. */
export function minuteInDenmark(instant: Date): string {
  return `${dateParts().format(instant)} ${clockTimes().format(instant)}`;
}

/** A whole number as Danes read it: `1.598`. */
export function countWords(count: number): string {
  return counts().format(count);
}

/** An amount in øre as kroner without their unit: `1.500.000`, or `12,50` where there are øre. */
export function amountWords(hundredths: number): string {
  return (hundredths % 100 === 0 ? counts() : kroner()).format(hundredths / 100);
}

/** A number with the decimals that it has, to the millionth: `2,333333`. */
export function decimalWords(value: number): string {
  return decimals().format(value);
}

/** A number with one decimal: `2,0`. */
export function tenthWords(value: number): string {
  return tenths().format(value);
}

/** A share of 0 to 1 in tenths of a percent, rounded half up: the figure that a reader sees and calculates with. */
export function tenthsOfPercent(share: number): number {
  return Math.round(share * 1000);
}

/** A share of 0 to 1 as `80,0 %`, with a space that does not break. */
export function shareWords(share: number): string {
  return `${tenths().format(tenthsOfPercent(share) / 10)}\u00A0%`;
}

/** A share of 0 to 1 as `79,97 %`, for a change that may be smaller than a reader of the report sees. */
export function fineShareWords(share: number): string {
  return hundredthsOfPercent().format(share);
}

/** A number with one decimal and its sign: `+2,0`; nothing changed is `0,0`. */
export function signedTenthWords(value: number): string {
  return signedTenths().format(value);
}

/** Tenths of a percent as percentage points: 22 is `2,2`. */
export function pointWords(tenthsOfAPercent: number): string {
  return tenths().format(tenthsOfAPercent / 10);
}

/** A month as `februar 2025`. */
export function monthWords(month: Month): string {
  return monthNames().format(new Date(`${month}-01T00:00:00Z`));
}

/** A month in three letters at the start of a label: `Feb`. */
export function shortMonthWords(month: Month): string {
  return capitalized(
    shortMonths()
      .format(new Date(`${month}-01T00:00:00Z`))
      .replace(/\.$/, ""),
  );
}

/** A month at the start of a label: `Feb 2025`. */
export function shortMonthYearWords(month: Month): string {
  return `${shortMonthWords(month)} ${month.slice(0, 4)}`;
}

/** A month's name without its year, in running text: `juli`. */
export function monthNameWords(month: Month): string {
  return monthWords(month).replace(/ \d{4}$/, "");
}

/** The same text with a capital at its start. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** A calendar date `yyyy-MM-dd` as `22-10-2025`; other text stays as it is. */
export function dateWords(date: string): string {
  const parsed = parseIsoDate(date);
  return parsed === null ? date : parsed.split("-").reverse().join("-");
}

/** Months as runs without holes: `marts 2022 – januar 2025, marts 2025`. */
export function monthRuns(months: readonly Month[]): string {
  const runs: { first: Month; last: Month }[] = [];
  for (const month of [...months].sort()) {
    const run = runs.at(-1);
    if (run !== undefined && addMonths(run.last, 1) === month) run.last = month;
    else runs.push({ first: month, last: month });
  }
  return runs
    .map(({ first, last }) =>
      first === last ? monthWords(first) : `${monthWords(first)} – ${monthWords(last)}`,
    )
    .join(", ");
}
