import { describe, expect, test } from "vitest";
import { parseMonth } from "../month.js";
import { foldBins } from "./bins.js";
import type { Edition, EditionClinic } from "./edition.js";
import { discloseEditions, splitMunicipalityKey } from "./edition.js";
import type { PlanMakers } from "./plans.js";
import { disclosePlans } from "./plans.js";
import { isSafeTogether } from "./small-counts.js";

const month = (text: string) => parseMonth(text)!;

describe("bins", () => {
  test("stay as they are where none is small and all that pass stand above the line", () => {
    expect(foldBins([0, 10, 20, 30], { pass: 30, minimum: 5 })).toEqual([[0], [1], [2], [3]]);
  });

  test("are laid together over the line where one or two clinics pass by other plans", () => {
    // 32 pass and 30 stand above the line: the two below would follow.
    expect(foldBins([0, 10, 20, 30, 9], { pass: 41, minimum: 5 })).toEqual([[0], [1], [2, 3], [4]]);
  });

  test("hold clinics of unknown doctors with the lowest bin where they are few", () => {
    expect(foldBins([2, 10, 20, 30], { pass: 30, minimum: 5 })).toEqual([[0, 1], [2], [3]]);
  });

  test("are none where only the whole is left", () => {
    expect(foldBins([0, 3, 4], { pass: 4, minimum: 5 })).toBeNull();
  });
});

test("two groups whose part is 8 together are not shown as one: it would be 4 and 4; with 9 they are", () => {
  const together = (part: number): boolean =>
    isSafeTogether(
      [
        { name: "a", parts: [20, 4] },
        { name: "b", parts: [20, part - 4] },
      ],
      5,
    );
  expect([8, 9].map(together)).toEqual([false, true]);
});

describe("sums of plans", () => {
  const makers = (
    dimension: PlanMakers["dimension"],
    value: string,
    one: string,
    clinics: number,
  ): PlanMakers => ({ dimension, value, month: month(one), counts: [clinics, clinics, clinics] });

  test("begin after the last month that few clinics made", () => {
    const shown = disclosePlans([makers("all", "all", "2018-01", 3), makers("all", "all", "2018-02", 40)], 5);
    expect(shown.from).toBe("2018-02");
  });

  test("are not split by region where a few clinics belong to none: all plans less the regions' would be theirs", () => {
    const split = (unknown: number): boolean =>
      disclosePlans(
        [makers("all", "all", "2025-02", 40 + unknown), makers("region", "Nord", "2025-02", 40)],
        5,
      ).byRegion;
    expect([0, 2, 5].map(split)).toEqual([true, false, true]);
  });

  test("are not split by a plan type that few clinics use", () => {
    const all = makers("all", "all", "2025-02", 40);
    expect(disclosePlans([all, makers("plan-type", "LÆND", "2025-02", 2)], 5).byPlanType).toBe(false);
  });
});

describe("municipalities from one edition to the next", () => {
  const limits = {
    minimum: 5,
    acceptsChangeFrom: { country: 75, region: 75, system: 75, municipality: null },
  };
  const clinics = (municipality: string, pass: number, notPass: number): EditionClinic[] =>
    Array.from({ length: pass + notPass }, (_, place) => ({
      region: "Nord",
      municipality,
      system: "X",
      passes: place < pass,
    }));
  const edition = (one: string, all: EditionClinic[], isWhole = true): Edition => ({
    month: month(one),
    asOf: 1,
    regions: ["Nord"],
    regionNames: new Map(),
    clinics: all,
    isWhole,
  });
  const aloneIn = (editions: Edition[]): string[][] =>
    discloseEditions(editions, limits).map(({ tables }) =>
      (tables?.municipalities.blocks ?? []).flatMap(([key = "", ...others]) =>
        others.length === 0 ? [splitMunicipalityKey(key).municipality ?? ""] : [],
      ),
    );
  const large = [...clinics("Aa", 40, 20), ...clinics("Bø", 40, 20), ...clinics("Ce", 40, 20)];
  const first = edition("2025-01", [...large, ...clinics("Dé", 11, 6)]);

  test("one that lost a clinic does not stand alone again, and another is laid with it", () => {
    const later = edition("2025-02", [...large, ...clinics("Dé", 11, 5)]);
    expect(aloneIn([first, later])).toEqual([
      ["Aa", "Bø", "Ce", "Dé"],
      ["Bø", "Ce"],
    ]);
  });

  test("one whose clinics changed outcome by as few does not either, and one that is as it was does", () => {
    const later = edition("2025-02", [...large, ...clinics("Dé", 12, 5)]);
    expect(aloneIn([first, later])[1]).toEqual(["Bø", "Ce"]);
    expect(aloneIn([first, edition("2025-02", first.clinics as EditionClinic[])])[1]).toHaveLength(4);
  });

  test("an edition of months that are not all known shows none alone, and hides none later", () => {
    const partial = edition("2025-01", [...large, ...clinics("Dé", 10, 7)], false);
    const later = edition("2025-02", [...large, ...clinics("Dé", 11, 6)]);
    expect(aloneIn([partial, later])).toEqual([[], ["Aa", "Bø", "Ce", "Dé"]]);
  });

  test("a country of few clinics that lost one is not shown again", () => {
    const small = (one: string, notPass: number): Edition => edition(one, clinics("Aa", 30, notPass));
    expect(
      discloseEditions([small("2025-01", 10), small("2025-02", 9), small("2025-03", 15)], limits).map(
        ({ tables }) => tables !== null,
      ),
    ).toEqual([true, false, true]);
  });
});
