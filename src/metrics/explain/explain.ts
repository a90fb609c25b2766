import { relative } from "node:path";
import type { Explanation, PopulationStep, ReachableGoal } from "../../domain/shapes/explanation.js";
import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import type { Ydernummer } from "../../domain/ydernummer.js";
import { usageError } from "../../lib/errors.js";
import { programFolder } from "../../lib/program.js";
import type { Question } from "../../question/question.js";
import { askModels, requireRegister } from "../../question/question.js";
import { answerTarget } from "../answer/target.js";
import { clinicCompliance } from "../clinics/clinic-figures.js";
import { explainClinics } from "./explain-clinics.js";
import { filesOf, readRows } from "./explain-rows.js";
import { hasLimits, explainVariation } from "./variation.js";
import type { MetricId } from "../index.js";
import { metricOf } from "../index.js";
import type { Metric } from "../shared/metric.js";
import { readModels } from "../../question/models.js";
import { requireRule } from "../../question/rule-scope.js";
import type { Run } from "../../question/run.js";

/** What is to be explained. */
export interface ExplainedFigure {
  metric: MetricId;
  /** Explains the figure of this number's clinics alone. */
  ydernummer: Ydernummer | null;
}

/**
 * Collects everything that a metric's newest figure rests on: the clinics at each filter, the models, and every row with
 * the file and line that it came from. Throws exit 2 for a number that neither the register nor a count knows.
 */
export async function explainMetric(question: Question, asked: ExplainedFigure): Promise<Explanation> {
  const { month, asOf, registers } = question;
  const metric = metricOf(asked.metric);
  const { needsRegister } = metric;
  if (needsRegister || asked.ydernummer !== null) requireRegister(question);
  if (metric.needsRule) requireRule(question.definitions, month);
  // A clinic's segment looks at all months; the rows behind the figure are those of the window.
  const followed = asked.ydernummer === null ? [] : await askModels(question, {}, clinicCompliance);
  const standing = asked.ydernummer === null ? await standingOf(question, asked.metric) : {};
  const firstMonthOf = (reportMonth: Month): Month => addMonths(reportMonth, 1 - metric.monthsLookedAt);
  return askModels(question, { firstMonthOf }, async (run) => {
    const rows = await readRows(run, asked);
    const hasRegister = registers.length > 0;
    const clinics = asked.ydernummer === null ? [] : await explainClinics(run, asked.ydernummer, followed);
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
      figure: await readFigure(run, metric, month),
      registerMonth: hasRegister ? await readRegisterMonth(run) : null,
      population: hasRegister && needsRegister ? await readPopulation(run, metric) : [],
      models: await modelsBehind(`mart_${asked.metric.replaceAll("-", "_")}`),
      files: filesOf(rows),
      rows,
      clinics,
      ...standing,
    };
  });
}

/** Whether the country's figure is noise, and how far its goals are. */
async function standingOf(
  question: Question,
  metric: MetricId,
): Promise<Pick<Explanation, "variation" | "goals">> {
  const variation = hasLimits(metric) ? { variation: await explainVariation(question, metric) } : {};
  if (metric !== "ok22") return variation;
  const goals: ReachableGoal[] = [];
  for (const { share, by, setBy, setOn } of question.definitions.targets) {
    const target = { share, by, set_by: setBy, set_on: setOn };
    goals.push({ target, answer: await answerTarget(question, share) });
  }
  return { ...variation, goals };
}

async function readFigure(run: Run, metric: Metric, month: Month): Promise<Record<string, number | null>> {
  const figures = (await metric.headline(run)).find(({ reportMonth }) => reportMonth === month);
  return Object.fromEntries(metric.stated.map((name) => [name, figures?.values.get(name) ?? null]));
}

async function readRegisterMonth(run: Run): Promise<Month | null> {
  const row = await run
    .need("int_register")
    .selectFrom("int_register")
    .select("snapshot_month")
    .executeTakeFirst();
  return row === undefined ? null : parseMonth(row.snapshot_month);
}

/** The clinics at each filter, as far as the metric's own population. */
async function readPopulation(run: Run, { population }: Metric): Promise<PopulationStep[]> {
  const steps = await run
    .need("int_clinic_population")
    .selectFrom("int_clinic_population")
    .select(["step", "detail", "clinics"])
    .orderBy("step_position")
    .orderBy("detail")
    .execute();
  const last = steps.findIndex(({ step }) => step === population);
  return steps.slice(0, last + 1);
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
    return model === undefined
      ? []
      : [{ name, path: relative(programFolder, model.path).replaceAll("\\", "/"), sql: model.sql }];
  });
}
