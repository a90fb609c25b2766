import { describe, expect, test } from "vitest";
import { drawsFrom } from "../../testing/draws.js";
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
});

type Kind = "rising" | "flat" | "breaking";

/** The share of clinics with ten plans in 12 months, of clinics that make plans at a pace of their own with a season in it. */
function history(kind: Kind, draw: () => number): number[] {
  const clinics = Array.from({ length: 200 }, () => -Math.log(draw() * draw()) * 0.95);
  const season = [1, 1, 1.05, 0.95, 1, 1, 0.5, 0.9, 1.1, 1.1, 1.05, 0.8];
  const level: Record<Kind, (month: number) => number> = {
    rising: (month) => 1 + 0.012 * month,
    flat: () => 1.15,
    breaking: (month) => (month < 42 ? 1 : 1.35),
  };
  const counts = clinics.map((): number[] => []);
  const shares: number[] = [];
  for (let month = 0; month < 60; month += 1) {
    for (const [place, own] of counts.entries()) {
      // now and then a clinic changes its pace
      if (draw() < 0.02) clinics[place]! *= 0.6 + draw();
      own.push(poisson(clinics[place]! * level[kind](month) * season[month % 12]!, draw));
    }
    const sums = counts.map((own) => own.slice(-12).reduce((sum, count) => sum + count, 0));
    if (month >= 11) shares.push(sums.filter((sum) => sum >= 10).length / sums.length);
  }
  return shares;
}

/** A count with this mean. Source: D. E. Knuth, The art of computer programming 2, section 3.4.1. */
function poisson(mean: number, draw: () => number): number {
  let [count, product] = [0, draw()];
  for (const limit = Math.exp(-mean); product > limit; count += 1) product *= draw();
  return count;
}

test.each<Kind>(["rising", "flat", "breaking"])(
  "of 85 to 98 of 100 months of %s histories the interval holds the truth",
  (kind) => {
    const draw = drawsFrom(20_250_424);
    let [held, forecasts] = [0, 0];
    for (let world = 0; world < 12; world += 1) {
      const shares = history(kind, draw);
      for (const monthsAhead of [1, 3, 4, 6, 12]) {
        const found = backtest(shares, monthsAhead)!;
        held += found.held;
        forecasts += found.forecasts;
      }
    }
    expect(held / forecasts).toBeGreaterThan(0.85);
    expect(held / forecasts).toBeLessThan(0.98);
  },
);
