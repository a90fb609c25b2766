import type { EditionClinic } from "../../domain/disclosure/edition.js";
import type { PlanMakers } from "../../domain/disclosure/plans.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { Run } from "../../question/run.js";

/** The clinics of each report month of a run that are held against the rule, by what published tables tell them apart. */
export async function clinicsOfEditions(run: Run): Promise<Map<Month, EditionClinic[]>> {
  const rows = await run
    .need("mart_ok22_outcome")
    .selectFrom("mart_ok22_outcome")
    .select(["report_month", "region", "municipality", "system", "outcome"])
    .execute();
  const editions = new Map<Month, EditionClinic[]>();
  for (const { report_month: text, outcome, ...place } of rows) {
    const month = monthOf(text);
    const clinics = editions.get(month) ?? [];
    editions.set(month, clinics);
    clinics.push({ ...place, passes: outcome === "pass" });
  }
  return editions;
}

/** The clinics behind the plans of each month, by what reports split plans by; the run is split by region and plan type. */
export async function planMakers(run: Run): Promise<PlanMakers[]> {
  const rows = await run
    .need("mart_plans_per_month_makers")
    .selectFrom("mart_plans_per_month_makers")
    .selectAll()
    .execute();
  return rows.map((row) => ({
    dimension: row.dimension,
    value: row.value,
    month: monthOf(row.month),
    counts: [row.new_makers, row.maintained_makers, row.makers],
  }));
}

function monthOf(text: string): Month {
  const month = parseMonth(text);
  if (month === null)
    throw new Error(`a model gave the month ${text}, which the store's checks should have refused`);
  return month;
}
