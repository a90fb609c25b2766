import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spreadLabels } from "./spread-labels.js";

describe("labels beside a column", () => {
  test.each([
    [[], []],
    [[5], [5]],
    [
      [0, 10, 30],
      [0, 10, 30],
    ],
    // 4 apart and 10 wanted: each gives 3
    [
      [10, 14],
      [7, 17],
    ],
    [
      [10, 10],
      [5, 15],
    ],
    // pushed by 0, 9 and 18: all go back by 9
    [
      [10, 11, 12],
      [1, 11, 21],
    ],
  ])("%j with a gap of 10 stand at %j", (places, expected) => {
    expect(spreadLabels(places, 10)).toEqual(expected);
  });

  test("never touch, keep their order, and are those that were given where they did not touch", () => {
    const places = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 8 });
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 20 }), (all, gap) => {
        const sorted = [...all].sort((left, right) => left - right);
        const spread = spreadLabels(sorted, gap);
        const distances = (list: readonly number[]): number[] =>
          list.slice(1).map((place, at) => place - list[at]!);
        for (const distance of distances(spread)) expect(distance).toBeGreaterThanOrEqual(gap - 1e-9);
        if (distances(sorted).every((distance) => distance >= gap)) expect(spread).toEqual(sorted);
        expect(spread).toHaveLength(sorted.length);
      }),
    );
  });
});
