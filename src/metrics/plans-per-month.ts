import type { MonthPlans } from "../domain/shapes/figures.js";
import type { Run } from "../question/run.js";
import type { Metric, Split, Valued } from "./shared/metric.js";
import { readMonthPlans, readReportMonthPlans } from "./shared/month-plans.js";
import { clinicDimensions, inOrder } from "./shared/split.js";

/** Plans of each known month up to the report month. */
export function plansPerMonth(run: Run, split: Split): Promise<Valued<MonthPlans>[]> {
  return readMonthPlans(run, "mart_plans_per_month", split);
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
