import { drawsFrom } from "../draws.js";

/** Numbers drawn by chance from a seed: the same seed gives the same numbers on every machine. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma with this shape and a mean of 1. */
  gamma(shape: number): number;
  /** A count with this mean and the overdispersion of a negative binomial with this size. */
  count(mean: number, size: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** Draws from a seed: the same seed gives the same numbers on every machine. */
export function chanceOf(seed: number): Chance {
  const next = drawsFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const gamma = (shape: number): number => {
    if (shape < 1) return (gamma(shape + 1) * (shape + 1) * Math.max(next(), 1e-12) ** (1 / shape)) / shape;
    // Marsaglia and Tsang, A simple method for generating gamma variables.
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(Math.max(next(), 1e-300)) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return (d * v) / shape;
    }
  };
  const poisson = (mean: number): number => {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let [count, product] = [0, next()];
    while (product > limit) {
      count += 1;
      product *= next();
    }
    return count;
  };
  return {
    next,
    whole: (below) => Math.floor(next() * below),
    normal,
    gamma,
    count: (mean, size) => (mean <= 0 ? 0 : poisson(mean * gamma(size))),
    pick: (values) => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new Error("nothing to pick from");
      return value;
    },
  };
}
