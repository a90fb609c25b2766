import { fillSentence } from "../../../defs/yaml/sentence.js";
import { pointWords, shareWords, tenthsOfPercent } from "../../../domain/danish.js";
import type { Month } from "../../../domain/month.js";
import { addMonths } from "../../../domain/month.js";
import type { ComparedGroup, Comparison } from "../../../domain/statistics/groups.js";
import type { Comparisons } from "../../../defs/limits/comparisons.js";
import { variationSentence } from "../../findings/finding-sentences.js";
import { findingsOf } from "../../findings/findings.js";
import type { MonthShare } from "../../findings/share-findings.js";
import { shareFinding } from "../../findings/share-findings.js";
import type { ShareBreaks } from "../../../domain/statistics/share-limits.js";
import { shareVariation } from "../../../domain/statistics/share-limits.js";
import type { FindingTexts } from "../../findings/texts.js";
import type { MonthlyValue } from "../../../domain/statistics/normal-variation.js";
import { yearOnYear } from "../../../domain/statistics/normal-variation.js";
import type { BandStep } from "./data.js";

/** What sentences about groups are made with. */
export interface FindingTools {
  month: Month;
  texts: FindingTexts;
  comparisons: Comparisons;
}

/** What is said of a series, in sentences without a full stop, and on which side of the usual its newest month lies. */
export interface SeriesWords {
  sentences: string[];
  side: "above" | "below" | null;
}

/**
 * A series with fewer than this in its usual month has no band and no signals: a share of the year before jumps about when
 * both are a handful, and a rule of eight months is soon met by chance.
 */
const fewestForBand = 20;

function hasBand(series: readonly MonthlyValue[]): boolean {
  const sum = series.reduce((total, { value }) => total + value, 0);
  return sum >= fewestForBand * series.length;
}

/** What a series of counts shows in the report month: its comparison with the year before, and signals. */
export function countWordsOf(
  series: readonly MonthlyValue[],
  { subject, levels }: { subject: string; levels: readonly Month[] },
  { month, texts }: FindingTools,
): SeriesWords {
  const found = findingsOf(series, { month, seasonMonth: null, line: null, levelChanges: levels });
  const told = hasBand(series) ? found : found.slice(0, 1);
  const sentence = variationSentence(told, { texts, subject });
  const signal = told.find((finding) => finding.kind === "signal")?.signal;
  return { sentences: sentence === null ? [] : [sentence], side: signal?.side ?? null };
}

/** The range of the usual of a series, each end as a share of the same month of the year before, told where it changes. */
export function bandOf(
  series: readonly MonthlyValue[],
  places: ReadonlyMap<Month, number>,
  levels: readonly Month[],
): BandStep[] {
  const points = hasBand(series) ? (yearOnYear(series, levels)?.points ?? []) : [];
  return stepsOf(
    places,
    new Map(points.map(({ month, before, lower, upper }) => [month, [lower / before, upper / before]])),
  );
}

/** The range of the usual of the share that meets the rule, each end as its distance from the month before. */
export function shareBandOf(
  rows: readonly MonthShare[],
  places: ReadonlyMap<Month, number>,
  breaks: ShareBreaks,
): BandStep[] {
  const shares = rows
    .filter(({ whole }) => whole > 0)
    .map(({ month, part, whole }) => ({ month, value: part / whole }));
  const valueOf = new Map(shares.map(({ month, value }) => [month, value]));
  const ranges = new Map<Month, readonly [number, number]>();
  let last: readonly [number, number] = [0, 0];
  for (const { month, lower, upper } of shareVariation(shares, breaks)?.points ?? []) {
    const before = valueOf.get(addMonths(month, -1)) ?? 0;
    // A share ends at 0 and 1, whatever its usual change is: there the distance says no more than the one before.
    const low = lower === 0 ? Math.min(last[0], -before) : lower - before;
    const high = upper === 1 ? Math.max(last[1], 1 - before) : upper - before;
    last = [low, high];
    ranges.set(month, last);
  }
  return stepsOf(places, ranges);
}

/** `places`: the months that are shown in order, with the place of each. */
function stepsOf(
  places: ReadonlyMap<Month, number>,
  ranges: ReadonlyMap<Month, readonly number[]>,
): BandStep[] {
  const steps: BandStep[] = [];
  for (const [month, place] of places) {
    const [low, high] = ranges.get(month) ?? [];
    const step: BandStep =
      low === undefined || high === undefined ? [place] : [place, rounded(low), rounded(high)];
    const last = steps.at(-1) ?? [0];
    if (last[1] !== step[1] || last[2] !== step[2]) steps.push(step);
  }
  return steps;
}

/** In thousandths: what a chart shows is no finer. */
export function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** What a share shows against the year before; null where nothing can be said. */
export function shareWordsOf(
  rows: readonly MonthShare[],
  { kind, comparableFrom }: { kind: "active" | "ok22"; comparableFrom: Month | null },
  { month, texts, comparisons }: FindingTools,
): string | null {
  return shareFinding(rows, {
    month,
    comparableFrom,
    falseAlarm: comparisons.changes.falseAlarm,
    texts: texts.shares[kind],
  });
}

/** How a group's share lies to the country's, in words; `like` where chance may explain the difference. */
export function againstCountry(
  { name, share, differs }: ComparedGroup,
  country: Comparison,
  { regions }: FindingTexts,
  like: string,
): string {
  if (differs === null) return like;
  const points = tenthsOfPercent(share) - tenthsOfPercent(country.share);
  const group = fillSentence(regions[differs], { name, points: pointWords(Math.abs(points)) });
  return fillSentence(regions.differ, { groups: group, share: shareWords(country.share) });
}
