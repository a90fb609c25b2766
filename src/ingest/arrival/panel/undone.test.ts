import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { ArrivalGates } from "../../../defs/limits/arrival-gates.js";
import type { TimelineRow } from "../../../testing/arrival/drawn-timelines.js";
import { drawTimeline, shippedGates } from "../../../testing/arrival/drawn-timelines.js";
import { fitAt } from "./fit-to-past.js";
import { rowsOfShift, shiftedAt } from "./shifted.js";
import type { Move, SwapGroup } from "./undone.js";
import { exchangedAt, gainAt, shiftedNow } from "./undone.js";

let judgement: ArrivalGates;
beforeAll(async () => {
  judgement = await shippedGates();
});

const types = [0, 1, 2];

/** Counts of three clinics with three plan types, each of which may have no row. */
const monthOfRows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(9), fc.nat(12)), { minLength: 9, maxLength: 9 })
  .map((cells) =>
    cells.flatMap(([isThere, fresh, old], place): TimelineRow[] =>
      isThere > 0 ? [[1 + Math.floor(place / 3), place % 3, fresh, old]] : [],
    ),
  );
const everyType = (rows: TimelineRow[]): TimelineRow[] => [
  ...rows,
  ...types.map((type): TimelineRow => [9, type, 1, 2]),
];
const drawn = fc.record({
  past: fc.array(monthOfRows.map(everyType), { minLength: 6, maxLength: 14 }),
  target: monthOfRows.map(everyType),
});

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** New and maintained plans of a clinic, by type and measure. */
function kindsOf(rows: readonly TimelineRow[], number: number): number[] {
  return types.flatMap((type) => {
    const own = rows.filter(([one, kind]) => one === number && kind === type);
    return [sum(own.map(([, , fresh]) => fresh)), sum(own.map(([, , , old]) => old))];
  });
}

/** How much better, in nats a plan, the counts of some clinics fit their shares of the year before as they stand than moved. */
function gainByHand(
  { past, target }: { past: readonly (readonly TimelineRow[])[]; target: readonly TimelineRow[] },
  moves: readonly Move[],
  numbers: readonly number[],
): { gain: number; plans: number } {
  const year = past.slice(-12).flat();
  const overall = [1, 2, 3, 9].map((number) => kindsOf(year, number));
  const totals = types
    .flatMap((type) => [2 * type, 2 * type + 1])
    .map((kind) => sum(overall.map((own) => own[kind]!)));
  const shares = totals.map((count) => (count + 0.01) / (sum(totals) + 0.06));
  let [gain, plans] = [0, 0];
  for (const number of numbers) {
    const had = kindsOf(year, number);
    const has = kindsOf(target, number);
    if (sum(had) === 0) continue;
    const log = (kind: number): number => Math.log((had[kind]! + 6 * shares[kind]!) / (sum(had) + 6));
    for (const [kind, other] of moves) {
      plans += has[kind]!;
      gain += has[kind]! * (log(kind) - log(other));
    }
  }
  return { gain: gain / Math.max(1, plans), plans };
}

const measures = (of: readonly number[]): Move[] =>
  of.flatMap((type): Move[] => [
    [2 * type, 2 * type + 1],
    [2 * type + 1, 2 * type],
  ]);
/** Types that stand where others do: the place in the list is the type, the value the one that it is held to be. */
const order = (others: readonly number[]): Move[] =>
  others.flatMap((other, type): Move[] =>
    other === type
      ? []
      : [
          [2 * type, 2 * other],
          [2 * type + 1, 2 * other + 1],
        ],
  );

