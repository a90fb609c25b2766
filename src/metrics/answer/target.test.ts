import { describe, expect, test } from "vitest";
import { parseMonth } from "../../domain/month.js";
import { sharesUpTo, targetOf } from "./target.js";

const month = parseMonth("2025-02")!;
const facts = { clinics: 1598, pass: 1278, near: 56, month, shares: [] };

describe("a target", () => {
  test.each([
    [0.85, 1359, 81],
    [0.8, 1279, 1],
    [1278 / 1598, 1278, 0],
    [0.5, 799, -479],
    [1, 1598, 320],
  ])("of %d needs the smallest number of clinics that gives it", (share, needed, missing) => {
    expect(targetOf(facts, share)).toMatchObject({ share, needed, missing, near: 56 });
  });

  test("of parts that binary numbers cannot write is met exactly", () => {
    expect(targetOf({ ...facts, clinics: 10, pass: 7 }, 0.7)).toMatchObject({ needed: 7, missing: 0 });
    expect(targetOf({ ...facts, clinics: 1000, pass: 0 }, 0.29)).toMatchObject({ needed: 290 });
    expect(targetOf({ ...facts, clinics: 0, pass: 0 }, 0.29)).toMatchObject({ needed: 0, reached: null });
  });

  test("is reached already, or at the pace of 12 months, or not in sight", () => {
    expect(targetOf(facts, 0.5).reached).toEqual({ month, low: month, high: month });
    const rising = Array.from({ length: 13 }, (_, place) => 0.68 + 0.01 * place);
    expect(targetOf({ ...facts, shares: rising }, 0.85).reached).toEqual({
      month: "2025-07",
      low: "2025-07",
      high: "2025-07",
    });
    expect(targetOf({ ...facts, shares: rising.toReversed() }, 0.85).reached).toBeNull();
    expect(targetOf({ ...facts, shares: rising.slice(1) }, 0.85).reached).toBeNull();
  });
});

test("shares lead to a month without a gap and without another rule", () => {
  const rows = ["2024-10", "2024-11", "2025-01", "2025-02"].map((text, place) => ({
    month: parseMonth(text)!,
    share: place / 10,
  }));
  expect(sharesUpTo(rows, { month, isAlike: () => true })).toEqual([0.2, 0.3]);
  expect(sharesUpTo(rows, { month, isAlike: (one) => one > "2025-01" })).toEqual([0.3]);
  expect(sharesUpTo(rows, { month: parseMonth("2024-12")!, isAlike: () => true })).toEqual([]);
});
