import type { CheckResult, MistakeId } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell } from "../../check.js";
import { learned } from "../../learned.js";
import { monthAt, typicalRatio, valuesOf } from "../../panel/fit-to-past.js";
import type { MonthCells } from "../../panel/panel.js";
import type { MonthPart, Part } from "../../panel/counted-patterns.js";
import { groupsOf } from "../../panel/clinic-groups.js";
import { commonFactor, commonestPair, equalTypes, evenIn, patternsOf } from "../../panel/counted-patterns.js";
import type { Timeline } from "../../panel/timeline.js";
import { timelinesOf } from "../../panel/timeline.js";

/** The share that is odd, and what it usually is. */
interface Odd {
  share: number;
  usual: number;
}

/** A share of rows that clinics' counts have by chance, and spreadsheets otherwise. */
interface Pattern {
  id: string;
  what: string;
  mistake: MistakeId | ((timeline: Timeline, odd: Odd) => MistakeId);
  measure: (month: MonthCells) => Part;
  /** The same of a plan type or of a group of clinics, each of which is looked at too; left out: none is. */
  measureIn?: (month: MonthCells, part: MonthPart) => Part;
  /** True: less than usual is odd; else more. */
  isLow?: boolean;
}

/** As many new as maintained plans in more rows than usual: one column copied over the other. */
export const measuresEqual = patternCheck({
  id: "measures-equal",
  what: "the share of rows with as many new as maintained plans",
  mistake: "measures-equal",
  measure: (month) => patternsOf(month).equal,
});

/** One plan type that says the same as another: copied over it. */
export const typesEqual = patternCheck({
  id: "types-equal",
  what: "the share of clinics with the same counts of two plan types",
  mistake: "types-equal",
  measure: equalTypes,
});

/** One pair of counts in more rows than usual: a default, or a row copied downwards. */
export const countsEqual = patternCheck({
  id: "counts-equal",
  what: "the share of rows with the commonest pair of counts",
  mistake: "counts-equal",
  measure: commonestPair,
});

/**
 * Rows with more new than maintained plans, and the other way round: none where one measure holds both, as a column of totals
 * that was read as one of them.
 */
export const moreNew = patternCheck({
  id: "more-new",
  what: "the share of rows with more new than maintained plans",
  mistake: totalOrEqual,
  measure: (month) => patternsOf(month).moreNew,
  isLow: true,
});
export const moreMaintained = patternCheck({
  id: "more-maintained",
  what: "the share of rows with more maintained than new plans",
  mistake: totalOrEqual,
  measure: (month) => patternsOf(month).moreMaintained,
  isLow: true,
});

/** Counts below five, fewer than usual: kept back as small numbers, or raised to five. */
export const smallCounts = patternCheck({
  id: "small-counts",
  what: "the share of counts below 5",
  mistake: "small-counts-lost",
  measure: (month) => patternsOf(month).small,
  isLow: true,
});

/** Rows of which one measure is zero, fewer than usual: they were left out. */
export const zeroCounts = patternCheck({
  id: "zero-counts",
  what: "the share of rows with no new or no maintained plans",
  mistake: "zero-rows-lost",
  measure: (month) => patternsOf(month).withZero,
  isLow: true,
});

/** More even counts than usual: each counted twice. */
export const evenCounts = patternCheck({
  id: "even-counts",
  what: "the share of even counts",
  mistake: timesOrRounded,
  measure: (month) => patternsOf(month).even,
  measureIn: evenIn,
});

/** More counts in tens or fives than usual: rounded, or estimated. */
export const roundCounts = patternCheck({
  id: "round-counts",
  what: "the share of counts in fives",
  mistake: "rounded",
  measure: (month) => patternsOf(month).fives,
});

/** Nearly none is left where one measure holds both; where neither is the larger one any more, they are the same. */
function totalOrEqual({ target }: Timeline, { share, usual }: Odd): MistakeId {
  const { equal } = patternsOf(target);
  if (equal.part > 0.6 * equal.whole) return "measures-equal";
  return share < 0.2 * usual ? "measure-total" : "share-off";
}

/** All counts even: twice, or many times as many; or rounded, where they are no more than usual. */
function timesOrRounded(timeline: Timeline): MistakeId {
  if (commonFactor(timeline.target) < 3) return "doubled";
  return typicalRatio(timeline) > 1.6 ? "multiplied" : "rounded";
}

function patternCheck(pattern: Pattern): ArrivalCheck {
  return {
    id: pattern.id,
    kinds: ["plan-counts"],
    check: (arrival) =>
      timelinesOf(arrival).flatMap((timeline) => [
        check(pattern, timeline, arrival),
        ...byGroup(pattern, timeline, arrival),
      ]),
  };
}

/** A part of a month, and how a pattern is measured in it. */
interface MeasuredPart {
  name: string;
  measure: (month: MonthCells) => Part;
}

/** The same within each plan type and group; only what is odd is told, so that the list stays short. */
function byGroup(pattern: Pattern, timeline: Timeline, arrival: Arrival): CheckResult[] {
  const { measureIn } = pattern;
  if (measureIn === undefined) return [];
  const parts: (MonthPart & { name: string })[] = [
    ...timeline.types.map((name, type) => ({ name, type })),
    ...groupsOf(timeline, arrival.gates.arrival.minGroupClinics.value),
  ];
  return parts.flatMap((part) => {
    const measure = (month: MonthCells): Part => measureIn(month, part);
    const now = measure(timeline.target);
    // Of a part only what could be odd is worth the reading of the past.
    if (now.part < 0.7 * now.whole) return [];
    const result = check(pattern, timeline, arrival, { name: part.name, measure });
    return result.verdict === "hold" || result.verdict === "look" ? [result] : [];
  });
}

function check(
  { id, what, mistake, measure: measureAll, isLow = false }: Pattern,
  timeline: Timeline,
  { gates }: Arrival,
  part: MeasuredPart | null = null,
): CheckResult {
  const measure = part?.measure ?? measureAll;
  const now = measure(timeline.target);
  const subject = part?.name ?? null;
  const leastRows = gates.arrival.minShareRows.value;
  if (now.whole < leastRows) {
    const missing = `only ${now.whole} rows or counts to compare, at least ${leastRows} are needed`;
    return cannotTell({ id, unit: "share" }, missing, { month: timeline.target.month, subject });
  }
  const values = valuesOf(timeline, (place) => {
    const month = monthAt(timeline, place);
    const found = month === null ? null : measure(month);
    return found === null || found.whole < leastRows / 2 ? null : found.part / found.whole;
  });
  const known = values.filter((value) => value !== null).slice(-12);
  const usual = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const least = 0.5 / now.whole;
  const pointsTo =
    typeof mistake === "function"
      ? (): MistakeId => mistake(timeline, { share: now.part / now.whole, usual })
      : mistake;
  const inside = Math.min(Math.max(usual, least), 1 - least);
  return learned(
    timeline,
    {
      ...{ id, subject, what, unit: "share", scale: "logit", isSeasonal: true },
      noise: 1.5 / (now.whole * inside * (1 - inside)),
      least,
      prior: gates.arrival.priorSpreadShare.value,
      values,
      seen: now.part / now.whole,
      below: isLow ? pointsTo : "passes",
      above: isLow ? "passes" : pointsTo,
      ...(isLow ? {} : { rows: now.whole }),
      facts: { rows: now.whole },
    },
    gates.arrival,
  );
}
