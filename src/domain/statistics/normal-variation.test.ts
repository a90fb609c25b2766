import { comparisons } from "../../testing/comparisons.js";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSteeringDefinition } from "../../reports/adoption/report-file.js";
import type { Month } from "../month.js";
import { addMonths } from "../month.js";
import { programFolder } from "../../lib/program.js";
import { month } from "../../testing/workshop.js";
import type { MonthlyValue } from "./normal-variation.js";
import { fewestMonths, fewestPoints, processLimits, signalsIn, yearOnYear } from "./normal-variation.js";

/** Values of consecutive months. */
function series(values: readonly number[], first: Month = month("2022-01")): MonthlyValue[] {
  return values.map((value, index) => ({ month: addMonths(first, index), value }));
}

describe("the limits of a process", () => {
  test("are those of the flow rates in the NIST handbook, section 6.3.2.2", () => {
    // https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc322.htm: mean 50.81, average moving range 1.8778, limits
    // 45.8159 and 55.8041. It writes 3/1.128 where Wheeler rounds to 2.66: that is 0.0008 here.
    const limits = processLimits(series([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]));
    expect(limits?.mean).toBeCloseTo(50.81, 10);
    expect(limits?.averageMovingRange).toBeCloseTo(1.8778, 4);
    expect(limits?.lower).toBeCloseTo(45.8159, 2);
    expect(limits?.upper).toBeCloseTo(55.8041, 2);
  });

  test("are those of NHSRplotthedots, the tool of Making Data Count, for its own test series", () => {
    // Its snapshot tests/testthat/_snaps/ptd_spc_standard.md: mean 0.142, limits -3.01 and 3.29 (values as printed there).
    const limits = processLimits(
      series([
        -0.56, -0.23, 1.56, 0.0705, 0.129, 1.72, 0.461, -1.27, -0.687, -0.446, 1.22, 0.36, 0.401, 0.111,
        -0.556, 1.79, 0.498, -1.97, 0.701, -0.473,
      ]),
    );
    // Values and results are printed with three digits, so that they agree to about one in the last.
    expect(Math.abs((limits?.mean ?? 0) - 0.142)).toBeLessThan(0.001);
    expect(Math.abs((limits?.lower ?? 0) + 3.01)).toBeLessThan(0.01);
    expect(Math.abs((limits?.upper ?? 0) - 3.29)).toBeLessThan(0.01);
  });

  test("take no moving range across a gap", () => {
    // 10, 12, (gap), 30, 33: ranges 2 and 3, average 2.5; the jump over the gap is no range. Mean 21.25.
    const broken = [...series([10, 12]), ...series([30, 33], month("2022-04"))];
    expect(processLimits(broken)).toEqual({
      mean: 21.25,
      averageMovingRange: 2.5,
      lower: 21.25 - 6.65,
      upper: 21.25 + 6.65,
    });
  });

  test("are not given to single months without a neighbour", () => {
    expect(processLimits([{ month: month("2022-01"), value: 1 }])).toBeNull();
  });
});

describe("a signal", () => {
  // Limits by hand: mean 0, limits at -9 and 9, two thirds of the way at -6 and 6.
  const limits = { mean: 0, averageMovingRange: 9 / 2.66, lower: -9, upper: 9 };
  const rulesOf = (values: readonly number[]): string[] =>
    signalsIn(series(values), limits).map(({ month: at, rule, side }) => `${at} ${rule} ${side}`);

  test("is a point outside a limit, and not one on it", () => {
    expect(rulesOf([1, 9.1, -1, -1, 9, -9])).toEqual(["2022-02 outside above"]);
  });

  test("is two of three beyond two thirds of the way on the same side", () => {
    expect(rulesOf([7, 1, 8])).toEqual(["2022-03 two-of-three above"]);
    expect(rulesOf([7, 1, -8])).toEqual([]);
    expect(rulesOf([7, 1, 1, 8])).toEqual([]);
    expect(rulesOf([6, 1, 6])).toEqual([]);
  });

  test("is eight in a row on one side; seven are none, and one on the mean breaks the row", () => {
    expect(rulesOf([1, 2, 1, 2, 1, 2, 1])).toEqual([]);
    expect(rulesOf([-1, -2, -1, -2, -1, -2, -1, -2])).toEqual(["2022-08 run below"]);
    expect(rulesOf([1, 2, 1, 2, 0, 2, 1, 1, 2])).toEqual([]);
  });

  test("says the first month that its rule looks at", () => {
    const since = (values: readonly number[]) =>
      signalsIn(series(values), limits).map(({ rule, since: first }) => `${rule} ${first}`);
    expect(since([9.1])).toEqual(["outside 2022-01"]);
    expect(since([1, 7, 1, 8])).toEqual(["two-of-three 2022-02"]);
    // The tenth month completes a run of nine, which began with the second.
    expect(since([-1, ...Array<number>(9).fill(1)])).toEqual(["run 2022-02", "run 2022-02"]);
    expect(since(Array<number>(9).fill(1))).toEqual(["run 2022-01", "run 2022-01"]);
  });

  test("of three looks at three months, of which the newest lies as far", () => {
    expect(rulesOf([7, 8])).toEqual([]);
    expect(rulesOf([7, 8, 1])).toEqual([]);
    expect(rulesOf([7, -7, 8])).toEqual(["2022-03 two-of-three above"]);
  });

  test("of a large mean is not made of the rounding of its digits", () => {
    const large = { mean: 1e9, averageMovingRange: 1 / 2.66, lower: 1e9 - 1, upper: 1e9 + 1 };
    expect(signalsIn(series(Array<number>(8).fill(1e9 + 0.5)), large)).toEqual([]);
    expect(signalsIn(series([1e9 + 1.9]), large)).toEqual([]);
    expect(signalsIn(series([1e9 + 2.5]), large)).toHaveLength(1);
  });

  test("does not run across a gap", () => {
    const broken = [...series([1, 1, 1, 1]), ...series([1, 1, 1, 1], month("2022-06"))];
    expect(signalsIn(broken, limits)).toEqual([]);
  });

  test("is not made of rounding", () => {
    const flat = series(Array.from({ length: 20 }, () => 0.1 + 0.2));
    const own = processLimits(flat);
    expect(own === null ? null : signalsIn(flat, own)).toEqual([]);
  });
});

