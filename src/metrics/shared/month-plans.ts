import type { MartGrain } from "../../db/mart-tables.js";
import type { MonthPlans } from "../../domain/shapes/figures.js";
import type { Run } from "../../question/run.js";
import type { StatedFigures, Split, Valued } from "./metric.js";
import { storedMonth } from "./split.js";

/** A row of a mart of plans by month. */
export type MonthPlansMart = MartGrain & {
  month: string;
  new_plans: number;
  maintained_plans: number;
  total_plans: number;
};

type Tables = { mart_plans_per_month: MonthPlansMart; mart_plans_accumulated: MonthPlansMart };

/** Reads a mart of plans by month: each month's own, or running sums. */
export async function readMonthPlans(
  run: Run,
  mart: keyof Tables,
  split: Split,
): Promise<Valued<MonthPlans>[]> {
  const rows = await run
    .needOwn<Tables>(mart)
    .selectFrom(mart)
    .select(["value", "month", "new_plans", "maintained_plans", "total_plans"])
    .where("dimension", "=", split)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({ value: row.value, row: monthPlansOf(row) }));
}

/** The plans of a month as a mart has them. */
export function monthPlansOf(row: Omit<MonthPlansMart, keyof MartGrain>): MonthPlans {
  return {
    month: storedMonth(row.month),
    new: row.new_plans,
    maintained: row.maintained_plans,
    total: row.total_plans,
  };
}

/** What such a mart says of each report month itself, for the whole or for each value of a split. */
export async function readReportMonthPlans(
  run: Run,
  mart: keyof Tables,
  split: Split,
): Promise<(StatedFigures & { value: string; plans: Omit<MonthPlans, "month"> })[]> {
  const rows = await run
    .needOwn<Tables>(mart)
    .selectFrom(mart)
    .select(["report_month", "value", "new_plans", "maintained_plans", "total_plans"])
    .where("dimension", "=", split)
    .whereRef("month", "=", "report_month")
    .orderBy("report_month")
    .execute();
  return rows.map((row) => {
    const plans = { new: row.new_plans, maintained: row.maintained_plans, total: row.total_plans };
    const { report_month: reportMonth, value } = row;
    return { reportMonth, value, plans, values: new Map(Object.entries(plans)) };
  });
}
