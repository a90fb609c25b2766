import { normalQuantile } from "./normal.js";

/** Between which values something lies. */
export interface Interval {
  low: number;
  high: number;
}

/** A share (0 to 1) of so many; `size` may be the effective size of a weighted sample and then no whole number. */
export interface SampledShare {
  share: number;
  size: number;
}

/**
 * The score interval of a share. Null where there is nothing to have a share of. Source: E. B. Wilson, Probable inference,
 * the law of succession, and statistical inference, Journal of the American Statistical Association 22 (1927).
 */
export function shareInterval({ share, size }: SampledShare, confidence: number): Interval | null {
  if (size <= 0) return null;
  const z = normalQuantile((1 + confidence) / 2);
  const middle = share + (z * z) / (2 * size);
  const half = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  const scale = 1 + (z * z) / size;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/**
 * The interval of the difference between two independent shares, the first minus the second: the hybrid of their score
 * intervals, without a correction for continuity. Null where one of them is of nothing. Source: R. G. Newcombe, Interval
 * estimation for the difference between independent proportions: comparison of eleven methods, Statistics in Medicine 17
 * (1998), method 10.
 */
export function shareDifferenceInterval(
  one: SampledShare,
  other: SampledShare,
  confidence: number,
): Interval | null {
  const [first, second] = [shareInterval(one, confidence), shareInterval(other, confidence)];
  if (first === null || second === null) return null;
  const difference = one.share - other.share;
  return {
    low: difference - Math.hypot(one.share - first.low, second.high - other.share),
    high: difference + Math.hypot(first.high - one.share, other.share - second.low),
  };
}

/**
 * The share and effective size of a sample whose members count with weights: the size of an unweighted sample that would be
 * as exact. A member that was looked at several times brings the share of its own hits and counts as one. Null where all
 * weights are nothing. Source: L. Kish, Survey sampling, 1965, section 11.7.
 */
export function weightedShare(members: readonly { weight: number; share: number }[]): SampledShare | null {
  let [sum, squares, hits] = [0, 0, 0];
  for (const { weight, share } of members) {
    sum += weight;
    squares += weight * weight;
    hits += weight * share;
  }
  return sum === 0 ? null : { share: hits / sum, size: (sum * sum) / squares };
}
