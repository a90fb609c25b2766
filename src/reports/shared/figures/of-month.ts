import type { DimensionId } from "../../../domain/shapes/metric.js";
import type { Month } from "../../../domain/month.js";
import { addMonths } from "../../../domain/month.js";
import type { Question } from "../../../question/question.js";
import { askModels, requireRegister } from "../../../question/question.js";
import { followUpStanding } from "../../../metrics/follow-up/standing.js";
import { complianceCounts } from "../../../metrics/ok22.js";
import type { MonthUse } from "../../../metrics/sustained-use.js";
import { metric as sustainedUseMetric, sustainedUse } from "../../../metrics/sustained-use.js";
import { requireRule } from "../../../question/rule-scope.js";
import type { Run } from "../../../question/run.js";
import { readPlansPerDoctor } from "./activity.js";
import type { FiguresApart } from "./apart.js";
import { everyDimension, readWholeActivity } from "./apart.js";
import type { ComplianceFigures, FiguresOfMonth, MonthFigures } from "./month-figures.js";
import { basisOf, restatedMonths } from "./basis.js";
import { complianceBy, readDetails } from "./compliance.js";
import { readTrend } from "./trend.js";

/**
 * Computes the figures of a question. `apart` is what another thread computes of them; left out: this one computes all,
 * in fewer runs. Throws exit 2 where no rule is in force, 14 without a register.
 */
export async function figuresOfMonth(
  question: Question,
  apart?: Promise<FiguresApart>,
): Promise<FiguresOfMonth> {
  const { definitions } = question;
  const details = (run: Run, month: Month) => readDetails(run, definitions, month);
  if (apart !== undefined) {
    const own = await figuresBesideTrend(question, { dimensions: complianceDimensions, read: details });
    const standing = await followUpStanding(question);
    const { activity, trend } = await apart;
    return { ...own, ...activity, ...trend, ...standing };
  }
  const figures = await monthFigures(question, {
    dimensions: everyDimension,
    hasGroups: true,
    read: async (run, month) => ({
      ...(await readWholeActivity(run, definitions)),
      ...(await details(run, month)),
    }),
  });
  return { ...figures, ...(await followUpStanding(question)) };
}

const complianceDimensions = ["region", "system", "municipality"] as const;

/** Computes what is shown of compliance, as {@link figuresOfMonth}. */
export async function complianceFigures(question: Question): Promise<ComplianceFigures> {
  const figures = await monthFigures(question, {
    dimensions: complianceDimensions,
    read: async (run, month) => ({
      plansPerDoctor: await readPlansPerDoctor(run),
      ...(await readDetails(run, question.definitions, month)),
    }),
  });
  return { ...figures, ...(await followUpStanding(question)) };
}

/** What is read beside the figures of every report. */
export interface MoreFigures<More> {
  /** What the run over all known months is split by. */
  dimensions: readonly DimensionId[];
  read: (run: Run, month: Month) => Promise<More>;
}

/** The figures of every report, and what more is read from the same run; `hasGroups`: the trend of every group too. */
export async function monthFigures<More extends Pick<MonthFigures, "plansPerDoctor">>(
  question: Question,
  { hasGroups = false, ...more }: MoreFigures<More> & { hasGroups?: boolean },
): Promise<MonthFigures & More> {
  const figures = await figuresBesideTrend(question, more);
  return { ...figures, ...(await readTrend(question, hasGroups)) };
}

async function figuresBesideTrend<More>(question: Question, more: MoreFigures<More>) {
  const { store, definitions, month } = question;
  requireRegister(question);
  const rule = requireRule(definitions, month);
  const basis = await basisOf(question);
  const ofMonth = await askModels(question, { dimensions: more.dimensions }, async (run) => {
    const [whole] = await complianceCounts(run, "all");
    return {
      compliance: whole?.row ?? { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
      complianceByRegion: await complianceBy(run, definitions, "region"),
      ...(await more.read(run, month)),
    };
  });
  const sustained = await sustainedInMonth(question);
  return { basis, rule, ...ofMonth, sustained, restatements: restatedMonths(store, basis) };
}

/** Sustained use in the report month alone: of every month it takes as long as all other figures together. */
async function sustainedInMonth(question: Question): Promise<MonthUse | null> {
  const firstMonthOf = (month: Month): Month => addMonths(month, 1 - sustainedUseMetric.monthsLookedAt);
  const uses = await askModels(question, { firstMonthOf }, (run) => sustainedUse(run, "all"));
  return uses.find(({ row }) => row.month === question.month)?.row ?? null;
}
