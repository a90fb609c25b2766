/** A whole number that is not known: its name and the least and the most that it can be. */
interface Unknown {
  name: string;
  low: number;
  high: number;
}

/** Unknowns that add up to a number. */
interface Sum {
  members: readonly number[];
  total: number;
}

/**
 * What somebody knows of numbers of clinics: unknown whole numbers, never below zero, and sums of them. Answers which
 * unknowns can have one value only, by narrowing bounds and, where these leave room, by trying values through to the end.
 */
export class WholeNumberSolver {
  private readonly unknowns: Unknown[] = [];
  private readonly places = new Map<string, number>();
  private readonly sums: Sum[] = [];

  /** Adds an unknown, or narrows a known one. */
  add(
    name: string,
    { low = 0, high = Number.POSITIVE_INFINITY }: { low?: number; high?: number } = {},
  ): void {
    const place = this.places.get(name);
    const known = place === undefined ? undefined : this.unknowns[place];
    if (known !== undefined) {
      known.low = Math.max(known.low, low);
      known.high = Math.min(known.high, high);
      return;
    }
    this.places.set(name, this.unknowns.length);
    this.unknowns.push({ name, low, high });
  }

  /** Adds that unknowns add up to a number; those that are not known yet are added. */
  addSum(names: readonly string[], total: number): void {
    for (const name of names) this.add(name);
    this.sums.push({ members: names.flatMap((name) => this.places.get(name) ?? []), total });
  }

  /**
   * The unknowns that can only be one number, and which, as far as that is `wanted`; null: what is known contradicts itself.
   */
  pinned(wanted: (value: number) => boolean = () => true): Map<string, number> | null {
    const first = this.narrow(this.unknowns.map(({ low, high }) => [low, high]));
    if (first === null) return null;
    const solution = this.solve(first);
    if (solution === null) return null;
    const found = new Map<string, number>();
    const varies = new Set<number>();
    for (const [place, { name }] of this.unknowns.entries()) {
      const value = solution[place] ?? 0;
      // A number that can only be one is that one in every solution.
      if (!wanted(value) || varies.has(place)) continue;
      if (!this.canDiffer(place, value, { first, varies, solution })) found.set(name, value);
    }
    return found;
  }

  private canDiffer(
    place: number,
    value: number,
    { first, varies, solution }: { first: [number, number][]; varies: Set<number>; solution: number[] },
  ): boolean {
    const [low, high] = first[place] ?? [0, 0];
    const sides: [number, number][] = [
      [low, value - 1],
      [value + 1, high],
    ];
    return sides.some(([from, to]) => {
      if (from > to) return false;
      const bounds = first.map(([least, most]): [number, number] => [least, most]);
      bounds[place] = [from, to];
      const narrowed = this.narrow(bounds);
      const other = narrowed === null ? null : this.solve(narrowed);
      if (other === null) return false;
      // What differs between two solutions is pinned by nothing.
      for (const [at, one] of other.entries()) if (one !== solution[at]) varies.add(at);
      return true;
    });
  }

  /** Some whole numbers that agree with all sums; null: there are none. */
  private solve(bounds: [number, number][]): number[] | null {
    const open = bounds.findIndex(([low, high]) => low < high);
    if (open === -1) return bounds.map(([low]) => low);
    const [low, high] = bounds[open] ?? [0, 0];
    const last = Math.min(high, low + 10_000);
    const middle = Math.floor((low + last) / 2);
    for (const value of [middle, ...valuesAround(middle, low, last)]) {
      const tried = bounds.map(([least, most]): [number, number] => [least, most]);
      tried[open] = [value, value];
      const narrowed = this.narrow(tried);
      const solution = narrowed === null ? null : this.solve(narrowed);
      if (solution !== null) return solution;
    }
    return null;
  }

  /** The bounds as far as sums narrow them; null: one is empty. */
  private narrow(bounds: [number, number][]): [number, number][] | null {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const { members, total } of this.sums) {
        let lows = 0;
        let highs = 0;
        for (const at of members) {
          lows += bounds[at]?.[0] ?? 0;
          highs += bounds[at]?.[1] ?? 0;
        }
        if (lows > total || highs < total) return null;
        for (const at of members) {
          const [low, high] = bounds[at] ?? [0, 0];
          // Where the others have no upper bound, they bound nothing.
          const least = highs === Number.POSITIVE_INFINITY ? low : Math.max(low, total - (highs - high));
          const most = Math.min(high, total - (lows - low));
          if (least > most) return null;
          if (least === low && most === high) continue;
          bounds[at] = [least, most];
          lows += least - low;
          // An upper bound that was none leaves the sum of upper bounds to the next round.
          if (high !== Number.POSITIVE_INFINITY) highs += most - high;
          isMoving = true;
        }
      }
    }
    return bounds;
  }
}

function* valuesAround(middle: number, low: number, high: number): Generator<number> {
  for (let step = 1; middle - step >= low || middle + step <= high; step += 1) {
    if (middle - step >= low) yield middle - step;
    if (middle + step <= high) yield middle + step;
  }
}
