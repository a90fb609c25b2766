import type { Month } from "../../domain/month.js";

/** The months in which something is in force, both included. */
export interface Validity {
  validFrom: Month;
  /** Last month; null = no end is known. */
  validTo: Month | null;
}

/** True when the month lies within the validity. */
export function isInForce(validity: Validity, month: Month): boolean {
  return validity.validFrom <= month && (validity.validTo === null || month <= validity.validTo);
}

/** True when there is a month in which both are in force. */
export function isOverlapping(one: Validity, other: Validity): boolean {
  const startsBeforeEnd = (start: Month, end: Month | null): boolean => end === null || start <= end;
  return startsBeforeEnd(one.validFrom, other.validTo) && startsBeforeEnd(other.validFrom, one.validTo);
}
