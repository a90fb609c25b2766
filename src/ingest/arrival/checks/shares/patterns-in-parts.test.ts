import { describe, expect, test } from "vitest";
import { drawMonths, drawRows, look, shippedLimits } from "../../../../testing/arrival/drawn-months.js";
import type { DrawnCounts as Counts } from "../../../../testing/arrival/drawn-patterns.js";
import {
  arriveAfterTwoYears as arrive,
  patternClinics as clinics,
  patternCounts as drawnOf,
  patternMonth as month,
  patternRows as rows,
} from "../../../../testing/arrival/drawn-patterns.js";
import { evenCounts, measuresEqual, roundCounts } from "./patterns.js";

describe("a pattern within a part of the month", () => {
  test("is told of a plan type and of a group", async () => {
    const oneType = await arrive(
      evenCounts,
      month(([fresh, old], _, type) => (type === 1 ? [2 * fresh, 2 * old] : [fresh, old])),
    );
    expect(oneType.filter(({ verdict }) => verdict === "hold").map(({ subject }) => subject)).toContain(
      "T2D",
    );
    const inNorth = await arrive(
      evenCounts,
      month(([fresh, old], clinic) => (clinic < 7 ? [2 * fresh, 2 * old] : [fresh, old])),
    );
    const told = inNorth.slice(1);
    expect(told.map(({ subject }) => subject)).toContain("Region Nordjylland");
    for (const { verdict } of told) expect(["hold", "look"]).toContain(verdict);
    const north = told.find(({ subject }) => subject === "Region Nordjylland");
    // 26 counts of the seven clinics are above 0; doubled all but the single ones are above 2.
    const own = drawRows(7, ["KOL", "T2D"], drawnOf)
      .flatMap(([, , fresh, old]) => [2 * fresh, 2 * old])
      .filter((count) => count > 2);
    expect(north).toMatchObject({ seen: 1, facts: { rows: own.length } });
    expect(north?.series).toHaveLength(24);
  });

  test("is not asked of other patterns", async () => {
    expect(
      await arrive(
        roundCounts,
        month(([fresh, old], clinic) => (clinic < 7 ? [5 * fresh, 5 * old] : [fresh, old])),
      ),
    ).toHaveLength(1);
  });

  test("is told from seven tenths on, where it was less before", async () => {
    // Ten of the clinic's twenty counts of type 0 are even in truth.
    const evens = (count: number) =>
      drawRows(clinics, ["KOL", "T2D"], (clinic, type): Counts =>
        type === 1 ? [7, 9] : clinic < count ? [4, 6] : [5, 7],
      );
    const odd = evens(0);
    const subjects = async (count: number) =>
      (await arrive(evenCounts, evens(count), odd)).map(({ subject }) => subject);
    expect(await subjects(14)).not.toContain("KOL");
    expect(await subjects(15)).toContain("KOL");
  });
});

describe("a pattern of few rows", () => {
  const few = (count: number) => rows.slice(0, count);

  test("cannot be told below ten", async () => {
    const [nine] = await arrive(measuresEqual, few(9));
    expect(nine).toMatchObject({
      ...{ id: "measures-equal", verdict: "cannot-tell", unit: "share", month: "2025-01", subject: null },
      basis: "only 9 rows or counts to compare, at least 10 are needed",
    });
    expect((await arrive(measuresEqual, few(10)))[0]?.verdict).toBe("ok");
  });

  test("leaves out months with fewer than five", async () => {
    const before = [drawMonths("2023-01", 24, (place) => (place < 5 ? few(4) : place < 10 ? few(5) : rows))];
    const [result] = await look(measuresEqual, { before, months: drawMonths("2025-01", 1, () => rows) });
    expect(result?.series).toHaveLength(19);
  });

  test("takes as usual what the latest twelve months had", async () => {
    const equal = month(([, old]) => [old, old]);
    const before = [drawMonths("2023-01", 24, (place) => (place < 12 ? equal : rows))];
    const [result] = await look(measuresEqual, { before, months: drawMonths("2025-01", 1, () => rows) });
    const [usual, whole] = [9 / 42, 42];
    const history = [...Array<number>(12).fill(1), ...Array<number>(12).fill(usual)];
    const wide = shippedLimits(history, {
      ...{
        scale: "logit",
        isSeasonal: true,
        noise: 1.5 / (whole * usual * (1 - usual)),
        least: 0.5 / whole,
        prior: 0.1,
      },
    });
    // As large again as the largest before would be more than all.
    expect(result?.expected?.[1]).toBeCloseTo(Math.min(wide.hold[1], 1.15), 9);
  });
});
