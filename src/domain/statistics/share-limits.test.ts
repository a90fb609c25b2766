import { describe, expect, test } from "vitest";
import { addMonths } from "../month.js";
import { drawsFrom } from "../../testing/draws.js";
import { month } from "../../testing/workshop.js";
import { shareVariation } from "./share-limits.js";
import type { MonthlyValue } from "./normal-variation.js";

const none = { rules: [], levels: [] };

/** Shares of consecutive months from January 2023 on. */
function shares(values: readonly number[]): MonthlyValue[] {
  return values.map((value, at) => ({ month: addMonths(month("2023-01"), at), value }));
}

/** 70 %, then up by 0,4 and 0,2 points in turn. */
const rising = (count: number): number[] =>
  Array.from({ length: count }, (_, at) => 0.7 + Math.floor(at / 2) * 0.006 + (at % 2) * 0.004);

describe("where a month's share is to be expected", () => {
  test("is the share of the month before and what shares usually change by", () => {
    // 14 shares have 13 changes: seven of 0,4 and six of 0,2 points, mean 4,0 / 13; they differ by 0,2 each time.
    const found = shareVariation(shares(rising(14)), none);
    const mean = (7 * 0.004 + 6 * 0.002) / 13;
    const last = found?.points.at(-1);
    expect(found?.points).toHaveLength(13);
    expect(last?.expected).toBeCloseTo(0.736 + mean, 12);
    expect(last?.lower).toBeCloseTo(0.736 + mean - 2.66 * 0.002, 12);
    expect(last?.upper).toBeCloseTo(0.736 + mean + 2.66 * 0.002, 12);
    expect(found?.next).toMatchObject({ month: "2024-03" });
    expect(found?.next.expected).toBeCloseTo(0.74 + mean, 12);
    expect(found?.signals).toEqual([]);
  });

  test("is left by a month that jumps, and by the one that falls back", () => {
    const values = [...rising(30)];
    values[20] = 0.9;
    expect(shareVariation(shares(values), none)?.signals).toEqual([
      { month: "2024-09", rule: "outside", side: "above", since: "2024-09" },
      { month: "2024-10", rule: "outside", side: "below", since: "2024-10" },
    ]);
  });

  test("is not known from 13 shares, which have 12 changes", () => {
    expect(shareVariation(shares(rising(13)), none)).toBeNull();
    expect(shareVariation([], none)).toBeNull();
  });

  test("never lies beyond none or all", () => {
    const byTurns = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 0.02 : 0.98));
    const points = shareVariation(shares(byTurns), none)?.points ?? [];
    expect(points).toHaveLength(19);
    expect(points.every(({ lower, upper }) => lower >= 0 && upper <= 1)).toBe(true);
  });

  test("is not known in a month with another rule, nor in one from which another level is confirmed", () => {
    const stepped = rising(30).map((share, at) => (at < 15 ? share : share - 0.2));
    const monthsOf = (breaks: Parameters<typeof shareVariation>[1]): string[] =>
      (shareVariation(shares(stepped), breaks)?.points ?? []).map((point) => point.month);
    expect(shareVariation(shares(stepped), none)?.signals).toHaveLength(1);
    for (const breaks of [
      { ...none, rules: [month("2024-04")] },
      { ...none, levels: [month("2024-04")] },
    ]) {
      expect(shareVariation(shares(stepped), breaks)?.signals).toEqual([]);
      expect(monthsOf(breaks)).not.toContain("2024-04");
      expect(monthsOf(breaks)).toContain("2024-05");
    }
  });

  test("is left by fewer than one month in a hundred where windows of 12 months overlap and nothing happens", () => {
    const draw = drawsFrom(15);
    let [months, alarms] = [0, 0];
    for (let world = 0; world < 200; world += 1) {
      // Each month a clinic's plans come or do not; its window holds twelve of them, as that of the rule does.
      const monthly = Array.from({ length: 47 }, () => 0.8 + (draw() + draw() + draw() - 1.5) * 0.02);
      const windows = Array.from({ length: 36 }, (_, at) =>
        monthly.slice(at, at + 12).reduce((sum, share) => sum + share / 12, 0),
      );
      const found = shareVariation(shares(windows), none);
      months += found?.points.length ?? 0;
      alarms += found?.signals.length ?? 0;
    }
    process.stdout.write(`share limits: ${alarms} of ${months} honest months outside\n`);
    expect(months).toBe(7000);
    expect(alarms / months).toBeLessThan(0.01);
  });
});
