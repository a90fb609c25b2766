import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldBins } from "./bins.js";
import { isSafe } from "./small-counts.js";

/** So many pass that no cut of a small distribution comes near them. */
const pass = 1000;

describe("a small bin", () => {
  test.each([
    // between two neighbours: with the smaller one, with the left one where they are alike
    [
      [10, 3, 8, 20],
      [[0], [1, 2], [3]],
    ],
    [
      [8, 3, 10, 20],
      [[0, 1], [2], [3]],
    ],
    [
      [8, 3, 8, 20],
      [[0, 1], [2], [3]],
    ],
    // at the ends: with the only one
    [
      [3, 8, 20],
      [[0, 1], [2]],
    ],
    [
      [20, 8, 3],
      [[0], [1, 2]],
    ],
    // several, and until they are large enough together
    [
      [2, 2, 20, 9],
      [[0, 1, 2], [3]],
    ],
    [
      [10, 1, 1, 1, 10],
      [[0, 1, 2, 3], [4]],
    ],
    // nobody is no small bin
    [
      [0, 10, 0, 10],
      [[0], [1], [2], [3]],
    ],
  ])("%j is laid together as %j", (counts, runs) => {
    expect(foldBins(counts, { pass, minimum: 5 })).toEqual(runs);
  });

  test("that is all there is leaves nothing to show", () => {
    expect(foldBins([3], { pass, minimum: 5 })).toBeNull();
    expect(foldBins([30], { pass, minimum: 5 })).toBeNull();
    expect(foldBins([3, 1], { pass, minimum: 5 })).toBeNull();
  });
});

describe("the line of the requirement", () => {
  test.each([
    // 30 stand above the second cut: 30 pass, or 35, and nothing follows; 31 to 34 would be one to four by other plans
    [30, [[0], [1], [2]]],
    [31, [[0], [1, 2]]],
    [34, [[0], [1, 2]]],
    [26, [[0], [1, 2]]],
    [25, [[0], [1], [2]]],
    [35, [[0], [1], [2]]],
  ])("of %d that pass lays bins together as %j where the difference would tell of a few", (passing, runs) => {
    expect(foldBins([20, 20, 30], { pass: passing, minimum: 5 })).toEqual(runs);
  });
});

test("bins keep their order, none is lost, none is small, and no cut tells of a few", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 9 }),
      fc.nat({ max: 120 }),
      (counts, passing) => {
        const runs = foldBins(counts, { pass: passing, minimum: 5 });
        if (runs === null) return;
        expect(runs.flat()).toEqual(counts.map((_, place) => place));
        const sizes = runs.map((run) => run.reduce((sum, place) => sum + counts[place]!, 0));
        expect(isSafe(sizes, 5)).toBe(true);
        for (let cut = 1; cut < sizes.length; cut += 1) {
          const above = sizes.slice(cut).reduce((sum, size) => sum + size, 0);
          expect(isSafe([above, Math.abs(above - passing)], 5)).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});
