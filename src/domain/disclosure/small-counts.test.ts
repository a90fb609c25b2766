import { describe, expect, test } from "vitest";
import { hideSmall, isSafe, isSafeChange, isSafeWhole, mergeSmallGroups } from "./small-counts.js";

const group = (name: string, ...parts: number[]): { name: string; parts: number[] } => ({ name, parts });

function merged(...groups: { name: string; parts: number[] }[]): {
  shown: string[];
  merged: string[];
  isSafe: boolean;
} {
  const { shown, merged: together, isSafe: isShown } = mergeSmallGroups(groups, 5);
  const names = (some: { name: string }[]): string[] => some.map(({ name }) => name);
  return { shown: names(shown), merged: names(together), isSafe: isShown };
}

describe("groups of fewer than five", () => {
  test("are those of one to four: nobody is in a group of none", () => {
    expect([0, 1, 4, 5].map((part) => isSafe([part, 20], 5))).toEqual([true, false, false, true]);
  });

  test("are laid together with the smallest other group, so that the total less the others is no small group", () => {
    expect(merged(group("A", 2, 9), group("B", 8, 10), group("C", 30, 10))).toEqual({
      shown: ["C"],
      merged: ["A", "B"],
      isSafe: true,
    });
  });

  test("need no further group where they are together large enough in every part", () => {
    expect(merged(group("A", 3, 4), group("B", 2, 3), group("C", 6, 6))).toEqual({
      shown: ["C"],
      merged: ["A", "B"],
      isSafe: true,
    });
  });

  test("take as many others as it needs", () => {
    // 1 + 0 + 0 of the first part, until C brings 9
    expect(merged(group("A", 1, 5), group("B", 0, 6), group("C", 9, 9), group("D", 40, 9)).merged).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  test("are not shown at all where everything together is too small", () => {
    expect(merged(group("A", 1, 5), group("B", 2, 5))).toEqual({
      shown: [],
      merged: ["A", "B"],
      isSafe: false,
    });
  });

  test("leave large groups and empty ones as they are", () => {
    expect(merged(group("A", 5, 0), group("B", 0, 0))).toEqual({
      shown: ["A", "B"],
      merged: [],
      isSafe: true,
    });
  });
});

test("with a limit of 0 every group is shown", () => {
  const groups = [group("A", 1, 0), group("B", 2, 3)];
  expect(mergeSmallGroups(groups, 0)).toEqual({ shown: groups, merged: [], isSafe: true });
});

test("a whole of three groups with 3 or 12 clinics of an outcome tells 1 or 4 in each, if each is small", () => {
  const groups = (...passing: number[]): { name: string; parts: number[] }[] =>
    passing.map((pass, place) => group(String(place), pass, 40));
  expect(isSafeWhole(groups(4, 4, 4), 5)).toBe(false);
  expect(isSafeWhole(groups(9, 2, 1), 5)).toBe(false);
  expect(isSafeWhole(groups(1, 1, 1), 5)).toBe(false);
  expect(isSafeWhole(groups(4, 4, 5), 5)).toBe(true);
  expect(isSafeWhole(groups(12), 5)).toBe(true);
});

describe("a group that was shown before", () => {
  test.each([
    [[20, 10], [20, 10], true],
    [[25, 10], [20, 10], true],
    [[24, 10], [20, 10], false],
    [[20, 11], [20, 10], false],
    // each outcome moved by five and more, and the group as a whole by one
    [[26, 5], [20, 10], false],
    [[25, 5], [20, 10], true],
    [[15, 5], [20, 10], true],
  ])("of %j that were %j may be shown again: %s", (now, before, expected) => {
    expect(isSafeChange(now, before, 5)).toBe(expected);
    expect(isSafeChange(before, now, 5)).toBe(expected);
  });
});

describe("numbers by group", () => {
  test.each([
    [
      [10, 20, 0],
      [10, 20, 0],
    ],
    // one small: the next smallest goes with it, or the total would tell
    [
      [3, 20, 9],
      [null, 20, null],
    ],
    [
      [3, 4, 20],
      [null, null, 20],
    ],
    [
      [3, 20, 0],
      [null, null, 0],
    ],
    [
      [3, 0, 0],
      [null, 0, 0],
    ],
    [
      [4, 5, 5],
      [null, null, 5],
    ],
    [
      [5, 6],
      [5, 6],
    ],
    [[], []],
  ])("%j are shown as %j", (counts, shown) => {
    expect(hideSmall(counts, 5)).toEqual(shown);
  });
});

test("a large group is laid together with nobody, and an empty one covers no small one", () => {
  expect(merged(group("A", 2, 9), group("Tom", 0, 0), group("C", 30, 10))).toEqual({
    shown: ["Tom"],
    merged: ["A", "C"],
    isSafe: true,
  });
});
