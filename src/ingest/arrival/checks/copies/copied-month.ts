import type { Month } from "../../../../domain/month.js";
import type { CheckResult } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { pastInWords, learned, seriesOf } from "../../learned.js";
import { monthAt, valuesOf } from "../../panel/fit-to-past.js";
import { alikeByChance, cellsWith, sameCells } from "../../panel/pairs.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";
import { valueWithUnit } from "../../finding-parts.js";

const id = "copied-month";

/**
 * Rows that are just the same in another known month: the last file, or last year's, with a new date, whole or in part. Rows
 * of few plans agree by chance, so that rows of at least 3 plans count, or of 1 where there are few.
 */
export const copiedMonth: ArrivalCheck = {
  id,
  kinds: ["plan-counts"],
  check: (arrival) => timelinesOf(arrival).map((timeline) => check(timeline, arrival)),
};

interface Likeness {
  share: number;
  cells: number;
  month: Month;
}

/** The latest months whose own likeness to others is learned from. */
const learnedMonths = 18;

function check(timeline: Timeline, { gates }: Arrival): CheckResult {
  const month = timeline.target.month;
  const most = mostLike(timeline, timeline.past.length);
  const least = gates.arrival.minCopiedRows.value;
  if (most === null || most.cells < least)
    return cannotTell({ id, unit: "share" }, `fewer than ${least} rows with plans, or no other month`, {
      month,
    });
  const first = timeline.past.length - learnedMonths;
  const values = valuesOf(timeline, (place) =>
    place < Math.max(first, 3) ? null : (mostLike(timeline, place)?.share ?? null),
  );
  const usual = values.findLast((value) => value !== null) ?? 0.1;
  const smallest = 0.5 / most.cells;
  const inside = Math.min(Math.max(usual, smallest), 1 - smallest);
  const measure = {
    id,
    subject: most.month,
    what: "the share of rows that are just the same in another month, the most like it,",
    unit: "share" as const,
    scale: "logit" as const,
    isSeasonal: false,
    noise: 1.5 / (most.cells * inside * (1 - inside)),
    least: smallest,
    prior: gates.arrival.priorSpreadShare.value,
    values,
    seen: most.share,
    below: "passes" as const,
    above: id,
    rows: most.cells,
    facts: { like: most.month, rows: most.cells },
  } as const;
  const result = learned(timeline, measure, gates.arrival);
  return result.verdict === "cannot-tell" ? byChance(timeline, most, values) : result;
}

/** Where no likeness of other months is known: nearly all rows the same, though two rows of the month are seldom so. */
function byChance(timeline: Timeline, most: Likeness, values: readonly (number | null)[]): CheckResult {
  const { month } = timeline.target;
  const chance = alikeByChance(timeline.target);
  const high = Math.max(0.9, 3 * chance);
  const isHeld = most.share > high;
  const series = seriesOf(timeline, values);
  const finding = `${month}: ${valueWithUnit(most.share, "share")} of ${most.cells} rows are just the same as in ${most.month}; two rows of a month are the same with a chance of ${valueWithUnit(chance, "share")}`;
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen: most.share,
      expected: [0, Math.min(1, high)],
      unit: "share",
      basis: pastInWords(series),
      finding,
    },
    {
      month,
      subject: most.month,
      series,
      looks_like: id,
      facts: { like: most.month, rows: most.cells },
      excess: isHeld ? 2 : 0,
    },
  );
}

/** The month before a place, of all that are known, with the largest share of a month's rows. */
function mostLike(timeline: Timeline, place: number): Likeness | null {
  const month = monthAt(timeline, place);
  if (month === null) return null;
  const large = cellsWith(month, 3);
  const cells = large.length >= timeline.judgement.minCopiedRows.value ? large : cellsWith(month, 1);
  let most: Likeness | null = null;
  for (const other of timeline.past.slice(0, place)) {
    if (other === null) continue;
    const share = cells.length === 0 ? 0 : sameCells(month, other, cells) / cells.length;
    if (most === null || share > most.share) most = { share, cells: cells.length, month: other.month };
  }
  return most;
}
