import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { join } from "node:path";
import type { Definitions } from "../../defs/definitions.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import { exitCode } from "../../lib/errors.js";
import { programFolder } from "../../lib/program.js";
import type { Question } from "../../question/question.js";
import { resolveQuestion } from "../../question/question.js";
import type { DrawnCount, DrawnStore } from "../../testing/drawn/drawn-store.js";
import { drawStore } from "../../testing/drawn/drawn-store.js";
import type { MetricId } from "../index.js";
import type { AskedRows } from "../shared/metric.js";
import type { MetricAnswer } from "./answer-metrics.js";
import { answerMetrics, fieldsOfRows } from "./answer-metrics.js";
import { readHeadlines } from "./headline.js";
import type { AlteredRule } from "./what-if.js";
import { answerWhatIf } from "./what-if.js";

const month = (text: string): Month => parseMonth(text)!;
const [january, february] = [month("2025-01"), month("2025-02")];
const [nord, midt] = ["Region Nordjylland", "Region Midtjylland"];

let drawn: DrawnStore;
let definitions: Definitions;

/*
 * Twelve months of:
 *   1  one doctor, Nordjylland: one new and two maintained plans a month, 12 new in the window: passes 10
 *   2  two doctors, Midtjylland: one new plan a month, 12 new: fails 20 by 8; no municipality, no system
 *   3  doctors unknown, Nordjylland: one new plan in February
 *   4  a region's own clinic, Midtjylland: five new plans in February
 *   5  Nordjylland, closed on the last day of January: three new plans in December
 *   9  a number that no register knows: four new plans in January
 */
function rowsOf(at: Month): DrawnCount[] {
  return [
    ["000001", "KOL", 1, 2],
    ["000002", "T2D", 1, 0],
    ...(at === february
      ? ([
          ["000003", "IHS", 1, 0],
          ["000004", "KOL", 5, 0],
        ] as const)
      : []),
    ...(at === "2024-12" ? ([["000005", "KOL", 3, 0]] as const) : []),
    ...(at === january ? ([["000009", "KOL", 4, 0]] as const) : []),
  ];
}

beforeAll(async () => {
  drawn = await drawStore();
  definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  const months = Array.from({ length: 12 }, (_, back) => addMonths(february, -back));
  drawn.counts(Object.fromEntries(months.map((one) => [one, rowsOf(one)])));
  drawn.register(february, [
    { ydernummer: "000001", doctorsMillionths: 1_000_000, municipality: "Aalborg", system: "Xmo" },
    { ydernummer: "000002", region: "midtjylland", doctorsMillionths: 2_000_000 },
    { ydernummer: "000003", municipality: "Aalborg", system: "Xmo" },
    {
      ydernummer: "000004",
      region: "midtjylland",
      kind: "Regionsklinik",
      municipality: "Aarhus",
      system: "Ydr",
    },
    { ydernummer: "000005", closed: "2025-01-31", municipality: "Aalborg", system: "Xmo" },
  ]);
});
afterAll(() => {
  drawn.end();
});

const question = (over: { month?: Month; asOf?: number } = {}): Promise<Question> =>
  resolveQuestion({ store: drawn.store, definitions }, over);

async function ask(
  metric: MetricId,
  asked: Partial<AskedRows> = {},
  over: { month?: Month; asOf?: number } = {},
): Promise<MetricAnswer> {
  const [answer] = await answerMetrics(await question(over), [metric], { by: null, from: null, ...asked });
  return answer!;
}

