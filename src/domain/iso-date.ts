import type { Month } from "./month.js";

/** A calendar date as `yyyy-MM-dd`, without time and zone. Only this file makes one. */
export type IsoDate = string & { readonly __brand: "IsoDate" };

const patterns = [
  /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
];

/** Parses `dd-MM-yyyy`, `yyyy-MM-dd` or `yyyyMMdd` as a date that the calendar has (1800 to 2199), or returns null. */
export function parseIsoDate(text: string): IsoDate | null {
  for (const pattern of patterns) {
    const parts = pattern.exec(text)?.groups;
    if (parts) return isoDateOf(Number(parts["year"]), Number(parts["month"]), Number(parts["day"]));
  }
  return null;
}

/** The date of a year, month (1 to 12) and day, or null when the calendar has no such date. */
export function isoDateOf(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || year < 1800 || year > 2199) return null;
  return date.toISOString().slice(0, 10) as IsoDate;
}

/** The last day of a month, for example `2024-02-29`. */
export function lastDayOf(month: Month): IsoDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const day = [31, 30, 29, 28].map((one) => isoDateOf(year, number, one)).find((date) => date !== null);
  if (day === undefined) throw new RangeError(`${month} has no last day`);
  return day;
}
