import fc from "fast-check";
import { expect, test } from "vitest";
import { parseYdernummer } from "./ydernummer.js";

test.each([
  ["1", "000001"],
  ["1040", "001040"],
  ["001040", "001040"],
  ["999999", "999999"],
])("%s is the provider number %s", (text, expected) => {
  expect(parseYdernummer(text)).toBe(expected);
});

test.each(["", "0", "000000", "1000000", "1.040", "10 40", "-1", "x1", "1x", "1\n", "١٢٣"])(
  "%j is no provider number",
  (text) => {
    expect(parseYdernummer(text)).toBeNull();
  },
);

test("a number that lost its zeros is the number that had them, and no two numbers become one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), (number) => {
      const padded = parseYdernummer(String(number));
      expect(padded).toHaveLength(6);
      expect(Number(padded)).toBe(number);
      expect(parseYdernummer(padded!)).toBe(padded);
    }),
  );
});