describe("plans", () => {
  test("of a month are those of all numbers, closed and unknown ones among them", async () => {
    const { rows, month: of, as_of: asOf } = await ask("plans-per-month");
    expect([of, asOf, rows.length]).toEqual([february, 2, 12]);
    expect(rows.slice(-3)).toEqual([
      { month: "2024-12", new: 5, maintained: 2, total: 7 },
      { month: "2025-01", new: 6, maintained: 2, total: 8 },
      { month: "2025-02", new: 8, maintained: 2, total: 10 },
    ]);
  });

  test("are shown from a month on, up to the report month", async () => {
    const { rows } = await ask("plans-per-month", { from: month("2024-12") }, { month: january });
    expect(rows.map((row) => row["month"])).toEqual(["2024-12", "2025-01"]);
  });

  test("add up within the window, from its first month on", async () => {
    const { rows } = await ask("plans-accumulated");
    expect(rows).toHaveLength(12);
    expect(rows[0]).toEqual({ month: "2024-03", new: 2, maintained: 2, total: 4 });
    // 12 of each of two clinics, 1, 5, 3 and 4 of the others
    expect(rows.at(-1)).toEqual({ month: "2025-02", new: 37, maintained: 24, total: 61 });
  });

  test("by plan type have a row for every type, and by region none for numbers that lie in none", async () => {
    const types = (await ask("plans-per-month", { by: "plan-type", from: february })).rows;
    expect(types.filter((row) => row["total"] !== 0)).toEqual([
      { month: "2025-02", plan_type: "KOL", new: 6, maintained: 2, total: 8 },
      { month: "2025-02", plan_type: "T2D", new: 1, maintained: 0, total: 1 },
      { month: "2025-02", plan_type: "IHS", new: 1, maintained: 0, total: 1 },
    ]);
    const regions = (await ask("plans-per-month", { by: "region", from: january }, { month: january })).rows;
    expect(regions.filter((row) => row["total"] !== 0)).toEqual([
      { month: "2025-01", region: nord, new: 1, maintained: 2, total: 3 },
      { month: "2025-01", region: midt, new: 1, maintained: 0, total: 1 },
    ]);
  });
});

describe("clinics", () => {
  test("are active with one plan, beside all that are open: one that closes on the last day of a month is open in it", async () => {
    const { rows } = await ask("active-clinics", { from: january });
    expect(rows).toEqual([
      { month: "2025-01", active: 2, clinics: 5 },
      { month: "2025-02", active: 4, clinics: 4 },
    ]);
  });

  test("stand by new plans per doctor, those without a known number apart, the region's own left out", async () => {
    const { clinics, unknown, rows } = await ask("plans-per-doctor");
    expect([clinics, unknown]).toEqual([3, 1]);
    expect(rows.filter((row) => row["clinics"] !== 0)).toEqual([
      { label: "5–9", clinics: 1 },
      { label: "10–14", clinics: 1 },
    ]);
    expect(rows.map((row) => row["label"])).toEqual([
      "0",
      "<5",
      "5–9",
      "10–14",
      "15–19",
      "20–29",
      "30–39",
      "≥40",
    ]);
    const split = await ask("plans-per-doctor", { by: "region" });
    expect(split.by?.[nord]).toEqual({ clinics: 2, unknown: 1 });
    expect(split.by?.[midt]).toEqual({ clinics: 1, unknown: 0 });
    expect(split.rows.filter((row) => row["clinics"] !== 0)).toEqual([
      { region: nord, label: "10–14", clinics: 1 },
      { region: midt, label: "5–9", clinics: 1 },
    ]);
    expect(split.clinics).toBeUndefined();
  });

  test("pass, fail or cannot be told; the share is of all of them", async () => {
    expect((await ask("ok22")).rows).toEqual([{ clinics: 3, pass: 1, fail: 1, unknown: 1, share: 1 / 3 }]);
    const regions = (await ask("ok22", { by: "region" })).rows;
    expect(regions.slice(0, 2)).toEqual([
      { region: nord, clinics: 2, pass: 1, fail: 0, unknown: 1, share: 0.5 },
      { region: midt, clinics: 1, pass: 0, fail: 1, unknown: 0, share: 0 },
    ]);
    expect(regions.slice(2).every((row) => row["clinics"] === 0 && row["share"] === null)).toBe(true);
  });

  test("are listed with what they need and lack, exactly; both are not known where doctors are not", async () => {
    const { rows } = await ask("ok22", { by: "clinic" });
    const of = (place: number, ...fields: string[]) => fields.map((field) => rows[place]?.[field]);
    const fields = ["ydernummer", "doctors", "new_plans", "required", "missing", "outcome"];
    expect(of(0, ...fields)).toEqual(["000001", 1, 12, 10, 0, "pass"]);
    expect(of(1, ...fields)).toEqual(["000002", 2, 12, 20, 8, "fail"]);
    expect(of(2, ...fields)).toEqual(["000003", null, 1, null, null, "unknown"]);
    expect(rows).toHaveLength(3);
    expect(of(0, "opened", "name", "region", "kind")).toEqual([
      "2010-01-01",
      "Klinik 000001",
      nord,
      "PLO-klinik",
    ]);
    expect(Object.keys(rows[0]!)).toEqual(fieldsOfRows("ok22", { by: "clinic", from: null }));
  });

  test("in a trend have a row for each month with a whole window, and none for others", async () => {
    expect((await ask("ok22", { from: month("2024-03") })).rows).toEqual([
      { month: "2025-02", clinics: 3, pass: 1, fail: 1, unknown: 1, share: 1 / 3 },
    ]);
  });
});

