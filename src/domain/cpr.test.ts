import fc from "fast-check";
import { expect, test } from "vitest";
import { cellHoldsCpr, holdsCpr, isCprNumber, maskCpr, maskCprCell, mayHoldCpr } from "./cpr.js";

const looksLikeOne = [
  "010190-1234",
  "0101901234",
  "010190 1234",
  "010190\u20131234",
  "010190\u00a01234",
  "patient 311299-0000, set i maj",
  "CPR:290296-1111.",
  "290200-4321",
  "(310100-1234)",
  "290395-1234",
  "280295-1234",
  "300496-1234",
];

test.each(looksLikeOne)("%s looks like a civil registration number", (text) => {
  expect(mayHoldCpr(text)).toBe(true);
  expect(holdsCpr(text)).toBe(true);
  expect(maskCpr(text)).toContain("[CPR]");
  expect(maskCpr(text)).not.toMatch(/\d{4}/);
});

const isNone = [
  "320190-1234",
  "011390-1234",
  "000190-1234",
  "310490-1234",
  "290295-1234",
  "300200-1234",
  "010190-12345",
  "1010190-1234",
  "01019012345",
  "5790000120000",
  "010190--1234",
  "010190  1234",
  "010190\n1234",
  "2025-02-12",
  "001040;123456",
];

test.each(isNone)("%s is no civil registration number", (text) => {
  expect(holdsCpr(text)).toBe(false);
  expect(maskCpr(text)).toBe(text);
});

test("a number of nine digits is tested with the zero that Excel dropped", () => {
  expect(isCprNumber(101901234)).toBe(true);
  expect(isCprNumber(3112991234)).toBe(true);
  expect(isCprNumber(991901234)).toBe(false);
  expect(isCprNumber(1019012.34)).toBe(false);
  expect(isCprNumber(0.1019011234)).toBe(false);
  expect(isCprNumber(11019011234)).toBe(false);
  expect(isCprNumber(1901234)).toBe(false);
  expect(cellHoldsCpr("991901234")).toBe(false);
  expect(cellHoldsCpr(" 101901234 ")).toBe(true);
  expect(cellHoldsCpr("010190")).toBe(false);
  expect(cellHoldsCpr("101901234")).toBe(true);
  expect(cellHoldsCpr("tlf. 101901234")).toBe(false);
});

test("the quick test finds every place where the slow one does", () => {
  const slow = /\d{9}|\d{6}[-\u2010-\u2015\u2212 \u00a0\u2007\u202f]\d{4}/;
  const digits = fc.stringMatching(/^\d{0,12}$/);
  const texts = fc.array(fc.oneof(digits, fc.constantFrom("-", " ", "\u2013", ";", "\n", "a")), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join("");
      expect(mayHoldCpr(text)).toBe(slow.test(text));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["101901234", "[CPR]"],
  [" 101901234\n", "[CPR]"],
  ["010190-1234", "[CPR]"],
  ["set hos 010190-1234 i maj", "set hos [CPR] i maj"],
  ["991901234", "991901234"],
  ["tlf. 101901234", "tlf. 101901234"],
  ["Åen", "Åen"],
  ["", ""],
])("a cell of %j is shown as %j: a number that lost its zero is masked whole", (text, shown) => {
  expect(maskCprCell(text)).toBe(shown);
  expect(cellHoldsCpr(maskCprCell(text))).toBe(false);
});
