import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DateForm } from "./iso-date.js";
import {
  dateExamples,
  dateForms,
  isoDateOf,
  lastDayOf,
  lastYear,
  parseDateIn,
  parseIsoDate,
  usualDateForms,
} from "./iso-date.js";
import { monthOf } from "./month.js";

/** The calendar by its rule, which the code leaves to a library. Source: the bull Inter gravissimas, 1582. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

const two = (number: number): string => String(number).padStart(2, "0");

describe("the calendar", () => {
  test("from 1800 to 2199 has the days that its rule gives it, and no other", () => {
    for (let year = 1800; year <= lastYear; year += 1)
      for (let month = 1; month <= 12; month += 1) {
        const days = daysOf(year, month);
        const last = `${year}-${two(month)}-${days}`;
        expect(isoDateOf(year, month, days)).toBe(last);
        expect(isoDateOf(year, month, days + 1), last).toBeNull();
        expect(isoDateOf(year, month, 0)).toBeNull();
        expect(isoDateOf(year, month, 1)).toBe(`${year}-${two(month)}-01`);
      }
  });

  test.each([
    [1799, 12, 31],
    [2200, 1, 1],
    [2025, 0, 1],
    [2025, 13, 1],
    [99, 1, 1],
    [2025, 2.5, 1],
    [Number.NaN, 1, 1],
  ])("has no day %d-%d-%d that is believed", (year, month, day) => {
    expect(isoDateOf(year, month, day)).toBeNull();
  });

  test("ends each month on its last day, also in 1900, 2000 and 2100", () => {
    for (const year of [1900, 1999, 2000, 2024, 2025, 2100])
      for (let month = 1; month <= 12; month += 1)
        expect(lastDayOf(monthOf(year, month)!)).toBe(`${year}-${two(month)}-${daysOf(year, month)}`);
  });
});

describe("a date in a form", () => {
  test("is the same day in every one of them, and each form reads its own example", () => {
    for (const form of dateForms)
      expect([form, parseDateIn(dateExamples[form], [form])]).toEqual([form, "2024-12-31"]);
    expect(Object.keys(dateExamples)).toEqual(dateForms);
  });

  const writers: Record<DateForm, (year: number, month: number, day: number) => string> = {
    "dd-MM-yyyy": (year, month, day) => `${two(day)}-${two(month)}-${year}`,
    "yyyy-MM-dd": (year, month, day) => `${year}-${two(month)}-${two(day)}`,
    yyyyMMdd: (year, month, day) => `${year}${two(month)}${two(day)}`,
    "dd.MM.yyyy": (year, month, day) => `${day}.${month}.${year}`,
    "dd/MM/yyyy": (year, month, day) => `${day}/${month}/${year}`,
    "yyyy-MM-dd HH:mm:ss": (year, month, day) => `${year}-${two(month)}-${two(day)}T23:59:59.999Z`,
  };

  test.each(dateForms)("%s: what is written is read, and a day that does not exist is none", (form) => {
    const numbers = fc.tuple(
      fc.integer({ min: 1800, max: 2199 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
    );
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const expected = day <= daysOf(year, month) ? `${year}-${two(month)}-${two(day)}` : null;
        expect(parseDateIn(writers[form](year, month, day), [form])).toBe(expected);
      }),
    );
  });

  test("is read by the forms named only, and the usual ones mean one day wherever they stand", () => {
    const readable = dateForms.filter((form) => parseIsoDate(dateExamples[form]) !== null);
    expect(readable).toEqual(usualDateForms);
    for (const form of usualDateForms)
      expect(
        dateForms.filter((other) => parseDateIn(dateExamples[form], [other]) === "2024-12-31"),
      ).toContain(form);
    expect(parseDateIn("31-12-2024", [])).toBeNull();
    expect(parseDateIn("31-12-2024", ["yyyyMMdd"])).toBeNull();
    expect(parseDateIn("20241231", ["dd-MM-yyyy", "yyyyMMdd"])).toBe("2024-12-31");
  });

  test.each([
    ["1-2-2025", "2025-02-01"],
    ["01-02-2025", "2025-02-01"],
    ["2025-02-01 00:00", "2025-02-01"],
    ["2025-02-01T00:00:00", "2025-02-01"],
    ["2025-02-01T00:00:00.000Z", "2025-02-01"],
    ["2025-02-01 00:00:00.0", "2025-02-01"],
  ])("%s is %s: midnight is no time of day", (text, expected) => {
    expect(parseIsoDate(text)).toBe(expected);
  });

  test.each([
    "2025-02-01T08:30",
    "2025-02-01T00:01:00",
    "2025-02-01T00:00:01",
    "2025-02-01T00:00:00.001",
    "2025-02-01x00:00",
    "2025-2-1",
    "111-2-2025",
    "1-222-2025",
    "1-2-25",
    "1-2-20255",
    "x1-2-2025",
    "1-2-2025x",
    "x20250201",
    "20250201x",
    "2025020",
    "x2025-02-01",
    "2025-02-01x",
    "30-02-2025",
    "2025-02-30",
    "01/02/2025",
    "01.02.2025",
    "",
  ])("%j is no date in a usual form", (text) => {
    expect(parseIsoDate(text)).toBeNull();
  });

  test.each([
    ["dd.MM.yyyy", ["x1.2.2025", "1.2.2025x", "1.2.25", "1x2x2025", "111.2.2025", "1.222.2025"]],
    ["dd/MM/yyyy", ["x1/2/2025", "1/2/2025x", "1/2/25", "111/2/2025", "1/222/2025"]],
    [
      "yyyy-MM-dd HH:mm:ss",
      [
        "x2025-02-01 08:30",
        "2025-02-01 08:30x",
        "2025-02-01",
        "2025-02-01 8:30",
        "2025-02-01 08:3",
        "2025-02-01 08:30:1",
        "2025-02-01 08:30:00.",
        "2025-02-01x08:30",
        "25-02-01 08:30",
        "2025-2-01 08:30",
        "2025-02-1 08:30",
      ],
    ],
  ] as const)("%s reads nothing that only looks like it", (form, texts) => {
    for (const text of texts) expect([text, parseDateIn(text, [form])]).toEqual([text, null]);
  });

  test("with a time of day is the day, to the minute or to parts of a second, with or without the zone", () => {
    for (const text of ["08:30", "08:30:59", "08:30:59.5", "08:30:59.123456", "08:30Z"].flatMap((time) => [
      `2025-02-01 ${time}`,
      `2025-02-01T${time}`,
    ]))
      expect([text, parseDateIn(text, ["yyyy-MM-dd HH:mm:ss"])]).toEqual([text, "2025-02-01"]);
  });
});
