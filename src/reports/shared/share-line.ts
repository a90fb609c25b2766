import { spreadLabels } from "../../domain/spread-labels.js";
import { shareWords, shortMonthYearWords } from "../../domain/danish.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import type { ChartInput } from "../../render/chart/content.js";
import type { ShareVariation } from "../../domain/statistics/share-limits.js";
import type { MonthValue } from "./month-axis.js";
import { monthAxis, sameMonthsBefore } from "./month-axis.js";

/** A goal as a line in a chart. */
export interface GoalLine {
  share: number;
  /** What stands at its end, a line each. */
  lines: string[];
}

/** A share month by month, as it is drawn in every report. */
export interface ShareLine {
  /** The months that have a share, oldest first. */
  points: readonly MonthValue[];
  /** The month that the report is about. */
  month: Month;
  /** Months from which another rule holds. */
  ruleChanges: readonly Month[];
  /** Limits of normal variation; null: too few months for any. */
  variation: ShareVariation | null;
  goals: readonly GoalLine[];
  words: { newest: string; ruleChange: string };
}

/** What the chart of a share is drawn from. */
export interface DrawnShareLine {
  input: ChartInput;
  narrowInput: Partial<ChartInput>;
  /** Levels of the axis, lowest first. */
  levels: number[];
  /** Where the axis begins, in words: it does not begin at 0, as a change of a point would not be seen. */
  floor: string;
}

/** More months than this leave no room between labels a year apart: on a page, and on a narrow screen. */
const mostMonthsLabelled = { wide: 120, narrow: 40 };

/** Room that a label of two lines takes, as a part of the axis. */
const labelRoom = 0.26;

/**
 * Each month's share on a line that breaks where a month is missing and where another rule begins, the months compared, the
 * band of normal variation, and goals.
 */
export function drawShareLine(line: ShareLine): DrawnShareLine {
  const { points, month, ruleChanges, variation, goals, words } = line;
  const axis = monthAxis(
    points.map((point) => point.month),
    month,
  );
  const band = variation?.points ?? [];
  const levels = levelsOf([
    ...points.map(({ value }) => value),
    ...band.flatMap(({ lower, upper }) => [lower, upper]),
    ...goals.map(({ share }) => share),
  ]);
  const [low, high] = [levels[0] ?? 0, levels.at(-1) ?? 1];
  const changes = [...ruleChanges].filter((change) => points.some((point) => point.month < change));
  const newest = points.find((point) => point.month === month);
  const seriesLabels = endLabels({ newest, goals, words, range: high - low });
  const labelsAmong = (mostMonths: number): ChartInput["data"][string] =>
    axis.months.length > mostMonths ? [] : earlierLabels(line, { low, high });
  const bandRuns = runsOf(
    band.map((one) => ({ ...one, value: one.expected })),
    changes,
  );
  return {
    levels,
    floor: shareWords(low).replace(",0", ""),
    input: {
      values: { months: axis.months, ...axis.wide, levels, shares: [low, high] },
      data: {
        band: bandRuns.map(({ run, ...one }) => ({ month: one.month, low: one.lower, high: one.upper, run })),
        goals: goals.map(({ share }) => ({ share })),
        points: runsOf(points, changes).map(({ month: one, value, run }) => ({
          month: one,
          share: value,
          run,
        })),
        changes: changes.map((one) => ({ month: one, label: words.ruleChange })),
        newest: newest === undefined ? [] : [{ month: newest.month, share: newest.value }],
        labels: labelsAmong(mostMonthsLabelled.wide),
        seriesLabels,
      },
    },
    narrowInput: { values: { ...axis.narrow }, data: { labels: labelsAmong(mostMonthsLabelled.narrow) } },
  };
}

/** The same month of earlier years, under the line, or above it where the axis is near. */
function earlierLabels(
  { points, month }: ShareLine,
  { low, high }: { low: number; high: number },
): ChartInput["data"][string] {
  const earlier = sameMonthsBefore(
    month,
    points.map((point) => point.month),
  );
  return points
    .filter((point) => earlier.includes(point.month))
    .map(({ month: one, value }) => ({
      month: one,
      share: value,
      place: (value - low) / (high - low) < labelRoom ? "above" : "below",
      // That of the first month would reach into the axis.
      align: one === points[0]?.month ? "left" : "center",
      lines: [shortMonthYearWords(one), shareWords(value)],
    }));
}

/** What stands at the right end: the newest share and the goals, in their order and apart. */
function endLabels({
  newest,
  goals,
  words,
  range,
}: {
  newest: MonthValue | undefined;
  goals: readonly GoalLine[];
  words: ShareLine["words"];
  range: number;
}): ChartInput["data"][string] {
  const labels = [
    ...(newest === undefined
      ? []
      : [{ share: newest.value, lines: [words.newest, shareWords(newest.value)], kind: "newest" }]),
    ...goals.map((goal) => ({ ...goal, kind: "goal" })),
  ].sort((left, right) => left.share - right.share);
  const places = spreadLabels(
    labels.map(({ share }) => share),
    range * labelRoom,
  );
  return labels.map(({ lines, kind }, at) => ({ y: places[at] ?? 0, lines, kind }));
}

/** Whole steps that hold all shares, with room above the highest and below the lowest. */
export function levelsOf(shares: readonly number[]): number[] {
  const [lowest, highest] = [Math.min(...shares, 1), Math.max(...shares, 0)];
  const percent = [5, 10, 20].find((step) => (highest - lowest) * 100 <= 5 * step) ?? 20;
  const steps = 100 / percent;
  const high = Math.min(steps, Math.max(2, Math.ceil((highest * 100) / percent + 0.4)));
  const low = Math.max(0, Math.min(Math.floor((lowest * 100) / percent - 0.6), high - 2));
  return Array.from({ length: high - low + 1 }, (_, step) => ((low + step) * percent) / 100);
}

/** Numbers the stretches of a line: a new one begins after a missing month and with another rule. */
function runsOf<Point extends MonthValue>(
  points: readonly Point[],
  changes: readonly Month[],
): (Point & { run: number })[] {
  let run = 0;
  return points.map((point, place) => {
    const before = points[place - 1];
    if (before !== undefined && (addMonths(before.month, 1) !== point.month || changes.includes(point.month)))
      run += 1;
    return { ...point, run };
  });
}
