import type { MonthCells } from "./panel.js";
import { pairCounts, sumOfPair } from "./pairs.js";

/** A part of a whole. */
export interface Part {
  part: number;
  whole: number;
}

/** What the rows of a month look like, each row a number and a plan type with plans. */
export interface Patterns {
  /** Rows with as many new as maintained plans, with more new, and with more maintained, among those with at least 2. */
  equal: Part;
  moreNew: Part;
  moreMaintained: Part;
  /** Rows of which one measure is zero, among all. */
  withZero: Part;
  /** Counts from 1 to 4, among all counts of at least 1, new and maintained each. */
  small: Part;
  /** Even counts among those of at least 3, counts in fives among those above 5 (5 is what smaller ones are raised to). */
  even: Part;
  fives: Part;
  /**
   * The largest count, and the rows that have it, of the measure where more rows do; the commonest pair among them counts
   * once, as rows that are just the same are no sign of a limit. None where the count is below 8.
   */
  top: { value: number; rows: number };
  /** The longest run of rows, in order of number and type, of which one count rises or falls by the same step. */
  longestRun: number;
}

const made = new WeakMap<MonthCells, Patterns>();

/** The patterns of a month, read off its rows in one go and once only. */
export function patternsOf(month: MonthCells): Patterns {
  const kept = made.get(month);
  if (kept !== undefined) return kept;
  const [fresh, maintained] = [new Tally(), new Tally()];
  let [two, equal, moreNew, withZero] = [0, 0, 0, 0];
  const { filled } = month;
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? 0;
    const ofNew = month.fresh[cell] ?? 0;
    const ofMaintained = month.maintained[cell] ?? 0;
    fresh.take(ofNew);
    maintained.take(ofMaintained);
    if (ofNew === 0 || ofMaintained === 0) withZero += 1;
    if (ofNew + ofMaintained < 2) continue;
    two += 1;
    if (ofNew === ofMaintained) equal += 1;
    else if (ofNew > ofMaintained) moreNew += 1;
  }
  const both = (what: "small" | "counted" | "even" | "ofEven" | "fives" | "ofFives"): number =>
    fresh[what] + maintained[what];
  const patterns = {
    equal: { part: equal, whole: two },
    moreNew: { part: moreNew, whole: two },
    moreMaintained: { part: two - equal - moreNew, whole: two },
    withZero: { part: withZero, whole: filled.length },
    small: { part: both("small"), whole: both("counted") },
    even: { part: both("even"), whole: both("ofEven") },
    fives: { part: both("fives"), whole: both("ofFives") },
    top: topOf(month, fresh, maintained),
    longestRun: Math.max(fresh.longest, maintained.longest),
  };
  made.set(month, patterns);
  return patterns;
}

function topOf(month: MonthCells, fresh: Tally, maintained: Tally): Patterns["top"] {
  const isFresh = fresh.top().rows > maintained.top().rows;
  const { value, rows } = (isFresh ? fresh : maintained).top();
  const [counts, others] = isFresh ? [month.fresh, month.maintained] : [month.maintained, month.fresh];
  const alike = new Map<number, number>();
  if (rows > 2)
    for (const cell of month.filled)
      if (counts[cell] === value) alike.set(others[cell] ?? 0, (alike.get(others[cell] ?? 0) ?? 0) + 1);
  return { value, rows: rows - Math.max(1, ...alike.values()) + 1 };
}

/** Smallest count of which many at the top are no chance. */
const leastTop = 8;

/** Reads the counts of one measure, row by row; for every row of the history, so that nothing is made on the way. */
class Tally {
  small = 0;
  counted = 0;
  even = 0;
  ofEven = 0;
  fives = 0;
  ofFives = 0;
  longest = 0;
  private largest = 0;
  private ties = 0;
  private previous = 0;
  private step = 0;
  private run = 1;

  take(count: number): void {
    if (count > 0) {
      this.counted += 1;
      if (count < 5) this.small += 1;
      if (count > 5) {
        this.ofFives += 1;
        if (count % 5 === 0) this.fives += 1;
      }
      if (count > 2) {
        this.ofEven += 1;
        if (count % 2 === 0) this.even += 1;
      }
    }
    if (count > this.largest) {
      this.largest = count;
      this.ties = 0;
    }
    if (count === this.largest) this.ties += 1;
    const difference = count - this.previous;
    this.run = difference === this.step ? this.run + 1 : 2;
    this.previous = count;
    this.step = difference;
    if (difference !== 0 && this.run > this.longest) this.longest = this.run;
  }

  top(): Patterns["top"] {
    return { value: this.largest, rows: this.largest < leastTop ? 0 : this.ties };
  }
}

/** Largest number of which nearly all counts of a month are multiples: 1, unless each was multiplied or rounded. */
export function commonFactor({ filled, fresh, maintained }: MonthCells): number {
  for (const factor of [1000, 100, 10, 9, 8, 7, 6, 5, 4, 3, 2]) {
    let [counts, multiples] = [0, 0];
    for (const cell of filled) {
      for (const count of [fresh[cell] ?? 0, maintained[cell] ?? 0]) {
        if (count === 0) continue;
        counts += 1;
        if (count % factor === 0) multiples += 1;
      }
    }
    if (multiples >= nearlyAll * counts) return factor;
  }
  return 1;
}

