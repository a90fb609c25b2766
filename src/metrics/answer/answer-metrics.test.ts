import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MetricId } from "../index.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import type { MetricAnswer } from "./answer-metrics.js";
import { answerMetrics } from "./answer-metrics.js";
import type { AskedQuestion } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import type { AskedRows } from "../shared/metric.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const register = clinicsCsv([{ ydernummer: "000011" }]);

type Asked = AskedQuestion & Partial<AskedRows>;

async function answerTo(metric: MetricId, asked: Asked): Promise<MetricAnswer> {
  const rows = { by: asked.by ?? null, from: asked.from ?? null };
  const [answer] = await answerMetrics(await resolveQuestion(shop, asked), [metric], rows);
  return answer!;
}

async function ok22(asked: Asked): Promise<MetricAnswer["rows"]> {
  return (await answerTo("ok22", asked)).rows;
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

/** Twelve known months that end with 2025-02; the rows of 2024-12 are given. */
async function loadYear(december: string): Promise<void> {
  const months = ["03", "04", "05", "06", "07", "08", "09", "10", "11"].map((one) => `2024-${one}`);
  const rows = [...months, "2025-01", "2025-02"].map((of) => [of, "11", "KOL", 1, 0] as const);
  await shop.load("planer.csv", countsCsv(rows), { acceptedReason: "drawn" });
  await shop.load("december.csv", `${countsCsv([["2024-12", "11", "KOL", 1, 0]])}${december}`, {
    quarantine: true,
    acceptedReason: "drawn",
  });
}

describe("a month whose bad rows were kept apart", () => {
  const warning = /^2024-12 is incomplete: bad rows were kept apart/;

  test("is named with every figure that rests on it, and with no other", async () => {
    await shop.load("laegehuse_2025-02.csv", register);
    await loadYear("2024-12;22;KOL;x;0\r\n");
    for (const metric of ["plans-per-month", "plans-accumulated", "plans-per-doctor", "ok22"] as const) {
      expect((await answerTo(metric, {})).warnings.join("\n"), metric).toMatch(warning);
    }
    const from = month("2025-01");
    expect((await answerTo("plans-per-month", { from })).warnings).toEqual([]);
    expect((await answerTo("ok22", { from })).warnings.join("\n")).toMatch(warning);
    expect((await answerTo("plans-per-month", { month: month("2024-11") })).warnings).toEqual([]);
  });

  test("is whole again once a whole file of it is loaded", async () => {
    await shop.load("laegehuse_2025-02.csv", register);
    await loadYear("2024-12;22;KOL;x;0\r\n");
    await shop.load("december-2.csv", countsCsv([["2024-12", "11", "KOL", 2, 0]]));
    expect((await answerTo("plans-accumulated", {})).warnings).toEqual([]);
  });
});

test("a register whose bad rows were kept apart is named with the figures of clinics", async () => {
  await shop.load("laegehuse_2025-02.csv", `${register}22;B;Atlantis;;PLO;1;2010-01-01;;;\r\n`, {
    quarantine: true,
  });
  await loadYear("");
  expect((await answerTo("active-clinics", {})).warnings.join()).toMatch(
    /^the register of 2025-02 is incomplete/,
  );
  expect((await answerTo("plans-per-month", {})).warnings).toEqual([]);
});

test("a clinic that names no municipality is said to be in no row of the split", async () => {
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      { ydernummer: "11", municipality: "" },
      { ydernummer: "22", municipality: "Vejle" },
    ]),
  );
  await loadYear("");
  const { rows, warnings } = await answerTo("ok22", { by: "municipality" });
  expect(rows).toMatchObject([{ municipality: "Vejle", clinics: 1 }]);
  expect(warnings).toEqual([
    "1 clinic of the register of 2025-02 names no municipality: it counts in the totals and in no row here",
  ]);
  expect((await answerTo("ok22", { by: "region" })).warnings).toEqual([]);
});
