import type { RuleSet } from "../../../defs/agreement/rules.js";
import { ruleInForce } from "../../../defs/agreement/rules.js";
import type {
  Basis,
  ByDimension,
  ClinicCompliance,
  ClinicOutcome,
  ComplianceCount,
  ComplianceCrossing,
  MonthCompliance,
  MonthPlans,
  PlansPerDoctor,
  RestatedMonth,
} from "../../../domain/shapes/figures.js";
import type { DimensionId } from "../../../domain/shapes/metric.js";
import type { Month } from "../../../domain/month.js";
import { addMonths, firstOfWindow } from "../../../domain/month.js";
import type { Question } from "../../../question/question.js";
import { askModels, requireRegister } from "../../../question/question.js";
import { clinicKey } from "../../../metrics/follow-up/carried-forward.js";
import { clinicOutcomes } from "../../../metrics/clinics/clinic-figures.js";
import { followUpStanding } from "../../../metrics/follow-up/standing.js";
import { complianceCounts } from "../../../metrics/ok22.js";
import { plansPerDoctor } from "../../../metrics/plans-per-doctor.js";
import type { MonthUse } from "../../../metrics/sustained-use.js";
import { metric as sustainedUseMetric, sustainedUse } from "../../../metrics/sustained-use.js";
import { clinicDimensions } from "../../../metrics/shared/split.js";
import { requireRule, trendMonths } from "../../../question/rule-scope.js";
import type { Run } from "../../../question/run.js";
import type { ActivityFigures } from "./activity.js";
import { plansByType, readActivity } from "./activity.js";
import { basisOf, restatedMonths } from "./basis.js";
import type { ComplianceDetails, ComplianceSplits } from "./compliance.js";
import { complianceBy, readDetails } from "./compliance.js";
import type { ComplianceOfGroups, MonthsOfGroups } from "./group-months.js";
import { complianceOfGroups, monthsOfGroups } from "./group-months.js";

/** What every report of a month rests on. */
export interface MonthFigures {
  basis: Basis;
  /** The rule set in force in the report month. */
  rule: RuleSet;
  plansPerDoctor: PlansPerDoctor;
  compliance: ComplianceCount;
  complianceByRegion: ByDimension<ComplianceCount>;
  /** Clinics that were active a year before, and those of them that are still; null: both ends of the year are not known. */
  sustained: MonthUse | null;
  /** Every month up to the report month with a full window, each by its own register. */
  complianceTrend: MonthCompliance[];
  /** The same by the regions that each month had. */
  complianceTrendByRegion: { region: string; row: MonthCompliance }[];
  /** The same of every group; left out: nobody asked for it. */
  complianceOfGroups?: ComplianceOfGroups;
  /** The rule sets in force in the months of the trend, in order. */
  trendRules: RuleSet[];
  /** The clinics of the month before, by its own register and rule; null where its window is not full. */
  previous: { month: Month; clinics: ClinicOutcome[] } | null;
  /** Who changed sides since the month before and since the same month of the year before, where those are known. */
  complianceCrossings: ComplianceCrossing[];
  /** Months that a later load stated anew, in the order of the loads. */
  restatements: RestatedMonth[];
}

/** What the steering group's deck shows beside its page. */
export interface DeckFigures extends ComplianceSplits {
  /** Plans of the known months, by plan type. */
  plansByType: ByDimension<MonthPlans[]>;
  clinics: ClinicCompliance[];
}

/** What the page of the steering group lets its reader choose from. */
export interface ChoiceFigures {
  monthsOfGroups: MonthsOfGroups;
}

/** Every figure that the reports of one month show, computed once for all of them. */
export interface FiguresOfMonth
  extends MonthFigures, ActivityFigures, DeckFigures, ChoiceFigures, ComplianceDetails {}

/** What the OK22 report and the regions' workbooks show: computing all figures takes half as long again. */
export type ComplianceFigures = MonthFigures & ComplianceDetails;

/** Computes the figures of a question. Throws exit 2 where no rule is in force, 14 without a register. */
export async function figuresOfMonth(question: Question): Promise<FiguresOfMonth> {
  const { definitions } = question;
  const figures = await monthFigures(question, {
    dimensions: [...clinicDimensions, "plan-type"],
    hasGroups: true,
    read: async (run, month) => ({
      ...(await readActivity(run, definitions)),
      plansByType: await plansByType(run, definitions),
      monthsOfGroups: await monthsOfGroups(run),
      ...(await readDetails(run, definitions, month)),
    }),
  });
  return { ...figures, ...(await followUpStanding(question)) };
}

/** Computes what is shown of compliance, as {@link figuresOfMonth}. */
export async function complianceFigures(question: Question): Promise<ComplianceFigures> {
  const figures = await monthFigures(question, {
    dimensions: ["region", "system", "municipality"],
    read: (run, month) => readDetails(run, question.definitions, month),
  });
  return { ...figures, ...(await followUpStanding(question)) };
}

