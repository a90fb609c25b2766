import { binomialAt, binomialBelow } from "./binomial.js";
import { logChoices } from "./log-factorial.js";

/** So many of a whole. */
export interface Counted {
  part: number;
  whole: number;
}

/**
 * Probability, both sides, of a difference between two shares at least as large as the one seen where nothing but chance
 * tells them apart: twice the smaller tail of Fisher's exact test. `weightOfSeen` is how much of the probability of what was
 * seen itself counts: all of it keeps what it promises, half of it (mid-p, the default) is less timid. Of shares of the
 * same clinics at two times it is on the safe side: those vary together. 1 where either whole is nothing.
 * Sources: R. A. Fisher, Statistical methods for research workers, 1934, section 21.02; H. O. Lancaster, Significance tests
 * in discrete distributions, 1961 (mid-p).
 */
export function differenceByChance(one: Counted, other: Counted, weightOfSeen = 0.5): number {
  const whole = one.whole + other.whole;
  const part = one.part + other.part;
  if (one.whole === 0 || other.whole === 0) return 1;
  const ways = logChoices(whole, part);
  const at = (hits: number): number =>
    Math.exp(logChoices(one.whole, hits) + logChoices(other.whole, part - hits) - ways);
  const [fewest, most] = [Math.max(0, part - other.whole), Math.min(one.whole, part)];
  let [below, above] = [0, 0];
  for (let hits = fewest; hits < one.part; hits += 1) below += at(hits);
  for (let hits = one.part + 1; hits <= most; hits += 1) above += at(hits);
  return Math.min(1, 2 * (Math.min(below, above) + at(one.part) * weightOfSeen));
}

/** How many of the same ones changed sides between two times. */
export interface Crossed {
  gained: number;
  lost: number;
}

/**
 * Probability, both sides, of so uneven a number of gains and losses among the same ones where either was as likely: the exact
 * test of McNemar (mid-p). 1 where nobody changed sides. It finds changes that {@link differenceByChance} is too timid for, because most clinics
 * are the same from one month to another. Source: M. W. Fagerland, S. Lydersen and P. Laake, The McNemar test for binary
 * matched-pairs data, BMC Medical Research Methodology 13 (2013).
 */
export function crossingByChance({ gained, lost }: Crossed): number {
  const moved = gained + lost;
  if (moved === 0) return 1;
  const fewer = Math.min(gained, lost);
  const tail = binomialBelow(fewer, moved, 0.5) - binomialAt(fewer, moved, 0.5) / 2;
  return Math.min(1, 2 * tail);
}

/**
 * Whether a share changed by more than chance explains: by those that changed sides where they are known and moved the way that the
 * share did, else by the two shares alone.
 */
export function isChange(
  { now, before, crossed }: { now: Counted; before: Counted; crossed: Crossed | null },
  falseAlarm: number,
): boolean {
  if (crossed === null) return differenceByChance(now, before) < falseAlarm;
  const rises = now.part * before.whole > before.part * now.whole;
  return crossed.gained > crossed.lost === rises && crossingByChance(crossed) < falseAlarm;
}
