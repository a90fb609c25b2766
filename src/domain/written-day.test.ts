import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOfBareNumber, parseWrittenDay } from "./written-day.js";

describe("a day as a file writes it", () => {
  test.each([
    ["2025-02-01", [2025, 2, 1]],
    ["2025-2-1", [2025, 2, 1]],
    ["01-02-2025", [2025, 2, 1]],
    ["1.2.2025", [2025, 2, 1]],
    ["1/2/2025", [2025, 2, 1]],
    ["31-12-2024", [2024, 12, 31]],
    ["2025-12-31", [2025, 12, 31]],
  ])("%s is year, month and day %j, at midnight", (text, [year, month, day]) => {
    expect(parseWrittenDay(text)).toEqual({ year, month, day, isReal: true, hour: 0, isMidnight: true });
  });

  test.each([
    ["2025-02-01 00:00", 0, true],
    ["2025-02-01T00:00:00.000Z", 0, true],
    ["2025-01-31T23:00:00.000Z", 23, false],
    ["01-02-2025 8:30", 8, false],
    ["01-02-2025 00:30", 0, false],
    ["01-02-2025 00:00:01", 0, false],
    ["01-02-2025 00:00:00.5", 0, false],
    ["01-02-2025 00:00:00.25", 0, false],
    ["01-02-2025 12:00:00Z", 12, false],
  ])("%s is at the hour %d; midnight: %s", (text, hour, isMidnight) => {
    expect(parseWrittenDay(text)).toMatchObject({ hour, isMidnight });
  });

  test.each(["30-02-2025", "2025-02-29", "31.04.2025", "1900-02-29", "00-01-2025", "2025-00-10"])(
    "%s is one that the calendar does not have, and is told as such",
    (text) => {
      expect(parseWrittenDay(text)).toMatchObject({ isReal: false });
    },
  );

  test.each(["29-02-2024", "29.2.2000", "28-02-1900"])("%s is one that it has", (text) => {
    expect(parseWrittenDay(text)).toMatchObject({ isReal: true });
  });

  test.each([
    "2025-13-01",
    "12/31/2025",
    "x2025-02-01",
    "2025-02-01x",
    "2025-02-01 ",
    "2025-02-01_08:30",
    "2025-02-01 8",
    "2025-02-01 8:3",
    "2025-02-01 08:30:1",
    "2025-02-01 08:30:00.",
    "25-02-01",
    "2025.02.01",
    "2025-222-01",
    "2025-02-001",
    "001-02-2025",
    "01-002-2025",
    "01_02_2025",
    "x01-02-2025",
    "01-02-20255",
    "01-02-25",
    "februar 2025",
    "45658",
    "",
  ])("%j is none", (text) => {
    expect(parseWrittenDay(text)).toBeNull();
  });
});

describe("a bare number of a cell", () => {
  // Excel itself shows 36526 as 1 January 2000, 45658 as 1 January 2025 and 73050 as 31 December 2099.
  test.each([
    ["36526", "2000-01-01"],
    ["36585", "2000-02-29"],
    ["45658", "2025-01-01"],
    ["45689", "2025-02-01"],
    ["73050", "2099-12-31"],
  ])("%s is the day %s", (text, expected) => {
    expect(dateOfBareNumber(text)).toBe(expected);
  });

  test.each([
    "36525",
    "73051",
    "00001",
    "4568",
    "456580",
    "x45658",
    "45658x",
    "45658,5",
    "45658.5",
    "0045658",
    "",
  ])("%j is no day of our time", (text) => {
    expect(dateOfBareNumber(text)).toBeNull();
  });

  test("one more is the next day, all through the century", () => {
    fc.assert(
      fc.property(fc.integer({ min: 36_526, max: 73_049 }), (serial) => {
        const [day, next] = [serial, serial + 1].map((one) => Date.parse(dateOfBareNumber(String(one))!));
        expect(next! - day!).toBe(24 * 60 * 60 * 1000);
      }),
    );
  });
});
