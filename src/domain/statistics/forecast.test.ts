import { describe, expect, test } from "vitest";
import { backtest, forecastShare, monthsToReach } from "./forecast.js";

/** 13 shares that rise by turns by 1 and by 3 points: 2 a month on the whole. */
const byTurns = Array.from({ length: 13 }, (_, place) => 0.2 + 0.02 * place - (place % 2 === 0 ? 0 : 0.01));

describe("a forecast", () => {
  test("goes on at the pace of the latest year, between limits from how unlike its changes were", () => {
    // 12 changes of 1 and 3 points by turns: mean 2, variance 12 / 11 of a square point
    const half = 1.796 * 0.01 * Math.sqrt((12 / 11) * 3 * (1 + 3 / 12));
    const found = forecastShare(byTurns, 3)!;
    expect(found.expected).toBeCloseTo(0.44 + 0.06, 12);
    expect(found.low).toBeCloseTo(0.5 - half, 12);
    expect(found.high).toBeCloseTo(0.5 + half, 12);
  });

  test("needs 13 shares, and looks no further back", () => {
    expect(forecastShare(byTurns.slice(1), 1)).toBeNull();
    expect(forecastShare([0.9, 0.1, ...byTurns], 1)).toEqual(forecastShare(byTurns, 1));
  });

  test("says when a share is reached, at the earliest, expected and at the latest", () => {
    const found = monthsToReach(byTurns, 0.5)!;
    expect(found.expected).toBe(3);
    expect(found.earliest).toBe(2);
    expect(found.latest).toBeGreaterThan(3);
    expect(monthsToReach(byTurns.toReversed(), 0.5)).toBeNull();
    expect(monthsToReach([0.5], 0.6)).toBeNull();
  });

  test("of shares that never change reaches nothing above them", () => {
    const flat = Array.from({ length: 20 }, () => 0.5);
    expect(monthsToReach(flat, 0.51)).toBeNull();
    expect(backtest(flat, 4)).toEqual({ monthsAhead: 4, forecasts: 4, held: 4, meanError: 0 });
    expect(backtest(flat.slice(0, 16), 4)).toBeNull();
  });

  test("is held against what came: within its interval or not, and how far off on the mean", () => {
    // Flat for 14 months, so that the intervals of what follows have no width; then 3 points up, and as flat again.
    const stepped = [...Array<number>(14).fill(0.5), 0.53];
    // One month ahead: the 14th came as forecast, the 15th was 3 points off.
    expect(backtest(stepped, 1)).toEqual({
      monthsAhead: 1,
      forecasts: 2,
      held: 1,
      meanError: expect.closeTo(0.015, 12) as number,
    });
    const fallen = [...Array<number>(14).fill(0.5), 0.47];
    expect(backtest(fallen, 1)).toMatchObject({ forecasts: 2, held: 1 });
  });

  test("is in sight for sixty months, and no longer", () => {
    // A tenth of a point a month, each the same: 60 months are 6 points.
    const slow = Array.from({ length: 13 }, (_, place) => 0.2 + place * 0.001);
    expect(monthsToReach(slow, 0.212 + 0.0599)).toEqual({ earliest: 60, expected: 60, latest: 60 });
    expect(monthsToReach(slow, 0.212 + 0.0601)).toBeNull();
  });
});
