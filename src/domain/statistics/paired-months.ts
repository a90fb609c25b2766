/** A month's count and that of the same month of the year before. */
export interface MonthPair {
  now: number;
  before: number;
}

/** Pairs are looked at in every combination of signs: more of them would take too long. */
const mostPairs = 16;

/**
 * Probability, both sides, that months change as much on the whole as they do where each of them was as likely to rise as to
 * fall by what it did: an exact randomisation test of the sum of logarithms of their ratios. 12 months that all rise a
 * little change for sure; 12 of which half fall by as much as the others rise do not. Of more than 16, the last 16 are
 * looked at. Half a plan is added to each count, so that months without any have a ratio. Sources: R. A. Fisher, The design
 * of experiments, 1935, section 21; E. J. G. Pitman, Significance tests which may be applied to samples from any
 * populations, 1937.
 */
export function monthsByChance(pairs: readonly MonthPair[]): number {
  const ratios = pairs.slice(-mostPairs).map(({ now, before }) => Math.log((now + 0.5) / (before + 0.5)));
  const seen = Math.abs(ratios.reduce((sum, ratio) => sum + ratio, 0));
  // Each ratio splits every sum so far into one with it and one against it.
  const sums = new Float64Array(2 ** ratios.length);
  for (const [place, ratio] of ratios.entries()) {
    const soFar = 2 ** place;
    for (let index = 0; index < soFar; index += 1) {
      const sum = sums[index] ?? 0;
      sums[index] = sum - ratio;
      sums[soFar + index] = sum + ratio;
    }
  }
  // sums that differ by rounding alone are as far
  return sums.filter((sum) => Math.abs(sum) >= seen - 1e-9).length / sums.length;
}
