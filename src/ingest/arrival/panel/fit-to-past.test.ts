import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { ArrivalGates } from "../../../defs/limits/arrival-gates.js";
import type { TimelineRow } from "../../../testing/arrival/drawn-timelines.js";
import { drawTimeline, shippedGates } from "../../../testing/arrival/drawn-timelines.js";
import { fitAt, monthAt, typicalRatio, usualDispersion, valuesOf } from "./fit-to-past.js";
import { establishedTypes, onlyType, plansOfTypes } from "./types.js";

let judgement: ArrivalGates;
beforeAll(async () => {
  judgement = await shippedGates();
});

/** Counts of up to four clinics with two plan types, in order; of each month a clinic may have no row. */
const monthOfRows = fc
  .array(fc.tuple(fc.boolean(), fc.nat(9), fc.nat(12)), { minLength: 8, maxLength: 8 })
  .map((cells) =>
    cells.flatMap(([isThere, fresh, old], place): TimelineRow[] =>
      isThere ? [[1 + (place >> 1), place & 1, fresh, old]] : [],
    ),
  );
const drawn = fc.record({
  past: fc.array(fc.option(monthOfRows, { freq: 6 }), { minLength: 5, maxLength: 17 }),
  target: monthOfRows.filter((rows) => rows.length > 0),
});

type Months = readonly (readonly TimelineRow[] | null)[];

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
/** Plans of a number, or of one of its plan types, in a month. */
const plansIn = (rows: readonly TimelineRow[], number: number, type: number | null = null): number =>
  sum(
    rows
      .filter(([one, kind]) => one === number && (type === null || kind === type))
      .map(([, , fresh, old]) => fresh + old),
  );
/** The known months of the twelve before a place. */
const yearBefore = (past: Months, place: number): (readonly TimelineRow[])[] =>
  past.slice(Math.max(0, place - 12), place).filter((rows) => rows !== null);