describe("counts that may stand in another place", () => {
  const group: SwapGroup = {
    name: "Nord",
    members: new Uint8Array([1, 0, 1, 0]),
    places: Int32Array.from([0, 2]),
  };

  test("fit as they stand by the likelihood of how each clinic's plans divide", () => {
    fc.assert(
      fc.property(drawn, (world) => {
        const timeline = drawTimeline(world, { judgement });
        // A group is known by the places of its numbers: all four clinics must be there.
        fc.pre(timeline.numbers.length === 4);
        const found = exchangedAt(timeline, world.past.length, [group]) ?? [];
        const all = [1, 2, 3, 9];
        const expected: [string, string | null, Move[], number[]][] = [
          ["measures-swapped", null, measures(types), all],
          ...types.map((type): [string, string, Move[], number[]] => [
            "measures-swapped",
            `P${type}`,
            measures([type]),
            all,
          ]),
          ["types-swapped", "P0 / P1", order([1, 0, 2]), all],
          ["types-swapped", "P0 / P2", order([2, 1, 0]), all],
          ["types-swapped", "P1 / P2", order([0, 2, 1]), all],
          ["measures-swapped", "Nord", measures(types), [1, 3]],
          ["types-swapped", "Nord: P0 / P1", order([1, 0, 2]), [1, 3]],
          ["types-swapped", "Nord: P0 / P2", order([2, 1, 0]), [1, 3]],
          ["types-swapped", "Nord: P1 / P2", order([0, 2, 1]), [1, 3]],
        ];
        const plain = found.filter(({ subject }) => subject?.includes(">") !== true);
        expect(plain.map(({ mistake, subject }) => [mistake, subject])).toEqual(
          expected.map(([mistake, subject]) => [mistake, subject]),
        );
        for (const [at, [, , moves, numbers]] of expected.entries()) {
          const { gain, plans } = gainByHand(world, moves, numbers);
          expect(plain[at]?.plans).toBe(plans);
          expect(plain[at]?.gain).toBeCloseTo(gain, 9);
          expect(plain[at]?.group).toBe(numbers === all ? null : group);
          expect(gainAt(timeline, world.past.length, plain[at]!)).toBeCloseTo(gain, 9);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("fit best in one of all orders of the plan types, told where three and more change places", () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ];
    let told = 0;
    fc.assert(
      fc.property(drawn, (world) => {
        const timeline = drawTimeline(world, { judgement });
        const best = (exchangedAt(timeline, world.past.length, []) ?? []).filter(({ subject }) =>
          subject?.includes(">"),
        );
        // The sum, not the mean a plan: the order in which all counts are most likely.
        const total = (one: readonly number[]): number => {
          const { gain, plans } = gainByHand(world, order(one), [1, 2, 3, 9]);
          return -gain * Math.max(1, plans);
        };
        const most = orders.reduce((first, one) => (total(one) > total(first) + 1e-9 ? one : first));
        // Of two orders that fit as well either may be told.
        fc.pre(orders.filter((one) => total(one) > total(most) - 1e-6).length === 1);
        const isRing = most.every((other, type) => other !== type);
        expect(best.map(({ subject }) => subject)).toEqual(
          isRing ? [most.map((other, type) => `P${type} > P${other}`).join(", ")] : [],
        );
        if (!isRing) return;
        told += 1;
        expect(best[0]?.gain).toBeCloseTo(gainByHand(world, order(most), [1, 2, 3, 9]).gain, 9);
      }),
      { seed: 7, numRuns: 40 },
    );
    expect(told).toBeGreaterThan(5);
  });

  const rows = (count: number): TimelineRow[] =>
    Array.from({ length: count }, (_, type): TimelineRow => [1, type, 1 + type, 9]);
  const subjects = (count: number): (string | null)[] => {
    // Each type has the counts of the one after it: a ring of all of them.
    const moved = rows(count).map(([number, type], at): TimelineRow => [
      number,
      type,
      300 * (1 + ((at + 1) % count) ** 2),
      9,
    ]);
    const past = Array.from({ length: 8 }, () =>
      rows(count).map(([number, type]): TimelineRow => [number, type, 300 * (1 + type ** 2), 9]),
    );
    return (exchangedAt(drawTimeline({ past, target: moved }, { judgement }), 8, []) ?? []).map(
      ({ subject }) => subject,
    );
  };

  test("are not asked for orders of two plan types, nor of seven", () => {
    expect(subjects(3)).toContain("P0 > P1, P1 > P2, P2 > P0");
    expect(subjects(6)).toContain("P0 > P1, P1 > P2, P2 > P3, P3 > P4, P4 > P5, P5 > P0");
    expect(subjects(2)).toEqual([null, "P0", "P1", "P0 / P1"]);
    expect(subjects(7).filter((subject) => subject?.includes(">"))).toEqual([]);
    // Of a single plan type all plans are all of the type.
    expect(subjects(1)).toEqual([null]);
  });

  test("cannot be told without a past, or where it has no plans", () => {
    const timeline = drawTimeline(
      { past: [...Array.from({ length: 5 }, () => rows(2)), null], target: rows(2) },
      { judgement },
    );
    expect(exchangedAt(timeline, 6, [])).toBeNull();
    expect(exchangedAt(timeline, 5, [])).toBeNull();
    const moves: Move[] = [[0, 1]];
    expect(
      gainAt(timeline, 6, { mistake: "types-swapped", subject: null, group: null, moves, gain: 0, plans: 0 }),
    ).toBeNull();
    const none = rows(2).map(([number, type]): TimelineRow => [number, type, 0, 0]);
    const empty = drawTimeline(
      { past: Array.from({ length: 6 }, () => none), target: rows(2) },
      { judgement },
    );
    expect(exchangedAt(empty, 6, [])).toBeNull();
  });
});

describe("numbers that may have moved by a row", () => {
  /** Log likelihood, a plan, of rows as they stand, less that of each row beside what is expected of the next one. */
  const gainOf = (seen: readonly number[], logs: readonly number[], step: 1 | -1): number =>
    sum(seen.map((count, row) => count * (logs[row]! - logs.at((row + step) % seen.length)!))) /
    Math.max(1, sum(seen));

  test("fit as they stand by what was expected of each clinic, and of each row", () => {
    fc.assert(
      fc.property(drawn, (world) => {
        const timeline = drawTimeline(world, { judgement });
        const fit = fitAt(timeline, world.past.length);
        const found = shiftedAt(timeline, world.past.length);
        if (fit === null) {
          expect(found).toBeNull();
          return;
        }
        const clinics = timeline.numbers.map((_, at) => at).filter((at) => fit.seen[at]! > 0);
        const seen = clinics.map((at) => fit.seen[at]!);
        const logs = clinics.map((at) => Math.log(fit.expected[at]! + 0.5));
        const year = world.past.slice(-12);
        const cells = world.target.filter(([, , fresh, old]) => fresh + old > 0);
        const inOrder = cells.toSorted(([one, kind], [other, otherKind]) => one - other || kind - otherKind);
        const ofRows = inOrder.map(([, , fresh, old]) => fresh + old);
        const rowLogs = inOrder.map(([number, type]) =>
          Math.log(
            sum(
              year
                .flat()
                .filter(([one, kind]) => one === number && kind === type)
                .map(([, , fresh, old]) => fresh + old),
            ) /
              year.length +
              0.2,
          ),
        );
        const expected = [
          ["by clinic, up", gainOf(seen, logs, 1)],
          ["by clinic, down", gainOf(seen, logs, -1)],
          ["by row, up", gainOf(ofRows, rowLogs, 1)],
          ["by row, down", gainOf(ofRows, rowLogs, -1)],
        ] as const;
        expect(found?.map(({ moves }) => moves)).toEqual(expected.map(([moves]) => moves));
        for (const [at, [moves, gain]] of expected.entries()) {
          expect(found?.[at]?.gain).toBeCloseTo(gain, 9);
          expect(found?.[at]?.plans).toBe(sum(ofRows));
          const one = {
            mistake: "numbers-shifted",
            subject: null,
            group: null,
            moves,
            gain: 0,
            plans: 0,
          } as const;
          expect(gainAt(timeline, world.past.length, one)).toBeCloseTo(gain, 9);
        }
        // In the order of the file where that is another one.
        const backwards = Int32Array.from([...timeline.target.filled].reverse());
        const turned = shiftedNow({ ...timeline, inFileOrder: () => backwards });
        expect(turned?.map(({ mistake, moves }) => [mistake, moves])).toEqual(
          expected.map(([moves]) => ["numbers-shifted", moves]),
        );
        expect(turned?.[2]?.gain).toBeCloseTo(gainOf(ofRows.toReversed(), rowLogs.toReversed(), 1), 9);
      }),
      { numRuns: 12 },
    );
  });

  test("are clinics alone where there is one plan type, and are not told without a past", () => {
    const rows: TimelineRow[] = [1, 2, 3].map((number) => [number, 0, number, 2]);
    const past = Array.from({ length: 6 }, () => rows);
    const timeline = drawTimeline({ past, target: rows }, { judgement });
    expect(shiftedAt(timeline, 6)?.map(({ moves }) => moves)).toEqual(["by clinic, up", "by clinic, down"]);
    expect(shiftedAt(timeline, 5)).toBeNull();
    expect(shiftedNow(drawTimeline({ past: past.slice(1), target: rows }, { judgement }))).toBeNull();
    expect([rowsOfShift("by clinic, up"), rowsOfShift("by row, down")]).toEqual(["clinic", "row"]);
  });
});
