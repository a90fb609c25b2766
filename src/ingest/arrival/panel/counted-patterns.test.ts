import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countsIn,
  fewPlans,
  laidOut,
  manyPlans,
  packedMonth,
  rowsWithPlans,
} from "../../../testing/arrival/drawn-rows.js";
import type { TimelineRow } from "../../../testing/arrival/drawn-timelines.js";
import { commonFactor, equalTypes, evenIn, longestRunOf, patternsOf } from "./counted-patterns.js";
import { cellsWith, pairCounts } from "./pairs.js";
import { layOut } from "./panel.js";

describe("what the rows of a month look like", () => {
  const share = (
    rows: readonly TimelineRow[],
    of: (row: TimelineRow) => boolean,
    among: (row: TimelineRow) => boolean = () => true,
  ) => ({
    part: rows.filter(among).filter(of).length,
    whole: rows.filter(among).length,
  });
  const ofCounts = (
    counts: readonly number[],
    of: (count: number) => boolean,
    among: (count: number) => boolean,
  ) => ({
    part: counts.filter(among).filter(of).length,
    whole: counts.filter(among).length,
  });

  test.each([
    ["of few plans", fewPlans],
    ["of many plans", manyPlans],
  ])("%s is counted row by row", (_, drawn) => {
    fc.assert(
      fc.property(drawn, (all) => {
        const rows = rowsWithPlans(all);
        const found = patternsOf(laidOut(all));
        const hasTwo = ([, , fresh, old]: TimelineRow) => fresh + old >= 2;
        expect(found.equal).toEqual(share(rows, ([, , fresh, old]) => fresh === old, hasTwo));
        expect(found.moreNew).toEqual(share(rows, ([, , fresh, old]) => fresh > old, hasTwo));
        expect(found.moreMaintained).toEqual(share(rows, ([, , fresh, old]) => fresh < old, hasTwo));
        expect(found.withZero).toEqual(share(rows, ([, , fresh, old]) => fresh === 0 || old === 0));
        const counts = countsIn(rows);
        expect(found.small).toEqual(
          ofCounts(
            counts,
            (count) => count <= 4,
            (count) => count >= 1,
          ),
        );
        expect(found.even).toEqual(
          ofCounts(
            counts,
            (count) => count % 2 === 0,
            (count) => count >= 3,
          ),
        );
        expect(found.fives).toEqual(
          ofCounts(
            counts,
            (count) => count % 5 === 0,
            (count) => count > 5,
          ),
        );
      }),
    );
  });

  test("is computed once", () => {
    const cells = laidOut([[1, 0, 2, 3]]);
    expect(patternsOf(cells)).toBe(patternsOf(cells));
    expect(pairCounts(cells)).toBe(pairCounts(cells));
    expect(cellsWith(cells, 2)).toBe(cellsWith(cells, 2));
  });

  const top = (...rows: (readonly [fresh: number, maintained: number])[]) =>
    patternsOf(laidOut(rows.map(([fresh, old], number): TimelineRow => [number, 0, fresh, old]))).top;

  test("has at its top the largest count and its rows, of the measure where more rows have it", () => {
    expect(top([9, 1], [9, 2], [9, 3], [1, 30])).toEqual({ value: 9, rows: 3 });
    expect(top([1, 9], [2, 9], [3, 9], [30, 1])).toEqual({ value: 9, rows: 3 });
    expect(top([9, 1], [2, 9])).toEqual({ value: 9, rows: 1 });
    expect(top([8, 0], [8, 1])).toEqual({ value: 8, rows: 2 });
  });

  test("counts the commonest pair at the top once", () => {
    expect(top([9, 1], [9, 1], [9, 1], [9, 2], [1, 2])).toEqual({ value: 9, rows: 2 });
    expect(top([1, 9], [1, 9], [1, 9], [2, 9], [2, 1])).toEqual({ value: 9, rows: 2 });
    expect(top([9, 1], [9, 1], [9, 2], [9, 2], [9, 3])).toEqual({ value: 9, rows: 4 });
  });

  test("has no top of counts below eight", () => {
    expect(top([7, 1], [7, 2], [7, 3]).rows).toBeLessThanOrEqual(0);
    expect(top([8, 1], [8, 2], [8, 3]).rows).toBe(3);
  });

  const runs = (
    rows: readonly TimelineRow[],
  ): { inOrder: number; given: (places: readonly number[]) => number } => {
    const cells = laidOut(rows);
    return {
      inOrder: patternsOf(cells).longestRun,
      given: (places) => longestRunOf(cells, Int32Array.from(places)),
    };
  };
  const row = (number: number, fresh: number, old: number): TimelineRow => [number, 0, fresh, old];

  test("has the longest run of rows whose counts rise or fall by one step, in either measure", () => {
    expect(runs([5, 8, 11, 14, 3].map((count, at) => row(at, count, 6))).inOrder).toBe(4);
    expect(runs([9, 7, 5, 3, 8, 20].map((count, at) => row(at, 6, count))).inOrder).toBe(4);
    // Equal counts are no run, and a step of its own begins with every two rows.
    expect(runs([6, 6, 6, 6, 6].map((count, at) => row(at, count, count))).inOrder).toBe(2);
    expect(runs([6, 9, 6, 9, 7].map((count, at) => row(at, count, 1))).inOrder).toBe(2);
  });

  test("has its longest run in the order in which rows are given, too", () => {
    const mixed = runs([4, 1, 3, 2].map((count, at) => row(at, count, 9)));
    expect(mixed.given([0, 1, 2, 3])).toBe(2);
    expect(mixed.given([1, 3, 2, 0])).toBe(5);
    expect(runs([4, 1, 3, 2].map((count, at) => row(at, 9, count + 5))).given([1, 3, 2, 0])).toBe(4);
    expect(mixed.given([])).toBe(0);
  });

  test.each([
    [[4, 6, 10, 14], 2],
    [[3, 9, 21], 3],
    [[20, 30, 0, 70], 10],
    [[400, 700], 100],
    [[5000, 2000, 0], 1000],
    [[4, 8, 20], 4],
    [[14, 21, 49], 7],
    [[7, 9], 1],
    [[16, 24], 8],
    [[18, 27], 9],
    [[12, 18], 6],
    [[5, 10, 15], 5],
  ])("of counts %j the common factor is %i", (counts, factor) => {
    expect(commonFactor(laidOut(counts.map((count, at) => row(at, count, 0))))).toBe(factor);
    expect(commonFactor(laidOut(counts.map((count, at) => row(at, 0, count))))).toBe(factor);
  });

  test("a common factor is one of at least 98 of 100 counts", () => {
    const of = (odd: number) =>
      commonFactor(
        laidOut(Array.from({ length: 50 }, (_, at) => row(at, at < odd ? 7 : 11 * 2, 2 * (at + 1)))),
      );
    expect([of(2), of(3)]).toEqual([2, 1]);
  });

  test("has even counts of each plan type, and of some clinics", () => {
    fc.assert(
      fc.property(manyPlans, fc.subarray([3, 7, 8, 40, 999_999]), (all, clinics) => {
        const panel = layOut([packedMonth(all)]);
        const cells = panel.laid[0]!;
        const of = (rows: readonly TimelineRow[]) =>
          ofCounts(
            countsIn(rows),
            (count) => count % 2 === 0,
            (count) => count > 2,
          );
        for (const [type, code] of panel.types.entries())
          expect(evenIn(cells, { type })).toEqual(of(all.filter(([, one]) => one === code)));
        const numbers = [...new Set(all.map(([number]) => number))].sort((a, b) => a - b);
        const chosen = clinics.filter((number) => numbers.includes(number));
        const places = Int32Array.from(chosen, (number) => numbers.indexOf(number));
        expect(evenIn(cells, { places })).toEqual(of(all.filter(([number]) => chosen.includes(number))));
        expect(evenIn(cells, { type: 17 })).toEqual({ part: 0, whole: 0 });
      }),
    );
  });

  test("tells clinics with the same counts of two plan types, of the types where most are so", () => {
    const rows: TimelineRow[] = [
      // the same of types 0 and 1, but for two clinics of three plans and less, of which nothing is to be told
      ...[0, 1].flatMap((type): TimelineRow[] => [
        [1, type, 3, 4],
        [2, type, 1, 1],
        [3, type, 1, 0],
        [4, type, type + 5, 6],
        [5, type, 2, 9 + type],
      ]),
      ...[1, 2, 3, 4, 5].map((number): TimelineRow => [number, 2, 50 + number, 1]),
    ];
    expect(equalTypes(laidOut(rows))).toEqual({ part: 2, whole: 4 });
    expect(equalTypes(laidOut(rows.filter(([, type]) => type < 2)))).toEqual({ part: 2, whole: 4 });
    // Of two pairs of types the one with the larger share counts: two of two before two of four.
    const others: TimelineRow[] = [
      ...rows.filter(([, type]) => type < 2),
      ...[1, 2, 4, 5].flatMap((number): TimelineRow[] => [
        [number, 2, number < 3 ? 8 : 0, 0],
        [number, 3, number < 3 ? 8 : 0, 0],
      ]),
    ];
    expect(equalTypes(laidOut(others))).toEqual({ part: 2, whole: 2 });
    expect(equalTypes(laidOut([[1, 0, 9, 9]]))).toEqual({ part: 0, whole: 0 });
  });
});
