import { describe, expect, test } from "vitest";
import type { Drawn } from "../../../../testing/arrival/drawn-months.js";
import { drawMonths, drawRows, look, shippedLimits } from "../../../../testing/arrival/drawn-months.js";
import { totalPlans } from "./total-plans.js";

type Counts = readonly [fresh: number, maintained: number];

/** Twelve clinics with two plan types each, 600 plans a month: clinic c has 3 + c and 5 + 2c of the one type, one new plan more of the other. */
const usual = (clinic: number, type: number): Counts => [3 + clinic + type, 5 + 2 * clinic];
const month = (change: (counts: Counts) => Counts = (counts) => counts) =>
  drawRows(12, ["KOL", "T2D"], (clinic, type) => change(usual(clinic, type)));
const each = (change: (count: number) => number) => month(([fresh, old]) => [change(fresh), change(old)]);
const flat = (count: number): NonNullable<Drawn["before"]> => [drawMonths("2023-01", count, () => month())];

describe("the plans of a month after two years of 600 a month", () => {
  const arrive = (rows: ReturnType<typeof month>) =>
    look(totalPlans, { before: flat(24), months: drawMonths("2025-01", 1, () => rows) });
  // 24 equal months: nothing but the prior and the noise of half as many plans as usual.
  const limits = shippedLimits(Array(24).fill(600), {
    ...{ scale: "log", isSeasonal: true, noise: 1 / 300, least: 0.5, prior: 0.12 },
  });

  test("are as expected where they are the same", async () => {
    const [result] = await arrive(month());
    expect(result).toMatchObject({
      id: "total-plans",
      verdict: "ok",
      seen: 600,
      unit: "plans",
      subject: null,
    });
    expect(result?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(result?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
    expect(result?.basis).toBe("24 months 2023-01 to 2024-12");
    expect(result?.finding).toMatch(
      /^2025-01: the number of plans is 600 plans, against \d+ plans to \d+ plans to expect from 24 months /,
    );
    expect(result?.series.map(({ value }) => value)).toEqual(Array(24).fill(600));
  });

  test.each([
    ["each count is twice what it was", each((count) => 2 * count), "doubled"],
    ["each count is three times what it was", each((count) => 3 * count), "multiplied"],
    ["each count is six times what it was and one more", each((count) => 6 * count + 1), "multiplied"],
    // odd counts, so that nothing was doubled
    ["each count is twice what it was and one more", each((count) => 2 * count + 1), "total-off"],
    [
      "all counts are even and those of one clinic many",
      month(([fresh, old]) =>
        fresh === 14 ? [2000, 1000] : [2 * Math.round(fresh / 2), 2 * Math.round(old / 2)],
      ),
      "total-off",
    ],
    [
      "all counts are in threes and nearly twice as many",
      each((count) => 3 * Math.round(0.6 * count)),
      "total-off",
    ],
    ["half of each count is left", each((count) => Math.floor(count / 2)), "partial-month"],
    ["a fifth of each count is left", each((count) => Math.floor(count / 5)), "multiplied"],
  ])("are held where %s", async (_, rows, mistake) => {
    const [result] = await arrive(rows);
    expect([result?.verdict, result?.looks_like]).toEqual(["hold", mistake]);
  });

  test("are those of the plan types that were there before", async () => {
    const other = drawRows(12, ["IHS"], () => [50, 50]);
    const [result] = await arrive([...month(), ...other]);
    expect(result).toMatchObject({ verdict: "ok", seen: 600 });
  });
});

describe("what can be expected of a month's plans", () => {
  const after = async (before: NonNullable<Drawn["before"]>, first: string) =>
    (await look(totalPlans, { before, months: drawMonths(first, 1, () => month()) }))[0];

  test("needs eighteen months, and the same month a year before", async () => {
    expect((await after(flat(17), "2024-06"))?.verdict).toBe("cannot-tell");
    expect((await after(flat(18), "2024-07"))?.verdict).toBe("ok");
    // Twenty months are known, but none of July the year before.
    const gap = [drawMonths("2023-01", 21, (place) => (place === 9 ? null : month()))];
    expect((await after(gap, "2024-10"))?.verdict).toBe("cannot-tell");
    const other = [drawMonths("2023-01", 21, (place) => (place === 8 ? null : month()))];
    expect((await after(other, "2024-10"))?.verdict).toBe("ok");
  });

  test("takes the noise of counting from the latest year", async () => {
    const double = each((count) => 2 * count);
    const before = [drawMonths("2022-07", 30, (place) => (place < 18 ? double : month()))];
    const limits = shippedLimits([...Array(18).fill(1200), ...Array(12).fill(600)], {
      ...{ scale: "log", isSeasonal: true, noise: 1 / 300, least: 0.5, prior: 0.12 },
    });
    const result = await after(before, "2025-01");
    expect(result?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(result?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
  });
});
