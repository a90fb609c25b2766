import type { ClinicInMonths } from "../../domain/shapes/figures.js";

/** What a drawn clinic has where a test does not care: no segment's plans, no flags, twelve empty months. */
export const plainFollowUp: Pick<
  ClinicInMonths,
  "segment" | "flags" | "perDoctor" | "lastPlanMonth" | "monthlyNew" | "monthlyMaintained"
> = {
  segment: "below",
  flags: [],
  perDoctor: null,
  lastPlanMonth: null,
  monthlyNew: Array.from({ length: 12 }, () => 0),
  monthlyMaintained: Array.from({ length: 12 }, () => 0),
};
