import type { MonthPlans } from "../domain/shapes/figures.js";
import type { Run } from "../question/run.js";
import type { MonthPlansMart } from "./shared/month-plans.js";
import type { Metric, Split, Valued } from "./shared/metric.js";
import { monthPlansOf, readMonthPlans, readReportMonthPlans } from "./shared/month-plans.js";
import { clinicDimensions, inOrder } from "./shared/split.js";

/** Plans of each known month up to the report month. */
export function plansPerMonth(run: Run, split: Split): Promise<Valued<MonthPlans>[]> {
  return readMonthPlans(run, "mart_plans_per_month", split);
}

type ByTypeTables = { mart_plans_per_month_by_type: MonthPlansMart & { plan_type: string } };

/** What plans are told apart by together with their type. */
export type TypedSplit = "region" | "system" | "kind";

/** Plans of each known month up to the report month, by plan type within each value of a split; the run is split by both. */
export async function plansPerMonthByType(
  run: Run,
  split: TypedSplit,
): Promise<(Valued<MonthPlans> & { planType: string })[]> {
  const rows = await run
    .needOwn<ByTypeTables>("mart_plans_per_month_by_type")
    .selectFrom("mart_plans_per_month_by_type")
    .select(["value", "plan_type", "month", "new_plans", "maintained_plans", "total_plans"])
    .where("dimension", "=", split)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({ value: row.value, planType: row.plan_type, row: monthPlansOf(row) }));
}

export const metric: Metric = {
  meaning: "new, maintained and total plans of each known month",
  dimensions: [...clinicDimensions, "plan-type"],
  needsRegister: false,
  needsRule: false,
  population: null,
  fields: ["new", "maintained", "total"],
  from: "rows",
  monthsLookedAt: 1,
  summedMonths: () => [],
  stated: ["new", "maintained", "total"],
  clinicDetail: null,
  answer: async (run, split, order) => ({ rows: inOrder(await plansPerMonth(run, split), split, order) }),
  headline: (run) => readReportMonthPlans(run, "mart_plans_per_month", "all"),
};
