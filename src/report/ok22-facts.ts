import type {
  Basis,
  ByDimension,
  ClinicCompliance,
  ComplianceCount,
  MonthCompliance,
} from "../domain/figures.js";
import type { RuleStatement } from "./ok22-rule.js";

/** All figures of the OK22 report, each from its model. */
export interface Ok22Facts {
  basis: Basis;
  /** The whole country in the report month. */
  national: ComplianceCount;
  /** The same clinics by the regions of the report month. */
  byRegion: ByDimension<ComplianceCount>;
  /** Every month up to the report month that has a full window, by its own register, oldest first. */
  trend: readonly MonthCompliance[];
  /** The same clinics one by one; the report names none of them. */
  clinics: readonly ClinicCompliance[];
  rule: RuleStatement;
}

/** How many of some clinics meet the rule. */
export function countOutcomes(clinics: readonly ClinicCompliance[]): ComplianceCount {
  const number = (outcome: ClinicCompliance["outcome"]): number =>
    clinics.filter((clinic) => clinic.outcome === outcome).length;
  const pass = number("pass");
  return {
    clinics: clinics.length,
    pass,
    fail: number("fail"),
    unknown: number("unknown"),
    share: clinics.length === 0 ? null : pass / clinics.length,
  };
}

/**
 * Throws when figures of one report contradict each other: a count that differs from its clinics, or regions that do
 * not add up to the country. That is a bug of ours, and no such report may leave the house.
 */
export function requireReconciled(facts: Ok22Facts): void {
  requireSameCount("the clinics", countOutcomes(facts.clinics), facts.national);
  const regions = facts.byRegion.values.map(({ row }) => row);
  const sumOf = (part: "clinics" | "pass" | "fail" | "unknown"): number =>
    regions.reduce((total, row) => total + row[part], 0);
  const sums = {
    clinics: sumOf("clinics"),
    pass: sumOf("pass"),
    fail: sumOf("fail"),
    unknown: sumOf("unknown"),
  };
  requireSameCount("the regions", sums, facts.national);
  const newest = facts.trend.find((row) => row.month === facts.basis.month);
  if (newest !== undefined) requireSameCount("the trend's newest month", newest, facts.national);
}

/** Throws when a count differs from what it should be. */
export function requireSameCount(
  what: string,
  counted: Omit<ComplianceCount, "share">,
  expected: ComplianceCount,
): void {
  const parts = ["clinics", "pass", "fail", "unknown"] as const;
  const wrong = parts.filter((part) => counted[part] !== expected[part]);
  if (wrong.length === 0) return;
  const seen = wrong.map((part) => `${part} ${counted[part]} instead of ${expected[part]}`);
  throw new Error(`${what} do not add up to the count of the same report: ${seen.join(", ")}`);
}
