import type { CheckResult, MistakeId } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { pastInWords, seriesOf } from "../../learned.js";
import { monthAt, valuesOf } from "../../panel/fit-to-past.js";
import { pairWords } from "../../panel/pairs.js";
import type { MonthCells } from "../../panel/panel.js";
import { plansOf } from "../../panel/panel.js";
import { longestRunOf, patternsOf, repeatsBySum } from "../../panel/counted-patterns.js";
import { median } from "../../statistics/distributions.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";

/*
 * Small whole numbers whose largest value in the months before is the yardstick: such extremes have no spread to learn, but
 * a tail that falls by a constant factor or faster from one to the next, so that far beyond the largest is far beyond chance.
 */

/** A pair of large counts that stands in many rows: test rows, or a default. */
export const repeatedPairs: ArrivalCheck = {
  id: "repeated-pairs",
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => repeated(timeline, arrival)),
};

/** Counts that rise or fall by the same step from row to row: filled down in a spreadsheet. */
export const filledDown: ArrivalCheck = {
  id: "filled-down",
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).map((timeline) =>
      beyondLargest(timeline, {
        id: "filled-down",
        // A spreadsheet fills in the order of its rows, whatever that is.
        ofTarget: Math.max(
          patternsOf(timeline.target).longestRun,
          longestRunOf(timeline.target, timeline.inFileOrder()),
        ),
        what: "the longest run of rows that rise or fall by the same step",
        mistake: "filled-down",
        limit: (largest) => largest + 4,
        measure: (month) => patternsOf(month).longestRun,
      }),
    ),
};

/** Many rows with the largest count: cut off at a limit of the export. */
export const cutAtTop: ArrivalCheck = {
  id: "cut-at-top",
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).map((timeline) =>
      beyondLargest(timeline, {
        id: "cut-at-top",
        what: "the number of rows with the largest count",
        mistake: "truncated",
        limit: (largest) => arrival.gates.arrival.repeatRatio.value * largest + 3,
        measure: (month) => patternsOf(month).top.rows,
        isOdd: isCut,
      }),
    ),
};

interface Extreme {
  id: string;
  what: string;
  mistake: MistakeId;
  /** The largest value that passes, from the largest of the months before. */
  limit: (largest: number) => number;
  measure: (month: MonthCells) => number;
  /** Its value in the month that is looked at, where the file itself tells more than its counts; left out: as of others. */
  ofTarget?: number;
  /** What must hold of the month besides; left out: nothing. */
  isOdd?: (timeline: Timeline) => boolean;
}

/** True where the largest count is lower than it usually was: rows that repeat one as large were not cut. */
function isCut({ past, target }: Timeline): boolean {
  const usual = median(past.flatMap((month) => (month === null ? [] : [patternsOf(month).top.value])));
  return usual !== null && patternsOf(target).top.value < usual;
}

function beyondLargest(timeline: Timeline, extreme: Extreme): CheckResult {
  const { id, what, mistake, limit, measure, ofTarget, isOdd } = extreme;
  const { month } = timeline.target;
  const values = valuesOf(timeline, (place) => {
    const one = monthAt(timeline, place);
    return one === null ? null : measure(one);
  });
  const series = seriesOf(timeline, values);
  const least = timeline.judgement.minHistoryValues.value;
  if (series.length < least)
    return cannotTell({ id, unit: "rows" }, `fewer than ${least} known months before it`, { month });
  const seen = ofTarget ?? measure(timeline.target);
  const high = limit(Math.max(...series.map(({ value }) => value)));
  const isHeld = seen > high && isOdd?.(timeline) !== false;
  const basis = pastInWords(series);
  const finding = `${month}: ${what} is ${seen}, against at most ${high} to expect from ${basis}`;
  return resultOf(
    { id, verdict: isHeld ? "hold" : "ok", seen, expected: [0, high], unit: "rows", basis, finding },
    { month, series, looks_like: mistake, excess: isHeld ? seen / high : 0 },
  );
}

function repeated(timeline: Timeline, { gates }: Arrival): CheckResult {
  const id = "repeated-pairs";
  const { month } = timeline.target;
  const past = timeline.past.filter((one) => one !== null);
  const least = gates.arrival.minHistoryValues.value;
  if (past.length < least)
    return cannotTell({ id, unit: "rows" }, `fewer than ${least} known months before it`, { month });
  // Where plans grew, pairs of fewer plans were as large then.
  const usual = past.slice(-12).reduce((sum, one) => sum + plansOf(one), 0) / Math.min(12, past.length);
  const nearly = 0.7 * Math.min(1, usual / Math.max(1, plansOf(timeline.target)));
  const before = past.map(mostRowsBySum);
  const judged = repeatsBySum(timeline.target).map((one) => {
    let most = 1;
    for (const rowsFrom of before) most = Math.max(most, rowsFrom(nearly * one.sum));
    return { ...one, high: gates.arrival.repeatRatio.value * most + 2 };
  });
  const worst = judged.toSorted((left, right) => right.rows / right.high - left.rows / left.high)[0];
  if (worst === undefined) {
    const finding = `${month}: no pair of counts stands in two rows`;
    const core = { id, verdict: "ok" as const, seen: 1, expected: [0, 4] as const, unit: "rows" as const };
    return resultOf({ ...core, basis: `${past.length} months`, finding }, { month });
  }
  const { rows, high, pair, sum } = worst;
  const series = past.map(({ month: at }, place) => ({
    month: at,
    value: before[place]?.(nearly * sum) ?? 1,
  }));
  const sorted = timeline.isBackwards ? series.toReversed() : series;
  const finding = `${month}: ${rows} rows have the counts ${pairWords(pair)}, against at most ${high} rows with any pair of about so many plans to expect from ${pastInWords(sorted)}`;
  return resultOf(
    {
      id,
      verdict: rows > high ? "hold" : "ok",
      seen: rows,
      expected: [0, high],
      unit: "rows",
      basis: pastInWords(sorted),
      finding,
    },
    {
      month,
      series: sorted,
      looks_like: "test-rows",
      facts: { pair: pairWords(pair), sum },
      excess: rows > high ? rows / high : 0,
    },
  );
}

/** The most rows that any pair of at least so many plans has in a month; 1: no such pair stands in two rows. */
function mostRowsBySum(month: MonthCells): (sum: number) => number {
  const repeats = repeatsBySum(month);
  let most = 1;
  // Largest sums first, so that each step holds the most rows of all pairs of as many plans or more.
  const steps = repeats.map(({ sum, rows }) => ({ sum, rows: (most = Math.max(most, rows)) }));
  return (sum) => {
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.sum ?? 0) >= sum) low = middle + 1;
      else high = middle;
    }
    return steps[low - 1]?.rows ?? 1;
  };
}
