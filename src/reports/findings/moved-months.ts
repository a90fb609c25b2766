import type { RestatedMonth } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";

/** A month whose plans are not what they were first: new and maintained together, and the loads that changed them. */
export interface MovedMonth {
  month: Month;
  loads: number[];
  before: number;
  now: number;
}

/** Each month once, from what it was first to what it is now; one that came back to where it was is not told. */
export function movedMonths(restatements: readonly RestatedMonth[]): MovedMonth[] {
  const byMonth = new Map<Month, MovedMonth>();
  for (const { month, load, before, now } of restatements) {
    const known = byMonth.get(month);
    byMonth.set(month, {
      month,
      loads: [...(known?.loads ?? []), load],
      before: known?.before ?? before,
      now,
    });
  }
  return [...byMonth.values()]
    .filter(({ before, now }) => before !== now)
    .sort((left, right) => (left.month < right.month ? -1 : 1));
}
