import { monthsByChance } from "../../domain/statistics/paired-months.js";
import { monthPairs } from "./window-findings.js";
import type { FindingTexts } from "./texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { ComplianceCount, MonthPlans, PlansPerDoctor } from "../../domain/shapes/figures.js";
import type { Month } from "../../domain/month.js";
import { addMonths, windowLength, windowOf } from "../../domain/month.js";
import type { SegmentId } from "../../domain/shapes/segment.js";
import { changeWords } from "./finding-sentences.js";
import { changeTenths } from "./findings.js";
import { countWords, listWords, pointWords, shareWords, tenthsOfPercent } from "../../domain/danish.js";
import type { ComparedGroup, ComparisonSettings } from "../../domain/statistics/groups.js";
import { compareGroups } from "../../domain/statistics/groups.js";

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
  /** Probability that chance alone makes its months change as much, see `monthsByChance`. */
  byChance: number;
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
  return {
    type,
    now: now.sum,
    known: now.known,
    before: isWhole ? before.sum : null,
    byChance: monthsByChance(monthPairs(rows, month)),
  };
}

/**
 * Which plan type grows most or, where none grows, falls most; that none changes for sure; else which has most plans. Only
 * changes that the months of a type bear out together count as such, all types looked at together (Bonferroni). A type is
 * named as first only where no other shares its place as readers see it. Null where nothing can be said.
 */
export function planTypeFinding(
  totals: readonly TypeTotals[],
  { texts, falseAlarm }: { texts: FindingTexts["planTypes"]; falseAlarm: number },
): string | null {
  const changes = totals.flatMap(({ type, now, before, byChance }) => {
    const tenths = changeTenths(now, before ?? undefined);
    if (tenths === null || before === null) return [];
    return [
      {
        type,
        tenths,
        words: changeWords({ now, before }),
        isSure: byChance < falseAlarm / totals.length,
      },
    ];
  });
  if (changes.length === totals.length && changes.length > 0) {
    const rising = changes.toSorted((left, right) => right.tenths - left.tenths);
    const [first, second] = rising;
    const [last, nextToLast] = rising.toReversed();
    const isNoneSure = changes.every(({ isSure }) => !isSure);
    if (isNoneSure && changes.some(({ tenths }) => tenths !== 0)) return texts.unsure;
    if (first !== undefined && first.tenths > 0 && first.isSure && first.tenths !== second?.tenths)
      return fillSentence(texts.rises, { type: first.type, change: first.words });
    const isNoneGrowing = changes.every(({ tenths, isSure }) => tenths <= 0 || !isSure);
    const falls = last !== undefined && last.tenths < 0 && last.isSure && last.tenths !== nextToLast?.tenths;
    if (isNoneGrowing && falls) return fillSentence(texts.falls, { type: last.type, change: last.words });
  }
  return largestType(totals, texts);
}

function largestType(totals: readonly TypeTotals[], texts: FindingTexts["planTypes"]): string | null {
  const [largest, next] = totals.toSorted((left, right) => right.now - left.now);
  if (largest === undefined || largest.now === next?.now) return null;
  const words = { type: largest.type, value: countWords(largest.now) };
  return largest.known === windowLength
    ? fillSentence(texts.largest, words)
    : fillSentence(texts.largestPartial, { ...words, known: String(largest.known) });
}

/** A group as the audience sees it; null: it is not shown. */
export interface ShownShare {
  name: string;
  count: { pass: number; clinics: number } | null;
}

/**
 * Which regions differ from the whole country by more than chance explains, and by how many percentage points; else that
 * none does. With a region that is not shown nobody may say that: then the whole country's share. Null without clinics.
 */
export function regionFinding(
  { regions, nation }: { regions: readonly ShownShare[]; nation: { pass: number; clinics: number } },
  { texts, settings }: { texts: FindingTexts["regions"]; settings: ComparisonSettings },
): string | null {
  if (nation.clinics === 0) return null;
  const shown = regions.flatMap(({ name, count }) =>
    count === null ? [] : [{ name, part: count.pass, whole: count.clinics }],
  );
  const compared = compareGroups(shown, { part: nation.pass, whole: nation.clinics }, settings);
  const share = shareWords(nation.pass / nation.clinics);
  const groups = (compared?.groups ?? []).flatMap((group) => differenceOf(group, nation, texts));
  if (groups.length > 0) return fillSentence(texts.differ, { groups: listWords(groups), share });
  return fillSentence(shown.length < regions.length ? texts.nation : texts.none, { share });
}

/** How far a group lies from the whole, of shares as they are read; nothing where chance may explain it. */
function differenceOf(
  { name, share, differs }: ComparedGroup,
  nation: { pass: number; clinics: number },
  texts: FindingTexts["regions"],
): string[] {
  if (differs === null) return [];
  const points = tenthsOfPercent(share) - tenthsOfPercent(nation.pass / nation.clinics);
  return [fillSentence(texts[differs], { name, points: pointWords(Math.abs(points)) })];
}

/** Clinics by segment as they are shown; null: too few to be shown. */
export type SegmentCounts = Readonly<Record<Exclude<SegmentId, "meets">, number | null>>;

/** What there is to follow up; where one of the groups is too small to be shown, how many do not comply. */
export function segmentFinding(
  segments: SegmentCounts,
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
