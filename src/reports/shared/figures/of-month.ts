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
import type { ComplianceFigures, FiguresOfMonth, MonthFigures } from "./month-figures.js";
import { basisOf, restatedMonths } from "./basis.js";
import { complianceBy, readDetails } from "./compliance.js";
import type { Trend } from "./trend.js";
import { readTrend } from "./trend.js";
import { everyDimension, readWholeActivity } from "./whole-activity.js";

/** Computes the figures of a question. Throws exit 2 where no rule is in force, 14 without a register. */
export async function figuresOfMonth(question: Question): Promise<FiguresOfMonth> {
  const figures = await monthFigures(question, {
    dimensions: everyDimension,
    hasGroups: true,
    read: async (run, month) => ({
      ...(await readWholeActivity(run, question.definitions)),
      ...(await readCompliance(question, run, month)),
    }),
  });
  return { ...figures, ...(await followUpStanding(question)) };
}

/**
 * Computes what is shown of compliance, as {@link figuresOfMonth}. `trend` is what another thread computes of it; left out:
 * this one does.
 */
export async function complianceFigures(
  question: Question,
  trend?: Promise<Trend>,
): Promise<ComplianceFigures> {
  const own = await figuresBesideTrend(question, {
    dimensions: ["region", "system", "municipality"],
    read: (run, month) => readCompliance(question, run, month),
  });
  const standing = await followUpStanding(question);
  return { ...own, ...standing, ...(await (trend ?? readTrend(question, false))) };
}

async function readCompliance({ definitions }: Question, run: Run, month: Month) {
  return {
    plansPerDoctor: await readPlansPerDoctor(run),
    ...(await readDetails(run, definitions, month)),
  };
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
