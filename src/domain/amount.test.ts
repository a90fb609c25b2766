import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAmount } from "./amount.js";
import { amountWords } from "./danish.js";

test.each([
  ["1500000", 150_000_000],
  ["1.500.000", 150_000_000],
  ["1.500.000,00", 150_000_000],
  ["1.500.000 kr.", 150_000_000],
  ["kr. 12,50", 1250],
  ["12,5", 1250],
  ["12.50", 1250],
  ["0", 0],
  ["-25.000", -2_500_000],
  ["\u221225", -2500],
  ["250,-", 25_000],
  ["1 500 000", 150_000_000],
])("%s is read as an amount in øre", (text, hundredths) => {
  expect(parseAmount(text)).toBe(hundredths);
});

test.each(["", "abc", "1,5 mio.", "12,345", "1.5.0", "1,000", "12,50,00", "1.500.00", "--5", "1e6"])(
  "“%s” is no amount: nobody can tell what was meant",
  (text) => {
    expect(parseAmount(text)).toBeNull();
  },
);

test("where a layout says that a point stands before decimals, a comma parts thousands", () => {
  expect(parseAmount("1,500.5", ".")).toBe(150_050);
  expect(parseAmount("333.333", ".")).toBeNull();
});

test("whatever is shown is read again as the same amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e13 }), (hundredths) => {
      expect(parseAmount(amountWords(hundredths))).toBe(hundredths);
    }),
  );
});
