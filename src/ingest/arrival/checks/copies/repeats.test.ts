import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { drawMonths, drawRows, look } from "../../../../testing/arrival/drawn-months.js";
import { cutAtTop, filledDown, repeatedPairs } from "./repeats.js";

type Counts = readonly [fresh: number, maintained: number];

/** Thirty clinics with one plan type, no two rows of a month with the same pair of counts, none rising by one step for long. */
const usual = (place: number, clinic: number): Counts => [
  1 + ((clinic * clinic + place) % 7),
  20 + clinic + ((clinic * 7 + place) % 3) * 30,
];
const monthAt = (
  place: number,
  change: (counts: Counts, clinic: number) => Counts = (counts) => counts,
  count = 30,
) => drawRows(count, ["KOL"], (clinic) => change(usual(place, clinic), clinic));
const history = (count = 24) => [drawMonths("2023-01", count, (place) => monthAt(place))];
const once = (rows: readonly MonthRow[], first = "2025-01") => drawMonths(first, 1, () => rows);

describe("a pair of counts that stands in many rows", () => {
  const arrive = async (rows: readonly MonthRow[], before = history()) =>
    (await look(repeatedPairs, { before, months: once(rows) }))[0];
  const repeated = (rows: number, pair: Counts = [7, 40], place = 24) =>
    monthAt(place, (counts, clinic) => (clinic < rows ? pair : counts));

  test("passes where no two rows have one", async () => {
    expect(await arrive(monthAt(24))).toMatchObject({
      ...{
        id: "repeated-pairs",
        verdict: "ok",
        seen: 1,
        expected: [0, 4],
        unit: "rows",
        basis: "24 months",
        month: "2025-01",
      },
      finding: "2025-01: no pair of counts stands in two rows",
    });
  });

  test("passes in four rows, and is held in five, where no pair ever stood in two", async () => {
    expect(await arrive(repeated(4))).toMatchObject({ verdict: "ok", seen: 4, expected: [0, 4], excess: 0 });
    const held = await arrive(repeated(5));
    expect(held).toMatchObject({
      ...{
        id: "repeated-pairs",
        verdict: "hold",
        seen: 5,
        expected: [0, 4],
        unit: "rows",
        looks_like: "test-rows",
        excess: 5 / 4,
      },
      ...{ facts: { pair: "7 and 40", sum: 47 }, basis: "24 months 2023-01 to 2024-12", month: "2025-01" },
      finding:
        "2025-01: 5 rows have the counts 7 and 40, against at most 4 rows with any pair of about so many plans to expect from 24 months 2023-01 to 2024-12",
    });
    expect(held?.series.map(({ value }) => value)).toEqual(Array(24).fill(1));
  });

  test("may stand in twice as many rows as one of as many plans before, and two more", async () => {
    const before = [
      drawMonths("2023-01", 24, (place) => (place === 3 ? repeated(3, [7, 40], 3) : monthAt(place))),
    ];
    expect(await arrive(repeated(8), before)).toMatchObject({ verdict: "ok", expected: [0, 8] });
    expect((await arrive(repeated(9), before))?.verdict).toBe("hold");
    // Pairs of seven tenths of so many plans are about as large, those of fewer are not; less where plans grew.
    const plansOf = (rows: readonly MonthRow[]) =>
      rows.reduce((sum, [, , fresh, old]) => sum + fresh + old, 0);
    const usualPlans = Array.from({ length: 24 }, (_, place) => plansOf(monthAt(place)));
    const latest = usualPlans.slice(-12).reduce((sum, plans) => sum + plans, 0) / 12;
    const least = (0.7 * latest * 100) / plansOf(repeated(9, [0, 100]));
    const nearly = async (sum: number) => {
      const past = [
        drawMonths("2023-01", 24, (place) => (place === 3 ? repeated(3, [0, sum], 3) : monthAt(place))),
      ];
      return (await arrive(repeated(9, [0, 100]), past))?.expected?.[1];
    };
    expect([await nearly(Math.floor(least)), await nearly(Math.ceil(least))]).toEqual([4, 8]);
  });

  test("is the one that stands in the most rows beside those that may", async () => {
    // A small pair in six rows, of which four may be; a large one in five.
    const before = [
      drawMonths("2023-01", 24, (place) => (place === 3 ? repeated(4, [1, 1], 3) : monthAt(place))),
    ];
    const rows = monthAt(24, (counts, clinic) => (clinic < 6 ? [1, 1] : clinic < 11 ? [50, 90] : counts));
    expect(await arrive(rows, before)).toMatchObject({
      verdict: "hold",
      seen: 5,
      facts: { pair: "50 and 90", sum: 140 },
    });
  });

  test("had as many plans where the plans of all were fewer", async () => {
    // Half of the plans a month before, and a pair of half of the plans in three rows.
    const half = (place: number, rows = 0) =>
      monthAt(place, ([fresh, old], clinic) =>
        clinic < rows ? [0, 24] : [Math.round(fresh / 2), Math.round(old / 2)],
      );
    const before = [drawMonths("2023-01", 24, (place) => (place === 3 ? half(3, 3) : half(place)))];
    expect((await arrive(repeated(9, [0, 48]), before))?.expected).toEqual([0, 8]);
  });

  test("is told in order of the calendar where the months come after it", async () => {
    const before = [
      drawMonths("2025-02", 8, (place) => (place === 0 ? repeated(3, [7, 40], 0) : monthAt(place))),
    ];
    expect((await arrive(repeated(9), before))?.series.map(({ value }) => value)).toEqual([
      3, 1, 1, 1, 1, 1, 1, 1,
    ]);
  });

  test("cannot be told from fewer than six months", async () => {
    const few = async (count: number) =>
      (
        await look(repeatedPairs, {
          before: [drawMonths("2025-02", count, (place) => monthAt(place))],
          months: once(repeated(9)),
        })
      )[0];
    expect(await few(5)).toMatchObject({
      id: "repeated-pairs",
      verdict: "cannot-tell",
      unit: "rows",
      month: "2025-01",
      basis: "fewer than 6 known months before it",
    });
    expect((await few(6))?.verdict).toBe("hold");
  });
});

