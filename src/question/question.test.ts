import { afterEach, beforeEach, expect, test } from "vitest";
import type { Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import { plansPerMonth } from "../metrics/plans-per-month.js";
import { askModels, requireRegister, resolveQuestion } from "./question.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const loadJanuary = (plans: number): Promise<unknown> =>
  shop.load("planer_2025-01.csv", countsCsv([["2025-01", "11", "KOL", plans, 0]]), {
    acceptedReason: "a test",
  });

test("who says nothing asks for the newest month as of the newest load, for the project itself", async () => {
  await loadJanuary(3);
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "11", "KOL", 2, 0]]));
  await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11" }]));
  expect(await resolveQuestion(shop, {})).toMatchObject({
    month: "2025-02",
    asOf: 3,
    known: ["2025-01", "2025-02"],
    registers: ["2025-01"],
    audience: "internal",
    theme: null,
  });
});

test("an earlier load knows neither the months nor the register that came later", async () => {
  await loadJanuary(3);
  await shop.load("planer_2025-02.csv", countsCsv([["2025-02", "11", "KOL", 2, 0]]));
  await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11" }]));
  const question = await resolveQuestion(shop, { asOf: 1 });
  expect(question).toMatchObject({ month: "2025-01", known: ["2025-01"], registers: [] });
  expect(() => requireRegister(question)).toThrow("no clinic register was loaded by load 1");
  await expect(resolveQuestion(shop, { asOf: 1, month: month("2025-02") })).rejects.toMatchObject({
    code: 2,
    message: "no plan counts are loaded for 2025-02",
  });
});

test("a load before the first counts, or before the first register, answers nothing and says when they came", async () => {
  await shop.load("laegehuse_2025-01.csv", clinicsCsv([{ ydernummer: "11" }]));
  shop.clock.instant = new Date("2026-11-16T12:00:00Z");
  await expect(resolveQuestion(shop, {})).rejects.toMatchObject({
    code: 14,
    message: "no plan counts are loaded",
    remedy: "load an extract with flp ingest FILE",
  });
  await loadJanuary(3);
  await expect(resolveQuestion(shop, { asOf: 1, month: month("2025-01") })).rejects.toMatchObject({
    code: 14,
    message: "no plan counts were loaded by load 1",
    remedy:
      "the first came with load 2 on 2026-11-16 (planer_2025-01.csv): ask as of that load or a later one",
  });
  expect((await resolveQuestion(shop, { asOf: 2 })).month).toBe("2025-01");
});

test("a load that does not exist, and a store without any, answer nothing", async () => {
  await expect(resolveQuestion(shop, {})).rejects.toMatchObject({ code: 14 });
  await loadJanuary(3);
  await expect(resolveQuestion(shop, { asOf: 2 })).rejects.toMatchObject({
    code: 2,
    message: "there is no load 2",
  });
});

test("the models are bound to the question's load, and to all known months without a split", async () => {
  await loadJanuary(3);
  await loadJanuary(7);
  const plans = async (asOf: number): Promise<number> =>
    askModels(await resolveQuestion(shop, { asOf }), {}, async (run) => {
      expect(run.context).toMatchObject({ reportMonths: ["2025-01"], dimensions: [] });
      expect(run.context.firstMonthOf(month("2025-01"))).toBe("2025-01");
      const [row] = await plansPerMonth(run, "all");
      return row?.row.new ?? 0;
    });
  expect(await plans(1)).toBe(3);
  expect(await plans(2)).toBe(7);
});
