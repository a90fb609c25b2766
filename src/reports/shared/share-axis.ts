import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";

/** Steps of the axis of shares: it begins at a multiple below the lowest share and ends at one above the highest. */
export const shareStep = 0.05;

/** Whole steps that hold all shares, with room above the highest for its label and below a point that has it there. */
export function levelsOf(shares: readonly number[], lowestLabelled: number): number[] {
  const steps = Math.round(1 / shareStep);
  const roomBelow = Math.floor(lowestLabelled / shareStep - 0.6);
  const low = Math.max(0, Math.min(Math.floor(Math.min(...shares, 1) / shareStep), roomBelow));
  const high = Math.min(steps, Math.max(Math.ceil(Math.max(...shares, 0) / shareStep + 0.4), low + 2));
  const first = Math.min(low, high - 2);
  return Array.from(
    { length: high - first + 1 },
    (_, step) => Math.round((first + step) * shareStep * 100) / 100,
  );
}

/** A month's share and the stretch of the line that it lies on. */
export interface RunPoint {
  month: Month;
  value: number;
  run: number;
}

/** Numbers the stretches of a line: a new one begins after a missing month and with another rule. */
export function runsOf(
  points: readonly { month: Month; value: number }[],
  changes: readonly Month[],
): RunPoint[] {
  let run = 0;
  return points.map((point, place) => {
    const before = points[place - 1];
    if (before !== undefined && (addMonths(before.month, 1) !== point.month || changes.includes(point.month)))
      run += 1;
    return { ...point, run };
  });
}
