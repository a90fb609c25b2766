import { describe, expect, test } from "vitest";
import type { Month } from "../month.js";
import { parseMonth } from "../month.js";
import type { PlanMakers } from "./plans.js";
import { disclosePlans } from "./plans.js";

const month = (text: string): Month => parseMonth(text)!;

/** Clinics behind plans: with a new plan, with a maintained one, with either. */
const makers = (
  one: string,
  counts: [number, number, number],
  dimension: PlanMakers["dimension"] = "all",
  value = "all",
) => ({
  ...{ dimension, value, counts },
  month: month(one),
});

const everything = { from: null, byRegion: true, byPlanType: true };

describe("sums of plans of a month", () => {
  test("may be shown where nobody or five and more clinics made them", () => {
    expect(disclosePlans([makers("2025-01", [0, 5, 5]), makers("2025-02", [5, 5, 5])], 5)).toEqual(
      everything,
    );
    expect(disclosePlans([], 5)).toEqual(everything);
  });

  test.each([[[4, 9, 9]], [[9, 4, 9]], [[9, 9, 4]], [[1, 0, 1]]] as [[number, number, number]][])(
    "are hidden where %j clinics made the new, the maintained or all of them",
    (counts) => {
      expect(disclosePlans([makers("2025-01", counts), makers("2025-02", [9, 9, 9])], 5).from).toBe(
        "2025-02",
      );
    },
  );

  test("begin after the last such month, whatever the order; what lies before is not shown in holes", () => {
    const all = [makers("2025-03", [9, 9, 9]), makers("2024-12", [3, 9, 9]), makers("2024-10", [3, 9, 9])];
    expect(disclosePlans(all, 5).from).toBe("2025-01");
    expect(disclosePlans([makers("2025-03", [3, 9, 9])], 5).from).toBe("2025-04");
  });
});

describe("a split of plans", () => {
  const regions = (one: string, north: number, south: number): PlanMakers[] => [
    makers(one, [north, north, north], "region", "Nord"),
    makers(one, [south, south, south], "region", "Syd"),
  ];

  test("by region may be shown where no region and not what they leave is of few clinics", () => {
    expect(disclosePlans([makers("2025-02", [20, 20, 20]), ...regions("2025-02", 8, 7)], 5)).toEqual(
      everything,
    );
  });

  test("by region is not where one region is, or where their rest is", () => {
    const by = (all: number, north: number, south: number): boolean =>
      disclosePlans([makers("2025-02", [all, all, all]), ...regions("2025-02", north, south)], 5).byRegion;
    expect(by(20, 16, 4)).toBe(false);
    expect(by(20, 10, 8)).toBe(false);
    expect(by(20, 10, 10)).toBe(true);
    expect(by(25, 10, 10)).toBe(true);
  });

  test("by region holds each month's regions against that month's whole", () => {
    const both = [makers("2025-01", [20, 20, 20]), makers("2025-02", [30, 30, 30])];
    expect(
      disclosePlans([...both, ...regions("2025-01", 10, 10), ...regions("2025-02", 15, 15)], 5).byRegion,
    ).toBe(true);
    expect(
      disclosePlans([...both, ...regions("2025-01", 10, 10), ...regions("2025-02", 15, 13)], 5).byRegion,
    ).toBe(false);
  });

  test("looks at the months that are shown only", () => {
    const hidden = makers("2025-01", [2, 2, 2]);
    const shown = makers("2025-02", [20, 20, 20]);
    const split = [...regions("2025-01", 1, 1), ...regions("2025-02", 10, 10)];
    const type = makers("2025-01", [2, 2, 2], "plan-type", "KOL");
    expect(disclosePlans([hidden, shown, ...split, type], 5)).toEqual({ ...everything, from: "2025-02" });
  });

  test("is held against the months that are shown, the first of them too", () => {
    const hidden = makers("2025-01", [2, 2, 2]);
    const shown = makers("2025-02", [20, 20, 20]);
    const later = makers("2025-03", [20, 20, 20]);
    const whole = regions("2025-03", 10, 10);
    expect(disclosePlans([hidden, shown, later, ...regions("2025-02", 16, 4), ...whole], 5).byRegion).toBe(
      false,
    );
    expect(disclosePlans([hidden, shown, later, ...regions("2025-02", 10, 10), ...whole], 5).byRegion).toBe(
      true,
    );
    const type = makers("2025-02", [2, 2, 2], "plan-type", "KOL");
    expect(disclosePlans([hidden, shown, later, type], 5).byPlanType).toBe(false);
  });

  test("by plan type is its own question", () => {
    const type = (count: number): PlanMakers => makers("2025-02", [count, count, count], "plan-type", "KOL");
    const all = makers("2025-02", [20, 20, 20]);
    expect(disclosePlans([all, type(4)], 5)).toEqual({ from: null, byRegion: true, byPlanType: false });
    expect(disclosePlans([all, type(5)], 5)).toEqual(everything);
    expect(disclosePlans([all, type(0)], 5)).toEqual(everything);
  });
});
