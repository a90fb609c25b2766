import type { ClinicInMonths, MonthPlans } from "../../../domain/shapes/figures.js";
import type { Month } from "../../../domain/month.js";
import { windowOf } from "../../../domain/month.js";

/**
 * Regions of which no clinic made a plan in the window that ends with a month. More likely than that all of them stopped is
 * that nothing of them arrived: a share of 0 % would read like a result, so none is shown.
 */
export function silentRegions(
  regions: readonly { region: string; monthly: readonly MonthPlans[] }[],
  month: Month,
): string[] {
  const window = windowOf(month);
  return regions
    .filter(({ monthly }) => !monthly.some((row) => window.includes(row.month) && row.total > 0))
    .map(({ region }) => region);
}

/** The same from clinics with what each made in the months of its window. */
export function regionsWithoutPlans(clinics: readonly ClinicInMonths[]): string[] {
  const made = ({ monthlyNew, monthlyMaintained }: ClinicInMonths): boolean =>
    [...monthlyNew, ...monthlyMaintained].some((plans) => (plans ?? 0) > 0);
  const active = new Set(clinics.filter(made).map(({ region }) => region));
  return [...new Set(clinics.map(({ region }) => region))].filter((region) => !active.has(region));
}
