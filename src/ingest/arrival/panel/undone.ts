import type { MonthCells } from "./panel.js";
import type { Expectation } from "./expectation.js";
import { monthAt } from "./fit-to-past.js";
import type { ShiftName } from "./shifted.js";
import { rowsOfShift, shiftedAt } from "./shifted.js";
import type { Timeline } from "./timeline.js";

/** A mistake that can be undone by putting counts where they belong: how much better the counts fit as they stand. */
export interface Undone {
  mistake: "measures-swapped" | "types-swapped" | "numbers-shifted";
  /** The plan types, or the group, that it is about; null: all. */
  subject: string | null;
  /** The group within which it is; null: all clinics. */
  group: SwapGroup | null;
  /** Which kind of count is held to be which other; of numbers that were moved, how. */
  moves: readonly Move[] | ShiftName;
  /**
   * Log likelihood of the counts as they stand, less that of the counts with the mistake undone, in nats a plan that is
   * concerned. Below zero: the counts fit the past better with the mistake undone.
   */
  gain: number;
  /** Plans that are concerned. */
  plans: number;
}

/** Plans that the overall shares count as beside a clinic's own past. */
const sharedPlans = 6;
/** Plans that each share counts as before anything is known: none is impossible. */
const leastShare = 0.01;

/** A group of clinics within which a mistake is looked for. */
export interface SwapGroup {
  name: string;
  members: Uint8Array;
  /** Places of its numbers, in order. */
  places: Int32Array;
}

/**
 * New and maintained swapped (all, of a plan type, or of a group of clinics), plan types swapped (in pairs, or as they fit
 * best; all, or of a group), in one month. By the likelihood of how each clinic's plans divide into type and measure
 * (multinomial). Source: likelihood ratio of two hypotheses without free parameters (Neyman and Pearson). Null: too little
 * past.
 */
export function exchangedAt(
  timeline: Timeline,
  place: number,
  groups: readonly SwapGroup[],
): Undone[] | null {
  const tallies = talliesAt(timeline, place, [null, ...groups]);
  if (tallies === null) return null;
  return tallies.flatMap((tally, at) =>
    hypotheses(timeline.types, tally, groups[at - 1] ?? null).map((one) => ({
      ...one,
      ...tally.undo(one.moves),
    })),
  );
}

/** Numbers moved up or down by one among the rows of the month itself. Null: too little past. */
export function shiftedNow(timeline: Timeline): Undone[] | null {
  const shifts = shiftedAt(timeline, timeline.past.length, { inFileOrder: timeline.inFileOrder() });
  return shifts?.map((one) => ({ mistake: "numbers-shifted", subject: null, group: null, ...one })) ?? null;
}

/** One of these mistakes in another month: how much better its counts fit as they stand. Null: too little past. */
export function gainAt(timeline: Timeline, place: number, { moves, group }: Undone): number | null {
  if (typeof moves === "string")
    return (
      shiftedAt(timeline, place, { among: [rowsOfShift(moves)] })?.find((one) => one.moves === moves)?.gain ??
      null
    );
  return talliesAt(timeline, place, [group])?.[0]?.undo(moves).gain ?? null;
}

/** The plans of a month by kind, of all clinics (null) or of groups. */
function talliesAt(timeline: Timeline, place: number, groups: readonly (SwapGroup | null)[]): Tally[] | null {
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (month === null || expectation === null) return null;
  const { types, numbers } = timeline;
  const shares = sharesOf(expectation);
  if (shares === null) return null;
  const tallies = groups.map((group) => ({ group, tally: new Tally(types.length * 2) }));
  const logs = new Float64Array(types.length * 2);
  const [only = null] = groups;
  const places = groups.length === 1 && only !== null ? only.places : null;
  const count = places === null ? numbers.length : places.length;
  for (let index = 0; index < count; index += 1) {
    const number = places === null ? index : (places[index] ?? 0);
    if (month.ofNumber[number] === 0 || expectation.ofNumber[number] === 0) continue;
    logShares(logs, { expectation, shares, number });
    for (const { group, tally } of tallies)
      if (group === null || group.members[number] === 1) tally.take(month, number * types.length, logs);
  }
  return tallies.map(({ tally }) => tally);
}

/** The share of each type and measure in all plans; null: there are none. */
function sharesOf({ freshByType, maintainedByType }: Expectation): Float64Array | null {
  const sums = [...freshByType].flatMap((fresh, type) => [fresh, maintainedByType[type] ?? 0]);
  const plans = sums.reduce((all, sum) => all + sum, 0);
  const total = plans + leastShare * sums.length;
  return plans === 0 ? null : Float64Array.from(sums, (sum) => (sum + leastShare) / total);
}

