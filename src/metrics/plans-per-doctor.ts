import type { MartGrain } from "../db/mart-tables.js";
import { windowLength, windowOf } from "../domain/month.js";
import type { BinCount, PlansPerDoctor } from "../domain/shapes/figures.js";
import type { Run } from "../question/run.js";
import type { AnswerBody, Metric, StatedFigures, Split, Valued, ValueOrder } from "./shared/metric.js";
import { clinicDimensions, fieldOf } from "./shared/split.js";

type Tables = {
  mart_plans_per_doctor: MartGrain & {
    bin_label: string | null;
    bin_position: number | null;
    clinics: number;
  };
};

/** The distribution of clinics by new plans per doctor, one for each value of the split. */
export async function plansPerDoctor(run: Run, split: Split): Promise<Valued<PlansPerDoctor>[]> {
  const rows = await run
    .needOwn<Tables>("mart_plans_per_doctor")
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

async function answer(run: Run, split: Split, order: ValueOrder): Promise<AnswerBody> {
  const distributions = (await plansPerDoctor(run, split)).sort((left, right) =>
    order(left.value, right.value),
  );
  if (split === "all") {
    const whole = distributions[0]?.row ?? { clinics: 0, unknown: 0, rows: [] };
    return { clinics: whole.clinics, unknown: whole.unknown, rows: whole.rows.map((bin) => ({ ...bin })) };
  }
  return {
    by: Object.fromEntries(
      distributions.map(({ value, row }) => [value, { clinics: row.clinics, unknown: row.unknown }]),
    ),
    rows: distributions.flatMap(({ value, row }) =>
      row.rows.map((bin) => ({ [fieldOf(split)]: value, ...bin })),
    ),
  };
}

/** All clinics of the distribution, and those of each bin; `unknown` are those whose doctors are unknown or 0. */
async function headline(run: Run): Promise<StatedFigures[]> {
  const rows = await run
    .needOwn<Tables>("mart_plans_per_doctor")
    .selectFrom("mart_plans_per_doctor")
    .select(["report_month", "bin_label", "clinics"])
    .where("dimension", "=", "all")
    .orderBy("bin_position")
    .execute();
  const months = new Map<string, Map<string, number>>();
  for (const { report_month: month, bin_label: label, clinics } of rows) {
    const values = months.get(month) ?? new Map<string, number>([["clinics", 0]]);
    months.set(month, values);
    values.set("clinics", (values.get("clinics") ?? 0) + clinics);
    values.set(label ?? "unknown", clinics);
  }
  return [...months].map(([reportMonth, values]) => ({ reportMonth, values }));
}

export const metric: Metric = {
  meaning: "clinics by new plans per doctor in the latest 12 months",
  dimensions: clinicDimensions,
  needsRegister: true,
  needsRule: false,
  population: "compared",
  fields: ["label", "clinics"],
  from: null,
  monthsLookedAt: windowLength,
  summedMonths: windowOf,
  stated: ["clinics", "unknown"],
  clinicDetail: "bin",
  answer,
  headline,
};
