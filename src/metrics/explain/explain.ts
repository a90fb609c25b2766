import { relative } from "node:path";
import type { ModelTables } from "../../db/mart-tables.js";
import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Explanation, PopulationStep } from "../../domain/shapes/explanation.js";
import type { MetricId } from "../../domain/shapes/metric.js";
import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth, windowLength } from "../../domain/month.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import { usageError } from "../../lib/errors.js";
import { programFolder } from "../../lib/program.js";
import {
  knownMonths,
  registerMonths,
  requireRegister,
  resolveAsOf,
  resolveMonth,
} from "../../question/as-of.js";
import { clinicCompliance } from "../clinic-figures.js";
import { readClinics } from "./explain-clinics.js";
import { filesOf, readRows } from "./explain-rows.js";
import {
  activeClinics,
  complianceCounts,
  plansAccumulated,
  plansPerDoctor,
  plansPerMonth,
} from "../figures.js";
import { metrics } from "../metric-declarations.js";
import { readModels } from "../../question/models.js";
import { requireRule } from "../../question/rule-scope.js";
import type { Run } from "../../question/run.js";
import { withRun } from "../../question/run.js";

/** What is to be explained. */
export interface ExplainQuestion {
  metric: MetricId;
  month: Month | null;
  asOf: number | null;
  /** Explains the figure of this number's clinics alone. */
  ydernummer: Ydernummer | null;
}

const marts: Readonly<Record<MetricId, keyof ModelTables>> = {
  "plans-per-month": "mart_plans_per_month",
  "plans-accumulated": "mart_plans_accumulated",
  "active-clinics": "mart_active_clinics",
  "plans-per-doctor": "mart_plans_per_doctor",
  ok22: "mart_ok22",
};

/**
 * Collects everything that a metric's newest figure rests on: the clinics at each filter, the models, and every row with
 * the file and line that it came from. Throws exit 2 for a number that neither the register nor a count knows.
 */
export async function explainMetric(
  store: Store,
  definitions: Definitions,
  asked: ExplainQuestion,
): Promise<Explanation> {
  const asOf = await resolveAsOf(store, asked.asOf);
  const known = await knownMonths(store, asOf);
  const month = resolveMonth(known, asked.month);
  const registers = await registerMonths(store, asOf);
  const { needsRegister } = metrics[asked.metric];
  if (needsRegister || asked.ydernummer !== null) await requireRegister(store, asOf);
  if (asked.metric === "ok22") requireRule(definitions, month);
  const context = {
    reportMonths: [month],
    asOf,
    firstMonthOf: (reportMonth: Month) => addMonths(reportMonth, 1 - windowLength),
    dimensions: [],
  };
  // A clinic's segment looks at all months; the rows behind the figure are those of the window.
  const allMonths = { ...context, firstMonthOf: () => known[0] ?? month };
  const followed =
    asked.ydernummer === null
      ? []
      : await withRun(store, { definitions, context: allMonths }, (run) => clinicCompliance(run));
  return withRun(store, { definitions, context }, async (run) => {
    const rows = await readRows(run, asked);
    const hasRegister = registers.length > 0;
    const clinics = asked.ydernummer === null ? [] : await readClinics(run, asked.ydernummer, followed);
    if (asked.ydernummer !== null && clinics.length === 0 && rows.length === 0) {
      throw usageError(
        `no clinic and no count has the number ${asked.ydernummer}`,
        "check the number; flp metrics ok22 --by clinic lists those of the month",
      );
    }
    return {
      metric: asked.metric,
      month,
      asOf,
      figure: await readFigure(run, asked.metric, month),
      registerMonth: hasRegister ? await readRegisterMonth(run) : null,
      population: hasRegister && needsRegister ? await readPopulation(run, asked.metric) : [],
      models: await modelsBehind(marts[asked.metric]),
      files: filesOf(rows),
      rows,
      clinics,
    };
  });
}

async function readFigure(run: Run, metric: MetricId, month: Month): Promise<Record<string, number | null>> {
  switch (metric) {
    case "plans-per-month":
    case "plans-accumulated": {
      const rows = await (metric === "plans-per-month" ? plansPerMonth : plansAccumulated)(run, "all");
      const { month: _, ...figure } = rows.find(({ row }) => row.month === month)?.row ?? {
        month,
        new: 0,
        maintained: 0,
        total: 0,
      };
      return figure;
    }
    case "active-clinics": {
      const rows = await activeClinics(run, "all");
      const { month: _, ...figure } = rows.find(({ row }) => row.month === month)?.row ?? {
        month,
        active: 0,
        clinics: 0,
      };
      return figure;
    }
    case "plans-per-doctor": {
      const whole = (await plansPerDoctor(run, "all"))[0]?.row;
      return { clinics: whole?.clinics ?? 0, unknown: whole?.unknown ?? 0 };
    }
    case "ok22":
      return { ...(await complianceCounts(run, "all"))[0]?.row };
  }
}

async function readRegisterMonth(run: Run): Promise<Month | null> {
  const row = await run
    .need("int_register")
    .selectFrom("int_register")
    .select("snapshot_month")
    .executeTakeFirst();
  return row === undefined ? null : parseMonth(row.snapshot_month);
}

/** Active clinics are counted among all that are open; the other clinic metrics leave kinds out. */
async function readPopulation(run: Run, metric: MetricId): Promise<PopulationStep[]> {
  const steps = await run
    .need("trace_clinic_population")
    .selectFrom("trace_clinic_population")
    .select(["step_position", "step", "detail", "clinics"])
    .orderBy("step_position")
    .orderBy("detail")
    .execute();
  const last = metric === "active-clinics" ? 3 : 5;
  return steps
    .filter((step) => step.step_position <= last)
    .map(({ step, detail, clinics }) => ({ step, detail, clinics }));
}

/** A mart and all models that it reads, the mart first. */
async function modelsBehind(mart: string): Promise<Explanation["models"]> {
  const models = await readModels();
  const found = new Set<string>();
  const collect = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const input of models.get(name)?.inputs ?? []) collect(input);
  };
  collect(mart);
  return [...found].flatMap((name) => {
    const model = models.get(name);
    return model === undefined ? [] : [{ name, path: relative(programFolder, model.path), sql: model.sql }];
  });
}
