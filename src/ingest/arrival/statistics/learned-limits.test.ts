import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { median, tQuantile } from "./distributions.js";
import type { LearnedFrom, LimitSettings, Scale } from "./learned-limits.js";
import { learnLimits } from "./learned-limits.js";

const settings: LimitSettings = {
  ...{ holdTail: 1e-4, lookTail: 1e-2, minValues: 6, priorSpread: 0.1, priorValues: 3 },
};
const from = (history: readonly (number | null)[], of: Partial<LearnedFrom> = {}): LearnedFrom => ({
  ...{ history, isSeasonal: false, scale: "plain", noise: 0, least: 0.01 },
  ...of,
});

/** Half of the range around what is expected, by the spread of so many errors of which the largest is given. */
function halfOf(spread: number, errors: number, largest: number, tail: number): number {
  const width = tQuantile(tail, errors + 2) * spread;
  return Math.min(Math.max(width, 1.15 * largest), 1.6 * width);
}

describe("limits from a level", () => {
  test("that never moves are those of the prior, of which three errors are known for each that was seen", () => {
    // Ten values: the level of three and more before it foretells seven of them without an error.
    const limits = learnLimits(from(Array(10).fill(5)), settings);
    const spread = Math.sqrt((3 * 0.1 ** 2) / 10);
    const half = tQuantile(1e-4, 9) * spread;
    expect(limits?.expected).toBe(5);
    expect(limits?.hold[0]).toBeCloseTo(5 - half, 12);
    expect(limits?.hold[1]).toBeCloseTo(5 + half, 12);
    expect(limits?.look[1]).toBeCloseTo(5 + tQuantile(1e-2, 9) * spread, 12);
  });

  test("are never narrower than the noise of counting", () => {
    const limits = learnLimits(from(Array(10).fill(5), { noise: 0.04 }), settings);
    expect(limits?.hold[1]).toBeCloseTo(5 + tQuantile(1e-4, 9) * 0.2, 12);
  });

  test("need as many values as are asked for, and four that could be foretold", () => {
    expect(learnLimits(from(Array(5).fill(5)), settings)).toBeNull();
    expect(learnLimits(from([5, 5, 5, 5, 5, null]), settings)).toBeNull();
    // Of six values three are foretold.
    expect(learnLimits(from(Array(6).fill(5)), settings)).toBeNull();
    expect(learnLimits(from(Array(7).fill(5)), settings)).not.toBeNull();
    expect(learnLimits(from(Array(7).fill(5)), { ...settings, minValues: 8 })).toBeNull();
    // Nothing is known of the latest months but two.
    expect(
      learnLimits(from([...Array<number>(8).fill(5), null, null, null, null, 5, 5]), settings),
    ).toBeNull();
    expect(
      learnLimits(from([...Array<number>(8).fill(5), null, null, null, 5, 5, 5]), settings),
    ).not.toBeNull();
  });

  test("lie round the middle of the latest six values", () => {
    expect(learnLimits(from([90, 80, 70, 60, 3, 1, 7, 2, 9, 8]), settings)?.expected).toBe(5);
    expect(learnLimits(from([90, 80, 70, 60, 3, 1, null, 2, 9, 8]), settings)?.expected).toBe(3);
  });

  test("of an error far beyond the others end before it, of one a little beyond hold it", () => {
    // The level is always 5: errors are 0 but for one of 0.25 or 3.
    const withOne = (value: number) =>
      learnLimits(from([...Array<number>(13).fill(5), value, ...Array<number>(6).fill(5)]), settings);
    // 17 errors: the middle deviation is none, so that the ordinary one counts for nothing either.
    const spread = Math.sqrt((3 * 0.1 ** 2) / 20);
    expect(withOne(5.25)?.hold[1]).toBeCloseTo(5 + halfOf(spread, 17, 0.25, 1e-4), 12);
    expect(withOne(5.25)?.hold[1]).toBeGreaterThan(5.25);
    expect(withOne(8)?.hold[1]).toBeCloseTo(5 + 1.6 * tQuantile(1e-4, 19) * spread, 12);
    expect(withOne(2)?.hold[0]).toBeCloseTo(5 - 1.6 * tQuantile(1e-4, 19) * spread, 12);
  });
});

