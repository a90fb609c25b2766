/** Spearman's rank correlation of two lists of one length; values that are equal share the middle of their ranks. */
export function rankCorrelation(left: readonly number[], right: readonly number[]): number {
  const [one, other] = [ranksOf(left), ranksOf(right)];
  const mean = (one.length - 1) / 2;
  let [both, ownLeft, ownRight] = [0, 0, 0];
  for (const [place, rank] of one.entries()) {
    const [a, b] = [rank - mean, (other[place] ?? mean) - mean];
    both += a * b;
    ownLeft += a * a;
    ownRight += b * b;
  }
  return ownLeft === 0 || ownRight === 0 ? 0 : both / Math.sqrt(ownLeft * ownRight);
}

function ranksOf(values: readonly number[]): number[] {
  const places = values.map((_, place) => place);
  places.sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0));
  const ranks = values.map(() => 0);
  for (let first = 0; first < places.length;) {
    let last = first;
    const value = values[places[first] ?? 0];
    while (last + 1 < places.length && values[places[last + 1] ?? 0] === value) last += 1;
    for (let place = first; place <= last; place += 1) ranks[places[place] ?? 0] = (first + last) / 2;
    first = last + 1;
  }
  return ranks;
}
