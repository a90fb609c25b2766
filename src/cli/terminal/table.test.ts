import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalWords, shareWords } from "../../domain/danish.js";
import { count, sharePlain, renderTerminalTable } from "./table.js";

test("a share is written as everywhere else", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 3000 })),
      (value) => {
        expect(sharePlain(value)).toBe(shareWords(value));
      },
    ),
  );
  expect([0, 0.0004, 0.0005, 0.625, 0.9996, 1].map(sharePlain)).toEqual(
    ["0,0", "0,0", "0,1", "62,5", "100,0", "100,0"].map((percent) => `${percent}\u00A0%`),
  );
});

describe("a number in a table", () => {
  test("is written as everywhere else, whole or not", () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 })), (whole) => {
        expect(count(whole)).toBe(decimalWords(whole));
      }),
    );
    expect([0, 999, 1000, -1000, 1_234_567, 0.75, 1234.5].map(count)).toEqual([
      ...["0", "999", "1.000", "-1.000", "1.234.567", "0,75", "1.234,5"],
    ]);
  });

  test("is empty where there is none", () => {
    expect(count(null)).toBe("");
  });
});

test("a table has its numbers to the right and its words to the left, however their letters are encoded", () => {
  const rows = [
    ["A\u030Alborg", count(1598)],
    ["Køge", count(7)],
  ];
  expect(renderTerminalTable({ columns: ["by", "planer"], numeric: [1], rows })).toBe(
    ["by      planer", "A\u030Alborg   1.598", "Køge         7", ""].join("\n"),
  );
});
