import { parseIsoDate } from "../domain/iso-date.js";
import type { Month } from "../domain/month.js";
import { addMonths } from "../domain/month.js";

const locale = "da-DK";
const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const monthNames = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });

/** A whole number as Danes read it: `1.598`. */
export function countWords(count: number): string {
  return counts.format(count);
}

/** A share of 0 to 1 in tenths of a percent, rounded half up: the figure that a reader sees and calculates with. */
export function tenthsOfPercent(share: number): number {
  return Math.round(share * 1000);
}

/** A share of 0 to 1 as `80,0 %`, with a space that does not break. */
export function shareWords(share: number): string {
  return `${tenths.format(tenthsOfPercent(share) / 10)}\u00A0%`;
}

/** Tenths of a percent as percentage points: 22 is `2,2`. */
export function pointWords(tenthsOfAPercent: number): string {
  return tenths.format(tenthsOfAPercent / 10);
}

/** A month as `februar 2025`. */
export function monthWords(month: Month): string {
  return monthNames.format(new Date(`${month}-01T00:00:00Z`));
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
