import { normalQuantile } from "./normal.js";

/**
 * The value that a chi-square with `freedom` degrees of freedom stays below with probability `level`. Source: E. B. Wilson
 * and M. M. Hilferty, The distribution of chi-square, 1931; within 0.5 % from 5 degrees of freedom on.
 */
export function chiSquareLimit(freedom: number, level: number): number {
  const part = 2 / (9 * freedom);
  return freedom * (1 - part + normalQuantile(level) * Math.sqrt(part)) ** 3;
}