describe("counts that rise by one step from row to row", () => {
  const arrive = async (rows: readonly MonthRow[], before = history()) =>
    (await look(filledDown, { before, months: once(rows) }))[0];
  const filled = (rows: number) =>
    monthAt(24, ([fresh, old], clinic) => [fresh, clinic < rows ? 200 + 3 * clinic : old]);

  test("may do so in four rows more than ever before", async () => {
    const usually = await arrive(monthAt(24));
    const largest = Math.max(...(usually?.series.map(({ value }) => value) ?? []));
    expect(usually).toMatchObject({
      id: "filled-down",
      verdict: "ok",
      expected: [0, largest + 4],
      unit: "rows",
      excess: 0,
    });
    expect((await arrive(filled(largest + 4)))?.verdict).toBe("ok");
    const held = await arrive(filled(largest + 5));
    expect(held).toMatchObject({
      verdict: "hold",
      seen: largest + 5,
      looks_like: "filled-down",
      month: "2025-01",
    });
    expect(held?.excess).toBeCloseTo((largest + 5) / (largest + 4), 12);
    expect(held?.finding).toBe(
      `2025-01: the longest run of rows that rise or fall by the same step is ${largest + 5}, against at most ${largest + 4} to expect from 24 months 2023-01 to 2024-12`,
    );
  });

  test("are looked at in the order of the file's rows, too", async () => {
    const rows = filled(20).toSorted(([, , , one], [, , , other]) => one - other);
    // By number they stand apart: every second clinic, then the others.
    const apart = rows.map(([, type, fresh, old], at): MonthRow => [
      String(1 + ((at * 7) % 30)).padStart(6, "0"),
      type,
      fresh,
      old,
    ]);
    expect((await arrive(apart))?.verdict).toBe("hold");
  });

  test("cannot be told from fewer than six months", async () => {
    const few = async (count: number) =>
      (
        await look(filledDown, {
          before: [drawMonths("2025-02", count, (place) => monthAt(place))],
          months: once(filled(20)),
        })
      )[0];
    expect(await few(5)).toMatchObject({
      id: "filled-down",
      verdict: "cannot-tell",
      unit: "rows",
      month: "2025-01",
      basis: "fewer than 6 known months before it",
    });
    expect((await few(6))?.verdict).toBe("hold");
  });
});

describe("many rows with the largest count", () => {
  const arrive = async (rows: readonly MonthRow[], before = history()) =>
    (await look(cutAtTop, { before, months: once(rows) }))[0];
  /** Counts of maintained plans cut at a limit: so many clinics have it. */
  const cut = (rows: number, limit = 60) =>
    monthAt(24, ([fresh, old], clinic) =>
      clinic < rows ? [1 + (clinic % 7), limit] : [fresh, Math.min(old, limit - 1)],
    );

  test("may be twice as many as ever before, and three more", async () => {
    // The largest count of maintained plans stood in one row each month.
    expect(await arrive(cut(5))).toMatchObject({
      id: "cut-at-top",
      verdict: "ok",
      seen: 5,
      expected: [0, 5],
      unit: "rows",
      excess: 0,
    });
    expect(await arrive(cut(6))).toMatchObject({
      ...{ verdict: "hold", seen: 6, looks_like: "truncated", excess: 6 / 5 },
      finding:
        "2025-01: the number of rows with the largest count is 6, against at most 5 to expect from 24 months 2023-01 to 2024-12",
    });
  });

  test("are no cut where the largest count is as large as it usually was", async () => {
    const tops = [...Array(24).keys()]
      .map((place) => Math.max(...monthAt(place).map(([, , , old]) => old)))
      .sort((left, right) => left - right);
    const middle = ((tops[11] ?? 0) + (tops[12] ?? 0)) / 2;
    expect((await arrive(cut(12, Math.ceil(middle))))?.verdict).toBe("ok");
    expect((await arrive(cut(12, Math.ceil(middle) - 1)))?.verdict).toBe("hold");
  });
});
