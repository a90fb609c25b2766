import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Definitions } from "../../defs/definitions.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { addMonths, monthsBetween, parseMonth } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import { programFolder } from "../../lib/program.js";
import type { Question } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import type { DrawnCount, DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import { metricIds, metricOf } from "../index.js";
import { answerMetrics } from "./answer-metrics.js";
import { readHeadlines } from "./headline.js";
import { readMetricText, readMetricTexts } from "./metric-texts.js";
import { answerTarget } from "./target.js";

const month = (text: string): Month => parseMonth(text)!;
const [first, newest] = [month("2023-01"), month("2025-02")];

let drawn: DrawnStore;
let definitions: Definitions;

/*
 * Twenty-six months of three clinics with one doctor each:
 *   1  one COPD plan a month: 12 in any window, passes 10
 *   2  one diabetes plan a month up to March 2024, none since: one in the window of February 2025, fails by nine
 *   3  nine COPD plans in January 2025 and none else: fails by one, which is near
 */
beforeAll(async () => {
  drawn = await drawStore();
  definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  const rowsOf = (at: Month): DrawnCount[] => [
    ["000001", "KOL", 1, 0],
    ...(at <= "2024-03" ? ([["000002", "T2D", 1, 0]] as const) : []),
    ...(at === "2025-01" ? ([["000003", "KOL", 9, 0]] as const) : []),
  ];
  drawn.counts(Object.fromEntries(monthsBetween(first, newest).map((one) => [one, rowsOf(one)])));
  const one = { doctorsMillionths: 1_000_000 };
  drawn.register(
    first,
    ["000001", "000002", "000003"].map((ydernummer) => ({ ydernummer, ...one })),
  );
});
afterAll(() => {
  drawn.end();
});

const question = (over: { month?: Month; asOf?: number } = {}): Promise<Question> =>
  resolveQuestion({ store: drawn.store, definitions }, over);

describe("sustained use", () => {
  const rows = async (by: "region" | "plan-type" | null = null) =>
    (await answerMetrics(await question(), ["sustained-use"], { by, from: null }))[0]!.rows;

  test("is of the clinics that were active in a quarter of a year ago those that are in this one", async () => {
    const all = await rows();
    // February 2025 looks at December 2023 to February 2024: 1 and 2 were active, 1 still is.
    expect(all.at(-1)).toEqual({ month: newest, before: 2, still: 1, share: 0.5 });
    // Fifteen months are looked at: March 2024 is the first that has them.
    expect(all[0]).toEqual({ month: "2024-03", before: 2, still: 2, share: 1 });
    expect(all).toHaveLength(12);
    // The last plan of 2 was in March 2024: it counts until May.
    expect(all.filter(({ still }) => still === 2).map((row) => row["month"])).toEqual([
      "2024-03",
      "2024-04",
      "2024-05",
    ]);
  });

  test("by plan type is of those that used the type, and has no share where nobody did", async () => {
    const february = (await rows("plan-type")).filter((row) => row["month"] === newest);
    const of = (type: string) => february.find((row) => row["plan_type"] === type);
    expect(of("KOL")).toMatchObject({ before: 1, still: 1, share: 1 });
    expect(of("T2D")).toMatchObject({ before: 1, still: 0, share: 0 });
    expect(of("IHS")).toMatchObject({ before: 0, still: 0, share: null });
  });

  test("is stated of each report month among the headline figures, in the order of months and metrics", async () => {
    const reportMonths = [newest, addMonths(newest, -1)];
    const { figures } = await readHeadlines(drawn.store, definitions, { asOf: 2, reportMonths });
    expect(
      figures
        .filter(({ metric, month: of }) => metric === "sustained-use" && of === newest)
        .map(({ field, value }) => [field, value]),
    ).toEqual([
      ["before", 2],
      ["still", 1],
      ["share", 0.5],
    ]);
    const order = figures.map(
      ({ month: of, metric }) => `${of} ${String(metricIds.indexOf(metric)).padStart(2, "0")}`,
    );
    expect(order).toEqual([...order].sort());
    expect(new Set(figures.map(({ month: of }) => of)).size).toBe(2);
  });
});

test("active clinics by plan type are those that used the type", async () => {
  const [{ rows } = { rows: [] }] = await answerMetrics(await question(), ["active-clinics"], {
    by: "plan-type",
    from: month("2025-01"),
  });
  const of = (at: string, type: string) =>
    rows.find((row) => row["month"] === at && row["plan_type"] === type);
  expect(of("2025-01", "KOL")).toMatchObject({ active: 2, clinics: 3 });
  expect(of("2025-02", "KOL")).toMatchObject({ active: 1, clinics: 3 });
  expect(of("2025-02", "T2D")).toMatchObject({ active: 0, clinics: 3 });
});

describe("a target", () => {
  test("is answered with what lacks, what is near, and how forecasts did", async () => {
    // one of three passes, and one lacks a plan
    expect(await answerTarget(await question(), 0.5)).toMatchObject({
      share: 0.5,
      needed: 2,
      missing: 1,
      near: 1,
      reached: null,
    });
    expect(await answerTarget(await question(), 0.3)).toMatchObject({
      ...{ needed: 1, missing: 0 },
      reached: { month: newest, low: newest, high: newest },
    });
    // Shares of December 2023 to February 2025 are known: fifteen, of which forecasts of four months ahead need seventeen.
    expect((await answerTarget(await question(), 0.5)).backtest).toBeNull();
  });

  test("of a month without a whole window has no pace", async () => {
    expect(await answerTarget(await question({ month: month("2023-06") }), 0.9)).toMatchObject({
      needed: 3,
      reached: null,
      backtest: null,
    });
  });

  test("needs a register and a rule", async () => {
    await expect(answerTarget(await question({ asOf: 1 }), 0.5)).rejects.toMatchObject({
      code: exitCode.database,
    });
    const without = { ...(await question()), definitions: { ...definitions, rules: [] } };
    await expect(answerTarget(without, 0.5)).rejects.toMatchObject({ code: exitCode.usage });
  });
});

describe("the words of a metric", () => {
  test.each(metricIds)("%s: are there in two languages, and name what it states", async (id) => {
    for (const language of ["da", "en"] as const) {
      const words = await readMetricText(id, language);
      for (const text of [words.title, words.short, words.definition])
        expect(text.trim().length).toBeGreaterThan(2);
      expect(Object.keys(words.fields).sort()).toEqual([...metricOf(id).stated].sort());
    }
    expect((await readMetricText(id, "da")).title).not.toBe((await readMetricText(id, "en")).title);
  });

  test("are read for all metrics at once, in their order", async () => {
    expect([...(await readMetricTexts("da")).keys()]).toEqual([...metricIds]);
  });
});
