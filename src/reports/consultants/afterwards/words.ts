import type { Sentence } from "../../../defs/yaml/sentence.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import {
  countWords,
  decimalWords,
  monthWords,
  shareWords,
  signedTenthWords,
  tenthsOfPercent,
} from "../../../domain/danish.js";
import type { ConsultantsContent } from "../content.js";
import type { Afterwards, AfterwardsRow } from "./compare.js";
import { apartReasons } from "./compare.js";

/** What of the report is said of clinics that were visited. */
export type AfterwardsContent = Pick<
  ConsultantsContent,
  "afterwards" | "afterwardsSettings" | "basis" | "segments" | "texts"
>;

/** What is said of clinics that were visited, before it is written as a page or a sheet. */
export interface AfterwardsWords {
  title: string;
  /** What was seen, in sentences. */
  sentences: string[];
  /** The rows to show, the sum last; null: nothing can be held side by side. */
  table: ShownRow[] | null;
  /** How it was computed, what is not known, and which clinics are left apart; empty where nothing is shown. */
  remarks: string[];
}

/** A row of clinics that were visited, and those like them. */
export interface ShownRow extends Omit<AfterwardsRow, "segment"> {
  name: string;
  isTotal: boolean;
}

/** Words the comparison: never a cause, always numbers, an interval, and what is not known. */
export function afterwardsWords(content: AfterwardsContent): AfterwardsWords {
  const { afterwards, afterwardsSettings, basis, texts } = content;
  const own = texts.own.afterwards;
  const months = String(afterwardsSettings.afterMonths);
  const title = fillSentence(own.title, { months, month: monthWords(basis.month) });
  const [from, to] = [monthWords(afterwards.from), monthWords(afterwards.to)];
  if (afterwards.clinics === 0) {
    return { title, sentences: [fillSentence(own.noVisit, { from, to, months })], table: null, remarks: [] };
  }
  const asked = fillSentence(own.asked, { from, to, months, clinics: countWords(afterwards.clinics) });
  const isShown = afterwards.difference !== null;
  return {
    title,
    sentences: [asked, ...foundWords(content)],
    table: isShown ? shownRows(content) : null,
    remarks: [...(isShown ? howWords(content) : []), ...apartWords(afterwards, own), ...own.unknown],
  };
}

function foundWords({ afterwards, afterwardsSettings, texts }: AfterwardsContent): string[] {
  const own = texts.own.afterwards;
  const { visited, weighted, difference } = afterwards;
  if (visited.whole === 0) return [own.none];
  const seen = fillSentence(own.visited, {
    part: countWords(visited.part),
    whole: countWords(visited.whole),
    months: String(afterwardsSettings.afterMonths),
    share: shareWords(visited.part / visited.whole),
  });
  if (difference === null || weighted === null)
    return [seen, fillSentence(own.tooFew, { fewest: countWords(afterwardsSettings.fewest) })];
  const points = (share: number): string => signedTenthWords(tenthsOfPercent(share) / 10);
  return [
    seen,
    fillSentence(own.alike, { share: shareWords(weighted.share) }),
    fillSentence(own.difference, {
      points: points(difference.value),
      low: points(difference.low),
      high: points(difference.high),
      confidence: decimalWords(100 * afterwardsSettings.confidence),
    }),
    difference.low <= 0 && difference.high >= 0 ? own.maybeChance : own.beyondChance,
  ];
}

function shownRows({ afterwards, segments, texts }: AfterwardsContent): ShownRow[] {
  const { rows, visited, alike, weighted } = afterwards;
  const nameOf = (id: string): string => segments.segments.find((one) => one.id === id)?.name ?? id;
  const total = { name: texts.own.afterwards.total, visited, alike, alikeShare: weighted?.share ?? 0 };
  return [
    ...rows.map(({ segment, ...row }) => ({ ...row, name: nameOf(segment), isTotal: false })),
    { ...total, isTotal: true },
  ];
}

function howWords({ afterwards, afterwardsSettings, texts }: AfterwardsContent): string[] {
  const own = texts.own.afterwards;
  return own.how.map((line) =>
    fillSentence(line, {
      alike: own.alikeBy[afterwardsSettings.alike],
      clinicsAlike: countWords(afterwards.clinicsAlike),
      visitedLater: countWords(afterwards.visitedLater),
      months: String(afterwardsSettings.afterMonths),
    }),
  );
}

function apartWords({ apart }: Afterwards, own: ConsultantsContent["texts"]["own"]["afterwards"]): string[] {
  const wordsOf = (line: Sentence<"clinics">, clinics: number): string =>
    fillSentence(line, { clinics: countWords(clinics) });
  const reasons = apartReasons.flatMap((reason) =>
    apart[reason] === 0 ? [] : [wordsOf(own.reasons[reason], apart[reason])],
  );
  return reasons.length === 0 ? [] : [fillSentence(own.apart, { reasons: reasons.join("; ") })];
}
