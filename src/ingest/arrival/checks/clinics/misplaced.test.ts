import { describe, expect, test } from "vitest";
import type { ArrivalCheck } from "../../check.js";
import type { MonthRow } from "../../../../testing/arrival/histories.js";
import {
  drawClinics,
  drawMonths,
  drawRows,
  look,
  shippedLimits,
} from "../../../../testing/arrival/drawn-months.js";
import { measuresSwapped, numbersShifted, typesSwapped } from "./misplaced.js";

type Counts = readonly [fresh: number, maintained: number];

/** Twenty-four clinics of three plan types; each has its own size, more maintained plans than new ones, and most of KOL. */
const size = (clinic: number): number => 4 + ((clinic * 7) % 24);
const usual = (clinic: number, type: number): Counts => [
  size(clinic) * (3 - type),
  size(clinic) * (9 - 2 * type),
];
const types = ["KOL", "T2D", "IHS"];
const month = (of: (clinic: number, type: number) => Counts = usual): MonthRow[] => drawRows(24, types, of);
const isNorth = (clinic: number): boolean => clinic < 12;
const register = {
  month: "2024-12",
  clinics: drawClinics(24, (clinic) => ({ region: isNorth(clinic) ? "nordjylland" : "midtjylland" })),
};
const before = (count = 24, rowsAt: (place: number) => MonthRow[] = () => month()) => [
  drawMonths("2023-01", count, rowsAt),
];
const arrive = async (check: ArrivalCheck, rows: readonly MonthRow[], past = before()) =>
  (await look(check, { before: past, months: drawMonths("2025-01", 1, () => rows), register }))[0];
const plansOf = (rows: readonly MonthRow[]): number =>
  rows.reduce((sum, [, , fresh, old]) => sum + fresh + old, 0);

/** The plan types in the order in which a timeline has them: that of their codes in plan-types.yaml. */
const swappedMeasures = month((clinic, type) => {
  const [fresh, old] = usual(clinic, type);
  return [old, fresh];
});

describe("a month like those before", () => {
  test.each([
    [measuresSwapped, "measures-swapped", "new and maintained fit"],
    [typesSwapped, "types-swapped", "the plan types fit"],
    [numbersShifted, "numbers-shifted", "the numbers fit"],
  ])("passes: it fits better as it stands", async (check, id, what) => {
    const result = await arrive(check, month());
    expect(result).toMatchObject({
      id,
      verdict: "ok",
      looks_like: null,
      excess: 0,
      unit: "index",
      month: "2025-01",
    });
    expect(result?.seen).toBeGreaterThan(0);
    expect(result?.finding).toContain(`2025-01: how much better ${what} as they stand, in nats a plan,`);
    // Of an unsuspicious month the latest twelve are drawn.
    expect(result?.series.map(({ month: at }) => at)).toEqual(
      drawMonths("2024-01", 12, () => []).map(({ month: at }) => at),
    );
    for (const { value } of result?.series ?? []) expect(value).toBeCloseTo(result?.seen ?? 0, 6);
  });
});

