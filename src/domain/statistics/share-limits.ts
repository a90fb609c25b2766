import type { Month } from "../month.js";
import { addMonths } from "../month.js";
import type { MonthlyValue, Signal, Stretch } from "./normal-variation.js";
import { limitsByLevel, signalsIn } from "./normal-variation.js";

/** Where a month's share was to be expected from the month before; shares from 0 to 1. */
export interface ExpectedShare {
  month: Month;
  expected: number;
  lower: number;
  upper: number;
}

/** How a share varies from month to month. */
export interface ShareVariation {
  /** The months that have limits, oldest first. */
  points: ExpectedShare[];
  /** Months that lie outside their limits. */
  signals: Signal[];
  /** Where the month after the newest is to be expected. */
  next: ExpectedShare;
}

/** What interrupts a series of shares. */
export interface ShareBreaks {
  /** Months from which another rule holds: shares of both sides are not compared. */
  rules: readonly Month[];
  /** Months from which another level is confirmed: the step into them is no signal and counts for no limits. */
  levels: readonly Month[];
}

/**
 * The limits of a share that is counted over a window of months. Neighbouring windows share eleven of twelve months, so that
 * the shares are no independent values and limits round their mean would be far too narrow; their changes from month to
 * month nearly are. So the changes are charted (XmR), and a month's limits are the share of the month before plus those of
 * the changes. Only points outside count as signals: a run of changes is a slope, which the line shows. Source: D. C.
 * Montgomery, Introduction to Statistical Quality Control, chapter on autocorrelated data. Null with too few changes.
 */
export function shareVariation(
  shares: readonly MonthlyValue[],
  { rules, levels }: ShareBreaks,
): ShareVariation | null {
  const valueOf = new Map(shares.map(({ month, value }) => [month, value]));
  const changes = shares.flatMap(({ month, value }) => {
    const before = valueOf.get(addMonths(month, -1));
    const isStep = rules.includes(month) || levels.includes(month);
    return before === undefined || isStep ? [] : [{ month, value: value - before }];
  });
  const stretches = limitsByLevel(changes, [...rules, ...levels]);
  const [newest, last] = [stretches.at(-1), shares.at(-1)];
  if (newest === undefined || last === undefined) return null;
  return {
    points: stretches.flatMap((stretch) =>
      stretch.series.map(({ month }) =>
        expectedAfter(valueOf.get(addMonths(month, -1)) ?? 0, { month, stretch }),
      ),
    ),
    signals: stretches.flatMap(({ series, limits }) =>
      signalsIn(series, limits).filter(({ rule }) => rule === "outside"),
    ),
    next: expectedAfter(last.value, { month: addMonths(last.month, 1), stretch: newest }),
  };
}

function expectedAfter(
  before: number,
  { month, stretch: { limits } }: { month: Month; stretch: Stretch },
): ExpectedShare {
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    month,
    expected: within(before + limits.mean),
    lower: within(before + limits.lower),
    upper: within(before + limits.upper),
  };
}
