import type { Month } from "../../../domain/month.js";
import { addMonths, monthsBetween } from "../../../domain/month.js";
import type { Arrival } from "../check.js";
import type { MonthCells } from "./panel.js";
import { layOut } from "./panel.js";
import type { ClinicFacts } from "./read.js";
import { changedMonths, maxTypes, readClinics, readCounts } from "./read.js";

/** What was to be expected of each cell in a month: its mean in the months before. */
export interface Expectation {
  fresh: Float64Array;
  maintained: Float64Array;
  /** 1 for each cell with plans in one of the latest 3 of these months: its clinic has not closed since. */
  recent: Uint8Array;
  /** Months that the means are taken of. */
  months: number;
}

/** A month that a load brings or restates, on the line of the known months before it. */
export interface Timeline {
  numbers: readonly string[];
  types: readonly string[];
  /** The month as the load leaves it. */
  target: MonthCells;
  /** The month as it was known before; null: it is new. */
  before: MonthCells | null;
  /**
   * The known months that come before it, a calendar month each, null where nothing is known; the nearest last. Where a
   * load brings history before what is known, time runs backwards.
   */
  past: readonly (MonthCells | null)[];
  /** True where `past` are the months after it. */
  isBackwards: boolean;
  /** Means of the up to 12 known months before a place of `past`, or before the target; null: fewer than 6. */
  expectationAt(place: number): Expectation | null;
  /** What the newest register says of each number; null: nothing. */
  clinics: readonly (ClinicFacts | null)[];
  hasRegister: boolean;
}

/** Months that an expectation is taken of, at most and at least. */
const expectationMonths = 12;
const leastExpectationMonths = 6;

const read = new WeakMap<Arrival, Timeline[]>();

/** A timeline for each month of a load that is new or restated otherwise than it was; read once a load. */
export function timelinesOf(arrival: Arrival): Timeline[] {
  const timelines = read.get(arrival) ?? readTimelines(arrival);
  read.set(arrival, timelines);
  return timelines;
}

/** Months of the load that are looked at: of a first load the newest only, else those that differ from what was known. */
function targetsOf({ store, load, months, known, gates }: Arrival): Month[] {
  if (known.length === 0) return months.slice(-1);
  const changed = changedMonths(store, load, months);
  return months
    .filter((month) => changed.has(month) || !known.includes(month))
    .slice(-gates.arrival.maxCheckedMonths.value);
}

function readTimelines(arrival: Arrival): Timeline[] {
  const { store, load, months, known, definitions } = arrival;
  const targets = targetsOf(arrival);
  const [first, last] = [targets[0], targets.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { from, to, isBackwards, span } = rangeOf(arrival, { first, last });
  const types = typesOf(definitions);
  const asked = { load, types: types.slice(0, maxTypes) };
  const knownThere = known.filter((month) => month >= from && month <= to);
  const ownThere = months.filter((month) => month >= from && month <= to);
  const packed = [
    ...readCounts(store, { ...asked, months: knownThere, when: "before" }),
    ...readCounts(store, { ...asked, months: ownThere, when: "after" }),
  ];
  const { numbers, laid } = layOut(packed, types.length);
  const standing = new Map(laid.slice(0, knownThere.length).map((month) => [month.month, month]));
  const own = new Map(laid.slice(knownThere.length).map((month) => [month.month, month]));
  const facts = new Map(readClinics(store, load).map((clinic) => [clinic.ydernummer, clinic]));
  const clinics = numbers.map((number) => facts.get(number) ?? null);
  const shared = { numbers, types, clinics, hasRegister: facts.size > 0, isBackwards };
  return targets.flatMap((month): Timeline[] => {
    const target = own.get(month);
    if (target === undefined) return [];
    const line = isBackwards
      ? monthsBetween(addMonths(month, 1), to).reverse()
      : monthsBetween(from, addMonths(month, -1));
    const cells = line.slice(-span).map((one) => standing.get(one) ?? own.get(one) ?? null);
    const past = cells.slice(
      Math.max(
        0,
        cells.findIndex((one) => one !== null),
      ),
    );
    const before = standing.get(month) ?? null;
    return [{ ...shared, target, before, past, expectationAt: expectations(past, target.fresh.length) }];
  });
}

/** The plan types that are told apart; the last one stands for all others. */
function typesOf({ planTypes }: Arrival["definitions"]): string[] {
  return [...planTypes.map(({ code }) => code).slice(0, maxTypes), "other"];
}

/** The months that are read, and whether time runs backwards in them. */
function rangeOf(
  { months, known, gates }: Arrival,
  { first, last }: { first: Month; last: Month },
): { from: Month; to: Month; isBackwards: boolean; span: number } {
  const span = gates.arrival.historyMonths.value;
  const all = [...new Set([...known, ...months])].sort();
  const isBackwards = known.length > 0 && all.filter((month) => month < last).length < leastExpectationMonths;
  const from = isBackwards ? first : clamped(first, -span, all);
  const to = isBackwards ? clamped(last, span, all) : last;
  return { from, to, isBackwards, span };
}

/** A month so many months away, but not beyond the months that are known at all. */
function clamped(month: Month, months: number, all: readonly Month[]): Month {
  const far = addMonths(month, months);
  const edge = months < 0 ? all[0] : all.at(-1);
  if (edge === undefined) return far;
  return months < 0 ? (far < edge ? edge : far) : far > edge ? edge : far;
}

function expectations(
  past: readonly (MonthCells | null)[],
  cells: number,
): (place: number) => Expectation | null {
  const made = new Map<number, Expectation | null>();
  return (place) => {
    const kept = made.get(place);
    if (kept !== undefined) return kept;
    const before = past.slice(Math.max(0, place - expectationMonths), place).filter((one) => one !== null);
    const expectation = before.length < leastExpectationMonths ? null : meansOf(before, cells);
    made.set(place, expectation);
    return expectation;
  };
}

function meansOf(months: readonly MonthCells[], cells: number): Expectation {
  const fresh = new Float64Array(cells);
  const maintained = new Float64Array(cells);
  for (const month of months) {
    for (let cell = 0; cell < cells; cell += 1) {
      fresh[cell] = (fresh[cell] ?? 0) + (month.fresh[cell] ?? 0);
      maintained[cell] = (maintained[cell] ?? 0) + (month.maintained[cell] ?? 0);
    }
  }
  for (let cell = 0; cell < cells; cell += 1) {
    fresh[cell] = (fresh[cell] ?? 0) / months.length;
    maintained[cell] = (maintained[cell] ?? 0) / months.length;
  }
  const recent = new Uint8Array(cells);
  for (const month of months.slice(-3)) {
    for (let cell = 0; cell < cells; cell += 1)
      if ((month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0) > 0) recent[cell] = 1;
  }
  return { fresh, maintained, recent, months: months.length };
}
