import type { Ok22Texts } from "../defs/ok22-report.js";
import { fillSentence } from "../defs/ok22-report.js";
import type { ComplianceCount, MonthCompliance } from "../domain/figures.js";
import { addMonths } from "../domain/month.js";
import type { Ok22Facts } from "./ok22-facts.js";
import { countOutcomes } from "./ok22-facts.js";
import { countWords, monthWords, pointWords, shareWords, tenthsOfPercent } from "./ok22-words.js";

type FindingTexts = Ok22Texts["own"]["findings"];

/** What the figures show, as sentences, the most important first. */
export function composeFindings(facts: Ok22Facts, texts: FindingTexts): string[] {
  const { national, basis } = facts;
  if (national.share === null) return [fillSentence(texts.noClinics, { month: monthWords(basis.month) })];
  const clinics = countWords(national.clinics);
  const findings = [
    fillSentence(texts.share, {
      share: shareWords(national.share),
      pass: countWords(national.pass),
      clinics,
      month: monthWords(basis.month),
    }),
    ...changesOf(facts, texts),
    ...regionFinding(facts, texts),
    fillSentence(texts.fail, { fail: countWords(national.fail), clinics }),
  ];
  if (national.unknown > 0) {
    findings.push(fillSentence(texts.unknown, { unknown: countWords(national.unknown), clinics }));
  }
  const started = countOutcomes(facts.clinics.filter((clinic) => clinic.isNew));
  if (started.clinics > 0) {
    const values = { new: countWords(started.clinics), clinics, newPass: countWords(started.pass) };
    findings.push(fillSentence(texts.newClinics, values));
  }
  return findings;
}

/** How the share moved since the month before and since the same month of last year, where those are known. */
function changesOf({ national, basis, trend }: Ok22Facts, texts: FindingTexts): string[] {
  return [1, 12].flatMap((monthsBack) => {
    const then = trend.find((row) => row.month === addMonths(basis.month, -monthsBack));
    return then === undefined ? [] : changeSince(then, national, texts);
  });
}

/** Both shares are rounded before they are subtracted: the reader who subtracts what is printed gets what is printed. */
function changeSince(then: MonthCompliance, now: ComplianceCount, texts: FindingTexts): string[] {
  if (then.share === null || now.share === null) return [];
  const change = tenthsOfPercent(now.share) - tenthsOfPercent(then.share);
  const month = monthWords(then.month);
  if (change === 0) return [fillSentence(texts.changeNone, { month })];
  const values = { points: pointWords(Math.abs(change)), month, share: shareWords(then.share) };
  return [fillSentence(change > 0 ? texts.changeUp : texts.changeDown, values)];
}

function regionFinding({ byRegion }: Ok22Facts, texts: FindingTexts): string[] {
  const regions = byRegion.values
    .flatMap(({ value, row }) => (row.share === null ? [] : [{ name: value, row, share: row.share }]))
    .sort((left, right) => right.share - left.share);
  const [highest, lowest] = [regions[0], regions.at(-1)];
  if (highest === undefined || lowest === undefined || highest.share === lowest.share) return [];
  return [
    fillSentence(texts.regions, {
      highest: highest.name,
      highestShare: shareWords(highest.share),
      highestPass: countWords(highest.row.pass),
      highestClinics: countWords(highest.row.clinics),
      lowest: lowest.name,
      lowestShare: shareWords(lowest.share),
      lowestPass: countWords(lowest.row.pass),
      lowestClinics: countWords(lowest.row.clinics),
    }),
  ];
}
