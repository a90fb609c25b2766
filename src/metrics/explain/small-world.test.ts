import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseYdernummer } from "../../domain/ydernummer.js";
import { resolveQuestion } from "../../question/question.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../../testing/workshop.js";
import type { MetricId } from "../index.js";
import { explainMetric } from "./explain.js";
import { hasLimits } from "./variation.js";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      { ydernummer: "11", doctors: "2", name: "Nord", opened: "2025-01-01" },
      { ydernummer: "22", doctors: "1", name: "Syd", closed: "2024-12-31", successor: "11" },
      { ydernummer: "33", doctors: "1", name: "Udbud", kind: "Udbudsklinik" },
      { ydernummer: "44", doctors: "", name: "Vest" },
    ]),
  );
  await shop.load(
    "planer.csv",
    countsCsv([
      ["2024-12", "22", "KOL", 4, 1],
      ["2025-01", "44", "KOL", 6, 0],
      ["2025-01", "11", "T2D", 5, 2],
      ["2025-01", "11", "KOL", 3, 0],
    ]),
  );
  await shop.load(
    "planer_2025-02.csv",
    countsCsv([
      ["2025-02", "11", "KOL", 10, 1],
      ["2025-02", "33", "KOL", 8, 8],
    ]),
  );
});
afterAll(() => shop.end());

const explain = async (metric: MetricId, number: string | null = null, at = "2025-02") =>
  explainMetric(await resolveQuestion(shop, { month: month(at) }), {
    metric,
    ydernummer: number === null ? null : parseYdernummer(number),
  });

describe("what a figure rests on", () => {
  test("are the rows of its months, by month, number and plan type, with their files", async () => {
    const { rows, files, figure, month: at, metric } = await explain("plans-accumulated");
    expect([metric, at]).toEqual(["plans-accumulated", "2025-02"]);
    expect(
      rows.map((row) => [
        row.month,
        row.ydernummer,
        row.planType,
        row.new,
        row.maintained,
        row.role,
        row.file,
        row.line,
      ]),
    ).toEqual([
      ["2024-12", "000022", "KOL", 4, 1, "own", "planer.csv", 2],
      ["2025-01", "000011", "KOL", 3, 0, "own", "planer.csv", 5],
      ["2025-01", "000011", "T2D", 5, 2, "own", "planer.csv", 4],
      ["2025-01", "000044", "KOL", 6, 0, "own", "planer.csv", 3],
      ["2025-02", "000011", "KOL", 10, 1, "own", "planer_2025-02.csv", 2],
      ["2025-02", "000033", "KOL", 8, 8, "own", "planer_2025-02.csv", 3],
    ]);
    expect(files).toEqual([
      { load: 2, file: "planer.csv", rows: 4, new: 18, maintained: 3 },
      { load: 3, file: "planer_2025-02.csv", rows: 2, new: 18, maintained: 9 },
    ]);
    expect(figure).toMatchObject({ new: 36, maintained: 12 });
  });

  test("are those of a single month where the metric looks at one", async () => {
    const { rows, clinics, population, registerMonth, figure } = await explain(
      "plans-per-month",
      null,
      "2025-01",
    );
    expect(new Set(rows.map((row) => row.month))).toEqual(new Set(["2025-01"]));
    expect([clinics, population, registerMonth]).toEqual([[], [], "2025-02"]);
    expect(figure).toEqual({ new: 14, maintained: 2, total: 16 });
  });

  test("are the clinics at each filter down to those that the metric compares", async () => {
    const { population, registerMonth, asOf } = await explain("ok22");
    expect([registerMonth, asOf]).toEqual(["2025-02", 3]);
    expect(population.map(({ step, detail, clinics }) => [step, detail, clinics])).toEqual([
      ["in-register", null, 4],
      ["not-open", null, -1],
      ["open", null, 3],
      ["excluded-kind", "Udbudsklinik", -1],
      ["compared", null, 2],
    ]);
    expect((await explain("active-clinics")).population.at(-1)?.step).toBe("open");
  });

  test("are its models, the mart first and each once", async () => {
    const { models } = await explain("ok22");
    expect(models[0]).toMatchObject({ name: "mart_ok22", path: "sql/metrics/ok22/mart.sql" });
    expect(models[0]?.sql).toContain("select");
    const names = models.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("stg_plan_count");
    expect((await explain("plans-per-month")).models[0]?.name).toBe("mart_plans_per_month");
  });

  test("is not told as noise of a few months, nor of metrics without limits", async () => {
    expect((await explain("ok22")).variation).toBeNull();
    expect((await explain("plans-per-month")).variation).toBeNull();
    const other = await explain("plans-accumulated");
    expect("variation" in other || "goals" in other).toBe(false);
    expect((await explain("ok22")).goals).toEqual([]);
    expect("goals" in (await explain("plans-per-month"))).toBe(false);
    expect("variation" in (await explain("ok22", "000011"))).toBe(false);
    expect(
      (["ok22", "plans-per-month", "plans-accumulated", "active-clinics"] as const).map(hasLimits),
    ).toEqual([true, true, false, false]);
  });
});