describe("the fields of rows", () => {
  test.each([
    ["plans-per-month", { by: null, from: null }, ["month", "new", "maintained", "total"]],
    [
      "plans-per-month",
      { by: "plan-type", from: null },
      ["month", "plan_type", "new", "maintained", "total"],
    ],
    ["ok22", { by: null, from: null }, ["clinics", "pass", "fail", "unknown", "share"]],
    [
      "ok22",
      { by: "region", from: february },
      ["month", "region", "clinics", "pass", "fail", "unknown", "share"],
    ],
    ["plans-per-doctor", { by: null, from: null }, ["label", "clinics"]],
  ] as const)("of %s asked for by %j are %j, also where there are no rows", (metric, asked, fields) => {
    expect(fieldsOfRows(metric, asked)).toEqual(fields);
  });
});

describe("what makes no sense is refused as a wrong call", () => {
  test.each([
    ["plans-per-month", { by: "clinic" }, "cannot be split by clinic", "region"],
    ["ok22", { by: "plan-type" }, "ok22 cannot be split by plan-type", "clinic"],
    ["plans-per-doctor", { from: "2024-12" }, "is about one month", "--from"],
    ["ok22", { by: "clinic", from: "2025-02" }, "a trend by clinic is not made", "--by clinic"],
    [
      "plans-per-month",
      { from: "2025-03" },
      "--from 2025-03 lies after the report month 2025-02",
      "earlier month",
    ],
  ] as const)("%s, %j: %s", async (metric, asked, message, remedy) => {
    await expect(ask(metric, asked as Partial<AskedRows>)).rejects.toMatchObject({
      code: exitCode.usage,
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  });

  test("several metrics with one --from, which means another thing for each", async () => {
    const both = answerMetrics(await question(), ["ok22", "plans-per-month"], { by: null, from: january });
    await expect(both).rejects.toMatchObject({
      code: exitCode.usage,
      message: expect.stringContaining("--from"),
    });
  });

  test("a figure of clinics where no register is loaded, while plans are answered", async () => {
    await expect(ask("active-clinics", {}, { asOf: 1 })).rejects.toMatchObject({ code: exitCode.database });
    await expect(ask("plans-per-month", { by: "region" }, { asOf: 1 })).rejects.toMatchObject({
      code: exitCode.database,
    });
    expect((await ask("plans-per-month", { by: "plan-type" }, { asOf: 1 })).rows.length).toBeGreaterThan(0);
  });
});

describe("warnings", () => {
  test("there are none where all is known", async () => {
    expect((await ask("ok22")).warnings).toEqual([]);
    expect((await ask("plans-accumulated")).warnings).toEqual([]);
  });

  test("name the months that a sum lacks, and how many it holds", async () => {
    expect((await ask("plans-accumulated", {}, { month: january })).warnings).toEqual([
      "the 12 months that end with 2025-01 lack 2024-02: their sums hold 11 months only",
    ]);
    expect((await ask("ok22", {}, { month: january })).warnings).toHaveLength(1);
    expect((await ask("plans-per-month", {}, { month: january })).warnings).toEqual([]);
  });

  test("count the clinics that have no value of the split, the closed ones too", async () => {
    expect((await ask("ok22", { by: "municipality" })).warnings).toEqual([
      "1 clinic of the register of 2025-02 names no municipality: it counts in the totals and in no row here",
    ]);
    expect((await ask("ok22", { by: "system" })).warnings).toHaveLength(1);
    expect((await ask("ok22", { by: "region" })).warnings).toEqual([]);
  });

  test("name months and registers of which rows were kept apart, as long as the figures rest on them", async () => {
    const own = await drawStore();
    try {
      own.counts({ [january]: [["000001", "KOL", 1, 0]] }, { rejected: 1 });
      own.counts({ [february]: [["000001", "KOL", 1, 0]] });
      own.register(february, [{ ydernummer: "000001" }], { rejected: 2 });
      const of = async (
        metric: MetricId,
        asked: Partial<AskedRows> = {},
        over: { month?: Month; asOf?: number } = {},
      ) =>
        (
          await answerMetrics(await resolveQuestion({ store: own.store, definitions }, over), [metric], {
            by: null,
            from: null,
            ...asked,
          })
        )[0]!.warnings;
      const apart = `${january} is incomplete: bad rows were kept apart and count in no figure until a whole file is loaded`;
      expect(await of("plans-per-month")).toEqual([apart]);
      expect(await of("plans-per-month", { from: february })).toEqual([]);
      expect(await of("active-clinics", { from: february })).toEqual([
        "the register of 2025-02 is incomplete: bad rows were kept apart, and their clinics count in no figure until a whole file is loaded",
      ]);
      expect((await of("plans-per-month", { by: "region" })).at(-1)).toContain(
        "the register of 2025-02 is incomplete",
      );
      expect(await of("plans-per-month", { by: "plan-type" })).toEqual([apart]);
      own.counts({ [january]: [["000001", "KOL", 1, 0]] });
      expect(await of("plans-per-month")).toEqual([]);
      own.counts({ [january]: [], [february]: [] }, { rejected: 1 });
      expect(await of("plans-per-month")).toEqual([
        "2025-01, 2025-02 are incomplete: bad rows were kept apart and count in no figure until a whole file is loaded",
      ]);
    } finally {
      own.end();
    }
  });
});

describe("headline figures", () => {
  test("are the month's own row of every metric, in the order of the metrics, and the plans of each region", async () => {
    const { figures, regions } = await readHeadlines(drawn.store, definitions, {
      asOf: 2,
      reportMonths: [february, january],
    });
    const of = (at: Month, metric: MetricId): [string, number | null][] =>
      figures
        .filter((one) => one.month === at && one.metric === metric)
        .map(({ field, value }) => [field, value]);
    expect(of(february, "plans-per-month")).toEqual([
      ["new", 8],
      ["maintained", 2],
      ["total", 10],
    ]);
    expect(of(january, "active-clinics")).toEqual([
      ["active", 2],
      ["clinics", 5],
    ]);
    expect(new Map(of(february, "ok22"))).toEqual(
      new Map<string, number | null>([
        ["clinics", 3],
        ["pass", 1],
        ["fail", 1],
        ["unknown", 1],
        ["share", 1 / 3],
      ]),
    );
    expect(of(february, "plans-accumulated")[0]).toEqual(["new", 37]);
    expect(new Map(of(february, "plans-per-doctor")).get("unknown")).toBe(1);
    expect(new Map(of(february, "plans-per-doctor")).get("clinics")).toBe(3);
    expect([...new Set(figures.map((one) => one.month))]).toEqual([january, february]);
    const plans = new Map(regions.filter((one) => one.month === february).map((one) => [one.region, one]));
    expect(plans.get(nord)).toMatchObject({ new: 2, maintained: 2 });
    expect(plans.get(midt)).toMatchObject({ new: 6, maintained: 0 });
    expect([...plans.values()].reduce((sum, one) => sum + one.new, 0)).toBe(8);
  });

  test("without a register are those of plans alone, and of no months none", async () => {
    const { figures, regions } = await readHeadlines(drawn.store, definitions, {
      asOf: 1,
      reportMonths: [february],
    });
    expect([...new Set(figures.map(({ metric }) => metric))]).toEqual([
      "plans-per-month",
      "plans-accumulated",
    ]);
    expect(regions).toEqual([]);
    expect(await readHeadlines(drawn.store, definitions, { asOf: 2, reportMonths: [] })).toEqual({
      figures: [],
      regions: [],
    });
  });
});

describe("what the share would be", () => {
  const nothing: AlteredRule = {
    by: null,
    thresholds: null,
    windows: null,
    planTypes: null,
    excludedKinds: null,
    predecessors: null,
  };
  const tried = async (asked: Partial<AlteredRule>) =>
    answerWhatIf(await question(), { ...nothing, ...asked });
  const short = (rows: Awaited<ReturnType<typeof tried>>["rows"]): unknown[] =>
    rows.map((row) => [
      row["hypothetical"],
      row["threshold"],
      row["window_months"],
      row["pass"],
      row["clinics"],
      row["change"],
    ]);

  test("stands beside the rule in force, with what it changes", async () => {
    const { rows, month: of, as_of: asOf, rule } = await tried({ thresholds: [6000, 12_001] });
    expect([of, asOf, rule]).toEqual([february, 2, "ok22"]);
    expect(short(rows)).toEqual([
      [false, 10, 12, 1, 3, 0],
      // 12 new plans are enough for two doctors at six each, and not for one at a little more than twelve
      [true, 6, 12, 2, 3, 1 / 3],
      [true, 12.001, 12, 0, 3, -1 / 3],
    ]);
  });

  test("is tried for each window with each threshold, but not for the rule itself", async () => {
    const { rows } = await tried({ thresholds: [10_000, 1000], windows: [12, 6] });
    expect(short(rows).map((row) => (row as unknown[]).slice(0, 4))).toEqual([
      [false, 10, 12, 1],
      [true, 1, 12, 2],
      // six months: 6 plans of clinic 1 and of clinic 2
      [true, 10, 6, 0],
      [true, 1, 6, 2],
    ]);
  });

  test("may count other plan types, kinds or predecessors, under the same threshold", async () => {
    const types = await tried({ planTypes: ["T2D"] });
    expect(short(types.rows)[1]).toEqual([true, 10, 12, 0, 3, -1 / 3]);
    expect(types.rows[1]?.["plan_types"]).toBe("T2D");
    const kinds = await tried({ excludedKinds: [] });
    expect(kinds.rows.map((row) => [row["clinics"], row["excluded_kinds"]])).toEqual([
      [3, expect.stringContaining("Regionsklinik")],
      [4, ""],
    ]);
    const predecessors = await tried({ predecessors: "none" });
    expect(predecessors.rows.map((row) => row["predecessors"])).toEqual(["direct", "none"]);
  });

  test("is told value by value of a split, each against itself", async () => {
    const { rows } = await tried({ by: "region", thresholds: [6000] });
    const of = (region: string): unknown[] =>
      rows.filter((row) => row["region"] === region).map((row) => [row["pass"], row["change"]]);
    expect(of(nord)).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(of(midt)).toEqual([
      [0, 0],
      [1, 1],
    ]);
    const empty = rows.find((row) => row["clinics"] === 0);
    expect(empty?.["change"]).toBeNull();
  });

  test("of a month without a rule is nobody's", async () => {
    const none = { ...(await question()), definitions: { ...definitions, rules: [] } };
    await expect(answerWhatIf(none, nothing)).rejects.toMatchObject({
      code: exitCode.usage,
      message: "no rule set is in force in 2025-02",
    });
  });

  test("carries the warnings of all that was tried, each once", async () => {
    const { warnings } = await tried({ by: "municipality", thresholds: [6000, 7000] });
    expect(warnings).toHaveLength(1);
  });
});