describe("a year held against the year before", () => {
  test("needs as many months as the definition tells readers", async () => {
    // 24 months have 12 with a year before, one fewer than 13: limits begin with the 25th month.
    const { texts } = await readSteeringDefinition(join(programFolder, "reports"), comparisons);
    const { text } = texts.definitions.find(({ term }) => term === "Det normale")!;
    expect(text).toContain(`når ${fewestPoints} måneder kan sammenlignes`);
    expect(text).toContain(`fra ${fewestPoints + 12} måneders tal`);
    expect(Math.max(fewestMonths, fewestPoints + 12)).toBe(25);
  });

  /** Two years with July at half of the level; the second year 10 % above the first. */
  const season = [100, 100, 100, 100, 100, 100, 50, 100, 100, 100, 100, 100];
  const twoYears = [...season, ...season.map((value) => value * 1.1)];

  test("says nothing with fewer than 24 months, or with fewer than 13 months that have a year before", () => {
    expect(yearOnYear(series(twoYears.slice(0, 12)))).toBeNull();
    expect(yearOnYear(series(twoYears.slice(0, 23)))).toBeNull();
    expect(yearOnYear(series(twoYears))).toBeNull();
    expect(yearOnYear(series([...twoYears, 121]))).not.toBeNull();
  });

  test("hears no signal in a season that comes each year", () => {
    const found = yearOnYear(series([...twoYears, ...season.map((value) => value * 1.21)]));
    expect(found?.signals).toEqual([]);
    expect(found?.limits.mean).toBeCloseTo(1.1, 12);
    const july = found?.points.find((point) => point.month === "2023-07");
    expect(july?.lower).toBeCloseTo(55, 9);
    expect(july?.upper).toBeCloseTo(55, 9);
  });

  test("hears a month that breaks the season, whatever the month before did", () => {
    // Ratios alternate between 1 and 1.02 for 23 months: mean moving range 0.02 but for the last step. The last month
    // falls to half of its year before: far outside.
    const first = season;
    const second = first.map((value, index) => value * (index % 2 === 0 ? 1 : 1.02));
    const third = second.map((value, index) => value * (index % 2 === 0 ? 1 : 1.02));
    const found = yearOnYear(series([...first, ...second, ...third.slice(0, 11), 52]));
    expect(found?.signals.at(-1)).toEqual({
      month: "2024-12",
      rule: "outside",
      side: "below",
      since: "2024-12",
    });
    const last = found?.points.at(-1);
    expect(last?.before).toBeCloseTo(102, 9);
    expect(last !== undefined && last.value < last.lower).toBe(true);
  });

  test("leaves out a month whose year before was zero, and never expects fewer than none", () => {
    const found = yearOnYear(series([0, ...twoYears.slice(1), 10, 300, 1, 300, 1]));
    expect(found?.points.map((point) => point.month)).not.toContain("2023-01");
    expect(found?.points.every(({ lower }) => lower >= 0)).toBe(true);
  });

  describe("with a confirmed change of level", () => {
    /** Ratios of 1.05 and 0.95 in turn; from the 25th month on half as many plans. */
    const turns = (before: readonly number[]): number[] =>
      before.map((value, at) => value * (at % 2 === 0 ? 1.05 : 0.95));
    const second = turns(season);
    const third = turns(second).map((value) => value / 2);
    const fourth = turns(third);
    const halved = series([...season, ...second, ...third, ...fourth]);

    test("finds the signal as long as nobody confirmed it", () => {
      const found = yearOnYear(halved);
      expect(found?.signals.some(({ month: at, side }) => at === "2024-08" && side === "below")).toBe(true);
    });

    test("has limits of its own for the year that is held against the old level, and for what comes after", () => {
      const found = yearOnYear(halved, [month("2024-01")]);
      expect(found?.signals).toEqual([]);
      const at = (text: string) => found?.points.find((point) => point.month === text);
      // February 2023 was 95, of which half is expected; February 2025 lies as its year before.
      expect(at("2024-02")?.expected).toBeCloseTo(95 * 0.5, 9);
      expect(at("2025-02")?.expected).toBeCloseTo(at("2025-02")?.before ?? 0, 9);
      expect(found?.limits.mean).toBeCloseTo(1, 12);
    });

    test("says nothing of the new level before six months of it are known", () => {
      const monthsOf = (count: number): string[] =>
        yearOnYear(halved.slice(0, 24 + count), [month("2024-01")])?.points.map((point) => point.month) ?? [];
      expect(monthsOf(5).at(-1)).toBe("2023-12");
      expect(monthsOf(6).at(-1)).toBe("2024-06");
      expect(monthsOf(6)).toHaveLength(18);
    });

    test("is not moved by a month outside the series", () => {
      expect(yearOnYear(halved, [month("2019-01"), month("2031-01")])).toEqual(yearOnYear(halved));
    });
  });
});
