import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparableNumber, comparableText, digestOfTexts } from "./sheet-text.js";

describe("two cells say the same", () => {
  test.each([
    ["Følges op", "  Følges op\u00a0"],
    ["en\nto", "en\r\nto"],
    ["en\nto", "en\rto"],
    ["Åen", "A\u030aen"],
    ["2,5", "2,50"],
    ["2,333333333333", "2,3333333333"],
    ["0,1", "1e-1"],
    ["1000", "1e3"],
    ["1500", "1,5e+3"],
    ["12,5", "12,50"],
    ["10000000000", "1e10"],
    ["a\u0001b", "a\ufffdb"],
  ])("%j and %j", (one, other) => {
    expect(comparableText(one)).toBe(comparableText(other));
  });

  test.each([
    ["001040", "1040"],
    ["00", "0"],
    ["2,5", "2.5"],
    ["12,34", "12,35"],
    ["-1", "1"],
    ["a b", "ab"],
    ["en\nto", "en to"],
    ["a\tb", "ab"],
    ["1,2,3", "1,23"],
    ["x1", "1"],
    ["1x", "1"],
    ["1e3x", "1000"],
    ["1e", "1"],
    ["", "0"],
    ["2,3333333", "2,33333333"],
  ])("not %j and %j", (one, other) => {
    expect(comparableText(one)).not.toBe(comparableText(other));
  });

  test("a number by its first nine digits, with a comma", () => {
    expect(comparableNumber(2.5)).toBe("2,5");
    expect(comparableNumber(1278 / 1598)).toBe("0,799749687");
    expect(comparableNumber(123_456_789_987)).toBe("123456790000");
    expect(comparableNumber(-0.7)).toBe("-0,7");
    expect(comparableNumber(0)).toBe("0");
    expect(comparableNumber(-0)).toBe("0");
    expect([999_999_999, 1_000_000_004, -1_000_000_004].map(comparableNumber)).toEqual([
      "999999999",
      "1000000000",
      "-1000000000",
    ]);
  });

  test("words of Danish letters as they are, whatever their letters are composed of", () => {
    expect(comparableText("Lægehuset Åen")).toBe("Lægehuset Åen");
    expect(comparableText("Lægehuset A\u030Aen")).toBe("Lægehuset Åen");
    expect(comparableText(" Lægehuset Åen ")).toBe("Lægehuset Åen");
  });

  test("a number written as its cell shows it is that number again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
        fc.integer({ min: 0, max: 2 }),
        (whole, decimals) => {
          const value = whole / 10 ** decimals;
          expect(comparableText(String(value).replace(".", ","))).toBe(comparableNumber(value));
        },
      ),
    );
  });

  test("what is compared once is compared alike again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), (text) => {
        const compared = comparableText(text);
        expect(comparableText(compared)).toBe(compared);
      }),
    );
  });
});

describe("a fingerprint of texts", () => {
  test("is twelve hexadecimal digits, the same wherever a line was broken and whatever is empty", () => {
    const digest = digestOfTexts(["Følges op af regionen", "2,50"]);
    expect(digest).toMatch(/^[\da-f]{12}$/);
    expect(digestOfTexts(["Følges op\r\naf  regionen", "", " ", "2,5"])).toBe(digest);
  });

  // Workbooks that were sent out carry it, so it may never change: printf 'Følgesop2,5' | sha256sum
  test("is the one that returned workbooks were sent out with", () => {
    expect(digestOfTexts(["Følges op", "", "2,50"])).toBe("0417e93c3955");
  });

  test("tells another order, another word and another number", () => {
    const digests = [["a", "b"], ["b", "a"], ["a"], ["a", "c"], ["a", "b", "1"], ["a", "b", "2"], []].map(
      digestOfTexts,
    );
    expect(new Set(digests).size).toBe(digests.length);
  });
});
