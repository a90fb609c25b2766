import type {
  Basis,
  ComplianceCount,
  MonthActivity,
  MonthCompliance,
  MonthPlans,
  PlansPerDoctor,
} from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import type { RestatementNotes } from "../revisions/note.js";
import type { RuleStatement } from "../shared/rule.js";

/** The figures of one region. Lists are in month order. */
export interface RegionFacts {
  region: string;
  monthly: readonly MonthPlans[];
  activity: readonly MonthActivity[];
  compliance: ComplianceCount;
}

/** All figures of the steering group's report, each from its model. Lists are in month order. */
export interface SteeringFacts {
  basis: Basis;
  /** Every known month up to the report month. */
  monthly: readonly MonthPlans[];
  /** Running sums of the known months of the report month's window. */
  accumulated: readonly MonthPlans[];
  activity: readonly MonthActivity[];
  perDoctor: PlansPerDoctor;
  compliance: ComplianceCount;
  /** Every month up to the report month that has a full window, by its own register. */
  complianceTrend: readonly MonthCompliance[];
  rule: RuleStatement;
  /** First month of the rule in force: shares of earlier months were held against another one. */
  ruleFrom: Month;
  /** What was stated otherwise when the steering group met before. */
  restated: RestatementNotes;
  /** The regions of the report month in the order in which they are shown; left out: the report has no part about them. */
  regions?: readonly RegionFacts[];
}
