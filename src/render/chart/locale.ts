import type { JsonObject } from "../style.js";

const locales = new Map<string, JsonObject>();

/** How a language writes numbers, months and days, in the form that Vega wants; from the language data of Node. */
export function chartLocale(language: string): JsonObject {
  const known = locales.get(language);
  if (known) return known;
  const locale = { number: numberLocale(language), time: timeLocale(language) };
  locales.set(language, locale);
  return locale;
}

function numberLocale(language: string): JsonObject {
  const number = new Intl.NumberFormat(language).formatToParts(1234567.5);
  const percent = new Intl.NumberFormat(language, { style: "percent" }).formatToParts(0.5);
  const partOf = (parts: Intl.NumberFormatPart[], type: string): string =>
    parts.find((part) => part.type === type)?.value ?? "";
  const space = partOf(percent, "literal");
  return {
    decimal: partOf(number, "decimal"),
    thousands: partOf(number, "group"),
    grouping: [3],
    currency: ["", ""],
    percent: `${space}%`,
  };
}

function timeLocale(language: string): JsonObject {
  const names = (options: Intl.DateTimeFormatOptions, dates: Date[]): string[] => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    return dates.map((date) => format.format(date).replace(/\.$/, ""));
  };
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)));
  // 7 January 2024 was a Sunday, the first day of Vega's lists.
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 7 + day)));
  return {
    dateTime: "%d-%m-%Y %H:%M",
    date: "%d-%m-%Y",
    time: "%H:%M",
    periods: ["AM", "PM"],
    days: names({ weekday: "long" }, days),
    shortDays: names({ weekday: "short" }, days),
    months: names({ month: "long" }, months),
    shortMonths: names({ month: "short" }, months),
  };
}
