import type { Month } from "../month.js";

/** When a share is reached at the pace of the latest 12 months, nine times of ten between `low` and `high`. */
export interface ReachedMonths {
  month: Month;
  low: Month;
  /** Null: within five years it may not be. */
  high: Month | null;
}

/** How far the clinics of the report month are from a share that somebody set. */
export interface TargetAnswer {
  share: number;
  /** Smallest number of clinics that gives the share. */
  needed: number;
  /** What lacks to it; below 0 where more than it meet the requirement. */
  missing: number;
  /** Clinics that fail and are near the requirement, by `segments.yaml`. */
  near: number;
  /** Null: not in sight at the pace of the latest 12 months, or not all of those are known under one rule. */
  reached: ReachedMonths | null;
  /** How far such forecasts were off so far; null: none can be held against what came. */
  backtest: { months: number; forecasts: number; held: number; mean_error: number } | null;
}
