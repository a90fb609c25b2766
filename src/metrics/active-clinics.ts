import type { MartGrain } from "../db/mart-tables.js";
import type { MonthActivity } from "../domain/shapes/figures.js";
import type { Run } from "../question/run.js";
import type { Metric, StatedFigures, Split, Valued } from "./shared/metric.js";
import { clinicDimensions, inOrder, storedMonth } from "./shared/split.js";

type ActivityMart = MartGrain & { month: string; active_clinics: number; clinics: number };

type Tables = { mart_active_clinics: ActivityMart; mart_active_clinics_by_type: ActivityMart };

/** Active and open clinics of each known month up to the report month. */
export async function activeClinics(run: Run, split: Split): Promise<Valued<MonthActivity>[]> {
  const mart = split === "plan-type" ? "mart_active_clinics_by_type" : "mart_active_clinics";
  const rows = await run
    .needOwn<Tables>(mart)
    .selectFrom(mart)
    .select(["value", "month", "active_clinics", "clinics"])
    .where("dimension", "=", split)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({
    value: row.value,
    row: { month: storedMonth(row.month), active: row.active_clinics, clinics: row.clinics },
  }));
}

async function headline(run: Run): Promise<StatedFigures[]> {
  const rows = await run
    .needOwn<Tables>("mart_active_clinics")
    .selectFrom("mart_active_clinics")
    .select(["report_month", "active_clinics", "clinics"])
    .where("dimension", "=", "all")
    .whereRef("month", "=", "report_month")
    .execute();
  return rows.map((row) => ({
    reportMonth: row.report_month,
    values: new Map([
      ["active", row.active_clinics],
      ["clinics", row.clinics],
    ]),
  }));
}

export const metric: Metric = {
  meaning: "clinics with at least one plan in the month, beside all open clinics",
  dimensions: [...clinicDimensions, "plan-type"],
  needsRegister: true,
  needsRule: false,
  population: "open",
  fields: ["active", "clinics"],
  from: "rows",
  monthsLookedAt: 1,
  summedMonths: () => [],
  stated: ["active", "clinics"],
  clinicDetail: null,
  answer: async (run, split, order) => ({ rows: inOrder(await activeClinics(run, split), split, order) }),
  headline,
};