describe("the spread of errors", () => {
  /** What the comment of the code says, worked out over the errors of the level of six values. */
  function byHand(values: readonly number[]): { expected: number; high: number } {
    const level = (place: number) => median(values.slice(Math.max(0, place - 6), place))!;
    const errors = values.flatMap((value, place) => (place < 3 ? [] : [value - level(place)]));
    const centre = median(errors)!;
    const robust = 1.4826 * median(errors.map((error) => Math.abs(error - centre)))!;
    const ordinary = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    const seen = Math.max(robust, 0.8 * Math.min(ordinary, 2.5 * robust));
    const spread = Math.sqrt((3 * 0.1 ** 2 + errors.length * seen ** 2) / (3 + errors.length));
    const expected = level(values.length);
    return {
      expected,
      high: expected + halfOf(spread, errors.length, Math.max(...errors.map(Math.abs)), 1e-4),
    };
  }

  test("is the larger of a robust one and a part of the ordinary one, drawn towards the prior", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 8, maxLength: 30 }), (tenths) => {
        const values = tenths.map((tenth) => tenth / 10);
        const limits = learnLimits(from(values), settings);
        const { expected, high } = byHand(values);
        expect(limits?.expected).toBeCloseTo(expected, 9);
        expect(limits?.hold[1]).toBeCloseTo(high, 9);
        expect(limits?.hold[0]).toBeCloseTo(2 * expected - high, 9);
      }),
    );
  });
});

describe("limits from the same month of other years", () => {
  /** A July of 2 in years of 10, and each year one more. */
  const season = (place: number): number => (place % 12 === 6 ? 2 : 10) + Math.floor(place / 12);
  const seasonal = (count: number, of = season, more: Partial<LearnedFrom> = {}) =>
    learnLimits(
      from(
        Array.from({ length: count }, (_, place) => of(place)),
        { isSeasonal: true, ...more },
      ),
      settings,
    );

  test("expect a low July, and the growth since then", () => {
    // A year before: 2 and one more. Two years before: as much and two more.
    expect(seasonal(30)?.expected).toBeCloseTo(4, 12);
    expect(seasonal(31)?.expected).toBeCloseTo(12, 12);
  });

  test("are not known from the level alone: a July is then far off", () => {
    const level = learnLimits(from(Array.from({ length: 30 }, (_, place) => season(place))), settings);
    expect(level?.expected).toBe(12);
  });

  test("take the mean of both years, each moved by the mean change since then", () => {
    // January to April of three years; of the year between the latest six months are 3 more than a year before.
    const values = Array.from(
      { length: 36 },
      (_, place) => (place < 12 ? 10 : place < 24 ? 14 : 17) + (place === 0 ? 6 : 0),
    );
    // The 37th: a year before 17 and no change in the latest six months of... each is 3 more than a year, 7 more than two years before.
    const limits = learnLimits(from(values, { isSeasonal: true }), settings);
    expect(limits?.expected).toBeCloseTo((values[24]! + 3 + (values[12]! + 7)) / 2, 12);
  });

  test("need five months that could be foretold, four where the level foretells none", () => {
    // From the 14th month on there is a year before and a change since then.
    const values = (place: number) => season(place) + (place % 2) / 4;
    const isSeasonal = (count: number): boolean => {
      const history = Array.from({ length: count }, (_, place) => values(place));
      const [one, other] = [true, false].map(
        (is) => learnLimits(from(history, { isSeasonal: is }), settings)?.expected,
      );
      return one !== other;
    };
    expect([17, 18].map(isSeasonal)).toEqual([false, true]);
  });

  test("give way to a level that told clearly more", () => {
    // Two wild months of a first year with gaps, of which the level foretells nothing and a year later is foretold all.
    const first = Array.from({ length: 12 }, (_, place) => (place === 0 ? 100 : place === 5 ? 0 : null));
    const history = [...first, ...Array<number>(24).fill(5)];
    const level = learnLimits(from(history), settings);
    expect(level?.expected).toBe(5);
    expect(learnLimits(from(history, { isSeasonal: true }), settings)).toEqual(level);
  });
});

describe("values on a scale", () => {
  const expectedOn = (scale: Scale, history: readonly number[]) =>
    learnLimits(from(history, { scale }), settings);

  test("are held as they are, by their logarithm, or by their log odds", () => {
    const half = tQuantile(1e-4, 9) * Math.sqrt((3 * 0.1 ** 2) / 10);
    const log = expectedOn("log", Array<number>(10).fill(200));
    expect(log?.expected).toBeCloseTo(200, 9);
    expect(log?.hold[0]).toBeCloseTo(200 * Math.exp(-half), 9);
    expect(log?.hold[1]).toBeCloseTo(200 * Math.exp(half), 9);
    const logit = expectedOn("logit", Array<number>(10).fill(0.2));
    expect(logit?.expected).toBeCloseTo(0.2, 12);
    const odds = 0.25 * Math.exp(half);
    expect(logit?.hold[1]).toBeCloseTo(odds / (1 + odds), 12);
  });

  test("have a least amount, and a least share on either side", () => {
    expect(expectedOn("log", Array<number>(10).fill(0))?.expected).toBeCloseTo(0.01, 12);
    expect(expectedOn("logit", Array<number>(10).fill(0))?.expected).toBeCloseTo(0.01, 12);
    expect(expectedOn("logit", Array<number>(10).fill(1))?.expected).toBeCloseTo(0.99, 12);
    expect(expectedOn("plain", Array<number>(10).fill(0))?.expected).toBe(0);
  });
});