/** What is read beside the figures of every report. */
export interface MoreFigures<More> {
  /** What the run over all known months is split by. */
  dimensions: readonly DimensionId[];
  /** True: the trend of compliance is read of every group too. */
  hasGroups?: boolean;
  read: (run: Run, month: Month) => Promise<More>;
}

/** The figures of every report, and what more is read from the same run. */
export async function monthFigures<More>(
  question: Question,
  more: MoreFigures<More>,
): Promise<MonthFigures & More> {
  const { store, definitions, month } = question;
  requireRegister(question);
  const rule = requireRule(definitions, month);
  const basis = await basisOf(question);
  const ofMonth = await askModels(question, { dimensions: more.dimensions }, async (run) => {
    const [whole] = await complianceCounts(run, "all");
    const [distribution] = await plansPerDoctor(run, "all");
    return {
      plansPerDoctor: distribution?.row ?? { clinics: 0, unknown: 0, rows: [] },
      compliance: whole?.row ?? { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
      complianceByRegion: await complianceBy(run, definitions, "region"),
      ...(await more.read(run, month)),
    };
  });
  const sustained = await sustainedInMonth(question);
  const trend = await readTrend(question, more.hasGroups ?? false);
  return { basis, rule, ...ofMonth, sustained, ...trend, restatements: restatedMonths(store, basis) };
}

/** Sustained use in the report month alone: of every month it takes as long as all other figures together. */
async function sustainedInMonth(question: Question): Promise<MonthUse | null> {
  const firstMonthOf = (month: Month): Month => addMonths(month, 1 - sustainedUseMetric.monthsLookedAt);
  const uses = await askModels(question, { firstMonthOf }, (run) => sustainedUse(run, "all"));
  return uses.find(({ row }) => row.month === question.month)?.row ?? null;
}

type Trend = Pick<
  MonthFigures,
  | "complianceTrend"
  | "complianceTrendByRegion"
  | "complianceOfGroups"
  | "trendRules"
  | "previous"
  | "complianceCrossings"
>;

/** Reads the months up to the report month whose windows are full, each by its own register and rule. */
async function readTrend(question: Question, hasGroups: boolean): Promise<Trend> {
  const { definitions, month, known } = question;
  const reportMonths = trendMonths(definitions, known, { from: known[0] ?? month, to: month });
  if (reportMonths.length === 0)
    return {
      complianceTrend: [],
      complianceTrendByRegion: [],
      trendRules: [],
      previous: null,
      complianceCrossings: [],
    };
  const dimensions = hasGroups ? clinicDimensions : (["region"] as const);
  const scope = { reportMonths, firstMonthOf: firstOfWindow, dimensions };
  const before = addMonths(month, -1);
  const rules = reportMonths.map((one) => ruleInForce(definitions.rules, one)).filter((one) => one !== null);
  return askModels(question, scope, async (run) => {
    const previous = reportMonths.includes(before)
      ? { month: before, clinics: await clinicOutcomes(run, before) }
      : null;
    return {
      complianceTrend: (await complianceCounts(run, "all")).map((one) => ({ month: one.month, ...one.row })),
      complianceTrendByRegion: (await complianceCounts(run, "region")).map((one) => ({
        region: one.value,
        row: { month: one.month, ...one.row },
      })),
      ...(hasGroups ? { complianceOfGroups: await complianceOfGroups(run) } : {}),
      trendRules: [...new Set(rules)],
      complianceCrossings: reportMonths.includes(month)
        ? await crossingsOf(run, {
            month,
            previous,
            yearBefore: reportMonths.includes(addMonths(month, -12)),
          })
        : [],
      previous,
    };
  });
}

/** Who changed sides since the month before, where that is read already, and since the same one a year before, where it has a share. */
async function crossingsOf(
  run: Run,
  asked: { month: Month; previous: MonthFigures["previous"]; yearBefore: boolean },
): Promise<ComplianceCrossing[]> {
  const { month, previous } = asked;
  const since = addMonths(month, -12);
  const earlier = [
    ...(previous === null ? [] : [previous]),
    ...(asked.yearBefore ? [{ month: since, clinics: await clinicOutcomes(run, since) }] : []),
  ];
  if (earlier.length === 0) return [];
  const now = new Map(
    (await clinicOutcomes(run, month)).map((clinic) => [clinicKey(clinic), clinic.outcome]),
  );
  return earlier.map((then) => {
    const both = then.clinics.flatMap((clinic) => {
      const outcome = now.get(clinicKey(clinic));
      return outcome === undefined ? [] : [{ before: clinic.outcome === "pass", now: outcome === "pass" }];
    });
    return {
      since: then.month,
      gained: both.filter((clinic) => clinic.now && !clinic.before).length,
      lost: both.filter((clinic) => clinic.before && !clinic.now).length,
    };
  });
}
