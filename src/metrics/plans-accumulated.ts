import { windowLength, windowOf } from "../domain/month.js";
import type { MonthPlans } from "../domain/shapes/figures.js";
import type { Run } from "../question/run.js";
import type { Metric, Split, Valued } from "./shared/metric.js";
import { readMonthPlans, readReportMonthPlans } from "./shared/month-plans.js";
import { clinicDimensions, inOrder } from "./shared/split.js";

/** Running sums of plans within the report month's window. */
export function plansAccumulated(run: Run, split: Split): Promise<Valued<MonthPlans>[]> {
  return readMonthPlans(run, "mart_plans_accumulated", split);
}

export const metric: Metric = {
  meaning: "running sums of plans within the 12 months that end with the report month",
  dimensions: [...clinicDimensions, "plan-type"],
  needsRegister: false,
  needsRule: false,
  population: null,
  fields: ["new", "maintained", "total"],
  from: "rows",
  monthsLookedAt: windowLength,
  summedMonths: windowOf,
  stated: ["new", "maintained", "total"],
  clinicDetail: null,
  answer: async (run, split, order) => ({ rows: inOrder(await plansAccumulated(run, split), split, order) }),
  headline: (run) => readReportMonthPlans(run, "mart_plans_accumulated", "all"),
};
