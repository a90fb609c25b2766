import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import type { MetricId } from "../domain/shapes/metric.js";
import { metricIds } from "../domain/shapes/metric.js";
import type { Month } from "../domain/month.js";
import { addMonths, windowLength } from "../domain/month.js";
import { registerMonths } from "../question/as-of.js";
import type { Run } from "../question/run.js";
import { withRun } from "../question/run.js";

/** One published figure of one report month. */
export interface HeadlineFigure {
  month: Month;
  metric: MetricId;
  /** Field of the metric's row; of plans-per-doctor also a bin's label. */
  field: string;
  value: number | null;
}

/** Plans of a report month in one region. */
export interface RegionPlans {
  month: Month;
  region: string;
  new: number;
  maintained: number;
}

/** The headline figures of some report months, as they were known as of a load. */
export interface Headlines {
  figures: HeadlineFigure[];
  /** Empty without a register. */
  regions: RegionPlans[];
}

/** Reads the figures that reports state of each report month: the month's own row of every metric, without a split. */
export async function readHeadlines(
  store: Store,
  definitions: Definitions,
  asked: { asOf: number; reportMonths: readonly Month[] },
): Promise<Headlines> {
  const { asOf, reportMonths } = asked;
  if (reportMonths.length === 0) return { figures: [], regions: [] };
  const hasRegister = (await registerMonths(store, asOf)).length > 0;
  const context = {
    reportMonths,
    asOf,
    firstMonthOf: (month: Month) => addMonths(month, 1 - windowLength),
    dimensions: hasRegister ? (["region"] as const) : [],
  };
  return withRun(store, { definitions, context }, async (run) => {
    const plans = [...(await plansOf(run, "plans-per-month")), ...(await plansOf(run, "plans-accumulated"))];
    const clinics = hasRegister
      ? [...(await activeOf(run)), ...(await binsOf(run)), ...(await complianceOf(run))]
      : [];
    return {
      figures: inOrder([...plans, ...clinics]),
      regions: hasRegister ? await regionsOf(run) : [],
    };
  });
}

/** Report months in order, the metrics of each as the program lists them. */
function inOrder(figures: readonly HeadlineFigure[]): HeadlineFigure[] {
  const place = ({ metric }: HeadlineFigure): number => metricIds.indexOf(metric);
  return figures.toSorted((left, right) =>
    left.month === right.month ? place(left) - place(right) : left.month < right.month ? -1 : 1,
  );
}

const marts = {
  "plans-per-month": "mart_plans_per_month",
  "plans-accumulated": "mart_plans_accumulated",
} as const;

async function plansOf(run: Run, metric: keyof typeof marts): Promise<HeadlineFigure[]> {
  const rows = await run
    .need(marts[metric])
    .selectFrom(marts[metric])
    .select(["report_month", "new_plans", "maintained_plans", "total_plans"])
    .where("dimension", "=", "all")
    .whereRef("month", "=", "report_month")
    .execute();
  return rows.flatMap((row) =>
    figuresOf(run, row.report_month, metric, {
      new: row.new_plans,
      maintained: row.maintained_plans,
      total: row.total_plans,
    }),
  );
}

async function activeOf(run: Run): Promise<HeadlineFigure[]> {
  const rows = await run
    .need("mart_active_clinics")
    .selectFrom("mart_active_clinics")
    .select(["report_month", "active_clinics", "clinics"])
    .where("dimension", "=", "all")
    .whereRef("month", "=", "report_month")
    .execute();
  return rows.flatMap((row) =>
    figuresOf(run, row.report_month, "active-clinics", { active: row.active_clinics, clinics: row.clinics }),
  );
}

async function binsOf(run: Run): Promise<HeadlineFigure[]> {
  const rows = await run
    .need("mart_plans_per_doctor")
    .selectFrom("mart_plans_per_doctor")
    .select(["report_month", "bin_label", "clinics"])
    .where("dimension", "=", "all")
    .orderBy("bin_position")
    .execute();
  const all = new Map<string, number>();
  for (const row of rows) all.set(row.report_month, (all.get(row.report_month) ?? 0) + row.clinics);
  return [
    ...[...all].flatMap(([month, clinics]) => figuresOf(run, month, "plans-per-doctor", { clinics })),
    ...rows.flatMap((row) =>
      figuresOf(run, row.report_month, "plans-per-doctor", { [row.bin_label ?? "unknown"]: row.clinics }),
    ),
  ];
}

async function complianceOf(run: Run): Promise<HeadlineFigure[]> {
  const rows = await run
    .need("mart_ok22")
    .selectFrom("mart_ok22")
    .select(["report_month", "clinics", "pass_clinics", "fail_clinics", "unknown_clinics"])
    .where("dimension", "=", "all")
    .execute();
  return rows.flatMap((row) =>
    figuresOf(run, row.report_month, "ok22", {
      clinics: row.clinics,
      pass: row.pass_clinics,
      fail: row.fail_clinics,
      unknown: row.unknown_clinics,
      share: row.clinics === 0 ? null : row.pass_clinics / row.clinics,
    }),
  );
}

async function regionsOf(run: Run): Promise<RegionPlans[]> {
  const rows = await run
    .need("mart_plans_per_month")
    .selectFrom("mart_plans_per_month")
    .select(["report_month", "value", "new_plans", "maintained_plans"])
    .where("dimension", "=", "region")
    .whereRef("month", "=", "report_month")
    .orderBy("report_month")
    .execute();
  return rows.flatMap((row) => {
    const month = run.context.reportMonths.find((one) => one === row.report_month);
    if (month === undefined) return [];
    return [{ month, region: row.value, new: row.new_plans, maintained: row.maintained_plans }];
  });
}

function figuresOf(
  run: Run,
  reportMonth: string,
  metric: MetricId,
  values: Readonly<Record<string, number | null>>,
): HeadlineFigure[] {
  const month = run.context.reportMonths.find((one) => one === reportMonth);
  if (month === undefined) return [];
  return Object.entries(values).map(([field, value]) => ({ month, metric, field, value }));
}
