import type {
  BinCount,
  ComplianceCount,
  MonthActivity,
  MonthPlans,
  PlansPerDoctor,
} from "../domain/shapes/figures.js";
import type { DimensionId } from "../domain/shapes/metric.js";
import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import type { Run } from "../question/run.js";

/** What a figure is split by: a dimension of clinics or plans, or `all` for the whole. */
export type Split = Exclude<DimensionId, "clinic"> | "all";

/** A figure of one value of a split. */
export interface Valued<Row> {
  /** The value as it is shown; `all` for the whole. */
  value: string;
  row: Row;
}

/** Plans of each known month up to the report month. */
export async function plansPerMonth(run: Run, split: Split): Promise<Valued<MonthPlans>[]> {
  return monthPlansOf(run, "mart_plans_per_month", split);
}

/** Running sums of plans within the report month's window. */
export async function plansAccumulated(run: Run, split: Split): Promise<Valued<MonthPlans>[]> {
  return monthPlansOf(run, "mart_plans_accumulated", split);
}

async function monthPlansOf(
  run: Run,
  mart: "mart_plans_per_month" | "mart_plans_accumulated",
  split: Split,
): Promise<Valued<MonthPlans>[]> {
  const rows = await run
    .need(mart)
    .selectFrom(mart)
    .select(["value", "month", "new_plans", "maintained_plans", "total_plans"])
    .where("dimension", "=", split)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({
    value: row.value,
    row: {
      month: asMonth(row.month),
      new: row.new_plans,
      maintained: row.maintained_plans,
      total: row.total_plans,
    },
  }));
}

/** Active and open clinics of each known month up to the report month. */
export async function activeClinics(run: Run, split: Split): Promise<Valued<MonthActivity>[]> {
  const mart = split === "plan-type" ? "mart_active_clinics_by_type" : "mart_active_clinics";
  const rows = await run
    .need(mart)
    .selectFrom(mart)
    .select(["value", "month", "active_clinics", "clinics"])
    .where("dimension", "=", split)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({
    value: row.value,
    row: { month: asMonth(row.month), active: row.active_clinics, clinics: row.clinics },
  }));
}

/** The distribution of clinics by new plans per doctor, one for each value of the split. */
export async function plansPerDoctor(run: Run, split: Split): Promise<Valued<PlansPerDoctor>[]> {
  const rows = await run
    .need("mart_plans_per_doctor")
    .selectFrom("mart_plans_per_doctor")
    .select(["value", "bin_label", "clinics"])
    .where("dimension", "=", split)
    .orderBy("bin_position")
    .execute();
  const distributions = new Map<string, PlansPerDoctor>();
  for (const { value, bin_label: label, clinics } of rows) {
    const distribution = distributions.get(value) ?? { clinics: 0, unknown: 0, rows: [] as BinCount[] };
    distributions.set(value, distribution);
    distribution.clinics += clinics;
    if (label === null) distribution.unknown += clinics;
    else distribution.rows.push({ label, clinics });
  }
  return [...distributions].map(([value, row]) => ({ value, row }));
}

/** Compliance counts, one for each report month of the run that has a rule in force and each value of the split. */
export async function complianceCounts(
  run: Run,
  split: Split,
): Promise<(Valued<ComplianceCount> & { month: Month })[]> {
  const rows = await run
    .need("mart_ok22")
    .selectFrom("mart_ok22")
    .select(["report_month", "value", "clinics", "pass_clinics", "fail_clinics", "unknown_clinics"])
    .where("dimension", "=", split)
    .orderBy("report_month")
    .execute();
  return rows.map((row) => ({
    month: asMonth(row.report_month),
    value: row.value,
    row: {
      clinics: row.clinics,
      pass: row.pass_clinics,
      fail: row.fail_clinics,
      unknown: row.unknown_clinics,
      share: row.clinics === 0 ? null : row.pass_clinics / row.clinics,
    },
  }));
}

function asMonth(text: string): Month {
  const month = parseMonth(text);
  if (month === null)
    throw new Error(`the store holds the month ${text}, which its checks should have refused`);
  return month;
}
