import type { ClinicCompliance, ComplianceCount } from "../../domain/shapes/figures.js";

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
