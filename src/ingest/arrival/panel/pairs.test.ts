import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  laidOut,
  manyPlans,
  packedMonth,
  rowsWithPlans,
  sumOf,
} from "../../../testing/arrival/drawn-rows.js";
import { commonestPair, repeatsBySum } from "./counted-patterns.js";
import { alikeByChance, cellsWith, pairCounts, pairOf, pairWords, sameCells, sumOfPair } from "./pairs.js";
import { layOut } from "./panel.js";

describe("pairs of counts", () => {
  test("are counted once each, whatever their size", () => {
    fc.assert(
      fc.property(manyPlans, (all) => {
        const rows = rowsWithPlans(all);
        const cells = laidOut(all);
        const counts = new Map<string, number>();
        for (const [, , fresh, old] of rows)
          counts.set(`${fresh} and ${old}`, (counts.get(`${fresh} and ${old}`) ?? 0) + 1);
        const found = pairCounts(cells);
        expect([...found.pairs].map((pair, place) => [pairWords(pair), found.cells[place]])).toEqual([
          ...counts,
        ]);
        const most = Math.max(0, ...counts.values());
        expect(commonestPair(cells)).toEqual({ part: most, whole: rows.length });
        if (rows.length > 0)
          expect(alikeByChance(cells)).toBeCloseTo(
            sumOf([...counts.values()].map((count) => (count / rows.length) ** 2)),
            12,
          );
        const repeats = [...counts].filter(([, count]) => count > 1);
        const words = repeatsBySum(cells).map(({ pair, rows: count }) => [pairWords(pair), count]);
        expect(words.toSorted()).toEqual(repeats.toSorted());
        const sums = repeatsBySum(cells).map(({ sum }) => sum);
        expect(sums).toEqual(sums.toSorted((left, right) => right - left));
        for (const { pair, sum } of repeatsBySum(cells)) expect(sumOfPair(pair)).toBe(sum);
      }),
    );
  });

  test("are one number each, with their plans and words", () => {
    const cells = laidOut([[1, 0, 12, 30]]);
    expect(sumOfPair(pairOf(cells, 0))).toBe(42);
    expect(pairWords(pairOf(cells, 0))).toBe("12 and 30");
    expect(pairOf(cells, 5)).toBe(0);
  });

  test("of cells with so many plans are found, and those that another month has just the same", () => {
    const panel = layOut([
      packedMonth([
        [1, 0, 2, 2],
        [2, 0, 1, 2],
        [3, 0, 5, 0],
        [4, 0, 4, 1],
      ]),
      packedMonth([
        [1, 0, 2, 2],
        [2, 0, 1, 2],
        [3, 0, 5, 1],
        [4, 0, 3, 1],
      ]),
    ]);
    const [one, other] = [panel.laid[0]!, panel.laid[1]!];
    expect([...cellsWith(one, 4)]).toEqual([0, 2, 3]);
    expect([...cellsWith(one, 3)]).toEqual([0, 1, 2, 3]);
    expect(sameCells(one, other, cellsWith(one, 4))).toBe(1);
    expect(sameCells(one, other, cellsWith(one, 3))).toBe(2);
    expect(sameCells(one, one, cellsWith(one, 3))).toBe(4);
  });
});
