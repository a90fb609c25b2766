import { getDaysInMonth } from "date-fns/getDaysInMonth";
import { isExists } from "date-fns/isExists";
import type { Month } from "./month.js";

/** A calendar date as `yyyy-MM-dd`, without time and zone. Only this file makes one. */
export type IsoDate = string & { readonly __brand: "IsoDate" };

const patterns = [
  /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
];

/**
 * Parses `dd-MM-yyyy`, `yyyy-MM-dd` (also with the time of midnight behind it) or `yyyyMMdd` as a date that the calendar has
 * (1800 to 2199), or returns null.
 */
export function parseIsoDate(text: string): IsoDate | null {
  for (const pattern of patterns) {
    const parts = pattern.exec(text)?.groups;
    if (parts) return isoDateOf(Number(parts["year"]), Number(parts["month"]), Number(parts["day"]));
  }
  return null;
}

/** The date of a year, month (1 to 12) and day, or null when the calendar has no such date from 1800 to 2199. */
export function isoDateOf(year: number, month: number, day: number): IsoDate | null {
  if (year < 1800 || year > 2199 || !isExists(year, month - 1, day)) return null;
  const digits = (number: number): string => String(number).padStart(2, "0");
  return `${year}-${digits(month)}-${digits(day)}` as IsoDate;
}

/** The last day of a month, for example `2024-02-29`. */
export function lastDayOf(month: Month): IsoDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${getDaysInMonth(new Date(year, number - 1))}` as IsoDate;
}
