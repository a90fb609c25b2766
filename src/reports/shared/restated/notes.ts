import type { RevisionTexts } from "./texts.js";
import { fillSentence } from "../../../defs/yaml/sentence.js";
import type { MonthCompliance, RestatedMonth } from "../../../domain/shapes/figures.js";
import type { Month } from "../../../domain/month.js";
import type { Revision } from "../../../domain/shapes/revision.js";
import type { ShownBefore } from "../../../domain/shapes/shown-before.js";
import type { Section } from "../../../render/page/page-content.js";
import type { MovedMonth } from "../../findings/moved-months.js";
import { movedMonths } from "../../findings/moved-months.js";
import { countWords, dateWords, monthWords, shareWords } from "../../../domain/danish.js";

/** What a report says of figures that were stated otherwise before. */
export interface RestatementNotes {
  heading: string;
  /** What the figures are compared with. */
  since: string;
  /** The months whose plans moved, and a line about each. */
  months: readonly MovedMonth[];
  planLines: readonly string[];
  /** A line about the share that was shown before, where it is another now. */
  shareLines: readonly string[];
}

/**
 * What changed of the figures that were shown before: months that a load after the last sealed release stated anew, and
 * the share of that release's month. Without a release, months stated anew after the day of the meeting before; without
 * either, all that ever were, against their first figures.
 */
export function tellRestatements(
  facts: {
    restatements: readonly RestatedMonth[];
    shown: ShownBefore | null;
    /** Day of the meeting before, `yyyy-MM-dd`; null: not told. */
    previousMeeting: string | null;
    /** Shares as they are now, a row a month. */
    compliance: readonly Pick<MonthCompliance, "month" | "share">[];
  },
  texts: RevisionTexts,
): RestatementNotes {
  const { restatements, shown, previousMeeting, compliance } = facts;
  const isSince = ({ load, date }: RestatedMonth): boolean =>
    shown === null ? previousMeeting === null || date > previousMeeting : load > shown.asOf;
  const months = movedMonths(restatements.filter(isSince));
  const now = compliance.find(({ month }) => month === shown?.month)?.share ?? null;
  return {
    heading: texts.heading,
    since: sinceWords({ shown, previousMeeting }, texts),
    months,
    planLines: linesOf(
      months.map(({ month, before, now: after }) => ({ month, old: before, now: after })),
      { sentence: texts.note, words: countWords },
    ),
    shareLines:
      shown === null || shown.share === null || now === null
        ? []
        : linesOf([{ month: shown.month, old: shown.share, now }], {
            sentence: texts.shareNote,
            words: shareWords,
          }),
  };
}

function sinceWords(
  { shown, previousMeeting }: { shown: ShownBefore | null; previousMeeting: string | null },
  { since }: RevisionTexts,
): string {
  if (shown !== null) {
    const { name, date, asOf } = shown;
    return fillSentence(since.release, { name, date: dateWords(date), load: String(asOf) });
  }
  return previousMeeting === null
    ? since.first
    : fillSentence(since.meeting, { date: dateWords(previousMeeting) });
}

/** The part of a page that tells them; none where there is nothing to tell. */
export function restatementSections({ heading, since, planLines, shareLines }: RestatementNotes): Section[] {
  const items = [...planLines, ...shareLines];
  if (items.length === 0) return [];
  return [
    {
      id: "restated",
      heading,
      startsSheet: false,
      blocks: [
        { kind: "list", items },
        { kind: "note", lines: [since] },
      ],
    },
  ];
}

/**
 * What one load or several changed of figures that were published before: a line for each month whose plans moved, and
 * for each report month whose share of compliant clinics moved by what a reader sees (a tenth of a per cent). `months`
 * limits it to what is shown. Several revisions of one month are told as one, from the first to the last; a figure that
 * came back to where it was is not told.
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
  return [
    ...linesOf(plans.inOrder(), { sentence: texts.note, words: countWords }),
    ...linesOf(shares.inOrder(), { sentence: texts.shareNote, words: shareWords }),
  ];
}

/** A figure of a month, from what it was to what it is. */
interface Journey {
  month: Month;
  old: number;
  now: number;
}

/** Where the figure of each month came from and where it went. */
class Journeys {
  private readonly ends = new Map<Month, Journey>();

  add(month: Month, old: number, now: number): void {
    this.ends.set(month, { month, old: this.ends.get(month)?.old ?? old, now });
  }

  inOrder(): Journey[] {
    return [...this.ends.values()].sort((left, right) => (left.month < right.month ? -1 : 1));
  }
}

/** A line for each figure that reads otherwise than before. */
function linesOf(
  journeys: readonly Journey[],
  { sentence, words }: { sentence: RevisionTexts["note"]; words: (value: number) => string },
): string[] {
  return journeys
    .map(({ month, old, now }) => ({ month: monthWords(month), old: words(old), new: words(now) }))
    .filter((journey) => journey.old !== journey.new)
    .map((journey) => fillSentence(sentence, journey));
}
