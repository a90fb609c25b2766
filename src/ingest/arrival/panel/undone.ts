import type { MonthCells } from "./panel.js";
import type { Expectation } from "./expectation.js";
import { fitAt, monthAt } from "./fit-to-past.js";
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

/** One of these mistakes in another month: how much better its counts fit as they stand. Null: too little past. */
export function gainAt(timeline: Timeline, place: number, { moves, group }: Undone): number | null {
  if (typeof moves === "string")
    return shiftedAt(timeline, place)?.find((one) => one.moves === moves)?.gain ?? null;
  return talliesAt(timeline, place, [group])?.[0]?.undo(moves).gain ?? null;
}

/** The plans of a month by kind, of all clinics (null) or of groups. */
function talliesAt(timeline: Timeline, place: number, groups: readonly (SwapGroup | null)[]): Tally[] | null {
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (month === null || expectation === null) return null;
  const { types, numbers } = timeline;
  const shares = sharesOf(expectation, types.length);
  if (shares === null) return null;
  const tallies = groups.map((group) => ({ group, tally: new Tally(types.length * 2) }));
  const logs = new Float64Array(types.length * 2);
  for (let number = 0; number < numbers.length; number += 1) {
    const first = number * types.length;
    if (!logShares(logs, { expectation, shares, first })) continue;
    for (const { group, tally } of tallies)
      if (group === null || group.members[number] === 1) tally.take(month, first, logs);
  }
  return tallies.map(({ tally }) => tally);
}

/** The share of each type and measure in all plans; null: there are none. */
function sharesOf({ fresh, maintained }: Expectation, types: number): Float64Array | null {
  const shares = new Float64Array(types * 2);
  for (let cell = 0; cell < fresh.length; cell += 1) {
    const kind = (cell % types) * 2;
    shares[kind] = (shares[kind] ?? 0) + (fresh[cell] ?? 0);
    shares[kind + 1] = (shares[kind + 1] ?? 0) + (maintained[cell] ?? 0);
  }
  const plans = shares.reduce((sum, share) => sum + share, 0);
  const total = plans + leastShare * shares.length;
  return plans === 0 ? null : shares.map((share) => (share + leastShare) / total);
}

/** The logarithms of a clinic's own shares, drawn towards those of all; false: the clinic has no past. */
function logShares(
  logs: Float64Array,
  of: { expectation: Expectation; shares: Float64Array; first: number },
): boolean {
  const { expectation, shares, first } = of;
  let own = 0;
  for (let cell = first; cell < first + logs.length / 2; cell += 1)
    own += (expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0);
  if (own === 0) return false;
  const scale = 1 / (own + sharedPlans);
  for (let kind = 0; kind < logs.length; kind += 1) {
    const cell = first + (kind >> 1);
    const count = ((kind & 1) === 0 ? expectation.fresh[cell] : expectation.maintained[cell]) ?? 0;
    logs[kind] = Math.log((count + sharedPlans * (shares[kind] ?? 0)) * scale);
  }
  return true;
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

/**
 * Numbers moved up or down by one among the rows, by clinic and by row: those of the file in its own order, where that is
 * known, else by number and plan type. Null: too little past.
 */
export function shiftedAt(timeline: Timeline, place: number, inFileOrder?: Int32Array): Undone[] | null {
  const fit = fitAt(timeline, place);
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (fit === null || month === null || expectation === null) return null;
  const clinics = rowsWith(fit.seen.length, {
    seen: (number) => fit.seen[number] ?? 0,
    expected: (number) => (fit.expected[number] ?? 0) + 0.5,
  });
  if (timeline.types.length < 2) return shifts("clinic", clinics);
  const filled = inFileOrder ?? month.filled;
  const rows = rowsWith(filled.length, {
    seen: (row) => (month.fresh[filled[row] ?? 0] ?? 0) + (month.maintained[filled[row] ?? 0] ?? 0),
    expected: (row) => {
      const cell = filled[row] ?? 0;
      return (
        ((expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0)) / expectation.months + 0.2
      );
    },
  });
  return [...shifts("clinic", clinics), ...shifts("row", rows)];
}

/** Rows with plans, and the logarithm of what was expected of each. */
interface ShiftRows {
  seen: Float64Array;
  logs: Float64Array;
}

function rowsWith(
  most: number,
  of: { seen: (row: number) => number; expected: (row: number) => number },
): ShiftRows {
  const seen = new Float64Array(most);
  const logs = new Float64Array(most);
  let count = 0;
  for (let row = 0; row < most; row += 1) {
    const plans = of.seen(row);
    if (plans === 0) continue;
    seen[count] = plans;
    logs[count] = Math.log(of.expected(row));
    count += 1;
  }
  return { seen: seen.subarray(0, count), logs: logs.subarray(0, count) };
}

/** How numbers were moved among the rows. */
export type ShiftName = `by ${"clinic" | "row"}, ${"up" | "down"}`;

function shifts(name: "clinic" | "row", { seen, logs }: ShiftRows): Undone[] {
  let plans = 0;
  let asTheyStand = 0;
  const moved = [0, 0];
  for (let row = 0; row < seen.length; row += 1) {
    const count = seen[row] ?? 0;
    plans += count;
    asTheyStand += count * (logs[row] ?? 0);
    moved[0] = (moved[0] ?? 0) + count * (logs[(row + 1) % seen.length] ?? 0);
    moved[1] = (moved[1] ?? 0) + count * (logs[(row + seen.length - 1) % seen.length] ?? 0);
  }
  return moved.map((sum, way) => ({
    ...{ mistake: "numbers-shifted", subject: null, group: null },
    moves: `by ${name}, ${way === 0 ? "up" : "down"}`,
    ...{ gain: (asTheyStand - sum) / Math.max(1, plans), plans },
  }));
}
