import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import type { MetricAnswer, MetricQuestion } from "./metric-declarations.js";
import { answerMetrics } from "./metrics.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const register = clinicsCsv([{ ydernummer: "000011" }]);

async function ok22(asked: Partial<MetricQuestion>): Promise<MetricAnswer["rows"]> {
  const question = { by: null, month: null, from: null, asOf: null, ...asked };
  const [answer] = await answerMetrics(shop.store, shop.definitions, ["ok22"], question);
  return answer?.rows ?? [];
}

describe("a rule whose window is longer than a year", () => {
  test("counts plans of all its months, in a single month and in a trend", async () => {
    const months = Array.from({ length: 24 }, (_, back) => {
      const index = 2025 * 12 + 1 - back;
      return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
    });
    await shop.load("laegehuse_2025-02.csv", register);
    const lines = months.map((of) => [of, "11", "KOL", of === "2023-03" ? 10 : 0, 0] as const);
    await shop.load("planer.csv", countsCsv(lines), { acceptedReason: "drawn" });
    shop.definitions = {
      ...shop.definitions,
      rules: shop.definitions.rules.map((rule) => ({ ...rule, windowMonths: 24 })),
    };
    expect(await ok22({})).toMatchObject([{ clinics: 1, pass: 1 }]);
    expect(await ok22({ by: "clinic" })).toMatchObject([{ new_plans: 10, outcome: "pass" }]);
    expect((await ok22({ from: month("2025-02") })).at(-1)).toMatchObject({ month: "2025-02", pass: 1 });
  });
});
