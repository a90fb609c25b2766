import type { Store } from "../../db/open.js";
import type { FollowUpChoice } from "../../defs/files/follow-up.js";
import { shownValue } from "../../defs/files/follow-up.js";
import type { HomelessReason, StoredNote } from "../../metrics/follow-up/stored-notes.js";
import type { NoteField, WordFate } from "../../domain/shapes/follow-up.js";
import { consultantsId, returnForms } from "../../domain/shapes/follow-up.js";
import type { ProblemCode } from "../../domain/shapes/problem.js";

/** One thing that a returned workbook said, and what became of it. */
export interface ReceivedWord {
  ydernummer: string | null;
  field: NoteField | null;
  sheet: string;
  cell: string | null;
  /** As it was written; null: the cell was emptied. */
  text: string | null;
  fate: WordFate;
  isContradiction: boolean;
  /** What another return says, and its file; null: none does. */
  other: {
    load: number;
    file: string;
    text: string | null;
    savedAt: string | null;
    savedBy: string | null;
  } | null;
  code: ProblemCode | null;
  /** Why no workbook carries the word, although it holds; null: one does, or it does not hold. */
  homeless: HomelessReason | null;
}

/** A returned workbook as it was received. */
export interface ReceivedReturn {
  load: number;
  file: string;
  loadedAt: string;
  savedAt: string | null;
  savedBy: string | null;
  isCompared: boolean;
  words: ReceivedWord[];
}

interface WordRow extends Omit<ReceivedWord, "text" | "isContradiction" | "other" | "homeless"> {
  value: string | null;
  isContradiction: number;
  otherLoad: number | null;
  otherValue: string | null;
  otherFile: string | null;
  otherSavedAt: string | null;
  otherSavedBy: string | null;
}

/** Every standing return of a region, or of the data consultants by their id, for a month, oldest first. */
export function receivedReturns(
  { raw }: Store,
  { region, month }: { region: string; month: string },
  {
    definitions,
    notes,
  }: {
    definitions: Readonly<Record<"followUp" | "nextSteps", readonly FollowUpChoice[]>>;
    notes: readonly StoredNote[];
  },
): ReceivedReturn[] {
  const reasons = new Map(
    notes.map(({ load, ydernummer, field, reason }) => [`${load} ${ydernummer} ${field}`, reason]),
  );
  const returns = raw
    .prepare<[string, string], Omit<ReceivedReturn, "words" | "isCompared"> & { isCompared: number }>(
      `select load.load, load.file_name as file, load.loaded_at as loadedAt, follow_up_return.saved_at as savedAt,
         follow_up_return.saved_by as savedBy, follow_up_return.is_compared as isCompared
       from follow_up_load
       inner join load on load.load = follow_up_load.load
       inner join follow_up_return on follow_up_return.load = follow_up_load.load
       where follow_up_load.region = ? and follow_up_load.month = ? and load.undone_at is null
       order by load.load`,
    )
    .all(region, month);
  const words = raw.prepare<[number], WordRow>(
    `select returned_word.ydernummer, returned_word.field, returned_word.sheet, returned_word.cell, returned_word.value,
       returned_word.fate, returned_word.is_contradiction as isContradiction, returned_word.code,
       returned_word.other_load as otherLoad, returned_word.other_value as otherValue, load.file_name as otherFile,
       follow_up_return.saved_at as otherSavedAt, follow_up_return.saved_by as otherSavedBy
     from returned_word
     left join load on load.load = returned_word.other_load
     left join follow_up_return on follow_up_return.load = returned_word.other_load
     where returned_word.load = ? order by returned_word.position`,
  );
  const { remark } = region === consultantsId ? returnForms.consultants : returnForms.regions;
  const shown = (field: NoteField | null, value: string | null): string | null =>
    field === null || value === null ? value : shownValue({ field, value }, definitions);
  return returns.map((one) => ({
    ...one,
    isCompared: one.isCompared === 1,
    words: words.all(one.load).map(({ value, isContradiction, ...row }): ReceivedWord => ({
      ...{ ydernummer: row.ydernummer, field: row.field, sheet: row.sheet, cell: row.cell, code: row.code },
      fate: row.fate,
      homeless: reasons.get(`${one.load} ${row.ydernummer ?? ""} ${row.field ?? remark}`) ?? null,
      text: shown(row.field, value),
      isContradiction: isContradiction === 1,
      other:
        row.otherLoad === null
          ? null
          : {
              load: row.otherLoad,
              file: row.otherFile ?? "",
              text: shown(row.field, row.otherValue),
              savedAt: row.otherSavedAt,
              savedBy: row.otherSavedBy,
            },
    })),
  }));
}

/** The parts in which words are shown; each word stands in one. */
export const receivedParts = [
  "taken",
  "homeless",
  "overtaken",
  "contradicted",
  "kept",
  "notUnderstood",
] as const;

export type ReceivedPart = (typeof receivedParts)[number];

/**
 * Whether a part of a page shows a word. Each stands in one part, none in which it only repeats what was known; one that
 * holds and stands at no clinic any more is told so as well, whatever else is told of it.
 */
export function isIn(part: ReceivedPart, { fate, isContradiction, homeless }: ReceivedWord): boolean {
  const isHomeless = fate === "taken" && homeless !== null;
  if (part === "homeless") return isHomeless;
  if (isContradiction) return part === "contradicted";
  if (fate === "not-understood") return part === "notUnderstood";
  return fate === part && !isHomeless;
}
