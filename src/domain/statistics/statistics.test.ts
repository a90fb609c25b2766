import { describe, expect, test } from "vitest";
import { binomialAt, binomialBelow, binomialShareLimit } from "./binomial.js";
import { chiSquareLimit } from "./chi-square.js";
import { crossingByChance, differenceByChance, isChange } from "./difference.js";
import { normalBelow, normalQuantile } from "./normal.js";
import { monthsByChance } from "./paired-months.js";

/** Values from sums of exact fractions and from Python's statistics.NormalDist and math.erfc, none of which this code shares. */
describe("distributions", () => {
  test.each([
    [-3.5, 0.0002326290790355401],
    [1.2345, 0.8914916766373298],
    [-6, 9.865876450377012e-10],
    [-10, 7.619853024160593e-24],
    [5.5, 0.9999999810104375],
    [39, 1],
  ])("the normal distribution below %d", (z, below) => {
    expect(Math.abs(normalBelow(z) / below - 1)).toBeLessThan(1e-9);
  });

  test.each([
    [0.001, -3.090232306167813],
    [0.975, 1.9599639845400536],
    [0.5, 0],
  ])("the normal quantile of %d", (probability, z) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 9);
  });

  test("the binomial's tails, from either side", () => {
    expect(binomialBelow(117, 163, 0.8)).toBeCloseTo(0.007377185645707267, 12);
    expect(1 - binomialBelow(139, 163, 0.8)).toBeCloseTo(0.03344332388034537, 12);
    expect([binomialBelow(0, 0, 0.8), binomialBelow(5, 5, 0.8)]).toEqual([1, 1]);
  });

  test("what never or always hits does so for sure", () => {
    expect([0, 1, 3].map((part) => binomialAt(part, 3, 0))).toEqual([1, 0, 0]);
    expect([0, 1, 3].map((part) => binomialAt(part, 3, 1))).toEqual([0, 0, 1]);
    expect([binomialShareLimit(9, 0, 0.5), binomialShareLimit(9, 1, 0.5)]).toEqual([0, 1]);
  });

  test.each([
    [5, 0.8, [0.27140625, 0.9847412109375, 0.02125, 0.9993896484375]],
    [37, 0.797, [0.6471108425770579, 0.9069143668545395, 0.5584531312390638, 0.9631467672388174]],
    [163, 0.8, [0.733665528051238, 0.8567203920968208, 0.6950792450819324, 0.8881999251053843]],
    [480, 0.803, [0.7657543557112885, 0.836956681465438, 0.7441250697736852, 0.856145277045473]],
    [1598, 1278 / 1598, [0.7796387030973105, 0.8188845480076024, 0.7679757130576469, 0.82981989039576]],
  ])("limits of a group of %d at %d", (whole, share, limits) => {
    const found = [0.025, 0.975, 0.001, 0.999].map((each) => binomialShareLimit(whole, share, each));
    for (const [place, limit] of found.entries()) expect(Math.abs(limit - limits[place]!)).toBeLessThan(1e-9);
  });

  // Source: the table of chi-square, 95 %, of any textbook.
  test.each([
    [4, 9.488],
    [10, 18.307],
    [30, 43.773],
    [97, 120.99],
  ])("chi-square with %d degrees of freedom", (freedom, limit) => {
    expect(Math.abs(chiSquareLimit(freedom, 0.95) / limit - 1)).toBeLessThan(0.005);
  });
});

