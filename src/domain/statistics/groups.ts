import { binomialShareLimit } from "./binomial.js";
import { chiSquareLimit } from "./chi-square.js";
import type { Counted } from "./difference.js";
import { differenceByChance } from "./difference.js";
import { normalBelow, normalQuantile } from "./normal.js";

/** So many of a group. */
export interface GroupCount {
  name: string;
  part: number;
  whole: number;
}

/** What is judgement in comparing groups; see `comparisons.yaml`. */
export interface ComparisonSettings {
  /** Shares of groups that lie within each pair of limits where nothing but chance tells groups apart. */
  levels: { warning: number; alarm: number };
  /** Probability that any group at all is named where nothing but chance tells groups apart. */
  falseAlarm: number;
  /** Groups that it takes to tell a spread of all groups from a few that stand out. */
  fewestForSpread: number;
  /** Share of the groups at each end whose deviation is taken for that of the next one, when the spread is estimated. */
  winsorised: number;
}

/** The range of a group's share by chance. */
export type ShareRange = readonly [low: number, high: number];

/** A group held against the whole. */
export interface ComparedGroup extends GroupCount {
  share: number;
  limits: { warning: ShareRange; alarm: ShareRange };
  /** Where the group lies further from the whole than chance explains, all groups looked at together; null: it does not. */
  differs: "above" | "below" | null;
}

/** Groups held against the whole, of which they are parts. */
export interface Comparison {
  /** Share of the whole. */
  share: number;
  groups: ComparedGroup[];
  /** How many times wider than chance alone the groups spread (as variance); null: no wider, or too few groups to tell. */
  spread: number | null;
}

/**
 * Holds each group's share against the whole's by exact binomial limits, those of a funnel plot.
 *
 * A group is named as different where Fisher's exact test of it against all others together, times the number of groups
 * (Bonferroni), is below the false-alarm level: it is one of so many that are looked at, and a large group is itself a part
 * of the whole that its limits are drawn around. Where the groups spread more than chance lets them, limits are widened,
 * and deviations divided, by the square root of the multiplicative overdispersion, estimated on winsorised deviations.
 * Groups of nobody are left out; null where the whole is nothing. Sources: D. J. Spiegelhalter, Funnel plots for comparing
 * institutional performance, Statistics in Medicine 24 (2005), and Handling over-dispersion of performance indicators,
 * Quality and Safety in Health Care 14 (2005).
 */
export function compareGroups(
  counts: readonly GroupCount[],
  all: Counted,
  settings: ComparisonSettings,
): Comparison | null {
  if (all.whole === 0) return null;
  const share = all.part / all.whole;
  const groups = counts.filter(({ whole }) => whole > 0);
  const spread = share > 0 && share < 1 ? spreadOf(groups, share, settings) : null;
  const widening = Math.sqrt(spread ?? 1);
  return {
    share,
    spread,
    groups: groups.map((group) => ({
      ...group,
      share: group.part / group.whole,
      limits: {
        warning: rangeByChance(group.whole, { share, level: settings.levels.warning, widening }),
        alarm: rangeByChance(group.whole, { share, level: settings.levels.alarm, widening }),
      },
      differs: sideOf(group, all, { widening, level: settings.falseAlarm / groups.length }),
    })),
  };
}

/** The range within which a group of `whole` lies with probability `level` by chance, widened away from the share. */
export function rangeByChance(
  whole: number,
  { share, level, widening }: { share: number; level: number; widening: number },
): ShareRange {
  const widened = (probability: number): number => {
    const limit = binomialShareLimit(whole, share, probability);
    return Math.min(1, Math.max(0, share + (limit - share) * widening));
  };
  return [widened((1 - level) / 2), widened((1 + level) / 2)];
}

function sideOf(
  group: GroupCount,
  all: Counted,
  { widening, level }: { widening: number; level: number },
): "above" | "below" | null {
  const others = { part: all.part - group.part, whole: all.whole - group.whole };
  const byChance = differenceByChance(group, others, 1);
  const widened = widening === 1 ? byChance : 2 * normalBelow(normalQuantile(byChance / 2) / widening);
  if (widened >= level) return null;
  return group.part * all.whole > all.part * group.whole ? "above" : "below";
}

/** The multiplicative overdispersion; null where chance alone may explain the spread, or groups are too few to tell. */
function spreadOf(
  groups: readonly GroupCount[],
  share: number,
  { fewestForSpread, winsorised, levels }: ComparisonSettings,
): number | null {
  if (groups.length < fewestForSpread) return null;
  const deviations = groups
    .map(({ part, whole }) => (part / whole - share) / Math.sqrt((share * (1 - share)) / whole))
    .sort((left, right) => left - right);
  const cut = Math.floor(groups.length * winsorised);
  const [lowest, highest] = [deviations[cut] ?? 0, deviations[deviations.length - 1 - cut] ?? 0];
  const squares = deviations.map((each) => Math.min(highest, Math.max(lowest, each)) ** 2);
  const sum = squares.reduce((total, square) => total + square, 0);
  return sum > chiSquareLimit(groups.length - 1, levels.warning) ? sum / groups.length : null;
}
