import type { MonthCells } from "./panel.js";
import { fitAt, monthAt } from "./fit.js";
import type { Timeline } from "./timeline.js";

/** A mistake that can be undone by putting counts where they belong: how much better the counts fit as they stand. */
export interface Undone {
  mistake: "measures-swapped" | "types-swapped" | "numbers-shifted";
  /** The plan types, or the group, that it is about; null: all. */
  subject: string | null;
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

/** A group of clinics within which a mistake is looked for. */
export interface SwapGroup {
  name: string;
  members: Uint8Array;
}

/**
 * Every mistake of the kind of {@link Undone} in one month: new and maintained swapped (all, of a plan type, or of a group
 * of clinics), plan types swapped or rotated, numbers moved by one row. By the likelihood of how each clinic's plans divide
 * into type and measure (multinomial), and of how plans divide over clinics. Source: likelihood ratio of two hypotheses
 * without free parameters (Neyman and Pearson). Null: too little past.
 */
export function undoneAt(timeline: Timeline, place: number, groups: readonly SwapGroup[]): Undone[] | null {
  const month = monthAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (month === null || expectation === null) return null;
  const months = expectation.months;
  const { types, numbers } = timeline;
  const kinds = types.length * 2;
  const shares = new Float64Array(kinds);
  for (let cell = 0; cell < expectation.fresh.length; cell += 1) {
    const kind = (cell % types.length) * 2;
    shares[kind] = (shares[kind] ?? 0) + (expectation.fresh[cell] ?? 0);
    shares[kind + 1] = (shares[kind + 1] ?? 0) + (expectation.maintained[cell] ?? 0);
  }
  const total = shares.reduce((sum, share) => sum + share, 0) + 0.01 * kinds;
  if (total <= 0.01 * kinds) return null;
  for (let kind = 0; kind < kinds; kind += 1) shares[kind] = ((shares[kind] ?? 0) + 0.01) / total;

  // likelihood[seen kind][kind that it is held to be]
  const likelihood = new Float64Array(kinds * kinds);
  const plansOfKind = new Float64Array(kinds);
  const groupGain = new Float64Array(groups.length);
  const groupPlans = new Float64Array(groups.length);
  const logs = new Float64Array(kinds);
  for (let number = 0; number < numbers.length; number += 1) {
    const first = number * types.length;
    let [own, seen] = [0, 0];
    for (let type = 0; type < types.length; type += 1) {
      own += (expectation.fresh[first + type] ?? 0) + (expectation.maintained[first + type] ?? 0);
      seen += (month.fresh[first + type] ?? 0) + (month.maintained[first + type] ?? 0);
    }
    if (own === 0 || seen === 0) continue;
    const scale = 1 / (own * months + sharedPlans);
    for (let type = 0; type < types.length; type += 1) {
      const [fresh, kept] = [expectation.fresh[first + type] ?? 0, expectation.maintained[first + type] ?? 0];
      logs[type * 2] = Math.log((fresh * months + sharedPlans * (shares[type * 2] ?? 0)) * scale);
      logs[type * 2 + 1] = Math.log((kept * months + sharedPlans * (shares[type * 2 + 1] ?? 0)) * scale);
    }
    let gain = 0;
    for (let kind = 0; kind < kinds; kind += 1) {
      const cell = first + (kind >> 1);
      const count = ((kind & 1) === 0 ? month.fresh[cell] : month.maintained[cell]) ?? 0;
      if (count === 0) continue;
      plansOfKind[kind] = (plansOfKind[kind] ?? 0) + count;
      gain += count * ((logs[kind] ?? 0) - (logs[kind ^ 1] ?? 0));
      for (let other = 0; other < kinds; other += 1) {
        const entry = kind * kinds + other;
        likelihood[entry] = (likelihood[entry] ?? 0) + count * (logs[other] ?? 0);
      }
    }
    for (let group = 0; group < groups.length; group += 1) {
      if (groups[group]?.members[number] !== 1) continue;
      groupGain[group] = (groupGain[group] ?? 0) + gain;
      groupPlans[group] = (groupPlans[group] ?? 0) + seen;
    }
  }
  const found = [
    ...byPermutation(types, likelihood, plansOfKind),
    ...groups.map(({ name }, group): Undone => {
      const plans = groupPlans[group] ?? 0;
      return {
        mistake: "measures-swapped",
        subject: name,
        gain: (groupGain[group] ?? 0) / Math.max(plans, 1),
        plans,
      };
    }),
    ...shifts(timeline, place, month),
  ];
  return found;
}

function byPermutation(types: readonly string[], likelihood: Float64Array, plans: Float64Array): Undone[] {
  const kinds = types.length * 2;
  const at = (kind: number, other: number): number => likelihood[kind * kinds + other] ?? 0;
  const undo = (
    mistake: Undone["mistake"],
    subject: string | null,
    moved: readonly (readonly [kind: number, other: number])[],
  ): Undone => {
    const concerned = moved.reduce((sum, [kind]) => sum + (plans[kind] ?? 0), 0);
    const gain = moved.reduce((sum, [kind, other]) => sum + at(kind, kind) - at(kind, other), 0);
    return { mistake, subject, gain: gain / Math.max(1, concerned), plans: concerned };
  };
  const swapOf = (type: number): [number, number][] => [
    [type * 2, type * 2 + 1],
    [type * 2 + 1, type * 2],
  ];
  const all = types.map((_, type) => type);
  const turned = (by: number): [number, number][] =>
    all.flatMap((type): [number, number][] => {
      const other = (type + by + types.length) % types.length;
      return [
        [type * 2, other * 2],
        [type * 2 + 1, other * 2 + 1],
      ];
    });
  const pairs = all.flatMap((one) =>
    all.filter((other) => other > one).map((other) => [one, other] as const),
  );
  return [
    undo("measures-swapped", null, all.flatMap(swapOf)),
    ...(types.length < 2 ? [] : all.map((type) => undo("measures-swapped", types[type] ?? "", swapOf(type)))),
    ...pairs.map(([one, other]) =>
      undo("types-swapped", `${types[one] ?? ""} / ${types[other] ?? ""}`, [
        [one * 2, other * 2],
        [one * 2 + 1, other * 2 + 1],
        [other * 2, one * 2],
        [other * 2 + 1, one * 2 + 1],
      ]),
    ),
    ...(types.length < 3
      ? []
      : [
          undo("types-swapped", types.join(" > "), turned(1)),
          undo("types-swapped", types.join(" < "), turned(-1)),
        ]),
  ];
}

/** Numbers moved up or down by one among the rows of the file: by clinic, and by row. */
function shifts(timeline: Timeline, place: number, month: MonthCells): Undone[] {
  const fit = fitAt(timeline, place);
  const expectation = timeline.expectationAt(place);
  if (fit === null || expectation === null) return [];
  const { types } = timeline;
  const byNumber = { seen: [] as number[], logs: [] as number[] };
  fit.seen.forEach((seen, number) => {
    if (seen === 0) return;
    byNumber.seen.push(seen);
    byNumber.logs.push(Math.log((fit.expected[number] ?? 0) + 0.5));
  });
  const byRow = { seen: [] as number[], logs: [] as number[] };
  for (let cell = 0; cell < month.fresh.length; cell += 1) {
    const seen = (month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0);
    if (seen === 0) continue;
    byRow.seen.push(seen);
    byRow.logs.push(Math.log((expectation.fresh[cell] ?? 0) + (expectation.maintained[cell] ?? 0) + 0.2));
  }
  return [byNumber, ...(types.length > 1 ? [byRow] : [])].flatMap(({ seen, logs }) =>
    [1, -1].map((by): Undone => {
      const plans = seen.reduce((sum, one) => sum + one, 0);
      const gain = seen.reduce(
        (sum, one, row) =>
          sum + one * ((logs[row] ?? 0) - (logs[(row + by + logs.length) % logs.length] ?? 0)),
        0,
      );
      return { mistake: "numbers-shifted", subject: null, gain: gain / Math.max(1, plans), plans };
    }),
  );
}
