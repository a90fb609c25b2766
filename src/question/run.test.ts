import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RuleSet } from "../defs/agreement/rules.js";
import type { Definitions } from "../defs/definitions.js";
import { readDefinitions } from "../defs/definitions.js";
import type { Month } from "../domain/month.js";
import { addMonths, monthsBetween, parseMonth, windowOf } from "../domain/month.js";
import { exitCode } from "../lib/errors.js";
import { programFolder } from "../lib/program.js";
import type { DrawnStore } from "../testing/drawn/drawn-store.js";
import { drawStore } from "../testing/drawn/drawn-store.js";
import { excludedKindsOf, planTypesOf, requireRule, ruleWindowOf, trendMonths } from "./rule-scope.js";
import type { RunContext } from "./run-context.js";
import { contextTables } from "./run-context.js";
import { withRun } from "./run.js";

const month = (text: string): Month => parseMonth(text)!;
const [january, february] = [month("2025-01"), month("2025-02")];

let definitions: Definitions;
let rule: RuleSet;
let drawn: DrawnStore;
beforeAll(async () => {
  definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  rule = requireRule(definitions, february);
});
beforeEach(async () => {
  drawn = await drawStore();
  drawn.counts({ [february]: [["000001", "KOL", 1, 0]] });
  drawn.register(february, [{ ydernummer: "000001" }]);
});
afterEach(() => {
  drawn.end();
});

const withRules = (...rules: Partial<RuleSet>[]): Definitions => ({
  ...definitions,
  rules: rules.map((over) => ({ ...rule, ...over })),
});

describe("the rule of a month", () => {
  test("is the one in force in it, and where there is none the call is wrong", () => {
    const dated = withRules(
      { id: "a", validFrom: january, validTo: january },
      { id: "b", validFrom: month("2025-03"), validTo: null },
    );
    expect(requireRule(dated, january).id).toBe("a");
    expect(requireRule(dated, month("2025-04")).id).toBe("b");
    expect(() => requireRule(dated, february)).toThrow(
      expect.objectContaining({
        code: exitCode.usage,
        message: "no rule set is in force in 2025-02",
        remedy: expect.stringContaining("pipelines/monthly/rules"),
      }) as Error,
    );
  });

  test("looks at as many months as it says, the month itself last, and none at none", () => {
    expect(ruleWindowOf(withRules({ windowMonths: 12 }), february)).toEqual(windowOf(february));
    expect(ruleWindowOf(withRules({ windowMonths: 1 }), february)).toEqual([february]);
    expect(ruleWindowOf(withRules({ windowMonths: 18 }), february)[0]).toBe("2023-09");
    expect(ruleWindowOf(withRules(), february)).toEqual([]);
  });

  test("counts all plan types or those that it names, and leaves out the kinds of the definitions or its own", () => {
    expect(planTypesOf({ ...rule, planTypes: "all" }, definitions)).toEqual(
      definitions.planTypes.map(({ code }) => code),
    );
    expect(planTypesOf({ ...rule, planTypes: ["KOL"] }, definitions)).toEqual(["KOL"]);
    expect([...excludedKindsOf({ ...rule, excludedKinds: "as-clinic-kinds" }, definitions)].sort()).toEqual([
      "Regionsklinik",
      "Udbudsklinik",
    ]);
    expect(excludedKindsOf({ ...rule, excludedKinds: [] }, definitions)).toEqual([]);
  });

  test("gives a trend the months whose whole window is known, and no month without a rule", () => {
    const known = monthsBetween(month("2024-01"), february);
    const of = (defs: Definitions, from: Month = month("2024-01")): Month[] =>
      trendMonths(defs, known, { from, to: february });
    expect(of(withRules({ windowMonths: 12 }))).toEqual(["2024-12", january, february]);
    expect(of(withRules({ windowMonths: 12 }), february)).toEqual([february]);
    expect(of(withRules({ windowMonths: 12, validFrom: february }))).toEqual([february]);
    expect(of(withRules())).toEqual([]);
    const withHole = known.filter((each) => each !== "2024-02");
    expect(trendMonths(withRules({ windowMonths: 12 }), withHole, { from: january, to: february })).toEqual([
      february,
    ]);
  });
});

