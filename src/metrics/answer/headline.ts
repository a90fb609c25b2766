import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import { registerMonths } from "../../question/as-of.js";
import type { Run } from "../../question/run.js";
import { withRun } from "../../question/run.js";
import type { MetricId } from "../index.js";
import { metricIds, metricOf } from "../index.js";
import { readReportMonthPlans } from "../shared/month-plans.js";

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
  const wanted = metricIds.filter((metric) => hasRegister || !metricOf(metric).needsRegister);
  const monthsLookedAt = Math.max(...wanted.map((metric) => metricOf(metric).monthsLookedAt));
  const context = {
    reportMonths,
    asOf,
    firstMonthOf: (month: Month) => addMonths(month, 1 - monthsLookedAt),
    dimensions: hasRegister ? (["region"] as const) : [],
  };
  return withRun(store, { definitions, context }, async (run) => {
    const figures: HeadlineFigure[] = [];
    for (const metric of wanted) figures.push(...(await figuresOf(run, metric)));
    return {
      figures: inOrder(figures),
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

async function figuresOf(run: Run, metric: MetricId): Promise<HeadlineFigure[]> {
  return (await metricOf(metric).headline(run)).flatMap(({ reportMonth, values }) => {
    const month = reportMonthOf(run, reportMonth);
    if (month === null) return [];
    return [...values].map(([field, value]) => ({ month, metric, field, value }));
  });
}

async function regionsOf(run: Run): Promise<RegionPlans[]> {
  const rows = await readReportMonthPlans(run, "mart_plans_per_month", "region");
  return rows.flatMap(({ reportMonth, value: region, plans }) => {
    const month = reportMonthOf(run, reportMonth);
    return month === null ? [] : [{ month, region, new: plans.new, maintained: plans.maintained }];
  });
}

function reportMonthOf(run: Run, text: string): Month | null {
  return run.context.reportMonths.find((one) => one === text) ?? null;
}