describe("what is expected of a month", () => {
  test("is the sum of the known months of the twelve before it, where they are six and more", () => {
    fc.assert(
      fc.property(drawn, ({ past, target }) => {
        const timeline = drawTimeline({ past, target }, { judgement });
        for (let place = 0; place <= past.length; place += 1) {
          const months = yearBefore(past, place);
          const found = timeline.expectationAt(place);
          if (months.length < 6) {
            expect(found).toBeNull();
            continue;
          }
          expect(found?.months).toBe(months.length);
          const types = timeline.types.map((name) => Number(name.slice(1)));
          const cells = (of: (row: TimelineRow) => number) =>
            timeline.numbers.flatMap((number) =>
              types.map((type) =>
                sum(
                  months
                    .flat()
                    .filter(([one, kind]) => one === Number(number) && kind === type)
                    .map(of),
                ),
              ),
            );
          expect([...(found?.fresh ?? [])]).toEqual(cells(([, , fresh]) => fresh));
          expect([...(found?.maintained ?? [])]).toEqual(cells(([, , , old]) => old));
          expect([...(found?.ofNumber ?? [])]).toEqual(
            timeline.numbers.map((number) => sum(months.map((rows) => plansIn(rows, Number(number))))),
          );
          const byType = (of: (row: TimelineRow) => number) =>
            types.map((type) =>
              sum(
                months
                  .flat()
                  .filter(([, kind]) => kind === type)
                  .map(of),
              ),
            );
          expect([...(found?.freshByType ?? [])]).toEqual(byType(([, , fresh]) => fresh));
          expect([...(found?.maintainedByType ?? [])]).toEqual(byType(([, , , old]) => old));
          const recent = months.slice(-3);
          timeline.numbers.forEach((number, at) =>
            types.forEach((type, step) => {
              const had = recent.some((rows) => plansIn(rows, Number(number), type) > 0);
              expect(found?.recent[at * types.length + step]).toBe(Number(had));
            }),
          );
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("how a month fits its past", () => {
  test("is what its clinics have beside what they had, brought to the month's plans", () => {
    fc.assert(
      fc.property(drawn, ({ past, target }) => {
        const timeline = drawTimeline({ past, target }, { judgement });
        const place = past.length;
        const months = yearBefore(past, place);
        const found = fitAt(timeline, place);
        const numbers = timeline.numbers.map(Number);
        const had = numbers.map((number) => sum(months.map((rows) => plansIn(rows, number))));
        const seen = numbers.map((number) => plansIn(target, number));
        const known = numbers.map((_, at) => at).filter((at) => had[at]! > 0);
        const plans = sum(known.map((at) => seen[at]!));
        if (months.length < 6 || plans === 0) {
          expect(found).toBeNull();
          return;
        }
        const factor = plans / sum(had);
        const mean = (at: number): number => had[at]! * factor;
        expect(found?.plans).toBe(plans);
        expect(found?.factor).toBeCloseTo(factor, 12);
        for (const [at, expected] of (found?.expected ?? []).entries())
          expect(expected).toBeCloseTo(mean(at), 9);
        expect([...(found?.seen ?? [])]).toEqual(seen);
        const information =
          sum(known.map((at) => seen[at]! * Math.log(mean(at)))) / plans - Math.log(plans / known.length);
        expect(found?.information).toBeCloseTo(information, 9);
        const apart = known.map((at) => (seen[at]! - mean(at)) ** 2);
        expect(found?.spread).toBeCloseTo(
          sum(known.map((at, one) => Math.min(25, apart[one]! / (mean(at) + mean(at) ** 2 / 4)))) /
            known.length,
          9,
        );
        expect(found?.dispersion).toBeCloseTo(
          sum(known.map((at, one) => Math.min(apart[one]!, 25 * mean(at)))) / plans,
          9,
        );
      }),
      { numRuns: 20 },
    );
  });

  test("counts clinics and rows that have none, of which three plans are expected, beside how many chance leaves so", () => {
    fc.assert(
      fc.property(drawn, ({ past, target }) => {
        const timeline = drawTimeline({ past, target }, { judgement });
        const found = fitAt(timeline, past.length);
        if (found === null) return;
        const months = yearBefore(past, past.length);
        const recent = months.slice(-3);
        const none = (mean: number): number => (1 + mean / 4) ** -4;
        const sums = { zeros: 0, expectedZeros: 0, rowZeros: 0, expectedRowZeros: 0 };
        for (const number of timeline.numbers.map(Number)) {
          const mean = found.factor * sum(months.map((rows) => plansIn(rows, number)));
          if (mean < 3 || !recent.some((rows) => plansIn(rows, number) > 0)) continue;
          sums.expectedZeros += none(mean);
          if (plansIn(target, number) === 0) {
            sums.zeros += 1;
            continue;
          }
          for (const type of [0, 1]) {
            const ofRow = found.factor * sum(months.map((rows) => plansIn(rows, number, type)));
            if (ofRow < 3 || !recent.some((rows) => plansIn(rows, number, type) > 0)) continue;
            sums.expectedRowZeros += none(ofRow);
            if (plansIn(target, number, type) === 0) sums.rowZeros += 1;
          }
        }
        expect([found.zeros, found.rowZeros]).toEqual([sums.zeros, sums.rowZeros]);
        expect(found.expectedZeros).toBeCloseTo(sums.expectedZeros, 9);
        expect(found.expectedRowZeros).toBeCloseTo(sums.expectedRowZeros, 9);
      }),
      { numRuns: 20 },
    );
  });

  test("is the usual one of the latest twelve months, and never less than chance alone", () => {
    fc.assert(
      fc.property(drawn, ({ past, target }) => {
        const timeline = drawTimeline({ past, target }, { judgement });
        const latest = past.flatMap((_, place) => fitAt(timeline, place)?.dispersion ?? []).slice(-12);
        const usual = latest.length === 0 ? 1 : Math.max(1, sum(latest) / latest.length);
        expect(usualDispersion(timeline)).toBeCloseTo(usual, 9);
        expect(usualDispersion(timeline)).toBe(usualDispersion(timeline));
        expect(fitAt(timeline, past.length)).toBe(fitAt(timeline, past.length));
        expect(valuesOf(timeline, (place) => monthAt(timeline, place))).toEqual(timeline.past);
        expect(monthAt(timeline, past.length)).toBe(timeline.target);
      }),
      { numRuns: 20 },
    );
  });

  test("varies by the mean over the latest year, not before", () => {
    // Two clinics that swap 5 and 15 plans each month: of 10 expected each is 5 off, 2 x 25 over 20 plans.
    const turns = (place: number): TimelineRow[] => [
      [1, 0, place % 2 === 0 ? 5 : 15, 0],
      [2, 0, place % 2 === 0 ? 15 : 5, 0],
    ];
    const past = Array.from({ length: 24 }, (_, place) => turns(place));
    const timeline = drawTimeline({ past, target: turns(24) }, { judgement });
    expect(fitAt(timeline, 18)?.dispersion).toBeCloseTo(2.5, 12);
    expect(usualDispersion(timeline)).toBeCloseTo(2.5, 1);
  });

  const six = (rows: readonly TimelineRow[]): (readonly TimelineRow[])[] =>
    Array.from({ length: 6 }, () => rows);

  test("is typically that of the middle clinic with plans that had three a month", () => {
    const had = [3, 10, 10, 2, 10].map((count, at): TimelineRow => [at + 1, 0, count, 0]);
    const target = [6, 30, 5, 99, 0].map((count, at): TimelineRow => [at + 1, 0, count, 0]);
    // Ratios 2, 3 and 0.5; the fourth clinic had two plans a month, the fifth has none.
    expect(typicalRatio(drawTimeline({ past: six(had), target }, { judgement }))).toBe(2);
    expect(typicalRatio(drawTimeline({ past: six(had).slice(1), target }, { judgement }))).toBe(1);
    const few = had.map(([number, type]): TimelineRow => [number, type, 2, 0]);
    expect(typicalRatio(drawTimeline({ past: six(few), target }, { judgement }))).toBe(1);
  });
});

describe("plan types", () => {
  const of = (types: readonly number[]): TimelineRow[] => types.map((type) => [1, type, 2, 3 + type]);
  const established = (past: Months): number[] => [
    ...establishedTypes(drawTimeline({ past, target: of([0, 1]) }, { judgement })),
  ];

  test("are established that had plans in all but two of the latest twelve known months", () => {
    const months = (withSecond: number, count = 14): Months =>
      Array.from({ length: count }, (_, place) => of(place >= count - withSecond ? [0, 1] : [0]));
    expect(established(months(9))).toEqual([1, 0]);
    expect(established(months(10))).toEqual([1, 1]);
    // A row without plans is none.
    expect(
      established(
        months(10).map((rows) => rows?.map(([number, type]): TimelineRow => [number, type, 0, type]) ?? null),
      ),
    ).toEqual([0, 1]);
    expect(
      established(
        months(10).map(
          (rows) => rows?.map(([number, type]): TimelineRow => [number, type, 1 - type, 0]) ?? null,
        ),
      ),
    ).toEqual([1, 0]);
  });

  test("are established in one month of three where no more are known, in none where none is", () => {
    expect(established([of([0])])).toEqual([1, 0]);
    expect(established([of([0]), of([0, 1])])).toEqual([1, 1]);
    expect(established([of([0]), of([0]), null, of([0, 1])])).toEqual([1, 1]);
    expect(established([of([0]), of([0]), of([0]), of([0, 1])])).toEqual([1, 0]);
    expect(established([null, null])).toEqual([0, 0]);
  });

  test("have plans of both measures, or of one", () => {
    const timeline = drawTimeline({ past: [], target: of([0, 1]) }, { judgement });
    const both = new Uint8Array([1, 1]);
    expect(plansOfTypes(timeline.target, both)).toBe(11);
    expect(plansOfTypes(timeline.target, both, "new")).toBe(4);
    expect(plansOfTypes(timeline.target, both, "maintained")).toBe(7);
    expect(plansOfTypes(timeline.target, onlyType(timeline, 1))).toBe(6);
    expect([...onlyType(timeline, 1)]).toEqual([0, 1]);
    expect(establishedTypes(timeline)).toBe(establishedTypes(timeline));
  });
});