/** The logarithms of a clinic's own shares, drawn towards those of all. */
function logShares(
  logs: Float64Array,
  of: { expectation: Expectation; shares: Float64Array; number: number },
): void {
  const { expectation, shares, number } = of;
  const first = number * (logs.length / 2);
  const scale = 1 / ((expectation.ofNumber[number] ?? 0) + sharedPlans);
  for (let kind = 0; kind < logs.length; kind += 1) {
    const cell = first + (kind >> 1);
    const count = ((kind & 1) === 0 ? expectation.fresh[cell] : expectation.maintained[cell]) ?? 0;
    logs[kind] = Math.log((count + sharedPlans * (shares[kind] ?? 0)) * scale);
  }
}

/** Plans of each kind (type x measure), and their log likelihood were they of another kind. */
class Tally {
  readonly likelihood: Float64Array;
  readonly plans: Float64Array;

  constructor(readonly kinds: number) {
    this.likelihood = new Float64Array(kinds * kinds);
    this.plans = new Float64Array(kinds);
  }

  take(month: MonthCells, first: number, logs: Float64Array): void {
    const { kinds, plans, likelihood } = this;
    for (let kind = 0; kind < kinds; kind += 1) {
      const cell = first + (kind >> 1);
      const count = ((kind & 1) === 0 ? month.fresh[cell] : month.maintained[cell]) ?? 0;
      if (count === 0) continue;
      plans[kind] = (plans[kind] ?? 0) + count;
      for (let other = 0; other < kinds; other += 1) {
        const entry = kind * kinds + other;
        likelihood[entry] = (likelihood[entry] ?? 0) + count * (logs[other] ?? 0);
      }
    }
  }

  /** Log likelihood of the plans of some kinds, were they of others. */
  fit(moved: readonly Move[]): number {
    return moved.reduce((sum, [kind, other]) => sum + (this.likelihood[kind * this.kinds + other] ?? 0), 0);
  }

  /** What it would be to have some kinds stand where others do. */
  undo(moved: readonly Move[]): { gain: number; plans: number } {
    const plans = moved.reduce((sum, [kind]) => sum + (this.plans[kind] ?? 0), 0);
    const gain = this.fit(moved.map(([kind]): Move => [kind, kind])) - this.fit(moved);
    return { gain: gain / Math.max(1, plans), plans };
  }
}

/** The plans of a kind, and the kind that they are held to be. */
export type Move = readonly [kind: number, other: number];

const measuresOf = (type: number): Move[] => [
  [type * 2, type * 2 + 1],
  [type * 2 + 1, type * 2],
];

const typeTo = (type: number, other: number): Move[] => [
  [type * 2, other * 2],
  [type * 2 + 1, other * 2 + 1],
];

const pairsOf = (types: readonly string[]): { name: string; moves: Move[] }[] =>
  types.flatMap((name, one) =>
    types.slice(one + 1).map((othersName, step) => {
      const other = one + 1 + step;
      return { name: `${name} / ${othersName}`, moves: [...typeTo(one, other), ...typeTo(other, one)] };
    }),
  );

interface Hypothesis extends Pick<Undone, "mistake" | "subject" | "group"> {
  moves: readonly Move[];
}

function hypotheses(types: readonly string[], tally: Tally, group: SwapGroup | null): Hypothesis[] {
  const swapped = types.flatMap((_, type) => measuresOf(type));
  const within = (name: string): string => (group === null ? name : `${group.name}: ${name}`);
  const ofTypes =
    group !== null || types.length < 2
      ? []
      : types.map((name, type) => ({ subject: name, moves: measuresOf(type) }));
  const best = bestPermutation(types, tally);
  return [
    { mistake: "measures-swapped", subject: group?.name ?? null, group, moves: swapped },
    ...ofTypes.map((one): Hypothesis => ({ mistake: "measures-swapped", group, ...one })),
    ...[...pairsOf(types), ...best].map(({ name, moves }): Hypothesis => ({
      mistake: "types-swapped",
      subject: within(name),
      group,
      moves,
    })),
  ];
}

/** Most types of which every order is tried. */
const mostPermuted = 6;

/** The order of the plan types in which their counts fit best, where more than two change places. */
function bestPermutation(types: readonly string[], tally: Tally): { name: string; moves: Move[] }[] {
  if (types.length < 3 || types.length > mostPermuted) return [];
  const own = types.map((_, type) => type);
  const fit = (order: readonly number[]): number =>
    order.reduce((sum, other, type) => sum + tally.fit(typeTo(type, other)), 0);
  let [best, most] = [own, fit(own)];
  for (const order of ordersOf(own)) {
    const value = fit(order);
    if (value > most) [best, most] = [order, value];
  }
  const moved = own.filter((type) => best[type] !== type);
  if (moved.length < 3) return [];
  const name = moved.map((type) => `${types[type] ?? ""} > ${types[best[type] ?? 0] ?? ""}`).join(", ");
  return [{ name, moves: moved.flatMap((type) => typeTo(type, best[type] ?? type)) }];
}

function ordersOf(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, place) =>
    ordersOf(values.toSpliced(place, 1)).map((rest) => [value, ...rest]),
  );
}
