import type { CheckPoint, CheckResult, CheckUnit, MistakeId } from "../../domain/shapes/arrival.js";
import type { ArrivalGates } from "../../defs/limits/arrival-gates.js";
import { cannotTell, resultOf } from "./check.js";
import type { Timeline } from "./panel/timeline.js";
import { countLimit } from "./statistics/distributions.js";
import type { LearnedLimits, Scale } from "./statistics/learned-limits.js";
import { learnLimits } from "./statistics/learned-limits.js";
import { valueWithUnit } from "./finding-parts.js";

/**
 * The mistake that a value on one side of the limits points to, or how to find it out where it lies there; null: none in
 * particular; "passes": that side holds nothing.
 */
type Side = MistakeId | null | "passes" | (() => MistakeId);

/** A measure of a month that is held against its own history. */
export interface LearnedMeasure {
  id: string;
  subject: string | null;
  /** What is measured, as the beginning of an English sentence: `the share of new plans`. */
  what: string;
  unit: CheckUnit;
  scale: Scale;
  isSeasonal: boolean;
  /** Variance on the scale from counting alone. */
  noise: number;
  least: number;
  /** The spread that is expected before anything is known. */
  prior: number;
  /** By place of the timeline's past. */
  values: readonly (number | null)[];
  seen: number;
  /** What a value below, or above, points to. */
  below: Side;
  above: Side;
  /**
   * Where the value is a small share of so many rows: its upper limit is then that of an overdispersed count of rows, as log
   * odds of a share near zero have no even spread.
   */
  rows?: number;
  /** False: beyond the limits it is worth a look, no more. */
  holds?: boolean;
  facts?: Readonly<Record<string, string | number>>;
}

/** Holds a measure against limits learned from its history; see {@link learnLimits}. */
export function learned(timeline: Timeline, measure: LearnedMeasure, gates: ArrivalGates): CheckResult {
  const { id, subject, unit, values, seen, what } = measure;
  const month = timeline.target.month;
  const series = seriesOf(timeline, values);
  const wide = learnLimits(
    {
      history: values,
      isSeasonal: measure.isSeasonal,
      scale: measure.scale,
      noise: measure.noise,
      least: measure.least,
    },
    {
      holdTail: gates.holdTail.value,
      lookTail: gates.lookTail.value,
      minValues: gates.minHistoryValues.value,
      priorSpread: measure.prior,
      priorValues: gates.priorValues.value,
    },
  );
  const shared = { month, subject, series, facts: measure.facts ?? {} };
  if (wide === null) {
    const missing = `${series.length} comparable months are known, at least ${gates.minHistoryValues.value} are needed`;
    return cannotTell({ id, unit }, missing, shared);
  }
  const limits = ofRows(wide, measure, gates);
  const { verdict, excess, looksLike } = judge(measure, limits);
  // What is worth a look lies beside what needs none, and mostly within what passes: it is told of the range that it left.
  const [low, high] = verdict === "look" && !isBeyond(seen, limits.hold) ? limits.look : limits.hold;
  const range = `${valueWithUnit(low, unit)} to ${valueWithUnit(high, unit)}`;
  const basis = pastInWords(series);
  const of = subject === null ? "" : ` of ${subject}`;
  const finding = `${month}: ${what}${of} is ${valueWithUnit(seen, unit)}, against ${range} to expect from ${basis}`;
  const core = { id, verdict, seen, expected: [low, high] as const, unit, basis, finding };
  return resultOf(core, { ...shared, looks_like: looksLike, excess });
}

function ofRows(limits: LearnedLimits, { rows, values }: LearnedMeasure, gates: ArrivalGates): LearnedLimits {
  const known = values.filter((value) => value !== null).slice(-12);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  if (rows === undefined || mean > gates.maxRareShare.value) return limits;
  const largest = 1.15 * Math.max(...known);
  const limit = (tail: number): number =>
    Math.max(countLimit(rows * mean + 0.5, tail, gates.alikeShape.value) / rows, largest);
  const range = ([low, high]: readonly [number, number], tail: number): readonly [number, number] => [
    Math.min(low, mean),
    Math.min(high, limit(tail)),
  ];
  return {
    expected: Math.min(limits.expected, limits.hold[1], limit(gates.holdTail.value)),
    hold: range(limits.hold, gates.holdTail.value),
    look: range(limits.look, gates.lookTail.value),
  };
}

function judge(
  { seen: whole, scale, least, below, above, holds = true }: LearnedMeasure,
  limits: LearnedLimits,
): { verdict: CheckResult["verdict"]; excess: number; looksLike: MistakeId | null } {
  // Limits of logarithms never reach nothing, nor those of log odds all: a value is held against them as its logarithm was taken.
  const atLeast = scale === "plain" ? whole : Math.max(whole, least);
  const seen = scale === "logit" ? Math.min(atLeast, 1 - least) : atLeast;
  const isBelow = seen < limits.expected;
  const side = isBelow ? below : above;
  if (side === "passes") return { verdict: "ok", excess: 0, looksLike: null };
  const [low, high] = limits.hold;
  const half = isBelow ? limits.expected - low : high - limits.expected;
  const excess = half > 0 ? Math.abs(seen - limits.expected) / half : 0;
  const isHeld = isBeyond(seen, limits.hold);
  if (!isHeld && !isBeyond(seen, limits.look)) return { verdict: "ok", excess, looksLike: null };
  const looksLike = typeof side === "function" ? side() : side;
  return { verdict: isHeld && holds ? "hold" : "look", excess, looksLike };
}

function isBeyond(seen: number, [low, high]: readonly [number, number]): boolean {
  return seen < low || seen > high;
}

/** The months of a timeline's past that have a value, in order of the calendar. */
export function seriesOf(timeline: Timeline, values: readonly (number | null)[]): CheckPoint[] {
  const points = values.flatMap((value, place): CheckPoint[] => {
    const month = timeline.past[place]?.month;
    return value === null || month === undefined ? [] : [{ month, value }];
  });
  return timeline.isBackwards ? points.reverse() : points;
}

/** The months that something was compared with, in words. */
export function pastInWords(series: readonly CheckPoint[]): string {
  const [first, last] = [series[0], series.at(-1)];
  if (first === undefined || last === undefined) return "nothing";
  return series.length === 1 ? first.month : `${series.length} months ${first.month} to ${last.month}`;
}
