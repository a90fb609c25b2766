import { expect, test } from "vitest";
import { drawsFrom } from "../../testing/draws.js";
import { backtest } from "./forecast.js";

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
