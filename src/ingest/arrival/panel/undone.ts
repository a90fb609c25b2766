import type { MonthCells } from "./panel.js";
import type { Expectation } from "./expectation.js";
import { fitAt, monthAt } from "./fit.js";
import type { Timeline } from "./timeline.js";

/** A mistake that can be undone by putting counts where they belong: how much better the counts fit as they stand. */
export interface Undone {
  mistake: "measures-swapped" | "types-swapped" | "numbers-shifted";
  /** The plan types, or the group, that it is about; null: all. */
  subject: string | null;
  /** The group within which it is; null: all clinics. */
  group: SwapGroup | null;
  /** Names the same mistake in every month. */
  key: string;
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
 * New and maintained swapped (all, of a plan type, or of a group of clinics), plan types swapped (all, or of a group) or
 * rotated, in one month. By the likelihood of how each clinic's plans divide into type and measure (multinomial). Source:
 * likelihood ratio of two hypotheses without free parameters (Neyman and Pearson). Null: too little past.
 */
export function exchangedAt(
  timeline: Timeline,
  place: number,
  groups: readonly SwapGroup[],
): Undone[] | null {
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (month === null || expectation === null) return null;
  const { types, numbers } = timeline;
  const shares = sharesOf(expectation, types.length);
  if (shares === null) return null;
  const all = new Tally(types.length * 2);
  const tallies = groups.map((group) => ({ group, tally: new Tally(types.length * 2) }));
  const logs = new Float64Array(types.length * 2);
  for (let number = 0; number < numbers.length; number += 1) {
    const first = number * types.length;
    if (!logShares(logs, { expectation, shares, first })) continue;
    all.take(month, first, logs);
    for (const { group, tally } of tallies) if (group.members[number] === 1) tally.take(month, first, logs);
  }
  return [...ofAll(types, all), ...tallies.flatMap(({ group, tally }) => ofGroup(types, group, tally))];
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

  /** What it would be to have some kinds stand where others do. */
  undo(moved: readonly Move[]): { gain: number; plans: number } {
    const { kinds, likelihood } = this;
    const plans = moved.reduce((sum, [kind]) => sum + (this.plans[kind] ?? 0), 0);
    const gain = moved.reduce(
      (sum, [kind, other]) =>
        sum + (likelihood[kind * kinds + kind] ?? 0) - (likelihood[kind * kinds + other] ?? 0),
      0,
    );
    return { gain: gain / Math.max(1, plans), plans };
  }
}

/** The plans of a kind, and the kind that they are held to be. */
type Move = readonly [kind: number, other: number];

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

function ofAll(types: readonly string[], tally: Tally): Undone[] {
  const places = types.map((_, type) => type);
  const turned = (by: number): Move[] =>
    places.flatMap((type) => typeTo(type, (type + by + types.length) % types.length));
  const of = (mistake: Undone["mistake"], subject: string | null, moves: readonly Move[]): Undone => ({
    ...{ mistake, subject, group: null, key: `${mistake} ${subject ?? ""}` },
    ...tally.undo(moves),
  });
  return [
    of("measures-swapped", null, places.flatMap(measuresOf)),
    ...(types.length < 2
      ? []
      : places.map((type) => of("measures-swapped", types[type] ?? "", measuresOf(type)))),
    ...pairsOf(types).map(({ name, moves }) => of("types-swapped", name, moves)),
    ...(types.length < 3
      ? []
      : [
          of("types-swapped", types.join(" > "), turned(1)),
          of("types-swapped", types.join(" < "), turned(-1)),
        ]),
  ];
}

function ofGroup(types: readonly string[], group: SwapGroup, tally: Tally): Undone[] {
  const of = (mistake: Undone["mistake"], subject: string, moves: readonly Move[]): Undone => ({
    ...{ mistake, subject, group, key: `${mistake} of group ${subject}` },
    ...tally.undo(moves),
  });
  return [
    of(
      "measures-swapped",
      group.name,
      types.flatMap((_, type) => measuresOf(type)),
    ),
    ...pairsOf(types).map(({ name, moves }) => of("types-swapped", `${group.name}: ${name}`, moves)),
  ];
}

/** Numbers moved up or down by one among the rows of the file, by clinic and by row. Null: too little past. */
export function shiftedAt(timeline: Timeline, place: number): Undone[] | null {
  const fit = fitAt(timeline, place);
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (fit === null || month === null || expectation === null) return null;
  const clinics = rowsWith(fit.seen.length, {
    seen: (number) => fit.seen[number] ?? 0,
    expected: (number) => (fit.expected[number] ?? 0) + 0.5,
  });
  if (timeline.types.length < 2) return shifts("by clinic", clinics);
  const { filled } = month;
  const rows = rowsWith(filled.length, {
    seen: (row) => (month.fresh[filled[row] ?? 0] ?? 0) + (month.maintained[filled[row] ?? 0] ?? 0),
    expected: (row) => {
      const cell = filled[row] ?? 0;
      return (
        ((expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0)) / expectation.months + 0.2
      );
    },
  });
  return [...shifts("by clinic", clinics), ...shifts("by row", rows)];
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

function shifts(name: string, { seen, logs }: ShiftRows): Undone[] {
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
    ...{ mistake: "numbers-shifted", subject: null, group: null, key: `numbers-shifted ${name} ${way}` },
    ...{ gain: (asTheyStand - sum) / Math.max(1, plans), plans },
  }));
}
