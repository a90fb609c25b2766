/** Probability that a standard normal value is at most `z`. Source: G. Marsaglia, Evaluating the normal distribution, 2004. */
export function normalBelow(z: number): number {
  if (z > 38) return 1;
  if (z < -38) return 0;
  // Far out the series loses its digits, the continued fraction of the tail does not.
  if (Math.abs(z) > 5) return z < 0 ? normalTail(-z) : 1 - normalTail(z);
  let [sum, term] = [z, z];
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * density(z);
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Probability beyond a large `z`. Source: the continued fraction of Mills' ratio, Abramowitz and Stegun 26.2.14. */
function normalTail(z: number): number {
  let fraction = z;
  for (let step = 60; step >= 1; step -= 1) fraction = z + step / fraction;
  return density(z) / fraction;
}

/**
 * The standard normal value that lies above a share `probability` (more than 0, less than 1) of all: found from
 * {@link normalBelow} by halving, to the last digit that it tells apart.
 */
export function normalQuantile(probability: number): number {
  // The small side has the digits.
  if (probability > 0.5) return -normalQuantile(1 - probability);
  let [low, high] = [-38, 0];
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
