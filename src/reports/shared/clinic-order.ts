import { compareDanish } from "../../domain/danish.js";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";

/** By name in Danish order, then by number and opening. */
export function compareByName(left: ClinicCompliance, right: ClinicCompliance): number {
  return (
    compareDanish(left.name, right.name) ||
    compareDanish(left.ydernummer, right.ydernummer) ||
    compareDanish(left.opened, right.opened)
  );
}

/** The clinic with the later latest plan first, then by name; one without any plan last. */
export function compareByLatestPlan(left: ClinicCompliance, right: ClinicCompliance): number {
  return compareText(right.lastPlanMonth ?? "", left.lastPlanMonth ?? "") || compareByName(left, right);
}

/** By code points: for months and names of fields, not for what people read. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
