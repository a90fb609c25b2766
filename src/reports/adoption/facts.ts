import type {
  Basis,
  ByDimension,
  ClinicCompliance,
  ComplianceCount,
  MonthActivity,
  ComplianceCrossing,
  MonthCompliance,
  MonthPlans,
  PlansPerDoctor,
} from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { LevelChange } from "../../defs/limits/level-changes.js";
import type { MonthUse } from "../../metrics/sustained-use.js";
import type { ToldTarget } from "../findings/target-findings.js";
import type { ComplianceSplits } from "../shared/figures/compliance.js";
import type { RestatementNotes } from "../shared/restated/notes.js";
import type { DisclosureTexts } from "../disclosure/texts.js";
import type { Reservation, RuleStatement } from "../shared/rule.js";

/** The figures of one region. Lists are in month order. */
export interface RegionFacts {
  region: string;
  monthly: readonly MonthPlans[];
  activity: readonly MonthActivity[];
  compliance: ComplianceCount;
}

/** What an edition says where it shows less than all; its figures are in the facts as they may be shown. */
export interface GuardedParts {
  /** Whom the edition is for, and what that means. */
  mark: Reservation;
  /** Ends the names of its files. */
  fileSuffix: string;
  /** Parts that are left out, with their reason. */
  withheld: readonly { id: string; text: string }[];
  /** Where clinics without a new plan are a bin of their own. */
  isNoneApart: boolean;
  /** Said under the distribution, where bins are laid together; null: they are not. */
  binNote: string | null;
  /** The row of regions that are only shown together; null: there is none. */
  restRegion: string | null;
  texts: DisclosureTexts;
}

/** All figures of the steering group's report, each from its model. Lists are in month order. */
export interface SteeringFacts {
  basis: Basis;
  /** Every known month up to the report month. */
  monthly: readonly MonthPlans[];
  /** Running sums of the known months of the report month's window. */
  accumulated: readonly MonthPlans[];
  activity: readonly MonthActivity[];
  /** Plans of each known month, by plan type. */
  byPlanType: ByDimension<readonly MonthPlans[]>;
  perDoctor: PlansPerDoctor;
  /** Clinics that were active a year before, and those of them that are still; null: it is not known, or not shown. */
  sustained: MonthUse | null;
  compliance: ComplianceCount;
  /** Every month up to the report month that has a full window, by its own register. */
  complianceTrend: readonly MonthCompliance[];
  /** Who changed sides since the month and the year before. */
  complianceCrossings: readonly ComplianceCrossing[];
  rule: RuleStatement;
  /** First month of the rule in force: shares of earlier months were held against another one. */
  ruleFrom: Month;
  /** How far the goals are that somebody set; left out: there are none. */
  goals?: readonly ToldTarget[];
  /** Months from which another level is confirmed, with the reason; left out: there are none. */
  levelChanges?: readonly LevelChange[];
  /** What was stated otherwise when the steering group met before. */
  restated: RestatementNotes;
  /** The regions of the report month in the order in which they are shown; left out: the report has no part about them. */
  regions?: readonly RegionFacts[];
  /** Regions without a single plan in the window, whose share is therefore null; left out: there are none. */
  silentRegions?: readonly string[];
  /** What is said and not shown to an audience that may not see groups of every size; left out: all is shown. */
  guarded?: GuardedParts;
}

/** The same with the figures of groups and of single clinics. */
export interface AdoptionFacts extends SteeringFacts, ComplianceSplits {
  complianceByRegion: ByDimension<ComplianceCount>;
  clinics: readonly ClinicCompliance[];
}
