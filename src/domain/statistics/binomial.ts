import { logChoices } from "./log-factorial.js";

/** Probability that exactly `part` of `whole` are hits where each is one with probability `share`. */
export function binomialAt(part: number, whole: number, share: number): number {
  if (share <= 0) return part === 0 ? 1 : 0;
  if (share >= 1) return part === whole ? 1 : 0;
  return Math.exp(logChoices(whole, part) + part * Math.log(share) + (whole - part) * Math.log1p(-share));
}

/** Probability of at most `part` hits among `whole`. */
export function binomialBelow(part: number, whole: number, share: number): number {
  let sum = 0;
  for (let hits = 0; hits <= Math.min(part, whole); hits += 1) sum += binomialAt(hits, whole, share);
  return Math.min(1, sum);
}

/**
 * The share of `whole` below which hits lie with probability `probability`, where each is one with probability `share`: the
 * exact binomial quantile, made continuous between whole numbers of hits, as the limits of a funnel plot are drawn.
 * Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005),
 * appendix A.1.1: with r the smallest number for which P(R <= r) > p, the limit is (r - a) / n with
 * a = (P(R <= r) - p) / P(R = r).
 */
export function binomialShareLimit(whole: number, share: number, probability: number): number {
  if (share <= 0 || share >= 1) return share;
  let below = 0;
  for (let hits = 0; hits <= whole; hits += 1) {
    const at = binomialAt(hits, whole, share);
    below += at;
    if (below > probability) return Math.min(1, Math.max(0, (hits - (below - probability) / at) / whole));
  }
  return 1;
}