describe("a run", () => {
  const context = (over: Partial<RunContext> = {}): RunContext => ({
    ...{ reportMonths: [february], asOf: 2, dimensions: [], firstMonthOf: () => february },
    ...over,
  });
  const temporary = (): string[] =>
    drawn.store.raw
      .prepare<[], string>(
        "select name from temp.sqlite_schema where type in ('table', 'view') and name not like 'sqlite%' order by name",
      )
      .pluck()
      .all();
  const rows = (sql: string): unknown[] => drawn.store.raw.prepare(sql).raw().all();

  test("has its tables and what was built for as long as it lasts, also where the work fails", async () => {
    await withRun(drawn.store, { definitions, context: context() }, (run) => {
      expect(temporary()).toEqual([...contextTables].sort());
      run.need("mart_ok22_clinic");
      expect(temporary()).toContain("mart_ok22_clinic");
      return Promise.resolve();
    });
    expect(temporary()).toEqual([]);
    const failing = withRun(drawn.store, { definitions, context: context() }, (run) => {
      run.need("mart_ok22_clinic");
      return Promise.reject(new Error("no"));
    });
    await expect(failing).rejects.toThrow("no");
    expect(temporary()).toEqual([]);
  });

  test("tells its models each report month, from which month on it looks, and as of which load", async () => {
    const asked = context({ reportMonths: [january, february], firstMonthOf: (one) => addMonths(one, -3) });
    const lookedAt = (defs: Definitions): Promise<unknown[]> =>
      withRun(drawn.store, { definitions: defs, context: asked }, () =>
        Promise.resolve(
          rows(
            "select report_month, first_month, window_first_month, as_of_load from run_context order by 1",
          ),
        ),
      );
    // three months back are asked for; a rule with a longer window is seen to
    expect(await lookedAt(withRules({ windowMonths: 2 }))).toEqual([
      [january, "2024-10", "2024-02", 2],
      [february, "2024-11", "2024-03", 2],
    ]);
    expect(await lookedAt(withRules({ windowMonths: 18 }))).toEqual([
      [january, "2023-08", "2024-02", 2],
      [february, "2023-09", "2024-03", 2],
    ]);
    expect((await lookedAt(withRules()))[0]).toEqual([january, "2024-10", "2024-02", 2]);
  });

  test("tells them the splits that are asked for beside the whole", async () => {
    await withRun(
      drawn.store,
      { definitions, context: context({ dimensions: ["region", "plan-type"] }) },
      () => {
        expect(rows("select dimension from run_dimension order by 1")).toEqual([
          ["all"],
          ["plan-type"],
          ["region"],
        ]);
        return Promise.resolve();
      },
    );
  });

  test("tells them the rules in force, each once, with the months that their windows span", async () => {
    const defs = withRules(
      {
        id: "a",
        windowMonths: 6,
        thresholdThousandths: 7500,
        validTo: january,
        planTypes: ["KOL"],
        predecessors: "none",
        excludedKinds: ["Udbudsklinik"],
      },
      {
        id: "b",
        windowMonths: 12,
        validFrom: february,
        validTo: null,
        predecessors: "direct",
        excludedKinds: [],
      },
    );
    const reportMonths = ["2024-12", "2025-01", "2025-02"].map(month);
    await withRun(drawn.store, { definitions: defs, context: context({ reportMonths }) }, () => {
      expect(
        rows(
          "select report_month, rule, threshold_thousandths, window_first_month, counts_predecessors from def_rule order by 1",
        ),
      ).toEqual([
        ["2024-12", "a", 7500, "2024-07", 0],
        [january, "a", 7500, "2024-08", 0],
        [february, "b", rule.thresholdThousandths, "2024-03", 1],
      ]);
      expect(rows("select rule, first_month, last_month from def_rule_set order by 1")).toEqual([
        ["a", "2024-07", january],
        ["b", "2024-03", february],
      ]);
      expect(rows("select rule, plan_type from def_rule_plan_type where rule = 'a'")).toEqual([["a", "KOL"]]);
      expect(rows("select rule, kind from def_rule_excluded_kind")).toEqual([["a", "Udbudsklinik"]]);
      return Promise.resolve();
    });
  });

  test("tells them regions by the names of the month, kinds, plan types, bins and segments", async () => {
    const of2027 = month("2027-01");
    await withRun(
      drawn.store,
      { definitions, context: context({ reportMonths: [february, of2027] }) },
      () => {
        const region = (at: Month): unknown[] =>
          rows(
            `select region_name, is_in_force from def_region where region = 'sjaelland' and report_month = '${at}'`,
          );
        expect(region(february)).toEqual([["Region Sjælland", 1]]);
        expect(region(of2027)).toEqual([["Region Østdanmark", 0]]);
        expect(rows("select kind from def_clinic_kind where is_excluded = 1 order by 1")).toEqual([
          ["Regionsklinik"],
          ["Udbudsklinik"],
        ]);
        expect(rows("select plan_type from def_plan_type")).toEqual(
          definitions.planTypes.map(({ code }) => [code]).sort(),
        );
        const bins = rows(
          "select bin_position, bin_label, lower_bound_thousandths, is_lower_bound_included from def_bin order by 1",
        );
        expect(bins.slice(0, 3)).toEqual([
          [0, "0", 0, 1],
          [1, "<5", 0, 0],
          [2, "5–9", 5000, 1],
        ]);
        const { limits } = definitions.segments;
        expect(
          rows(
            `select previous_month, year_before_month, year_before_previous_month, near_plans, new_first_month, stalled_first_month,
             taken_over_first_month from def_segment where report_month = '2025-02'`,
          ),
        ).toEqual([
          [
            ...[january, "2024-02", "2024-01", limits.nearPlans],
            ...[limits.newMonths, limits.stalledMonths, limits.takenOverMonths].map((months) =>
              addMonths(february, 1 - months),
            ),
          ],
        ]);
        return Promise.resolve();
      },
    );
  });
});