describe("a number", () => {
  test("has its clinics with the line of the register, and the rows that count for it", async () => {
    const { clinics, rows } = await explain("ok22", "000011");
    expect(clinics).toHaveLength(1);
    expect(clinics[0]).toMatchObject({
      ...{
        ydernummer: "000011",
        opened: "2025-01-01",
        closed: null,
        name: "Nord",
        region: "Region Nordjylland",
        kind: "PLO-klinik",
      },
      ...{ doctors: 2, isOpen: true, isExcluded: false, file: "laegehuse_2025-02.csv", line: 2 },
      predecessors: [
        { ydernummer: "000022", name: "Syd", closed: "2024-12-31", file: "laegehuse_2025-02.csv", line: 3 },
      ],
      compliance: { ownNewPlans: 18, predecessorNewPlans: 4, newPlans: 22, required: 20, outcome: "pass" },
    });
    expect(rows.map((row) => [row.ydernummer, row.role, row.new])).toEqual([
      ["000022", "predecessor", 4],
      ["000011", "own", 3],
      ["000011", "own", 5],
      ["000011", "own", 10],
    ]);
  });

  test("has its bin where it is compared", async () => {
    expect((await explain("plans-per-doctor", "000011")).clinics[0]?.bin).toEqual({
      newPlans: 18,
      label: "5–9",
    });
    expect((await explain("plans-per-doctor", "000044")).clinics[0]).toMatchObject({
      bin: { newPlans: 6, label: null },
      doctors: null,
    });
    expect((await explain("plans-per-doctor", "000033")).clinics[0]).toMatchObject({
      bin: null,
      isExcluded: true,
      isOpen: true,
      compliance: null,
    });
    expect((await explain("plans-per-doctor", "000022")).clinics[0]).toMatchObject({
      bin: null,
      isOpen: false,
      isExcluded: false,
      closed: "2024-12-31",
      predecessors: [],
    });
  });

  test("that neither the register nor a count knows is refused", async () => {
    await expect(explain("ok22", "999999")).rejects.toMatchObject({
      code: 2,
      message: expect.stringContaining("no clinic and no count has the number 999999") as string,
      remedy: "check the number; flp metrics ok22 --by clinic lists those of the month",
    });
  });

  test("is not asked before a register is loaded", async () => {
    const empty = await openWorkshop();
    try {
      await empty.load("planer_2025-02.csv", countsCsv([["2025-02", "11", "KOL", 1, 1]]));
      const question = await resolveQuestion(empty, { month: month("2025-02") });
      const number = parseYdernummer("000011");
      await expect(
        explainMetric(question, { metric: "plans-per-month", ydernummer: number }),
      ).rejects.toThrow(/register/);
      await expect(explainMetric(question, { metric: "ok22", ydernummer: null })).rejects.toThrow(/register/);
      const { registerMonth, population, rows } = await explainMetric(question, {
        metric: "plans-per-month",
        ydernummer: null,
      });
      expect([registerMonth, population, rows.length]).toEqual([null, [], 1]);
    } finally {
      await empty.end();
    }
  });
});
