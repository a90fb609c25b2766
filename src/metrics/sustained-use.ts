import type { MartGrain } from "../db/mart-tables.js";
import type { Month } from "../domain/month.js";
import type { Run } from "../question/run.js";
import type { Metric, StatedFigures, Split, Valued } from "./shared/metric.js";
import { clinicDimensions, inOrder, storedMonth } from "./shared/split.js";

type Tables = {
  mart_sustained_use: MartGrain & { month: string; before_clinics: number; still_clinics: number };
};

/** Clinics of one month that were active a year before, and those of them that are still. */
export interface MonthUse {
  month: Month;
  before: number;
  still: number;
  /** still / before, 0 to 1; null where none was active a year before. */
  share: number | null;
}

/** Sustained use of each known month up to the report month for which both ends of the year are known. */
export async function sustainedUse(run: Run, split: Split): Promise<Valued<MonthUse>[]> {
  const rows = await run
    .needOwn<Tables>("mart_sustained_use")
    .selectFrom("mart_sustained_use")
    .select(["value", "month", "before_clinics", "still_clinics"])
    .where("dimension", "=", split)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({
    value: row.value,
    row: { month: storedMonth(row.month), ...useOf(row) },
  }));
}

function useOf(row: { before_clinics: number; still_clinics: number }): Omit<MonthUse, "month"> {
  const { before_clinics: before, still_clinics: still } = row;
  return { before, still, share: before === 0 ? null : still / before };
}

async function headline(run: Run): Promise<StatedFigures[]> {
  const rows = await run
    .needOwn<Tables>("mart_sustained_use")
    .selectFrom("mart_sustained_use")
    .select(["report_month", "before_clinics", "still_clinics"])
    .where("dimension", "=", "all")
    .whereRef("month", "=", "report_month")
    .execute();
  return rows.map((row) => ({ reportMonth: row.report_month, values: new Map(Object.entries(useOf(row))) }));
}

export const metric: Metric = {
  meaning: "clinics that were active a year ago, and those of them that are still",
  dimensions: [...clinicDimensions, "plan-type"],
  needsRegister: true,
  needsRule: false,
  population: "open",
  fields: ["before", "still", "share"],
  from: "rows",
  // Three months that end with the month, and the same three a year before.
  monthsLookedAt: 15,
  summedMonths: () => [],
  stated: ["before", "still", "share"],
  clinicDetail: null,
  answer: async (run, split, order) => ({ rows: inOrder(await sustainedUse(run, split), split, order) }),
  headline,
};
