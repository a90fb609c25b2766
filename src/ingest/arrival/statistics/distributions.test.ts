import { describe, expect, test } from "vitest";
import { countLimit, logGamma, tQuantile } from "./distributions.js";

describe("Student's t", () => {
  // Closed forms: with one degree of freedom it is Cauchy's distribution, with two its quantile is algebraic.
  test.each([0.1, 0.025, 1e-3, 1e-5])("with one and two degrees of freedom, tail %d", (tail) => {
    expect(tQuantile(tail, 1) / Math.tan(Math.PI * (0.5 - tail))).toBeCloseTo(1, 6);
    expect(tQuantile(tail, 2) / ((1 - 2 * tail) * Math.sqrt(2 / (4 * tail * (1 - tail))))).toBeCloseTo(1, 6);
  });

  // Source: the usual printed tables of the t distribution, one tail, three decimals.
  test.each([
    [0.05, 5, 2.015],
    [0.025, 10, 2.228],
    [0.01, 20, 2.528],
    [0.005, 30, 2.75],
    [0.0005, 20, 3.85],
    [0.0005, 120, 3.373],
  ])("tail %d with %d degrees of freedom is %d", (tail, freedom, value) => {
    expect(tQuantile(tail, freedom)).toBeCloseTo(value, 2);
  });
});

test("the logarithm of the gamma function is that of factorials, and of the root of pi at a half", () => {
  let factorial = 0;
  for (let count = 1; count <= 60; count += 1) {
    expect(logGamma(count)).toBeCloseTo(factorial, 9);
    factorial += Math.log(count);
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
});

describe("the largest count that chance explains", () => {
  /** Probability of more than a count, summed from there on: no difference of nearly equal numbers. */
  const poissonBeyond = (count: number, mean: number): number => {
    let [term, sum] = [Math.exp(-mean), 0];
    for (let one = 1; one <= count + 200; one += 1) {
      term *= mean / one;
      if (one > count) sum += term;
    }
    return sum;
  };

  test.each([
    [0.2, 1e-3],
    [1, 1e-5],
    [7.5, 1e-5],
    [40, 3e-4],
    [160, 1e-5],
  ])("of a Poisson count with mean %d is the first beyond which less than %d lies", (mean, tail) => {
    const limit = countLimit(mean, tail);
    expect(poissonBeyond(limit, mean)).toBeLessThanOrEqual(tail);
    expect(poissonBeyond(limit - 1, mean)).toBeGreaterThan(tail);
  });

  // With size 1 a negative binomial count is geometric: the chance of more than k is (mean / (1 + mean)) ^ (k + 1).
  test.each([
    [3, 1e-5],
    [0.5, 1e-4],
    [20, 1e-3],
  ])("of a geometric count with mean %d, tail %d", (mean, tail) => {
    const limit = countLimit(mean, tail, 1);
    const beyond = (count: number): number => (mean / (1 + mean)) ** (count + 1);
    expect(beyond(limit)).toBeLessThanOrEqual(tail);
    expect(beyond(limit - 1)).toBeGreaterThan(tail);
  });

  test("grows with the overdispersion", () => {
    expect(countLimit(10, 1e-5, 4)).toBeGreaterThan(countLimit(10, 1e-5, 20));
    expect(countLimit(10, 1e-5, 20)).toBeGreaterThan(countLimit(10, 1e-5));
  });
});
