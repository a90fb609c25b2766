import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { drawMonths, drawRows, look, shippedLimits } from "../../../../testing/arrival/drawn-months.js";
import { cumulative } from "./cumulative.js";

/** Forty clinics with one plan type that have 8 and 12 plans by turns, half of them at a time. */
const byTurns = (place: number, times = 1): MonthRow[] =>
  drawRows(40, ["KOL"], (clinic) =>
    (clinic + place) % 2 === 0 ? [2 * times, 6 * times] : [5 * times, 7 * times],
  );

const before = [drawMonths("2023-01", 24, (place) => byTurns(place))];
const arrive = (rows: readonly MonthRow[], first = "2025-01") =>
  look(cumulative, { before, months: drawMonths(first, 1, () => rows) });

/** The chance of a count below a sum: a logistic one about the normal one, variance mean + mean² / 4. */
const chanceBelow = (sum: number, mean: number): number =>
  1 / (1 + Math.exp((-1.702 * (sum - 0.5 - mean)) / Math.sqrt(mean + mean ** 2 / 4)));

describe("a month of sums of the months before", () => {
  // October to December: 8 + 12 + 8 and 12 + 8 + 12 plans, 1.200 in all, of which each clinic's past lets expect 30.
  const sums = drawRows(40, ["KOL"], (clinic) => (clinic % 2 === 0 ? [12, 20] : [9, 19]));
  const expected = 20 * chanceBelow(28, 30) + 20 * chanceBelow(32, 30);

  test("is held, with the span of the sums", async () => {
    const [result] = await arrive(sums);
    expect(result).toMatchObject({
      id: "cumulative",
      verdict: "hold",
      looks_like: "cumulative",
      unit: "ratio",
    });
    expect(result?.facts).toEqual({ below: 0, expected: 19, months: 3 });
    expect(result?.seen).toBeCloseTo(0.5 / (expected + 0.5), 9);
    expect(result?.finding).toContain(
      "2025-01: the number of rows below the sum of the 3 months before, beside how many chance leaves below it, is 0.025, against",
    );
  });

  test("is held against what the months before were beside their sums", async () => {
    const [result] = await arrive(sums);
    // From the seventh month on an expectation is known. All forty rows are below three months together.
    expect(result?.series.map(({ month }) => month)).toEqual(
      drawMonths("2023-07", 18, () => []).map(({ month }) => month),
    );
    // Of a year each clinic has 120 plans: 10 a month are expected.
    const usual = 40.5 / (20 * chanceBelow(28, 10) + 20 * chanceBelow(32, 10) + 0.5);
    for (const { value } of result?.series.slice(6) ?? []) expect(value).toBeCloseTo(usual, 9);
    const limits = shippedLimits(
      [...Array<null>(6).fill(null), ...(result?.series ?? []).map(({ value }) => value)],
      {
        ...{ scale: "log", noise: 1 / expected, least: 1e-3, prior: 0.1 },
      },
    );
    expect(result?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
  });

  test("passes where it comes before what is known, or after a gap", async () => {
    const [gap] = await arrive(sums, "2025-02");
    expect(gap).toMatchObject({ verdict: "cannot-tell", month: "2025-02" });
    expect(gap?.basis).toBe("the months before it are not known, or have too few plans");
    const [backwards] = await arrive(sums, "2022-12");
    expect(backwards?.verdict).toBe("cannot-tell");
  });
});

describe("a month like those before", () => {
  test("passes, and is held against no month before", async () => {
    const [result] = await arrive(byTurns(24));
    expect(result).toMatchObject({ verdict: "ok", looks_like: null, excess: 0, series: [] });
    // Nearest to what chance leaves is the whole year, below which all rows lie.
    expect(result?.facts).toEqual({ below: 40, expected: 40, months: 12 });
  });

  test("tells nothing of clinics that had a single plan", async () => {
    const single = drawRows(10, ["KOL"], () => [1, 0]);
    const [result] = await look(cumulative, {
      before: [drawMonths("2024-06", 7, () => single)],
      months: drawMonths("2025-01", 1, () => single),
    });
    // Sums of two plans and more count: those of two to seven months.
    expect(result?.facts["months"]).toBe(7);
  });

  test("needs six months before it", async () => {
    const drawn = { months: drawMonths("2023-06", 1, () => byTurns(5)) };
    const [result] = await look(cumulative, {
      before: [drawMonths("2023-01", 5, (place) => byTurns(place))],
      ...drawn,
    });
    expect(result?.verdict).toBe("cannot-tell");
  });
});
