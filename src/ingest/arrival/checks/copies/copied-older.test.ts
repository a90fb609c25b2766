import { describe, expect, test } from "vitest";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import { drawMonths, look } from "../../../../testing/arrival/drawn-months.js";
import { countLimit } from "../../statistics/distributions.js";
import {
  once,
  unlikeCounts as usual,
  unlikeMonth as monthAt,
} from "../../../../testing/arrival/drawn-unlike-months.js";
import { copiedOlder } from "./copied-older.js";

const history = (count = 24) => [drawMonths("2023-01", count, (place) => monthAt(place))];

describe("a month that lies too far off to be held against", () => {
  const far = [drawMonths("2020-01", 60, (place) => monthAt(place))];
  const arrive = (rows: readonly MonthRow[], before = far) =>
    look(copiedOlder, { before, months: once(rows) });

  test("is found by a hundred of its rows", async () => {
    const [result] = await arrive(monthAt(3));
    // 36 months lie near: 24 older ones are looked up.
    const high = countLimit(0.1 * 100, 1e-5 / 24, 20);
    expect(result).toMatchObject({
      ...{
        id: "copied-older",
        verdict: "hold",
        seen: 1,
        expected: [0, high / 100],
        unit: "share",
        subject: "2020-04",
      },
      ...{
        basis: "24 months that lie further off, or after it",
        looks_like: "copied-month",
        facts: { like: "2020-04", rows: 100 },
      },
      finding: `2025-01: 100 of 100 rows that were looked up are just the same as in 2020-04, against at most ${high} by chance (100 %)`,
    });
    expect(result?.excess).toBeCloseTo(100 / high, 12);
    const [own] = await arrive(monthAt(60));
    expect(own).toMatchObject({ verdict: "ok", seen: 0, excess: 0, looks_like: null });
  });

  test("may have some rows the same by chance", async () => {
    const high = countLimit(0.1 * 100, 1e-5 / 24, 20);
    // The sample is every row of the first hundred and twenty but for each sixth.
    const copied = (count: number) =>
      monthAt(60, (counts, clinic, type) => (clinic * 2 + type < count ? usual(3, clinic, type) : counts));
    const sampled = (count: number) =>
      Array.from({ length: 100 }, (_, at) => Math.floor(at * 1.2)).filter((row) => row < count).length;
    const edge = Array.from({ length: 120 }, (_, count) => count).find((count) => sampled(count) > high) ?? 0;
    expect((await arrive(copied(edge)))[0]).toMatchObject({ verdict: "hold", seen: (high + 1) / 100 });
    expect((await arrive(copied(edge - 1)))[0]).toMatchObject({ verdict: "ok", seen: high / 100 });
  });

  test("is told by all its rows of five plans where they are fewer, and needs ten", async () => {
    const rows = monthAt(3)
      .slice(0, 40)
      .map(([number, type, fresh, old], at): MonthRow =>
        at < 10 ? [number, type, at % 4, at % 3] : [number, type, fresh, old],
      );
    expect((await arrive(rows))[0]).toMatchObject({ verdict: "hold", facts: { rows: 30 } });
    expect(await arrive(monthAt(3).slice(0, 9))).toEqual([]);
    expect(await arrive(monthAt(3).slice(0, 10))).toHaveLength(1);
  });

  test("of rows that are all alike is no copy", async () => {
    const alike = monthAt(0, () => [9, 9]);
    const [result] = await arrive(alike, [drawMonths("2020-01", 60, () => alike)]);
    expect(result).toMatchObject({ verdict: "ok", seen: 1, expected: [0, 1] });
  });

  test("is told of plan types with a code of their own", async () => {
    const other = monthAt(3).map(([number, type, fresh, old]): MonthRow => [
      number,
      type === "KOL" ? "ZZZ" : type,
      fresh,
      old,
    ]);
    expect((await arrive(other))[0]?.facts["rows"]).toBe(60);
  });

  test("is not looked for where all months lie near", async () => {
    expect(await arrive(monthAt(3), history())).toEqual([]);
  });

  test("is one that comes after it, where the month comes again", async () => {
    const [result] = await look(copiedOlder, {
      before: [drawMonths("2024-06", 12, (place) => monthAt(place))],
      months: once(monthAt(10)),
    });
    expect(result).toMatchObject({
      verdict: "hold",
      subject: "2025-04",
      basis: "4 months that lie further off, or after it",
    });
  });
});
