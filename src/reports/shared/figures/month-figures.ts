import type { RuleSet } from "../../../defs/agreement/rules.js";
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
import type { Month } from "../../../domain/month.js";
import type { MonthUse } from "../../../metrics/sustained-use.js";
import type { ActivityFigures } from "./activity.js";
import type { ComplianceDetails, ComplianceSplits } from "./compliance.js";
import type { ComplianceOfGroups, MonthsOfGroups } from "./group-months.js";

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
