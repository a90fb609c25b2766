import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Month } from "./month.js";
import {
  addMonths,
  firstOfWindow,
  holesIn,
  monthIndex,
  monthOf,
  monthsBetween,
  parseMonth,
  windowOf,
} from "./month.js";

const month = (text: string): Month => parseMonth(text)!;

/** All months that there are: those of 1900 to 2199. */
const anyMonth = fc
  .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => monthOf(year, number)!);

describe("a month", () => {
  test.each(["1900-01", "1999-12", "2000-02", "2025-10", "2199-12"])("%s is one", (text) => {
    expect(parseMonth(text)).toBe(text);
  });

  test.each([
    "1899-12",
    "2200-01",
    "2025-00",
    "2025-13",
    "2025-1",
    "2025-002",
    "202502",
    "2025-02-01",
    " 2025-02",
    "2025-02 ",
    "2025-02\n",
    "٢٠٢٥-٠٢",
    "",
  ])("%j is none", (text) => {
    expect(parseMonth(text)).toBeNull();
  });

  test.each([
    [2025, 2, "2025-02"],
    [2025, 12, "2025-12"],
    [1900, 1, "1900-01"],
    [2025, 0, null],
    [2025, 13, null],
    [25, 2, null],
    [20_250, 2, null],
    [2025.5, 2, null],
    [2025, -1, null],
  ])("of the year %d, number %d, is %s", (year, number, expected) => {
    expect(monthOf(year, number)).toBe(expected);
  });
});

describe("counting months", () => {
  test.each([
    ["2024-12", 1, "2025-01"],
    ["2025-01", -1, "2024-12"],
    ["2025-02", 12, "2026-02"],
    ["2025-02", -14, "2023-12"],
    ["2024-02", 0, "2024-02"],
    ["1999-11", 2, "2000-01"],
  ])("%s and %d is %s", (from, months, to) => {
    expect(addMonths(month(from), months)).toBe(to);
  });

  test("there and back again is where one began, and the number of months between is what was added", () => {
    fc.assert(
      fc.property(anyMonth, anyMonth, (one, other) => {
        const distance = monthIndex(other) - monthIndex(one);
        expect(addMonths(one, distance)).toBe(other);
        expect(addMonths(other, -distance)).toBe(one);
        expect(Math.sign(distance)).toBe(one < other ? 1 : one > other ? -1 : 0);
      }),
    );
  });

  test.each([
    ["2199-12", 1],
    ["1900-01", -1],
    ["2025-02", -30_000],
    ["2025-02", 1e9],
  ])("%s shifted by %d leaves the years that there are, which is a slip of ours", (from, months) => {
    expect(() => addMonths(month(from), months)).toThrow(RangeError);
    expect(() => addMonths(month(from), months)).toThrow(`${from} shifted by ${months} months`);
  });
});

describe("months one after the other", () => {
  test("hold both ends, each month once and in order", () => {
    expect(monthsBetween(month("2024-11"), month("2025-02"))).toEqual([
      "2024-11",
      "2024-12",
      "2025-01",
      "2025-02",
    ]);
    expect(monthsBetween(month("2025-02"), month("2025-02"))).toEqual(["2025-02"]);
  });

  test("are none where the first lies after the last, by a month or by years", () => {
    expect(monthsBetween(month("2025-03"), month("2025-02"))).toEqual([]);
    expect(monthsBetween(month("2035-03"), month("2025-02"))).toEqual([]);
  });

  test("of a window are the twelve that end with the report month", () => {
    // the sample's window: its accumulated figures begin in March 2024
    expect(firstOfWindow(month("2025-02"))).toBe("2024-03");
    expect(firstOfWindow(month("2025-12"))).toBe("2025-01");
    const window = windowOf(month("2025-02"));
    expect([window.length, window[0], window.at(-1)]).toEqual([12, "2024-03", "2025-02"]);
  });

  test("of any window hold each of the twelve months of the calendar once", () => {
    fc.assert(
      fc.property(
        anyMonth.filter((one) => one >= "1901-01"),
        (one) => {
          const numbers = windowOf(one).map((each) => Number(each.slice(5)));
          expect([...numbers].sort((left, right) => left - right)).toEqual([
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
          ]);
        },
      ),
    );
  });
});

describe("holes", () => {
  test("are what lies between the first and the last and is not there, whatever the order of the list", () => {
    const known = ["2025-02", "2024-10", "2024-11"].map(month);
    expect(holesIn(known)).toEqual(["2024-12", "2025-01"]);
    expect(known).toEqual(["2025-02", "2024-10", "2024-11"]);
  });

  test.each([[[]], [["2025-02"]], [["2025-02", "2025-02"]], [["2024-12", "2025-01"]]])(
    "there are none in %j",
    (months) => {
      expect(holesIn(months.map(month))).toEqual([]);
    },
  );

  test("and what is known fill the time from the first to the last without a month twice", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1 }), (offsets) => {
        const known = offsets.map((offset) => addMonths(month("2023-11"), offset));
        const [first, last] = [[...known].sort()[0]!, [...known].sort().at(-1)!];
        expect([...known, ...holesIn(known)].sort()).toEqual(monthsBetween(first, last));
      }),
    );
  });
});
