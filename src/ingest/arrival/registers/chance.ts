/** Chances that an honest count lies beyond a limit. */
const tails = { hold: 1e-5, look: 5e-4 };

/** The largest counts that a Poisson variable of a mean exceeds with at most the chance at which it is held, or looked at. */
export function chanceLimit(mean: number): { hold: number; look: number } {
  return { hold: upperCount(mean, tails.hold), look: upperCount(mean, tails.look) };
}

function upperCount(mean: number, tail: number): number {
  let logTerm = -mean;
  let below = Math.exp(logTerm);
  let count = 0;
  while (1 - below > tail && count < mean + 20 * Math.sqrt(mean) + 50) {
    count += 1;
    logTerm += Math.log(mean / count);
    below += Math.exp(logTerm);
  }
  return count;
}
