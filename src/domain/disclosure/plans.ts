import type { Month } from "../month.js";
import { addMonths } from "../month.js";
import { isSafe } from "./small-counts.js";

/** How many clinics stand behind the plans of one month, in all or in a part of them. */
export interface PlanMakers {
  dimension: "all" | "plan-type" | "region";
  /** `all`, a plan type, or a region's name. */
  value: string;
  month: Month;
  /** Clinics with a new plan, with a maintained one, with either. */
  counts: readonly [number, number, number];
}

/** Which sums of plans may be shown: none that few clinics made. */
export interface ShownPlans {
  /** The first month from which all months may be shown; null: all that are known may. */
  from: Month | null;
  /** True when those of each region may be shown beside all plans, in the months that are shown. */
  byRegion: boolean;
  /** True when those of each plan type may. */
  byPlanType: boolean;
}

/** Decides which sums of plans may be shown. Plans of numbers that no region has follow from all plans less the regions'. */
export function disclosePlans(makers: readonly PlanMakers[], minimum: number): ShownPlans {
  const whole = makers.filter(({ dimension }) => dimension === "all");
  const last = whole
    .filter(({ counts }) => !isSafe(counts, minimum))
    .map(({ month }) => month)
    .sort()
    .at(-1);
  const from = last === undefined ? null : addMonths(last, 1);
  const isShown = ({ month }: PlanMakers): boolean => from === null || month >= from;
  const parts = (dimension: PlanMakers["dimension"]): PlanMakers[] =>
    makers.filter((one) => one.dimension === dimension && isShown(one));
  const regions = parts("region");
  const isRestSafe = whole.filter(isShown).every(({ month, counts }) => {
    const own = regions.filter((one) => one.month === month);
    return isSafe(
      counts.map((count, place) => count - own.reduce((sum, one) => sum + (one.counts[place] ?? 0), 0)),
      minimum,
    );
  });
  return {
    from,
    byRegion: isRestSafe && regions.every(({ counts }) => isSafe(counts, minimum)),
    byPlanType: parts("plan-type").every(({ counts }) => isSafe(counts, minimum)),
  };
}