describe("a name in the store that the definitions no longer have", () => {
  const without = (over: Partial<Definitions>): Definitions => ({ ...definitions, ...over });
  const run = (defs: Definitions): Promise<string> =>
    withRun(
      drawn.store,
      {
        definitions: defs,
        context: { reportMonths: [february], asOf: 2, dimensions: [], firstMonthOf: () => february },
      },
      () => Promise.resolve("done"),
    );

  test.each([
    [
      "region",
      () => without({ regions: definitions.regions.filter(({ id }) => id !== "nordjylland") }),
      "regions.yaml",
      "nordjylland",
    ],
    ["clinic kind", () => without({ clinicKinds: [] }), "clinic-kinds.yaml", "PLO-klinik"],
    ["plan type", () => without({ planTypes: [] }), "plan-types.yaml", "KOL"],
  ] as const)("%s: ends the run, with the name and the file", async (what, defs, file, name) => {
    await expect(run(defs())).rejects.toMatchObject({
      code: exitCode.definition,
      message: `the database holds a ${what} that ${file} does not define: ${name}`,
      place: file,
      remedy: expect.stringContaining(file),
    });
  });

  test("is looked for once for the same definitions, and again for others", async () => {
    expect(await run(definitions)).toBe("done");
    drawn.store.raw.exec("update plan_count set plan_type = 'GAMMEL'");
    expect(await run(definitions)).toBe("done");
    await expect(run({ ...definitions })).rejects.toMatchObject({
      message: expect.stringContaining("GAMMEL"),
    });
  });
});
