import { describe, expect, test } from "vitest";
import { shareDifferenceInterval, shareInterval, weightedShare } from "./share-interval.js";

/** The examples of Newcombe's two papers of 1998, as printed there: to four places. */
describe("the interval of a share", () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i of %i is that of Newcombe's first paper, method 3", (part, whole, low, high) => {
    const interval = shareInterval({ share: part / whole, size: whole }, 0.95);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  test("is none of nothing", () => {
    expect(shareInterval({ share: 0, size: 0 }, 0.95)).toBeNull();
  });
});

describe("the interval of a difference between two shares", () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])("of %i of %i and %i of %i is that of Newcombe's third paper, method 10", (...counts) => {
    const [part, whole, otherPart, otherWhole, low, high] = counts;
    const interval = shareDifferenceInterval(
      { share: part / whole, size: whole },
      { share: otherPart / otherWhole, size: otherWhole },
      0.95,
    );
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });
});

test("a difference to a share of nothing has no interval", () => {
  const [some, none] = [
    { share: 0.5, size: 10 },
    { share: 0, size: 0 },
  ];
  expect([shareDifferenceInterval(some, none, 0.95), shareDifferenceInterval(none, some, 0.95)]).toEqual([
    null,
    null,
  ]);
});

describe("a weighted share", () => {
  test("of equal weights is the plain one, of as many as there are", () => {
    const members = [true, false, false, true, false].map((isHit) => ({ weight: 0.3, share: Number(isHit) }));
    expect(weightedShare(members)?.share).toBeCloseTo(2 / 5, 12);
    expect(weightedShare(members)?.size).toBeCloseTo(5, 12);
  });

  test("of weights 3, 1 and 1 is that of 25/11 members", () => {
    const members = [3, 1, 1].map((weight) => ({ weight, share: Number(weight === 3) }));
    expect(weightedShare(members)?.share).toBeCloseTo(3 / 5, 12);
    expect(weightedShare(members)?.size).toBeCloseTo(25 / 11, 12);
    expect(weightedShare([])).toBeNull();
  });
});
