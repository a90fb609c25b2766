import { describe, expect, test } from "vitest";
import type { DrawnMonth } from "../../testing/arrival/drawn-months.js";
import { arriving, drawMonths, drawRows } from "../../testing/arrival/drawn-months.js";
import type { Arrival } from "./check.js";
import type { Neighbours } from "./neighbours.js";
import { neighboursOf, tooSmall } from "./neighbours.js";

/** So many months from a first one, each of two clinics: one makes one plan, the other what lacks to `plansAt`. */
const history = (first: string, count: number, plansAt = (place: number) => 10 + place): DrawnMonth[] =>
  drawMonths(first, count, (place) =>
    drawRows(2, ["KOL"], (clinic) => (clinic === 0 ? [0, 1] : [plansAt(place) - 1, 0])),
  );

/** The same arrival where ten plans of two clinics are enough to compare with. */
function withSmallLimits(arrival: Arrival): Arrival {
  const { gates } = arrival;
  return {
    ...arrival,
    gates: {
      ...gates,
      minComparedPlans: { ...gates.minComparedPlans, value: 10 },
      minComparedClinics: { ...gates.minComparedClinics, value: 2 },
    },
  };
}

/** Months with their plans, in short: the month, its own plans, those before and a year before, and whether it is the newest. */
const inShort = ({ month, seen, previous, yearBefore, isNewest }: Neighbours): unknown[] => [
  month,
  seen.plans,
  previous?.plans ?? null,
  yearBefore?.plans ?? null,
  isNewest,
];

const neighbours = (before: readonly DrawnMonth[][], months: readonly DrawnMonth[]): Promise<unknown[][]> =>
  arriving({ before, months }, (arrival) => neighboursOf(withSmallLimits(arrival)).map(inShort));

describe("the neighbours of a new month", () => {
  test("are the month before and the same month a year before", async () => {
    const before = [history("2024-02", 12)];
    expect(
      await neighbours(
        before,
        history("2025-02", 1, () => 50),
      ),
    ).toEqual([["2025-02", 50, 21, 10, true]]);
  });

  test("are none where the load is the first", async () => {
    expect(await neighbours([], history("2025-01", 2))).toEqual([]);
  });

  test("may come with the same load, as it leaves them; the later month alone is the newest", async () => {
    const before = [history("2024-12", 1)];
    expect(
      await neighbours(
        before,
        history("2025-01", 2, (place) => 30 + place),
      ),
    ).toEqual([
      ["2025-01", 30, 10, null, false],
      ["2025-02", 31, 30, null, true],
    ]);
  });

  test("are not looked at of a month that was known, and a month between known ones is not the newest", async () => {
    const before = [history("2024-11", 1), history("2025-01", 1)];
    expect(
      await neighbours(
        before,
        history("2024-11", 2, () => 40),
      ),
    ).toEqual([["2024-12", 40, 40, null, false]]);
  });

  test("are looked at while fewer than eighteen months before it are known: from then on limits are learned", async () => {
    const months = history("2025-02", 1, () => 50);
    expect(await neighbours([history("2023-08", 17)], months)).toEqual([["2025-02", 50, null, 16, true]]);
    expect(await neighbours([history("2023-08", 18)], months)).toEqual([]);
    // months after it teach nothing about it
    const around = [history("2023-09", 17), history("2025-03", 3)];
    expect(await neighbours(around, months)).toHaveLength(1);
  });

  test("are none where they are too small to compare with, or not known", async () => {
    const months = history("2025-02", 1, () => 50);
    expect(await neighbours([history("2025-01", 1, () => 10)], months)).toEqual([
      ["2025-02", 50, 10, null, true],
    ]);
    expect(await neighbours([history("2025-01", 1, () => 9)], months)).toEqual([
      ["2025-02", 50, null, null, true],
    ]);
    const alone = drawMonths("2025-01", 1, () => drawRows(1, ["KOL"], () => [50, 0]));
    expect(await neighbours([alone], months)).toEqual([["2025-02", 50, null, null, true]]);
    expect(await neighbours([history("2024-12", 1)], months)).toEqual([["2025-02", 50, null, null, true]]);
  });

  test("are read once a load", async () => {
    await arriving({ before: [history("2025-01", 1)], months: history("2025-02", 1) }, (arrival) => {
      expect(neighboursOf(arrival)).toBe(neighboursOf(arrival));
      expect(neighboursOf(arrival)).not.toBe(neighboursOf({ ...arrival }));
    });
  });

  test("lack in words that say how large they must be", async () => {
    await arriving({ months: history("2025-02", 1) }, (arrival) => {
      expect(tooSmall("the month before", withSmallLimits(arrival))).toBe(
        "the month before, with at least 10 plans of 2 clinics, is not known",
      );
    });
  });
});
