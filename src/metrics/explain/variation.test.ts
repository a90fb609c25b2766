import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LevelChange } from "../../defs/limits/level-changes.js";
import { addMonths } from "../../domain/month.js";
import { resolveQuestion } from "../../question/question.js";
import type { Question } from "../../question/question.js";
import type { CountLine, Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import { explainVariation } from "./variation.js";

/** Thirty months from January 2023 on: 100 plans a month by turns of two clinics, which only differ by what a test says. */
const plansAt = (place: number): number => (place === 29 ? 150 : place % 2 === 0 ? 100 : 102);

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  const clinics = ["11", "22"].map((ydernummer) => ({ ydernummer, doctors: "1" }));
  await shop.load("laegehuse_2025-06.csv", clinicsCsv(clinics));
  const lines = Array.from({ length: 30 }, (_, place): CountLine[] => {
    const at = addMonths(month("2023-01"), place);
    return [
      [at, "11", "KOL", plansAt(place), 0],
      // Ten plans a year are what a doctor needs: one plan a month until the newest month.
      [at, "22", "KOL", place < 28 ? 0 : 10, 0],
    ];
  });
  const loaded = await shop.load("planer.csv", countsCsv(lines.flat()), { acceptedReason: "drawn" });
  expect(loaded.status).toBe("stored");
});
afterAll(() => shop.end());

const ask = (at: string): Promise<Question> => resolveQuestion(shop, { month: month(at) });
const levelFrom = (at: string, metric: LevelChange["metric"]): LevelChange => ({
  ...{ metric, from: month(at), reason: "drawn", confirmedBy: "nobody" },
  confirmedOn: "2025-01-01" as LevelChange["confirmedOn"],
});

describe("the plans of a month", () => {
  test("are held against the same month of the year before", async () => {
    // Ratios of seventeen months are 1: the range has no width.
    const found = await explainVariation(await ask("2025-05"), "plans-per-month");
    expect(found).toMatchObject({ method: "year-before", before: "2024-05", value: 110, level_from: null });
    const usual = await explainVariation(await ask("2025-04"), "plans-per-month");
    expect(usual).toEqual({
      ...{ method: "year-before", before: "2024-04", value: 102, expected: 102, low: 102, high: 102 },
      ...{ signals: [], level_from: null },
    });
  });

  test("are told with the rules that speak in the month itself", async () => {
    const found = await explainVariation(await ask("2025-06"), "plans-per-month");
    expect(found?.value).toBe(160);
    expect(found?.signals).toContainEqual({ rule: "outside", side: "above", since: "2025-06" });
    expect(found?.signals.every(({ rule }) => rule !== "outside" || found.signals.length < 3)).toBe(true);
  });

  test("have limits of their own from the newest confirmed level on", async () => {
    const question = await ask("2025-06");
    const levelChanges = [levelFrom("2024-01", "plans-per-month"), levelFrom("2023-09", "plans-per-month")];
    const found = await explainVariation(
      { ...question, definitions: { ...question.definitions, levelChanges } },
      "plans-per-month",
    );
    expect(found?.level_from).toBe("2024-01");
  });

  test("cannot be told of too few months", async () => {
    expect(await explainVariation(await ask("2024-11"), "plans-per-month")).toBeNull();
  });
});

describe("the share that meets the rule", () => {
  test("is held against the month before", async () => {
    // One of two clinics, until ten plans of the other are known in May.
    const found = await explainVariation(await ask("2025-05"), "ok22");
    expect(found).toMatchObject({ method: "month-before", before: "2025-04", value: 1 });
    expect(found?.expected).toBeLessThan(1);
    const before = await explainVariation(await ask("2025-04"), "ok22");
    expect(before).toMatchObject({
      value: 0.5,
      expected: 0.5,
      low: 0.5,
      high: 0.5,
      signals: [],
      level_from: null,
    });
  });

  test("cannot be told of too few months", async () => {
    expect(await explainVariation(await ask("2024-06"), "ok22")).toBeNull();
  });
});
