import type { RevisionTexts } from "../defs/revision-texts.js";
import { fillSentence } from "../defs/sentence.js";
import type { Month } from "../domain/month.js";
import type { Revision } from "../domain/revision.js";
import { countWords, monthWords, shareWords } from "./ok22-words.js";

/**
 * What the next report says about figures that were published before and are different now: a line for each month whose
 * plans moved, and for each report month whose share of compliant clinics moved by what a reader sees (a tenth of a per
 * cent). `months` limits it to what the report shows. Several revisions of one month are told as one, from the first to
 * the last; a figure that came back to where it was is not told.
 */
export function composeRevisionNote(
  revisions: readonly Revision[],
  texts: RevisionTexts,
  months: readonly Month[],
): string[] {
  const plans = new Journeys();
  const shares = new Journeys();
  for (const { figures } of revisions) {
    for (const { month, metric, field, old, new: now } of figures) {
      if (!months.includes(month) || old === null || now === null) continue;
      if (metric === "plans-per-month" && field === "total") plans.add(month, old, now);
      if (metric === "ok22" && field === "share") shares.add(month, old, now);
    }
  }
  return [...plans.told(texts.note, countWords), ...shares.told(texts.shareNote, shareWords)];
}

/** Where the figure of each month came from and where it went. */
class Journeys {
  private readonly ends = new Map<Month, { old: number; now: number }>();

  add(month: Month, old: number, now: number): void {
    this.ends.set(month, { old: this.ends.get(month)?.old ?? old, now });
  }

  told(sentence: RevisionTexts["note"], words: (value: number) => string): string[] {
    return [...this.ends]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([month, { old, now }]) => ({ month, old: words(old), new: words(now) }))
      .filter((journey) => journey.old !== journey.new)
      .map((journey) => fillSentence(sentence, { ...journey, month: monthWords(journey.month) }));
  }
}