describe("differences", () => {
  const counted = (part: number, whole: number): { part: number; whole: number } => ({ part, whole });

  test.each([
    [counted(1278, 1598), counted(1252, 1595), 0.30315719990292],
    [counted(4, 10), counted(9, 10), 0.03018575851393189],
    [counted(0, 5), counted(0, 7), 1],
    [counted(1278, 1598), counted(1180, 1595), 5.735864159723759e-5],
    [counted(0, 0), counted(3, 4), 1],
    [counted(0, 0), counted(0, 0), 1],
  ])("of %j and %j", (one, other, probability) => {
    expect(Math.abs(differenceByChance(one, other) - probability)).toBeLessThan(1e-9);
    expect(differenceByChance(other, one)).toBeCloseTo(differenceByChance(one, other), 9);
  });

  test("those that changed sides tell more than the shares: 3 against 37 is no chance, 20 against 20 is", () => {
    // twice (the sum of C(40, k) / 2^40 to 2, and half of C(40, 3) / 2^40)
    expect(crossingByChance({ gained: 37, lost: 3 })).toBeCloseTo((2 * (1 + 40 + 780) + 9880) / 2 ** 40, 15);
    expect(crossingByChance({ gained: 20, lost: 20 })).toBeCloseTo(1, 9);
    expect(crossingByChance({ gained: 0, lost: 0 })).toBe(1);
  });

  test("a share that rises while more fall than rise did not change for sure", () => {
    const shares = { now: counted(82, 100), before: counted(80, 100) };
    expect(isChange({ ...shares, crossed: { gained: 30, lost: 2 } }, 0.05)).toBe(true);
    expect(isChange({ ...shares, crossed: { gained: 2, lost: 30 } }, 0.05)).toBe(false);
    expect(isChange({ ...shares, crossed: null }, 0.05)).toBe(false);
    // 12 gained and 8 lost are as likely by chance.
    expect(isChange({ ...shares, crossed: { gained: 12, lost: 8 } }, 0.05)).toBe(false);
  });

  test("a share that falls changed where more fell than rose, or where the two shares tell it by themselves", () => {
    const shares = { now: counted(40, 100), before: counted(80, 100) };
    expect(isChange({ ...shares, crossed: { gained: 2, lost: 30 } }, 0.05)).toBe(true);
    expect(isChange({ ...shares, crossed: { gained: 30, lost: 2 } }, 0.05)).toBe(false);
    expect(isChange({ ...shares, crossed: null }, 0.05)).toBe(true);
    // 30 of 60 are more than 40 of 100, though they are fewer.
    const smaller = { now: counted(30, 60), before: counted(40, 100) };
    expect(isChange({ ...smaller, crossed: { gained: 30, lost: 2 } }, 0.05)).toBe(true);
  });
});

describe("months held against the year before", () => {
  const pairs = (...ratios: number[]): { now: number; before: number }[] =>
    ratios.map((ratio) => ({ now: 1000 * ratio - 0.5, before: 999.5 }));

  test("that all rise are no chance: one combination of signs on each side is as far", () => {
    expect(monthsByChance(pairs(...Array.from({ length: 12 }, (_, place) => 1.01 + place / 1000)))).toBe(
      2 / 4096,
    );
  });

  test("that rise and fall by turns may be", () => {
    expect(monthsByChance(pairs(1.05, 0.96, 1.02, 0.97, 1.03, 0.99))).toBeGreaterThan(0.5);
  });

  test("three of them are counted by hand: of the 8 signs of log 2, log 2 and -log 2 all are as far", () => {
    expect(monthsByChance(pairs(2, 2, 0.5))).toBe(1);
    expect(monthsByChance(pairs(2, 2, 2))).toBe(2 / 8);
    expect(monthsByChance([])).toBe(1);
  });

  test("are the latest sixteen, each with half a plan more", () => {
    const rising = Array.from({ length: 16 }, () => ({ now: 2, before: 1 }));
    expect(monthsByChance(rising)).toBe(2 / 2 ** 16);
    expect(monthsByChance([{ now: 1, before: 9 }, ...rising])).toBe(2 / 2 ** 16);
    // log(0.5 / 1.5) and log(4.5 / 1.5) are as far: all four signs of their sum reach none at all.
    expect(
      monthsByChance([
        { now: 0, before: 1 },
        { now: 4, before: 1 },
      ]),
    ).toBe(1);
    // log(0.5 / 1.5) and log(1.5 / 0.5), of which both signs the same are as far.
    expect(
      monthsByChance([
        { now: 0, before: 1 },
        { now: 0, before: 1 },
      ]),
    ).toBe(2 / 4);
  });
});
