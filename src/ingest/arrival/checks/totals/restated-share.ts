import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import type { MonthCells } from "../../panel/panel.js";
import { plansOf } from "../../panel/panel.js";
import { earlierRestatements } from "../../panel/restatements.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { valueWithUnit } from "../../finding-parts.js";

const id = "restated-share";

/**
 * Plans that a restatement moves, up and down together, beside those of the month as it was known; with what the change looks
 * like row by row. A restatement within the range of earlier ones passes, and says how it compares.
 */
export const restatedShare: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) =>
    timelinesOf(arrival).flatMap((timeline) =>
      timeline.before === null ? [] : [check(timeline, timeline.before, arrival)],
    ),
};

function check(timeline: Timeline, before: MonthCells, arrival: Arrival): CheckResult {
  const { target } = timeline;
  const month = target.month;
  const change = changeOf(before, target);
  const had = Math.max(1, plansOf(before));
  const seen = change.moved / had;
  const earlier = earlierRestatements(arrival);
  const largest = Math.max(0, ...earlier.map(({ value }) => value));
  const limit = arrival.gates.arrival.maxRestatedShare.value;
  // Beyond all earlier ones by half is beyond their range.
  const high = Math.max(limit, 1.5 * largest);
  const isHeld = seen > high && change.cells >= arrival.gates.arrival.minRestatedRows.value;
  const more =
    earlier.length === 0
      ? "no earlier restatement is known"
      : `${earlier.length} earlier ones moved up to ${valueWithUnit(largest, "share")}`;
  const finding = `${month}: the restatement changes ${change.changed} of ${change.cells} rows and moves ${valueWithUnit(seen, "share")} of the plans (${change.up} more, ${change.down} fewer), against at most ${valueWithUnit(high, "share")}; ${more}`;
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen,
      expected: [0, high],
      unit: "share",
      basis: earlier.length === 0 ? "the limit of gates.yaml" : `${earlier.length} earlier restatements`,
      finding,
    },
    {
      month,
      series: earlier,
      looks_like: likeness(change),
      facts: { rows: change.cells, changed: change.changed, up: change.up, down: change.down },
      excess: isHeld ? seen / high : 0,
    },
  );
}

interface Change {
  /** Rows with plans before or now, and those of them that changed. */
  cells: number;
  changed: number;
  moved: number;
  up: number;
  down: number;
  /** Changed rows whose measures changed places, and whose counts doubled. */
  swapped: number;
  doubled: number;
}

function changeOf(before: MonthCells, now: MonthCells): Change {
  const change = { cells: 0, changed: 0, moved: 0, up: 0, down: 0, swapped: 0, doubled: 0 };
  for (let cell = 0; cell < now.fresh.length; cell += 1) {
    const [hadNew, hadOld] = [before.fresh[cell] ?? 0, before.maintained[cell] ?? 0];
    const [hasNew, hasOld] = [now.fresh[cell] ?? 0, now.maintained[cell] ?? 0];
    if (hadNew + hadOld + hasNew + hasOld === 0) continue;
    change.cells += 1;
    if (hadNew === hasNew && hadOld === hasOld) continue;
    change.changed += 1;
    for (const difference of [hasNew - hadNew, hasOld - hadOld]) {
      if (difference > 0) change.up += difference;
      else change.down -= difference;
    }
    if (hasNew === hadOld && hasOld === hadNew) change.swapped += 1;
    if (hasNew === 2 * hadNew && hasOld === 2 * hadOld) change.doubled += 1;
  }
  change.moved = change.up + change.down;
  return change;
}

function likeness({ changed, swapped, doubled }: Change): CheckResult["looks_like"] {
  if (swapped > 0.8 * changed) return "measures-swapped";
  return doubled > 0.8 * changed ? "doubled" : "restated-much";
}
