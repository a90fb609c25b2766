import { restatedTotals } from "../db/changes.js";
import { isIncomplete, loadFacts } from "../db/ledger.js";
import type { Store } from "../db/open.js";
import type { Definitions } from "../defs/definitions.js";
import { ruleInForce } from "../defs/rules.js";
import type { RuleSet } from "../defs/rules.js";
import { dateInDenmark } from "../domain/danish.js";
import type {
  Basis,
  BinCount,
  ByDimension,
  ClinicCompliance,
  ClinicOutcome,
  ComplianceCount,
  MonthActivity,
  MonthCompliance,
  MonthPlans,
  OutsideCount,
  PlansPerDoctor,
  RestatedMonth,
} from "../domain/figures.js";
import type { Month } from "../domain/month.js";
import { addMonths, windowLength } from "../domain/month.js";
import {
  knownMonths,
  registerMonths,
  requireRegister,
  resolveAsOf,
  resolveMonth,
} from "../transform/as-of.js";
import type { FollowUpFigures } from "../transform/follow-up.js";
import { followUpFigures } from "../transform/follow-up.js";
import {
  attainedShares,
  clinicCompliance,
  clinicOutcomes,
  clinicsOutside,
} from "../transform/clinic-figures.js";
import {
  activeClinics,
  complianceCounts,
  plansAccumulated,
  plansPerDoctor,
  plansPerMonth,
} from "../transform/figures.js";
import { complianceBy, complianceSplits } from "./compliance-splits.js";
import { valueOrder } from "../transform/metric-declarations.js";
import { requireRule, trendMonths } from "../transform/rule-scope.js";
import type { Run } from "../transform/run.js";
import { withRun } from "../transform/run.js";

/** Every figure that the reports of one month show, computed once for all of them. */
export interface FiguresOfMonth {
  basis: Basis;
  /** The rule set in force in the report month. */
  rule: RuleSet;
  plansPerMonth: MonthPlans[];
  /** Plans and active clinics of each known month, by region. */
  monthsByRegion: ByDimension<{ plans: MonthPlans[]; activity: MonthActivity[] }>;
  /** Plans of the known months of the window and of the one before, by plan type. */
  plansByType: ByDimension<MonthPlans[]>;
  plansAccumulated: MonthPlans[];
  activeClinics: MonthActivity[];
  plansPerDoctor: PlansPerDoctor;
  compliance: ComplianceCount;
  complianceByRegion: ByDimension<ComplianceCount>;
  /** Every month up to the report month with a full window, each by its own register. */
  complianceTrend: MonthCompliance[];
  /** The same by the regions that each month had. */
  complianceTrendByRegion: { region: string; row: MonthCompliance }[];
  clinics: ClinicCompliance[];
  followUp: FollowUpFigures;
  complianceBySystem: ByDimension<ComplianceCount>;
  complianceByMunicipality: ByDimension<ComplianceCount>;
  /** Clinics that fail, by the share of their requirement that they attain. */
  attained: BinCount[];
  /** The rule sets in force in the months of the trend, in order. */
  trendRules: RuleSet[];
  /** The clinics of the month before, by its own register and rule; null where its window is not full. */
  previous: { month: Month; clinics: ClinicOutcome[] } | null;
  /** Clinics of the register that are not held against the rule, by reason. */
  outside: OutsideCount[];
  /** Months that a later load stated anew, in the order of the loads. */
  restatements: RestatedMonth[];
}

/** Computes the figures of a report month. Throws exit 2 for a month without counts or without a rule in force. */
export async function figuresOfMonth(
  store: Store,
  definitions: Definitions,
  asked: { month: Month | null; asOf: number | null },
): Promise<FiguresOfMonth> {
  const asOf = await resolveAsOf(store, asked.asOf);
  const known = await knownMonths(store, asOf);
  const month = resolveMonth(known, asked.month);
  await requireRegister(store, asOf);
  const rule = requireRule(definitions, month);
  const basis = await basisOf(store, { month, asOf, known });
  const ofMonth = {
    reportMonths: [month],
    asOf,
    firstMonthOf: () => known[0] ?? month,
    dimensions: ["region", "plan-type"] as const,
  };
  const figures = await withRun(store, { definitions, context: ofMonth }, (run) =>
    readFigures(run, definitions, month),
  );
  const splits = await complianceSplits(store, definitions, { month, asOf });
  const reportMonths = trendMonths(definitions, known, { from: known[0] ?? month, to: month });
  const ofTrend = {
    reportMonths,
    asOf,
    firstMonthOf: (one: Month) => addMonths(one, 1 - windowLength),
    dimensions: ["region"] as const,
  };
  const before = addMonths(month, -1);
  const trends =
    reportMonths.length === 0
      ? null
      : await withRun(store, { definitions, context: ofTrend }, async (run) => ({
          all: await complianceCounts(run, "all"),
          region: await complianceCounts(run, "region"),
          previous: reportMonths.includes(before)
            ? { month: before, clinics: await clinicOutcomes(run, before) }
            : null,
        }));
  const rules = reportMonths.map((one) => ruleInForce(definitions.rules, one)).filter((one) => one !== null);
  return {
    basis,
    rule,
    ...figures,
    ...splits,
    trendRules: [...new Set(rules)],
    previous: trends?.previous ?? null,
    complianceTrend: (trends?.all ?? []).map(({ month: one, row }) => ({ month: one, ...row })),
    complianceTrendByRegion: (trends?.region ?? []).map(({ month: one, value, row }) => ({
      region: value,
      row: { month: one, ...row },
    })),
    restatements: restatedMonths(store, basis),
  };
}

