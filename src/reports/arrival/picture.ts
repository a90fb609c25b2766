import { fillSentence } from "../../defs/yaml/sentence.js";
import { countWords, monthWords, shortMonthYearWords } from "../../domain/danish.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Month } from "../../domain/month.js";
import type { SmallHistory } from "../../render/chart/small-history.js";
import { isOdd } from "./facts.js";
import type { ArrivalTexts } from "./texts.js";
import { checkName, findingSentence } from "./words.js";

/** A check with a history to draw, about one month. */
export interface DrawnCheck extends CheckResult {
  month: Month;
  seen: number;
}

/** True for a check with enough of a history to draw the newest month against. */
export function isDrawn(check: CheckResult): check is DrawnCheck {
  return check.month !== null && Number.isFinite(check.seen) && check.series.length >= 3;
}

/** The history of a check, what it expects of the newest month, and that month. `place` makes its id unique on the page. */
export function composePicture(check: DrawnCheck, place: number, texts: ArrivalTexts): SmallHistory {
  const { seen, expected, month, series } = check;
  const months = [...new Set([...series.map((point) => point.month), month])].sort();
  const finite = [...series.map(({ value }) => value), seen, ...(expected ?? [])].filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  const [low, high] = expected ?? [seen, seen];
  return {
    id: `check-${place}`,
    language: texts.language,
    title: fillSentence(texts.picture.title, { check: checkName(check, texts) }),
    description: fillSentence(texts.picture.description, { finding: findingSentence(check, texts) }),
    unit: check.unit === "share" ? "share" : "number",
    places: months.length,
    labels: labelledMonths(months).map((one) => ({
      place: months.indexOf(one),
      text: shortMonthYearWords(one),
    })),
    reach: [least >= 0 ? Math.max(0, least - room) : least - room, most + room],
    points: series
      .filter(({ value }) => Number.isFinite(value))
      .map((point) => ({ place: months.indexOf(point.month), value: point.value })),
    newest: { place: months.indexOf(month), value: seen, isOdd: isOdd(check) },
    expected: [Math.max(low, least - room), Math.min(high, most + room)],
  };
}

/** The words under a picture: what its marks mean. */
export function captionOf(check: DrawnCheck, texts: ArrivalTexts): string {
  return fillSentence(texts.picture.caption, {
    check: checkName(check, texts),
    count: countWords(check.series.length),
    marker: isOdd(check) ? texts.picture.diamond : texts.picture.circle,
    month: monthWords(check.month),
  });
}

/** The first month, the newest, and every January that stands clear of both. */
function labelledMonths(months: readonly Month[]): Month[] {
  const last = months.length - 1;
  const clear = Math.max(2, Math.round(months.length / 6));
  return months.filter(
    (month, place) =>
      place === 0 || place === last || (month.endsWith("-01") && place >= clear && last - place >= clear),
  );
}
