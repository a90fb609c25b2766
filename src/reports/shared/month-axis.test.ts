import { spreadLabels } from "../../domain/spread-labels.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, monthsBetween, parseMonth } from "../../domain/month.js";
import type { Month } from "../../domain/month.js";
import { capitalized } from "../../domain/danish.js";
import { extremesOf, monthAxis, seasonalLows } from "./month-axis.js";

const month = (text: string): Month => parseMonth(text)!;

describe("the months of an axis", () => {
  it("are a whole window even where one month is known", () => {
    const axis = monthAxis([month("2025-02")], month("2025-02"));
    expect(axis.months).toHaveLength(12);
    expect(axis.wide.tickLabels["2024-03"]).toEqual(["Mar", "2024"]);
    expect(axis.wide.tickLabels["2025-01"]).toEqual(["Jan", "2025"]);
    expect(axis.wide.tickLabels["2025-02"]).toEqual(["Feb"]);
  });

  it("are named less often in a long series", () => {
    const long = monthsBetween(month("2017-09"), month("2025-02"));
    const { wide, narrow } = monthAxis(long, month("2025-02"));
    expect(wide.ticks).toEqual([
      "2018-01",
      "2019-01",
      "2020-01",
      "2021-01",
      "2022-01",
      "2023-01",
      "2024-01",
      "2025-01",
    ]);
    expect(narrow.ticks.length).toBeLessThan(wide.ticks.length);
  });
});

describe("a seasonal low", () => {
  const rows = (values: number[]) =>
    values.map((value, index) => ({ month: addMonths(month("2024-06"), index), value }));

  it("is a July below its June and its August", () => {
    expect(seasonalLows(rows([20, 9, 18]), 7)).toEqual(["2024-07"]);
  });

  it("is not named when one year's July is not low", () => {
    const twoYears = rows([20, 9, 18, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 21, 18]);
    expect(seasonalLows(twoYears, 7)).toEqual([]);
  });

  it("is not named when a neighbour is not known", () => {
    expect(seasonalLows(rows([20, 9]), 7)).toEqual([]);
  });
});

it("labels keep their order and their distance", () => {
  const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(places, (unsorted) => {
      const sorted = [...unsorted].sort((left, right) => left - right);
      const spread = spreadLabels(sorted, 0.1);
      spread.slice(1).forEach((place, index) => expect(place - spread[index]!).toBeGreaterThan(0.0999));
    }),
  );
  expect(spreadLabels([0.1, 0.9], 0.2)).toEqual([0.1, 0.9]);
});

it("the highest and the lowest month are the earliest of equal ones", () => {
  const rows = [3, 1, 3, 1].map((value, index) => ({ month: addMonths(month("2025-01"), index), value }));
  expect(extremesOf(rows)).toEqual({ highest: rows[0], lowest: rows[1] });
  expect(extremesOf([])).toBeNull();
});

it("a label starts with a capital", () => {
  expect(capitalized("marts 2024")).toBe("Marts 2024");
});
