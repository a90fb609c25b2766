import type { Ok22Texts } from "../report-file.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import { addMonths } from "../../../domain/month.js";
import type { Crossed } from "../../../domain/statistics/difference.js";
import { isChange } from "../../../domain/statistics/difference.js";
import { isFewForPercent } from "../../findings/finding-sentences.js";
import { fromMonthBefore } from "../../findings/share-findings.js";
import { targetParagraph } from "../../findings/target-findings.js";
import { levelSentences } from "../../shared/level-changes.js";
import { variationOf } from "./charts.js";
import { comparedFindings, countedOf } from "./compared.js";
import { breakSentence, ruleBreaks } from "../../shared/rule.js";
import type { Ok22View, ShownCount } from "../shown.js";
import {
  countWords,
  listWords,
  monthWords,
  pointWords,
  shareWords,
  tenthsOfPercent,
} from "../../../domain/danish.js";

type FindingTexts = Ok22Texts["own"]["findings"];

/** What the figures show, as sentences, the most important first. */
export function composeFindings(view: Ok22View, { own, findings: shared, terms }: Ok22Texts): string[] {
  const texts = own.findings;
  const { national, basis } = view;
  const month = monthWords(basis.month);
  if (view.known.known < view.known.months) {
    const { known, months } = view.known;
    return [fillSentence(texts.unknowable, { known: String(known), months: String(months) })];
  }
  if (national === null) return view.tooSmall === null ? [] : [view.tooSmall];
  if (national.share === null) return [fillSentence(texts.noClinics, { month })];
  const clinics = countWords(national.clinics);
  return [
    fillSentence(texts.share, {
      share: shareWords(national.share),
      pass: countWords(national.pass),
      clinics,
      month,
    }),
    ...changesOf(view, national, texts),
    ...variationFinding(view, shared),
    ...view.goals.map(targetParagraph),
    ...breaksOf(view, texts),
    ...movedFinding(view, texts),
    ...comparedFindings(view, texts.compared),
    ...silentFinding(view, terms),
    ...failFindings(view, national, texts),
    ...startedFinding(view, clinics, texts),
    ...sustainedFinding(view, texts),
    ...restatedFinding(view, texts),
  ];
}

/** How the share moved since the month before and since the same month of last year, where those are known. */
function changesOf(
  { basis, trend, trendRules, comparisons, crossings }: Ok22View,
  national: ShownCount,
  texts: FindingTexts,
): string[] {
  return [1, 12].flatMap((monthsBack) => {
    const then = trend.find((row) => row.month === addMonths(basis.month, -monthsBack));
    // Shares under two rules are not compared: the sentence on the break says why.
    if (then === undefined || ruleBreaks(trendRules, then.month).length > 0) return [];
    return changeSince(
      { month: monthWords(then.month), count: then.count },
      {
        now: national,
        crossed: crossings.find(({ since }) => since === then.month) ?? null,
        falseAlarm: comparisons.changes.falseAlarm,
      },
      texts,
    );
  });
}

/**
 * Both shares are rounded before they are subtracted: the reader who subtracts what is printed gets what is printed. A
 * difference that chance may explain is not told as a change; of few clinics the numbers of then are.
 */
function changeSince(
  then: { month: string; count: ShownCount },
  { now, crossed, falseAlarm }: { now: ShownCount; crossed: Crossed | null; falseAlarm: number },
  texts: FindingTexts,
): string[] {
  if (then.count.share === null || now.share === null) return [];
  const change = tenthsOfPercent(now.share) - tenthsOfPercent(then.count.share);
  const { month } = then;
  if (isFewForPercent(now.clinics, then.count.clinics)) {
    const counted = { pass: countWords(then.count.pass), clinics: countWords(then.count.clinics) };
    return [fillSentence(texts.changeFew, { month, ...counted })];
  }
  if (change === 0) return [fillSentence(texts.changeNone, { month })];
  const values = { points: pointWords(Math.abs(change)), month, share: shareWords(then.count.share) };
  if (!isChange({ now: countedOf(now), before: countedOf(then.count), crossed }, falseAlarm))
    return [fillSentence(texts.changeUnsure, values)];
  return [fillSentence(change > 0 ? texts.changeUp : texts.changeDown, values)];
}

/** Whether the newest month lies where the month before let expect, and where the limits of that were computed anew. */
function variationFinding(view: Ok22View, texts: Ok22Texts["findings"]): string[] {
  const said = fromMonthBefore(variationOf(view), view.basis.month, texts.shares.fromMonthBefore);
  return [...(said === null ? [] : [said]), ...levelSentences(view.levelChanges, "ok22", texts.levelChange)];
}

/** Which regions have no share, and why. */
function silentFinding({ silentRegions: silent }: Ok22View, { noPlans }: Ok22Texts["terms"]): string[] {
  return silent.length === 0 ? [] : [fillSentence(noPlans.text, { regions: listWords(silent) })];
}

function breaksOf({ trendRules }: Ok22View, texts: FindingTexts): string[] {
  return ruleBreaks(trendRules).map((one) => breakSentence(one, texts.ruleBreak));
}

function movedFinding({ movement, trendRules }: Ok22View, texts: FindingTexts): string[] {
  const steps = movement?.steps ?? null;
  if (movement === null || steps === null || ruleBreaks(trendRules, movement.since).length > 0) return [];
  const values = {
    month: monthWords(movement.since),
    gained: countWords(steps.gained),
    lost: countWords(steps.lost),
  };
  return [fillSentence(texts.moved, values)];
}

/** Who does not pass, and how near they are, as far as the audience sees it. */
function failFindings({ segments }: Ok22View, national: ShownCount, texts: FindingTexts): string[] {
  const clinics = countWords(national.clinics);
  const { fail, unknown } = national;
  if (fail === null || unknown === null)
    return [fillSentence(texts.notPass, { notPass: countWords(national.notPass), clinics })];
  const number = (id: string): string =>
    countWords(segments?.find((segment) => segment.id === id)?.clinics ?? 0);
  return [
    fillSentence(texts.fail, { fail: countWords(fail), clinics }),
    // Segments also hold clinics whose doctors are unknown: the sentence is about those that fail only without such.
    ...(segments === null || unknown > 0 || fail === 0
      ? []
      : [
          fillSentence(texts.near, {
            fail: countWords(fail),
            near: number("near"),
            stalled: number("stalled"),
            notStarted: number("not-started"),
          }),
        ]),
    ...(unknown === 0 ? [] : [fillSentence(texts.unknown, { unknown: countWords(unknown), clinics })]),
  ];
}

function startedFinding({ started, newMonths }: Ok22View, clinics: string, texts: FindingTexts): string[] {
  if (started === null) return [];
  const values = {
    new: countWords(started.clinics),
    clinics,
    newPass: countWords(started.pass),
    months: String(newMonths),
  };
  return [fillSentence(texts.newClinics, values)];
}

/** Who uses the plans on: the clinics that were active a year before and are still. */
function sustainedFinding({ sustained }: Ok22View, texts: FindingTexts): string[] {
  if (sustained === null || sustained.share === null) return [];
  const { before, still, share } = sustained;
  const values = { before: countWords(before), still: countWords(still), share: shareWords(share) };
  return [fillSentence(texts.sustained, values)];
}

function restatedFinding({ restated }: Ok22View, texts: FindingTexts): string[] {
  if (restated.length === 0) return [];
  const { one, many } = texts.restatedMonths;
  const months = restated.length === 1 ? one : fillSentence(many, { count: countWords(restated.length) });
  return [fillSentence(texts.restated, { months })];
}
