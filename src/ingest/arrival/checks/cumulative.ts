import type { CheckResult } from "../../../domain/shapes/arrival.js";
import type { ArrivalCheck } from "../check.js";
import { cannotTell, resultOf } from "../check.js";
import type { MonthCells } from "../panel/panel.js";
import type { Timeline } from "../panel/timeline.js";
import { timelinesOf } from "../panel/timeline.js";

const id = "cumulative";

/**
 * Rows that are nowhere below the sum of the year's months before, or of the latest 11: running sums in place of a month. A
 * true month is below it in about half of the rows in February, and in nearly all later on.
 */
export const cumulative: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map(check),
};

const leastRows = 20;
/** Restated months let a running sum fall now and then. */
const limit = 0.95;

function check(timeline: Timeline): CheckResult {
  const { past, target, isBackwards } = timeline;
  const { month } = target;
  const inYear = Number(month.slice(5)) - 1;
  const spans = [...new Set([inYear, 11])].filter((span) => span > 0);
  const shares = isBackwards
    ? []
    : spans.flatMap((span) => {
        const months = past.slice(-span);
        const known = months.filter((one) => one !== null);
        if (known.length < span) return [];
        const found = notBelowSum(target, known);
        return found.rows < leastRows ? [] : [{ ...found, span }];
      });
  const most = shares.toSorted((left, right) => right.share - left.share)[0];
  if (most === undefined)
    return cannotTell({ id, unit: "share" }, "the months before it are not known, or have too few plans", {
      month,
    });
  // Counts that never change are not below themselves either.
  const isHeld = most.share > limit && !wasSo(timeline, most.span);
  const finding = `${month}: ${Math.round(most.share * 100)} % of ${most.rows} rows are not below the sum of the ${most.span} months before, against at most ${limit * 100} % of a single month`;
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen: most.share,
      expected: [0, limit],
      unit: "share",
      basis: `the ${most.span} months before`,
      finding,
    },
    {
      month,
      looks_like: "cumulative",
      facts: { rows: most.rows, months: most.span },
      excess: isHeld ? 2 : 0,
    },
  );
}

/** True when a month before was just as little below the sum of as many months. */
function wasSo({ past }: Timeline, span: number): boolean {
  return past.some((month, place) => {
    const months = past.slice(Math.max(0, place - span), place).filter((one) => one !== null);
    return month !== null && months.length === span && notBelowSum(month, months).share > limit;
  });
}

function notBelowSum(target: MonthCells, months: readonly MonthCells[]): { rows: number; share: number } {
  let [rows, notBelow] = [0, 0];
  for (let cell = 0; cell < target.fresh.length; cell += 1) {
    let sum = 0;
    for (const month of months) sum += (month.fresh[cell] ?? 0) + (month.maintained[cell] ?? 0);
    if (sum < 2) continue;
    rows += 1;
    if ((target.fresh[cell] ?? 0) + (target.maintained[cell] ?? 0) >= sum) notBelow += 1;
  }
  return { rows, share: rows === 0 ? 0 : notBelow / rows };
}
