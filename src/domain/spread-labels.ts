/** Puts labels beside a column so far apart that they do not touch, in the order of their places, as near to them as can be. */
export function spreadLabels(places: readonly number[], gap: number): number[] {
  const spread: number[] = [];
  for (const place of places) {
    const last = spread.at(-1);
    spread.push(last === undefined ? place : Math.max(place, last + gap));
  }
  const pushed = spread.map((place, index) => place - (places[index] ?? place));
  const back = Math.max(0, ...pushed) / 2;
  return spread.map((place) => place - back);
}
