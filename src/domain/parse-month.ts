import type { Month as MonthPlace } from "date-fns";
import { da } from "date-fns/locale/da";
import type { Month } from "./month.js";
import { monthOf } from "./month.js";

/** Danish names of the months in small letters, January first. */
const danishMonths = ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] satisfies MonthPlace[]).map((place) =>
  da.localize.month(place, { width: "wide" }).toLowerCase(),
);

/** Number 1 to 12 of a month written as a number or a Danish name, whole or cut to three letters; null for neither. */
export function parseMonthNumber(text: string): number | null {
  if (/^(0?[1-9]|1[0-2])$/.test(text)) return Number(text);
  const name = text.toLowerCase().replace(/\.$/, "");
  const place = danishMonths.findIndex(
    (month) => month === name || (name.length === 3 && month.startsWith(name)),
  );
  return place === -1 ? null : place + 1;
}

/**
 * The forms in which suppliers write a month, each with its own reader. `excel-date` is a date as its ISO text, and means a
 * month only on that month's first day at midnight: any other is a slip of Excel or of a time zone, see the contract.
 */
const readers: Readonly<Record<string, (text: string) => Month | null>> = {
  "yyyy-MM": (text) => fromParts(/^(?<year>\d{4})-(?<month>\d{2})$/.exec(text)),
  yyyyMM: (text) => fromParts(/^(?<year>\d{4})(?<month>\d{2})$/.exec(text)),
  "MM-yyyy": (text) => fromParts(/^(?<month>\d{2})-(?<year>\d{4})$/.exec(text)),
  "MMM-yy": (text) => fromParts(/^(?<month>\p{L}{3})\.?[- ](?<year>\d{2})$/u.exec(text)),
  "MMMM yyyy": (text) => fromParts(/^(?<month>\p{L}{3,9})\.? (?<year>\d{4})$/u.exec(text)),
  "excel-date": (text) =>
    fromParts(/^(?<year>\d{4})-(?<month>\d{2})-01(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text)),
  "dd-MM-yyyy": (text) => fromParts(/^01-(?<month>\d{2})-(?<year>\d{4})$/.exec(text)),
  "dd.MM.yyyy": (text) => fromParts(/^01\.(?<month>\d{2})\.(?<year>\d{4})$/.exec(text)),
};

/** A month as people type it into Excel: `feb-24`. `month` counts from 1, `year` is its last two digits. */
export function typedMonth(month: number, year: number): string {
  return `${(danishMonths[month - 1] ?? "").slice(0, 3)}-${String(year).padStart(2, "0")}`;
}

/** Parses a month written in one of the forms named; null when it fits none of them. */
export function parseMonthText(text: string, forms: readonly string[]): Month | null {
  for (const form of forms) {
    const month = readers[form]?.(text) ?? null;
    if (month !== null) return month;
  }
  return null;
}

function fromParts(match: RegExpExecArray | null): Month | null {
  const year = match?.groups?.["year"];
  const month = parseMonthNumber(match?.groups?.["month"] ?? "");
  if (year === undefined || month === null) return null;
  return monthOf(year.length === 2 ? 2000 + Number(year) : Number(year), month);
}