describe("counts that stand in the wrong place", () => {
  test("are held where new and maintained plans are swapped", async () => {
    const result = await arrive(measuresSwapped, swappedMeasures);
    expect(result).toMatchObject({
      ...{
        id: "measures-swapped",
        verdict: "hold",
        looks_like: "measures-swapped",
        subject: null,
        unit: "index",
      },
      facts: { plans: plansOf(month()) },
      basis: "18 months 2023-07 to 2024-12",
    });
    // As much worse as they were better before: put back they are a usual month.
    const usualGain = result?.series.at(-1)?.value ?? 0;
    expect(result?.seen).toBeCloseTo(-usualGain, 9);
    expect(result?.excess).toBeCloseTo(1, 9);
    expect(result?.expected?.[0]).toBe(0);
    expect(result?.expected?.[1]).toBeCloseTo(usualGain, 9);
    const words = Number(usualGain.toPrecision(3));
    expect(result?.finding).toBe(
      `2025-01: how much better new and maintained fit as they stand is -${words} nats a plan, against 0 to ${words} in 18 months 2023-07 to 2024-12: with the mistake undone they fit far better`,
    );
  });

  test.each([
    ["of a plan type", (_: number, type: number) => type === 0, "KOL"],
    ["of a region", (clinic: number) => isNorth(clinic), "Region Nordjylland"],
  ])(
    "are held where new and maintained plans %s are swapped, which is told",
    async (_, isSwapped, subject) => {
      const rows = month((clinic, type) => {
        const [fresh, old] = usual(clinic, type);
        return isSwapped(clinic, type) ? [old, fresh] : [fresh, old];
      });
      const result = await arrive(measuresSwapped, rows);
      expect(result).toMatchObject({ verdict: "hold", subject });
      expect(result?.finding).toContain(`as they stand of ${subject} is -`);
      expect(result?.facts["plans"]).toBe(
        plansOf(month().filter((row, at) => isSwapped(Math.floor(at / 3), at % 3) && row)),
      );
    },
  );

  test("are held where plan types are swapped, or rotate", async () => {
    const place = (order: readonly number[]) => month((clinic, type) => usual(clinic, order[type] ?? 0));
    const pair = await arrive(typesSwapped, place([1, 0, 2]));
    expect([pair?.verdict, pair?.looks_like]).toEqual(["hold", "types-swapped"]);
    expect(new Set(pair?.subject?.split(" / "))).toEqual(new Set(["KOL", "T2D"]));
    const ring = await arrive(typesSwapped, place([1, 2, 0]));
    expect(ring?.verdict).toBe("hold");
    expect(ring?.subject?.split(", ")).toHaveLength(3);
  });

  test("are held where the numbers moved by one", async () => {
    const rows = month((clinic, type) => usual((clinic + 1) % 24, type));
    expect(await arrive(numbersShifted, rows)).toMatchObject({
      verdict: "hold",
      looks_like: "numbers-shifted",
      subject: null,
    });
  });

  test("are not told by another of these checks", async () => {
    expect((await arrive(typesSwapped, swappedMeasures))?.verdict).toBe("ok");
    expect((await arrive(numbersShifted, swappedMeasures))?.verdict).toBe("ok");
  });

  test("are worth a look where there are hardly enough of them", async () => {
    // A clinic with one new plan in four. Of n and 3n plans swapped, 2n log 3 nats tell it; log(2 / 0.00001) = 12.2 are
    // needed of two groups, and 15.7 lie beyond the limits of Student's t.
    const few = (plans: number) =>
      drawRows(24, ["KOL"], (clinic): Counts => (clinic === 0 ? [3 * plans, plans] : [0, 0]));
    const one = before(24, () =>
      drawRows(24, ["KOL"], (clinic): Counts => (clinic === 0 ? [10, 30] : [0, 0])),
    );
    const verdicts = await Promise.all(
      [5, 6, 7, 8].map(async (plans) => (await arrive(measuresSwapped, few(plans), one))?.verdict),
    );
    expect(verdicts).toEqual(["ok", "look", "look", "hold"]);
  });

  test("are held where too few months are known to tell", async () => {
    const result = await arrive(measuresSwapped, swappedMeasures, [drawMonths("2024-06", 7, () => month())]);
    expect(result).toMatchObject({ verdict: "hold", looks_like: "measures-swapped" });
    expect(result?.series).toHaveLength(1);
  });

  test("that fit nowhere any more are no swap", async () => {
    // Half new, half maintained: neither way fits much better.
    const halves = month((clinic, type) => {
      const [fresh, old] = usual(clinic, type);
      const half = Math.round((fresh + old) / 2);
      return [half + Math.round(half / 8), half - Math.round(half / 8)];
    });
    expect(await arrive(measuresSwapped, halves)).toMatchObject({ verdict: "ok", looks_like: null });
  });
});

describe("what can be told", () => {
  test("needs six known months, and twenty plans that would move", async () => {
    const few = await arrive(measuresSwapped, month(), [drawMonths("2024-08", 5, () => month())]);
    expect(few).toMatchObject({
      ...{ id: "measures-swapped", verdict: "cannot-tell", unit: "index", month: "2025-01" },
      basis: "fewer than 6 known months before it, or too few plans",
    });
    const small = (plans: number) =>
      drawRows(3, ["KOL"], (clinic): Counts => (clinic === 0 ? [0, plans] : [0, 0]));
    const verdictOf = async (plans: number) =>
      (
        await arrive(
          measuresSwapped,
          small(plans),
          before(24, () => small(plans)),
        )
      )?.verdict;
    expect([await verdictOf(19), await verdictOf(20)]).toEqual(["cannot-tell", "ok"]);
  });

  test("has limits from the months before where the month is suspicious", async () => {
    // The months before differ a little: a tenth more new plans by turns.
    const past = before(24, (place) =>
      month((clinic, type) => {
        const [fresh, old] = usual(clinic, type);
        return [fresh + (place % 2) * Math.round(fresh / 10), old];
      }),
    );
    const result = await arrive(measuresSwapped, month(), past);
    const values = result?.series.map(({ value }) => value) ?? [];
    const usualGain = values.toSorted((left, right) => left - right);
    const middle = ((usualGain[5] ?? 0) + (usualGain[6] ?? 0)) / 2;
    const limits = shippedLimits([...Array<null>(12).fill(null), ...values], {
      ...{ scale: "plain", least: 0, prior: Math.min(0.05, middle / 3 + 0.01) },
      noise: (2 * (result?.seen ?? 0)) / Number(result?.facts["plans"]),
    });
    expect(result?.expected?.[0]).toBeCloseTo(limits.hold[0], 9);
    expect(result?.expected?.[1]).toBeCloseTo(limits.hold[1], 9);
  });
});
