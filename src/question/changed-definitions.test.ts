import { beforeEach, describe, expect, test, vi } from "vitest";
import type * as filesModule from "../lib/files.js";
import type { DrawnCase } from "../testing/drawn-tables.js";
import { modelName } from "./models.js";
import { readDrawnCases, runDrawnCase } from "../testing/drawn-tables.js";

/** The change that is made to the text of one model while it is read. */
const change = vi.hoisted(() => ({ model: "", from: "", to: "", isMade: false }));

vi.mock("../lib/files.js", async (original) => {
  const files = await original<typeof filesModule>();
  return {
    ...files,
    // each change is read, and not what was read before it
    readingOnce: <Result>(work: () => Promise<Result>) => work,
    readText: async (path: string): Promise<string> => {
      const text = await files.readText(path);
      if (change.model === "" || !path.endsWith(".sql") || modelName(path) !== change.model) return text;
      change.isMade = text.includes(change.from);
      return text.replaceAll(change.from, change.to);
    },
  };
});

/** Each change of a definition, and the claim that it breaks: the drawn case that must go red. */
const changes: readonly { model: string; from: string; to: string; breaks: string }[] = [
  {
    model: "int_rule_outcome",
    from: "* 1000000000 >= counted.required_billionths",
    to: "* 1000000000 > counted.required_billionths",
    breaks: "fractional-doctors-pass-exactly",
  },
  {
    model: "int_rule_outcome",
    from: "(counted.own_new_plans + counted.predecessor_new_plans) * 1000000000 >= counted.required_billionths",
    to: "counted.own_new_plans + counted.predecessor_new_plans >= (counted.required_billionths / 1e9) * 1.0000000000000002",
    breaks: "threshold-of-half-plans",
  },
  {
    model: "int_rule_outcome",
    from: "coalesce(counted.doctors_millionths, 0) = 0",
    to: "counted.doctors_millionths is null",
    breaks: "doctors-unknown-or-zero",
  },
  {
    model: "int_rule_predecessor",
    from: "where int_rule_population.counts_predecessors = 1",
    to: "where true",
    breaks: "takeover-not-counted-by-the-rule",
  },
  {
    model: "int_rule_outcome",
    from: "month between int_rule_population.window_first_month",
    to: "month between '2000-01'",
    breaks: "trend-has-a-window-a-month",
  },
  {
    model: "int_rule_clinic_month",
    from: "and def_rule_plan_type.plan_type = stg_plan_count.plan_type",
    to: "",
    breaks: "rule-counts-some-plan-types",
  },
  {
    model: "mart_ok22",
    from: "inner join def_rule on def_rule.report_month = int_dimension_value.report_month",
    to: "",
    breaks: "rule-not-yet-in-force",
  },
  {
    model: "int_successor",
    from: "successor.opened > predecessor.closed",
    to: "successor.opened >= predecessor.closed",
    breaks: "takeover-on-the-same-day",
  },
  {
    model: "int_successor",
    from: "min(successor.opened)",
    to: "max(successor.opened)",
    breaks: "takeover-by-a-reassigned-number",
  },
  {
    model: "int_snapshot_clinic",
    from: "'9999-12'",
    to: "coalesce(substr(stg_clinic_period.closed, 1, 7), '9999-12')",
    breaks: "closed-clinic-keeps-late-counts",
  },
  {
    model: "int_snapshot_clinic",
    from: "snapshot_clinic.first_open_month as holds_from",
    to: "'0000-00' as holds_from",
    breaks: "number-before-its-first-clinic",
  },
  {
    model: "int_period_month",
    from: "int_snapshot_clinic.holds_from <= int_needed_month.month",
    to: "int_snapshot_clinic.holds_from < int_needed_month.month",
    breaks: "number-held-twice-in-a-month",
  },
  {
    model: "int_period_month",
    from: "int_snapshot_clinic.holds_before > int_needed_month.month",
    to: "int_snapshot_clinic.holds_before >= int_needed_month.month",
    breaks: "number-held-twice-in-a-month",
  },
  {
    model: "int_clinic_month",
    from: "int_snapshot_clinic.holds_from <= number_month.month",
    to: "int_snapshot_clinic.holds_from < number_month.month",
    breaks: "number-held-twice-in-a-month",
  },
  {
    model: "int_clinic_month",
    from: "int_snapshot_clinic.holds_before > number_month.month",
    to: "int_snapshot_clinic.holds_before >= number_month.month",
    breaks: "number-held-twice-in-a-month",
  },
  {
    model: "stg_clinic_period",
    from: "clinic_period.closed, '+1 day', 'start of month'",
    to: "clinic_period.closed, 'start of month'",
    breaks: "closed-on-the-last-day-is-open",
  },
  {
    model: "stg_clinic_period",
    from: "substr(clinic_period.opened, 1, 7) as first_open_month",
    to: "strftime('%Y-%m', clinic_period.opened, '+1 day') as first_open_month",
    breaks: "opened-on-the-last-day-is-open",
  },
  {
    model: "stg_clinic_period",
    from: "coalesce(substr(clinic_period.closed, 1, 7), '9999-12') as closed_month",
    to: "strftime('%Y-%m', coalesce(clinic_period.closed, '9999-12-31'), '-20 days') as closed_month",
    breaks: "follow-up-opening-date-corrected",
  },
  {
    model: "stg_clinic_period",
    from: "coalesce(substr(clinic_period.closed, 1, 7), '9999-12') as closed_month",
    to: "'9999-12' as closed_month",
    breaks: "follow-up-opening-date-corrected",
  },
  {
    model: "int_rule_population",
    from: "and def_rule_excluded_kind.kind is null",
    to: "",
    breaks: "excluded-kinds",
  },
  {
    model: "int_clinic_bin",
    from: "and int_clinic.is_excluded = 0",
    to: "",
    breaks: "excluded-kinds",
  },
  {
    model: "int_clinic_bin",
    from: "population.new_plans * 1000000000\n            > def_bin.lower_bound_thousandths * population.doctors_millionths - def_bin.is_lower_bound_included",
    to: "population.new_plans / (population.doctors_millionths / 1e6) >= def_bin.lower_bound_thousandths / 1e3",
    breaks: "bin-edge-of-fractional-doctors",
  },
  {
    model: "int_clinic_bin",
    from: "* population.doctors_millionths - def_bin.is_lower_bound_included",
    to: "* population.doctors_millionths",
    breaks: "bins-at-their-edges",
  },
  {
    model: "int_place_month",
    from: "int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1",
    to: "int_clinic_month.new_plans >= 1",
    breaks: "every-months-own-denominator",
  },
  {
    model: "mart_active_clinics_by_type",
    from: "int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1",
    to: "int_clinic_type_month.new_plans >= 1",
    breaks: "active-by-plan-type",
  },
  {
    model: "int_place_value",
    from: "inner join run_dimension on run_dimension.dimension = 'all'",
    to: "inner join run_dimension on run_dimension.dimension = 'all' and false",
    breaks: "unknown-clinic-in-totals-only",
  },
  {
    model: "int_window_month",
    from: "stg_known_month.month between run_context.window_first_month and run_context.report_month",
    to: "stg_known_month.month > run_context.window_first_month",
    breaks: "window-boundaries",
  },
  {
    model: "int_register",
    from: "stg_register_month.snapshot_month <= run_context.report_month",
    to: "stg_register_month.snapshot_month < run_context.report_month",
    breaks: "one-month-uses-one-register",
  },
  {
    model: "int_register",
    from: "min(stg_register_month.snapshot_month)",
    to: "max(stg_register_month.snapshot_month)",
    breaks: "register-oldest-when-all-are-later",
  },
  {
    model: "stg_plan_count",
    from: "plan_count.load_to > (select",
    to: "plan_count.load_to >= (select",
    breaks: "restated-month-after",
  },
  {
    model: "stg_known_month",
    from: "and load.undone_at is null",
    to: "",
    breaks: "undone-load-leaves-no-figure",
  },
  {
    model: "stg_register_month",
    from: "and load.undone_at is null",
    to: "",
    breaks: "undone-register-is-not-used",
  },
  {
    model: "int_dimension_value",
    from: "where def_region.is_in_force = 1",
    to: "",
    breaks: "region-before-the-reform",
  },
];

const cases = await readDrawnCases();

async function isRed(drawn: DrawnCase): Promise<boolean> {
  try {
    const outcomes = await runDrawnCase(drawn);
    return outcomes.some(({ expected, seen }) => expected.join() !== seen.join());
  } catch {
    // A broken grain ends the run: that is red too.
    return true;
  }
}

describe("a changed definition breaks the claim that names it", () => {
  beforeEach(() => {
    Object.assign(change, { model: "", from: "", to: "", isMade: false });
  });

  for (const one of changes) {
    test(`${one.breaks}: ${one.model} with “${one.to === "" ? `no ${one.from}` : one.to}”`, async () => {
      const drawn = cases.find(({ path }) => path.endsWith(`/${one.breaks}.txt`));
      if (drawn === undefined) throw new Error(`there is no case ${one.breaks}`);
      expect(await isRed(drawn)).toBe(false);
      Object.assign(change, one);
      expect(await isRed(drawn)).toBe(true);
      expect(change.isMade).toBe(true);
    });
  }
});