const nearlyAll = 0.98;

/** The longest run of cells in any order; see {@link Patterns}. */
export function longestRunOf({ fresh, maintained }: MonthCells, cells: Int32Array): number {
  const ofNew = new Tally();
  const ofMaintained = new Tally();
  for (const cell of cells) {
    ofNew.take(fresh[cell] ?? 0);
    ofMaintained.take(maintained[cell] ?? 0);
  }
  return Math.max(ofNew.longest, ofMaintained.longest);
}

/** Rows with the pair that most rows have, among all with plans. */
export function commonestPair(month: MonthCells): Part {
  let most = 0;
  const { cells } = pairCounts(month);
  for (let place = 0; place < cells.length; place += 1) most = Math.max(most, cells[place] ?? 0);
  return { part: most, whole: month.filled.length };
}

/** A plan type, by its place, or clinics, by the places of their numbers. */
export type MonthPart = { type: number } | { places: Int32Array };

/** Even counts among those of at least 3, new and maintained each, of a plan type or of some clinics. */
export function evenIn(month: MonthCells, part: MonthPart): Part {
  const { even, counts, evenOfType, countsOfType } = evenCountsOf(month);
  if ("type" in part) return { part: evenOfType[part.type] ?? 0, whole: countsOfType[part.type] ?? 0 };
  const found = { part: 0, whole: 0 };
  for (let index = 0; index < part.places.length; index += 1) {
    const number = part.places[index] ?? 0;
    found.part += even[number] ?? 0;
    found.whole += counts[number] ?? 0;
  }
  return found;
}

/** Counts of at least 3, and the even ones among them, of each number and plan type. */
interface EvenCounts {
  even: Int32Array;
  counts: Int32Array;
  evenOfType: Int32Array;
  countsOfType: Int32Array;
}

const evenCounts = new WeakMap<MonthCells, EvenCounts>();

function evenCountsOf(month: MonthCells): EvenCounts {
  const kept = evenCounts.get(month);
  if (kept !== undefined) return kept;
  const types = month.freshByType.length;
  const [even, counts] = [new Int32Array(month.ofNumber.length), new Int32Array(month.ofNumber.length)];
  const [evenOfType, countsOfType] = [new Int32Array(types), new Int32Array(types)];
  for (let index = 0; index < month.filled.length; index += 1) {
    const cell = month.filled[index] ?? 0;
    const number = Math.floor(cell / types);
    const type = cell - number * types;
    const ofNew = month.fresh[cell] ?? 0;
    const ofMaintained = month.maintained[cell] ?? 0;
    const all = Number(ofNew > 2) + Number(ofMaintained > 2);
    const ofThemEven =
      Number(ofNew > 2 && (ofNew & 1) === 0) + Number(ofMaintained > 2 && (ofMaintained & 1) === 0);
    counts[number] = (counts[number] ?? 0) + all;
    even[number] = (even[number] ?? 0) + ofThemEven;
    countsOfType[type] = (countsOfType[type] ?? 0) + all;
    evenOfType[type] = (evenOfType[type] ?? 0) + ofThemEven;
  }
  const made = { even, counts, evenOfType, countsOfType };
  evenCounts.set(month, made);
  return made;
}

/** Clinics with plans of two plan types that have just the same of both, of the two types where most are so. */
export function equalTypes(month: MonthCells): Part {
  const types = month.freshByType.length;
  let most: Part = { part: 0, whole: 0 };
  for (let one = 0; one < types; one += 1) {
    for (let other = one + 1; other < types; other += 1) {
      const found = sameOfTypes(month, one, other);
      if (found.part * Math.max(1, most.whole) > most.part * Math.max(1, found.whole) || most.whole === 0)
        most = found;
    }
  }
  return most;
}

/** Plans of both types together below which they agree by chance. */
const leastOfBoth = 4;

function sameOfTypes(month: MonthCells, one: number, other: number): Part {
  const { fresh, maintained, ofNumber } = month;
  const types = month.freshByType.length;
  const found = { part: 0, whole: 0 };
  for (let number = 0; number < ofNumber.length; number += 1) {
    if ((ofNumber[number] ?? 0) < leastOfBoth) continue;
    const first = number * types;
    const leftNew = fresh[first + one] ?? 0;
    const leftOld = maintained[first + one] ?? 0;
    const rightNew = fresh[first + other] ?? 0;
    const rightOld = maintained[first + other] ?? 0;
    if (leftNew + rightNew + leftOld + rightOld < leastOfBoth) continue;
    found.whole += 1;
    if (leftNew === rightNew && leftOld === rightOld) found.part += 1;
  }
  return found;
}

/** Pairs that stand in more than one row, with the number of their plans and rows: largest first. */
export function repeatsBySum(month: MonthCells): { sum: number; pair: number; rows: number }[] {
  const { pairs, cells } = pairCounts(month);
  const repeats: { sum: number; pair: number; rows: number }[] = [];
  for (let place = 0; place < pairs.length; place += 1) {
    const [pair = 0, rows = 0] = [pairs[place], cells[place]];
    if (rows > 1) repeats.push({ pair, rows, sum: sumOfPair(pair) });
  }
  return repeats.sort((left, right) => right.sum - left.sum);
}
