import type { CheckResult } from "../../domain/shapes/arrival.js";

/** A check as the contract's JSON has it, with the month and the subject that it is about and its finding in words. */
export type CheckForMachines = Pick<
  CheckResult,
  "id" | "month" | "subject" | "verdict" | "seen" | "expected" | "basis" | "looks_like" | "finding"
>;

/** The part of a check that machines read: what pictures and other languages need stays in the program. */
export function checkForMachines(check: CheckResult): CheckForMachines {
  const { id, month, subject, verdict, seen, expected, basis, looks_like, finding } = check;
  return { id, month, subject, verdict, seen, expected, basis, looks_like, finding };
}
