/** Natural logarithm of the gamma function. Source: Lanczos' approximation (g = 7, n = 9), error below 1e-13. */
export function logGamma(value: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const x = value - 1;
  const sum = coefficients.reduce(
    (total, coefficient, place) => total + coefficient / (x + place + 1),
    0.9999999999998099,
  );
  const t = x + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised incomplete beta function, x from 0 to 1. Source: the continued fraction of Lentz, as in Abramowitz and Stegun 26.5.8. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front =
    Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  const tiny = 1e-300;
  let [fraction, c, d] = [1, 1, 0];
  for (let step = 0; step <= 200; step += 1) {
    const m = Math.floor(step / 2);
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const numerator = step === 0 ? 1 : step % 2 === 0 ? even : odd;
    d = 1 / atLeast(1 + numerator * d, tiny);
    c = atLeast(1 + numerator / c, tiny);
    const change = c * d;
    fraction *= change;
    if (step > 0 && Math.abs(change - 1) < 1e-12) break;
  }
  return front * (fraction - 1);
}

function atLeast(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Probability that Student's t with so many degrees of freedom lies further than a value from 0, on one given side. */
function upperTailOfT(value: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2;
}

const quantiles = new Map<string, number>();

/**
 * The value that Student's t exceeds with a small probability (one side). Found by regula falsi on the logarithm of the
 * probability, which is nearly straight (Illinois variant: Dowell and Jarratt 1971); kept, as few are asked for.
 */
export function tQuantile(tail: number, freedom: number): number {
  const key = `${tail} ${freedom}`;
  const kept = quantiles.get(key);
  if (kept !== undefined) return kept;
  const beyond = (value: number): number => Math.log(upperTailOfT(value, freedom) / tail);
  let [low, high] = [0, 1];
  let [atLow, atHigh] = [beyond(low), beyond(high)];
  while (atHigh > 0 && high < 1e9) {
    [low, atLow] = [high, atHigh];
    high *= 2;
    atHigh = beyond(high);
  }
  let value = high;
  // Which end stays for the second time: its value counts half then, or it would stay for good.
  let stays: "low" | "high" | null = null;
  for (let step = 0; step < 60 && high - low > 1e-12 * high; step += 1) {
    value = (low * atHigh - high * atLow) / (atHigh - atLow);
    const at = beyond(value);
    if (Math.abs(at) < 1e-13) break;
    if (at < 0) {
      [high, atHigh] = [value, at];
      if (stays === "low") atLow /= 2;
      stays = "low";
    } else {
      [low, atLow] = [value, at];
      if (stays === "high") atHigh /= 2;
      stays = "high";
    }
  }
  quantiles.set(key, value);
  return value;
}

/**
 * The smallest count that an overdispersed count (negative binomial with this mean and variance mean + mean²/size) exceeds
 * with at most a small probability. `size` Infinity: Poisson.
 */
export function countLimit(mean: number, tail: number, size = Number.POSITIVE_INFINITY): number {
  let logTerm = size === Number.POSITIVE_INFINITY ? -mean : size * (Math.log(size) - Math.log(size + mean));
  let below = Math.exp(logTerm);
  let count = 0;
  while (1 - below > tail && count < 1e6) {
    const ratio =
      size === Number.POSITIVE_INFINITY
        ? mean / (count + 1)
        : ((size + count) / (count + 1)) * (mean / (size + mean));
    logTerm += Math.log(ratio);
    below += Math.exp(logTerm);
    count += 1;
    if (Math.exp(logTerm) < 1e-18 && count > mean) break;
  }
  return count;
}

/** The middle of some numbers; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
