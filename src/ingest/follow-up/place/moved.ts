import type { ReturnForm } from "../../../domain/shapes/follow-up.js";
import { noteKinds } from "../../../domain/shapes/follow-up.js";
import { noun } from "../../../lib/words.js";
import type { Gathered } from "../words/gather-words.js";
import type { Word } from "../words/word.js";

/** Remarks that stand beside other clinics than those that they were sent out with. */
export interface MovedRemarks {
  words: ReadonlySet<Word>;
  verdict: Pick<Word, "clinic" | "unplaced" | "reason">;
  warnings: string[];
}

/** Fewest remarks that moved to other rows before it is no accident that their texts are the same. */
const fewestMoved = 2;

/** Fewest orders in which notes could stand, before an alphabetical one is told. */
const fewestOrders = 100;

/**
 * Notices when the columns to write in were sorted without the others: remarks that were sent out with one clinic
 * and stand beside another, or notes that fill the first rows in alphabetical order. The first are not stored; the second
 * may be chance, and are only told.
 */
export function movedRemarks(gathered: Gathered, form: ReturnForm): MovedRemarks {
  const { issued, headings } = gathered;
  const heading = headings.written.get(form.remark) ?? "";
  const sentAt = new Map<string, number>();
  for (const { cells } of issued) {
    const remark = cells.get(heading);
    if (remark !== undefined) sentAt.set(remark, (sentAt.get(remark) ?? 0) + 1);
  }
  const own = gathered.words.filter(({ field, unplaced }) => field !== null && unplaced === null);
  const remarks = own.filter(({ field }) => field === form.remark);
  const strayed = remarks.filter(({ text, sent }) => sentAt.get(text) === 1 && text !== sent);
  const gone = remarks.filter(({ text, sent }) => sent !== null && sent !== "" && text !== sent);
  const verdict = {
    clinic: null,
    unplaced: "torn" as const,
    reason: "was sent out beside another clinic, or its row was sorted in some columns alone",
  };
  const isMoved = strayed.length >= fewestMoved && strayed.length * 2 >= gone.length;
  if (isMoved) {
    return {
      words: new Set(own),
      verdict,
      warnings: [
        `${strayed.length} ${noun(strayed.length, "remark stands", "remarks stand")} beside another clinic than the one they were sent out with: the columns to write in were sorted alone; none of its notes was stored, ask ${form.author} for the file as it was before`,
      ],
    };
  }
  return { words: new Set(), verdict, warnings: inOrder(gathered, form) };
}

/** A warning where all remarks stand at the top in alphabetical order, which chance hardly makes. */
function inOrder({ words, lines }: Gathered, { fields, remark, author }: ReturnForm): string[] {
  const choices = fields.filter((field) => noteKinds[field] === "choice");
  for (const field of [remark, ...choices]) {
    const notes = words
      .filter(
        (word) => word.field === field && word.unplaced === null && word.text !== "" && word.sent === "",
      )
      .sort((left, right) => (left.place.line ?? 0) - (right.place.line ?? 0));
    const top = [...lines].sort((left, right) => left - right).slice(0, notes.length);
    if (notes.some(({ place }, at) => place.line !== top[at])) continue;
    const texts = notes.map(({ text }) => text.toLowerCase());
    const sorted = [...texts].sort((left, right) => left.localeCompare(right, "da"));
    const isUp = texts.every((text, at) => text === sorted[at]);
    const isDown = texts.every((text, at) => text === sorted[sorted.length - 1 - at]);
    if ((isUp || isDown) && orders(texts) >= fewestOrders && lines.length > notes.length)
      return [
        `${notes.length} notes fill the first rows of ${notes[0]?.place.heading ?? ""} in alphabetical order: if the column was sorted alone, they stand beside the wrong clinics; ask ${author}`,
      ];
  }
  return [];
}

/** In how many orders texts can stand, equal ones not told apart; stops counting where it is enough. */
function orders(texts: readonly string[]): number {
  const counts = new Map<string, number>();
  let found = 1;
  for (const [place, text] of texts.entries()) {
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    found = (found * (place + 1)) / count;
  }
  return found;
}