type WholeFigures = Pick<
  FiguresOfMonth,
  | "plansPerMonth"
  | "monthsByRegion"
  | "plansByType"
  | "plansAccumulated"
  | "activeClinics"
  | "plansPerDoctor"
  | "compliance"
  | "complianceByRegion"
  | "attained"
  | "clinics"
  | "followUp"
  | "outside"
>;

async function readFigures(run: Run, definitions: Definitions, month: Month): Promise<WholeFigures> {
  const [whole] = await complianceCounts(run, "all");
  const [distribution] = await plansPerDoctor(run, "all");
  return {
    plansPerMonth: (await plansPerMonth(run, "all")).map(({ row }) => row),
    monthsByRegion: await monthsByRegion(run, valueOrder(definitions, "region")),
    plansByType: await plansByType(run, definitions, month),
    plansAccumulated: (await plansAccumulated(run, "all")).map(({ row }) => row),
    activeClinics: (await activeClinics(run, "all")).map(({ row }) => row),
    plansPerDoctor: distribution?.row ?? { clinics: 0, unknown: 0, rows: [] },
    compliance: whole?.row ?? { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
    complianceByRegion: await complianceBy(run, definitions, "region"),
    attained: await attainedShares(run),
    clinics: await clinicCompliance(run),
    followUp: await followUpFigures(run),
    outside: await clinicsOutside(run),
  };
}

async function monthsByRegion(
  run: Run,
  order: (left: string, right: string) => number,
): Promise<FiguresOfMonth["monthsByRegion"]> {
  const plans = await plansPerMonth(run, "region");
  const activity = await activeClinics(run, "region");
  const regions = [...new Set([...plans, ...activity].map(({ value }) => value))].sort(order);
  return {
    dimension: "region",
    values: regions.map((region) => ({
      value: region,
      row: {
        plans: plans.filter(({ value }) => value === region).map(({ row }) => row),
        activity: activity.filter(({ value }) => value === region).map(({ row }) => row),
      },
    })),
  };
}

async function plansByType(
  run: Run,
  definitions: Definitions,
  month: Month,
): Promise<ByDimension<MonthPlans[]>> {
  const first = addMonths(month, 1 - 2 * windowLength);
  const byType = new Map<string, MonthPlans[]>();
  for (const { value, row } of await plansPerMonth(run, "plan-type"))
    byType.set(value, [...(byType.get(value) ?? []), ...(row.month < first ? [] : [row])]);
  const order = valueOrder(definitions, "plan-type");
  return {
    dimension: "plan-type",
    values: [...byType]
      .map(([value, row]) => ({ value, row }))
      .sort((left, right) => order(left.value, right.value)),
  };
}

/** What each load of counts changed of months that were known before it, up to the report month. */
function restatedMonths(store: Store, { loads, month }: Basis): RestatedMonth[] {
  return loads
    .filter(({ kind }) => kind === "plan-counts")
    .flatMap(({ load, loadedAt, months }) => {
      const shown = months.filter((one) => one <= month);
      const totals = restatedTotals(store, { load, months: shown });
      const sumOf = (restated: Month, side: "old" | "new"): number =>
        totals.filter((total) => total.month === restated).reduce((sum, total) => sum + total[side], 0);
      return [...new Set(totals.map((total) => total.month))].map((restated) => ({
        load,
        date: dateInDenmark(loadedAt),
        month: restated,
        before: sumOf(restated, "old"),
        now: sumOf(restated, "new"),
      }));
    });
}

async function basisOf(
  store: Store,
  given: { month: Month; asOf: number; known: readonly Month[] },
): Promise<Basis> {
  const { month, asOf, known } = given;
  const loads = await loadFacts(store, asOf);
  const registers = await registerMonths(store, asOf);
  const registerMonth = registers.findLast((register) => register <= month) ?? registers[0] ?? null;
  const newest = loads.at(-1)?.loadedAt ?? "";
  return {
    month,
    asOf,
    date: dateInDenmark(newest),
    registerMonth,
    knownMonths: known.filter((one) => one <= month),
    incompleteMonths: known.filter((one) => one <= month && isIncomplete(loads, "plan-counts", one)),
    isRegisterIncomplete: registerMonth !== null && isIncomplete(loads, "clinic-register", registerMonth),
    loads: loads.map(({ synthetic: _, ...load }) => load),
    synthetic: loads.some((load) => load.synthetic),
  };
}
