import { ruleInForce } from "../../defs/agreement/rules.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import type { FigureVariation } from "../../domain/shapes/explanation.js";
import { shareVariation } from "../../domain/statistics/share-limits.js";
import type { Signal } from "../../domain/statistics/normal-variation.js";
import { yearOnYear } from "../../domain/statistics/normal-variation.js";
import { levelChangesOf, levelMonths } from "../../question/level-changes.js";
import type { Question } from "../../question/question.js";
import { askModels } from "../../question/question.js";
import { readShares } from "../answer/target.js";
import type { MetricId } from "../index.js";
import { plansPerMonth } from "../plans-per-month.js";

/** Metrics that have limits of normal variation. */
const withLimits = ["plans-per-month", "ok22"] as const satisfies MetricId[];

/** True for a metric that has limits of normal variation, where enough months are known. */
export function hasLimits(metric: MetricId): metric is (typeof withLimits)[number] {
  return withLimits.some((id) => id === metric);
}

/** Whether a metric's newest figure is noise: how it lies in its limits; null with too few months for any. */
export async function explainVariation(
  question: Question,
  metric: (typeof withLimits)[number],
): Promise<FigureVariation | null> {
  const { month, definitions } = question;
  const levels = levelMonths(levelChangesOf(question), metric);
  if (metric === "plans-per-month") {
    const rows = await askModels(question, {}, (run) => plansPerMonth(run, "all"));
    const totals = rows.map(({ row }) => ({ month: row.month, value: row.total }));
    const year = yearOnYear(totals, levels);
    const before = addMonths(month, -12);
    return told({ method: "year-before", before, levels, month, found: year });
  }
  const shares = (await readShares(question)).flatMap(({ month: one, share }) =>
    share === null ? [] : [{ month: one, value: share }],
  );
  const rule = ruleInForce(definitions.rules, month);
  const found = shareVariation(shares, { rules: rule === null ? [] : [rule.validFrom], levels });
  const before = addMonths(month, -1);
  const valueOf = new Map(shares.map((row) => [row.month, row.value]));
  const points = found?.points.map((point) => ({ ...point, value: valueOf.get(point.month) ?? 0 })) ?? [];
  return told({
    method: "month-before",
    before,
    levels,
    month,
    found: found === null ? null : { points, signals: found.signals },
  });
}

interface Limited {
  points: readonly { month: Month; value: number; expected: number; lower: number; upper: number }[];
  signals: readonly Signal[];
}

function told({
  method,
  before,
  levels,
  month,
  found,
}: Pick<FigureVariation, "method" | "before"> & {
  levels: readonly Month[];
  month: Month;
  found: Limited | null;
}): FigureVariation | null {
  const point = found?.points.find((one) => one.month === month);
  if (found === null || point === undefined) return null;
  return {
    method,
    before,
    value: point.value,
    expected: point.expected,
    low: point.lower,
    high: point.upper,
    signals: found.signals
      .filter((signal) => signal.month === month)
      .map(({ rule, side, since }) => ({ rule, side, since })),
    level_from: levels.toSorted().at(-1) ?? null,
  };
}
