import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecimalMark } from "./numbers.js";
import {
  isOddlyWritten,
  maxPlanCount,
  millionthsInOne,
  parseCount,
  parseMillionths,
  plainCount,
} from "./numbers.js";

const nbsp = "\u00a0";

describe("a whole number without a mark named is read as Danes write it", () => {
  test.each([
    ["0", 0],
    ["0007", 7],
    ["1234", 1234],
    ["1.234", 1234],
    ["12.345", 12_345],
    ["123.456", 123_456],
    ["1.234.567", 1_234_567],
    ["1 234", 1234],
    [`1${nbsp}234`, 1234],
    ["1\u202f234\u202f567", 1_234_567],
    ["1\u2009234", 1234],
    ["1\u2007234", 1234],
    ["12,0", 12],
    ["12,00000", 12],
    ["12.0", 12],
    ["12.00", 12],
    ["12.0000", 12],
    ["1.234,0", 1234],
    ["1.234,00", 1234],
    ["1.000", 1000],
    ["1,234.0", null],
    ["123456789012345", 123_456_789_012_345],
    ["1234567890123456", null],
    ["1.234.567.890.123", 1_234_567_890_123],
    ["1.234.567.890.123.456", null],
    // Three zeros after a comma may be an English thousand as well as a Danish twelve.
    ["12,000", null],
    ["1,234", null],
    ["12,05", null],
    ["12.05", null],
    ["1234.000", 1234],
    ["1234,000", 1234],
    ["12,5", null],
    ["12.5", null],
    ["1.23", null],
    ["1.2345", null],
    ["0.123", null],
    ["01.234", null],
    ["1234.567", null],
    ["1.234 567", null],
    ["1  234", null],
    ["1'234", null],
    ["-1", null],
    ["+1", null],
    ["1e3", null],
    [",0", null],
    [".0", null],
    ["12,", null],
    ["x12", null],
    ["12x", null],
    ["x1.234", null],
    ["1.234x", null],
    ["x1 234,0", null],
    ["x12,0", null],
    ["12,0x", null],
    ["12 ", null],
    ["", null],
    ["١٢", null],
  ])("%j is %s", (text, expected) => {
    expect(parseCount(text)).toBe(expected);
  });
});

describe("a whole number where the mark before decimals is named", () => {
  test.each([
    [",", "12,000", 12],
    [",", "1.000", 1000],
    [",", "1.234,000", 1234],
    [",", "12.0", null],
    [",", "1,234", null],
    [".", "12.000", 12],
    [".", "1,234", 1234],
    [".", "1,234.0", 1234],
    [".", "1.234", null],
    [".", "12,0", null],
    [".", "1 234.00", 1234],
    [",", "1 234,00", 1234],
    [".", "12x00", null],
  ] as const)("%s: %s is %s", (mark, text, expected) => {
    expect(parseCount(text, mark)).toBe(expected);
  });
});

test("every number is read back as it was written, by Danish and by English habit", () => {
  const marks: [DecimalMark, string][] = [
    [",", "da-DK"],
    [".", "en-GB"],
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: maxPlanCount * 1000 }),
      fc.constantFrom(...marks),
      (number, [mark, locale]) => {
        const written = new Intl.NumberFormat(locale).format(number);
        expect(parseCount(written, mark)).toBe(number);
        expect(parseCount(`${written}${mark}00`, mark)).toBe(number);
        expect(parseCount(String(number), mark)).toBe(number);
      },
    ),
  );
});

test("a number that two countries read in two ways is never guessed at", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,4}[.,]\d{1,4}$/), (text) => {
      const [danish, english] = [parseCount(text, ","), parseCount(text, ".")];
      const guess = parseCount(text);
      // Without a mark it is what Danes read, but for decimals that are all zero, where the other reading is no thousands.
      if (guess !== null) expect([danish, english]).toContain(guess);
      if (guess !== null && danish !== null) expect(guess).toBe(danish);
    }),
  );
});

describe("a number is oddly written", () => {
  test.each(["12,0", "12.0", "1 234", `1${nbsp}234`, "1.234,0"])("%j: worth a word", (text) => {
    expect(isOddlyWritten(text)).toBe(true);
  });

  test.each(["", "12", "1.234", "12,5", "x", "1,234", "12,000"])(
    "%j: as usual, or no number at all",
    (text) => {
      expect(isOddlyWritten(text)).toBe(false);
    },
  );

  test("by the habit of its own file: 1,234 is usual in an English one, and 12.0 is not", () => {
    expect(isOddlyWritten("1,234", ".")).toBe(false);
    expect(isOddlyWritten("12.0", ".")).toBe(true);
    expect(isOddlyWritten("12,000", ",")).toBe(true);
  });
});

describe("doctors are held in millionths", () => {
  test.each([
    ["0", 0],
    ["2", 2_000_000],
    ["0,7", 700_000],
    ["0.7", 700_000],
    ["1,000001", 1_000_001],
    ["007,50", 7_500_000],
    ["999999,999999", 999_999_999_999],
    ["1234567", null],
    ["1,1234567", null],
    [",5", null],
    ["5,", null],
    ["1,2,3", null],
    ["1;5", null],
    ["-1", null],
    ["x1", null],
    ["1x", null],
    [" 1", null],
    ["", null],
  ])("%j is %s", (text, expected) => {
    expect(parseMillionths(text)).toBe(expected);
  });

  test.each([
    ["0,7", ",", 700_000],
    ["0.7", ",", null],
    ["0.7", ".", 700_000],
    ["0,7", ".", null],
    ["7", ".", 7_000_000],
    ["7", ",", 7_000_000],
  ] as const)("%s with decimals behind %s is %s", (text, mark, expected) => {
    expect(parseMillionths(text, mark)).toBe(expected);
  });

  test("exactly: no sum of tenths drifts from its whole, as 0,1 + 0,2 would", () => {
    const sum = parseMillionths("0,1")! + parseMillionths("0,2")!;
    expect(sum).toBe(parseMillionths("0,3"));
    expect(0.1 + 0.2).not.toBe(0.3);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999 }),
        fc.integer({ min: 0, max: 999_999 }),
        (whole, part) => {
          const written = `${whole},${String(part).padStart(6, "0")}`;
          expect(parseMillionths(written)).toBe(whole * millionthsInOne + part);
        },
      ),
    );
  });
});

test("what is plainly a count is what the parser of counts reads, and is not oddly written", () => {
  const piece = fc.constantFrom(..."0 1 2 5 9 . , - x".split(" "), " ", nbsp, "", "\u0663");
  const texts = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
    fc.string(),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const plain = plainCount(text);
      expect(plain !== null).toBe(/^[0-9]{1,6}$/.test(text));
      if (plain === null) return;
      expect(plain).toBe(parseCount(text));
      expect(isOddlyWritten(text)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
