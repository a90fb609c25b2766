import { getDaysInMonth } from "date-fns/getDaysInMonth";
import { isExists } from "date-fns/isExists";
import type { Month } from "./month.js";

/** A calendar date as `yyyy-MM-dd`, without time and zone. Only this file makes one. */
export type IsoDate = string & { readonly __brand: "IsoDate" };

/** Forms of dates that a profile may name, by what they read. The last one leaves the time of day out, whatever it is. */
const dateReaders = {
  "dd-MM-yyyy": /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  "yyyy-MM-dd": /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/,
  yyyyMMdd: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  "dd.MM.yyyy": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  "dd/MM/yyyy": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "yyyy-MM-dd HH:mm:ss":
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/,
} as const;

export type DateForm = keyof typeof dateReaders;

export const dateForms = Object.keys(dateReaders) as [DateForm, ...DateForm[]];

/** Forms that mean one day wherever they stand; a profile need not name them. */
export const usualDateForms: DateForm[] = ["dd-MM-yyyy", "yyyy-MM-dd", "yyyyMMdd"];

/** One day in each form. */
export const dateExamples: Readonly<Record<DateForm, string>> = {
  "dd-MM-yyyy": "31-12-2024",
  "yyyy-MM-dd": "2024-12-31",
  yyyyMMdd: "20241231",
  "dd.MM.yyyy": "31.12.2024",
  "dd/MM/yyyy": "31/12/2024",
  "yyyy-MM-dd HH:mm:ss": "2024-12-31 08:30:00",
};

/** Parses a date in one of some forms as one that the calendar has (1800 to 2199), or returns null. */
export function parseDateIn(text: string, forms: readonly DateForm[]): IsoDate | null {
  for (const form of forms) {
    const parts = dateReaders[form].exec(text)?.groups;
    if (parts !== undefined)
      return isoDateOf(Number(parts["year"]), Number(parts["month"]), Number(parts["day"]));
  }
  return null;
}

/** Parses a date in one of the {@link usualDateForms} as one that the calendar has (1800 to 2199), or returns null. */
export function parseIsoDate(text: string): IsoDate | null {
  return parseDateIn(text, usualDateForms);
}

/** The last year of a date that is believed: what lies beyond means something else, such as no end. */
export const lastYear = 2199;

/** The date of a year, month (1 to 12) and day, or null when the calendar has no such date from 1800 to 2199. */
export function isoDateOf(year: number, month: number, day: number): IsoDate | null {
  if (year < 1800 || year > lastYear || !isExists(year, month - 1, day)) return null;
  const digits = (number: number): string => String(number).padStart(2, "0");
  return `${year}-${digits(month)}-${digits(day)}` as IsoDate;
}

/** The last day of a month, for example `2024-02-29`. */
export function lastDayOf(month: Month): IsoDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${getDaysInMonth(new Date(year, number - 1))}` as IsoDate;
}
