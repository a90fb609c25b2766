import type { FindingTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { ComplianceCount, MonthPlans, PlansPerDoctor } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { addMonths, windowLength, windowOf } from "../../domain/month.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import { changeWords } from "./finding-sentences.js";
import { changeTenths } from "./findings.js";
import { countWords, listWords, shareWords, tenthsOfPercent } from "../../domain/danish.js";

/** How many clinics have no new plans, and in which bin the one in the middle lies; null without clinics of known doctors. */
export function distributionFinding(
  perDoctor: PlansPerDoctor,
  texts: FindingTexts["distribution"],
): string | null {
  const none = perDoctor.rows[0];
  const median = medianBin(perDoctor);
  if (none === undefined || median === null) return null;
  const words = { none: countWords(none.clinics), median };
  return perDoctor.unknown === 0
    ? fillSentence(texts.all, { ...words, clinics: countWords(perDoctor.clinics) })
    : fillSentence(texts.known, { ...words, known: countWords(perDoctor.clinics - perDoctor.unknown) });
}

/** The bin in which the clinic in the middle lies, of those whose doctors are known (the lower one of two); null without any. */
export function medianBin({ rows }: PlansPerDoctor): string | null {
  const known = rows.reduce((sum, { clinics }) => sum + clinics, 0);
  let seen = 0;
  for (const { label, clinics } of rows) {
    seen += clinics;
    if (known > 0 && seen * 2 >= known) return label;
  }
  return null;
}

/** Plans of one type over 12 months and over the 12 before; `before` is null where not all 24 months are known. */
export interface TypeTotals {
  type: string;
  now: number;
  /** Months of the latest 12 that are known. */
  known: number;
  before: number | null;
}

/** The plans of one type over the window of a report month and the one before. */
export function typeTotals(type: string, rows: readonly MonthPlans[], month: Month): TypeTotals {
  const sumOf = (window: readonly Month[]): { sum: number; known: number } => {
    const inWindow = rows.filter((row) => window.includes(row.month));
    return { sum: inWindow.reduce((sum, { total }) => sum + total, 0), known: inWindow.length };
  };
  const now = sumOf(windowOf(month));
  const before = sumOf(windowOf(addMonths(month, -windowLength)));
  const isWhole = now.known === windowLength && before.known === windowLength;
  return { type, now: now.sum, known: now.known, before: isWhole ? before.sum : null };
}

/**
 * Which plan type grows most or, where none grows, falls most; else which has most plans. A type is named as first only
 * where no other shares its place as readers see it. Null where nothing can be said.
 */
export function planTypeFinding(
  totals: readonly TypeTotals[],
  texts: FindingTexts["planTypes"],
): string | null {
  const changes = totals.flatMap(({ type, now, before }) => {
    const tenths = changeTenths(now, before ?? undefined);
    return tenths === null ? [] : [{ type, tenths }];
  });
  const rising = changes.toSorted((left, right) => right.tenths - left.tenths);
  const [first, second] = rising;
  const [last, nextToLast] = rising.toReversed();
  const isWhole = changes.length === totals.length;
  if (isWhole && first !== undefined && first.tenths > 0 && first.tenths !== second?.tenths)
    return fillSentence(texts.rises, { type: first.type, change: changeWords(first.tenths) });
  const falls = last !== undefined && last.tenths < 0 && last.tenths !== nextToLast?.tenths;
  if (isWhole && first !== undefined && first.tenths <= 0 && falls)
    return fillSentence(texts.falls, { type: last.type, change: changeWords(last.tenths) });
  const [largest, next] = totals.toSorted((left, right) => right.now - left.now);
  if (largest === undefined || largest.now === next?.now) return null;
  const words = { type: largest.type, value: countWords(largest.now) };
  return largest.known === windowLength
    ? fillSentence(texts.largest, words)
    : fillSentence(texts.largestPartial, { ...words, known: String(largest.known) });
}

/**
 * From which region to which the share goes, as it is read; those that share a place are all named. With a region that is
 * not shown (null) nobody may say which is the lowest: then the whole country's share. Null where that cannot be said either.
 */
export function regionFinding(
  { regions, nation }: { regions: readonly { name: string; share: number | null }[]; nation: number | null },
  texts: FindingTexts["regions"],
): string | null {
  const sorted = regions
    .flatMap(({ name, share }) => (share === null ? [] : [{ name, share, tenths: tenthsOfPercent(share) }]))
    .sort((left, right) => left.tenths - right.tenths);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (sorted.length < regions.length || lowest === undefined || highest === undefined)
    return nation === null ? null : fillSentence(texts.nation, { share: shareWords(nation) });
  if (lowest.tenths === highest.tenths) return fillSentence(texts.same, { share: shareWords(lowest.share) });
  const namesAt = (tenths: number): string =>
    listWords(sorted.filter((one) => one.tenths === tenths).map(({ name }) => name));
  return fillSentence(texts.spread, {
    lowest: namesAt(lowest.tenths),
    lowestShare: shareWords(lowest.share),
    highest: namesAt(highest.tenths),
    highestShare: shareWords(highest.share),
  });
}

/** Clinics by segment as they are shown; null: too few to be shown. */
export type ShownSegments = Readonly<Record<Exclude<SegmentId, "meets">, number | null>>;

/** What there is to follow up; where one of the groups is too small to be shown, how many do not comply. */
export function segmentFinding(
  segments: ShownSegments,
  compliance: Pick<ComplianceCount, "clinics" | "pass" | "fail">,
  texts: FindingTexts["segments"],
): string | null {
  const { "not-started": notStarted, stalled, near, below } = segments;
  const { clinics, pass, fail } = compliance;
  if (clinics === 0) return null;
  const isNoneLeft = Object.values(segments).every((count) => count === 0);
  if (isNoneLeft && fail === 0 && pass > 0) return texts.none;
  if (isNoneLeft || notStarted === null || stalled === null || near === null || below === null)
    return fillSentence(texts.fail, { fail: countWords(fail), clinics: countWords(clinics) });
  return fillSentence(texts.some, {
    notStarted: countWords(notStarted),
    stalled: countWords(stalled),
    near: countWords(near),
    below: countWords(below),
  });
}
