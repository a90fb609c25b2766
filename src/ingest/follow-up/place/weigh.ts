import type { NoteField, WordFate } from "../../../domain/shapes/follow-up.js";
import { noteKinds } from "../../../domain/shapes/follow-up.js";
import type { Clinic } from "../returned/issued.js";
import type { Statement } from "./statement.js";
import type { WordPlace } from "../words/word.js";

/** A word that the store holds, and the return that brought it. */
export interface StandingWord {
  value: string | null;
  load: number;
  /** Month of the workbook that it was written in. */
  month: string;
  file: string;
  savedAt: string | null;
  savedBy: string | null;
}

/** A word of an earlier return of the same region and month that still holds. */
export interface EarlierWord extends StandingWord {
  clinic: Clinic;
  field: NoteField;
}

/** What the words of a return are weighed against. */
export interface WeighContext {
  /** When this return was saved and by whom; null: it does not say. */
  savedAt: string | null;
  savedBy: string | null;
  /** True when the return differs from what was sent out in nothing at all. */
  isBlank: boolean;
  /** Words that hold for the region and month of this workbook. */
  earlier: readonly EarlierWord[];
  /** The word of a later month on a cell; null: none. */
  newerOf(clinic: Clinic, field: NoteField): StandingWord | null;
  /** What was sent out in a cell (an id or a text; null: blank); undefined where that is not known, or no row came back. */
  sentOf(clinic: Clinic, field: NoteField): string | null | undefined;
}

/** A word of a return with what becomes of it. */
export interface WeighedWord {
  clinic: Clinic;
  field: NoteField;
  value: string | null;
  /** Null: the cell is as it was sent. */
  place: WordPlace | null;
  fate: Exclude<WordFate, "not-understood">;
  /** True for a word that is written into the store's history of its cell. */
  isWritten: boolean;
  other: StandingWord | null;
  isContradiction: boolean;
  /** True where a cell is as it was sent, and takes back what an earlier return wrote in it. */
  isTakenBack: boolean;
}

/**
 * Weighs what a return says against what was sent out and against what other returns said. Of two files that say
 * different things of a cell the one that was saved later holds, or, where they do not say when, the one that is loaded
 * later. A cell that came back as it was sent takes an earlier word back only where this file goes on from the file that
 * brought it.
 */
export function weighWords(statements: readonly Statement[], context: WeighContext): WeighedWord[] {
  const descent = new Map<number, boolean>();
  for (const { load } of context.earlier)
    if (!descent.has(load)) descent.set(load, goesOnFrom(load, statements, context));
  const said = new Set(statements.map(({ clinic, field }) => keyOf(clinic, field)));
  return [
    ...statements.map((statement) => weigh(statement, { context, descent })),
    ...leftAlone(said, { context, descent }),
  ];
}

interface Weighing {
  context: WeighContext;
  /** Whether this file goes on from the file of an earlier load. */
  descent: ReadonlyMap<number, boolean>;
}

function weigh(statement: Statement, { context, descent }: Weighing): WeighedWord {
  const { clinic, field, value, place } = statement;
  const word = { clinic, field, value, place, isTakenBack: false };
  const other = standingOn(clinic, field, context);
  const newer = context.newerOf(clinic, field);
  if (other !== null && other.value === value)
    return newer === null || newer.value === value
      ? { ...word, fate: "known", isWritten: false, other, isContradiction: false }
      : { ...word, fate: "overtaken", isWritten: false, other: newer, isContradiction: false };
  const wasSeen = other === null || context.sentOf(clinic, field) === other.value;
  const isContradiction = !wasSeen && descent.get(other.load) !== true;
  if (isContradiction && isBefore(context.savedAt, other.savedAt))
    return { ...word, fate: "overtaken", isWritten: false, other, isContradiction };
  if (newer !== null && newer.value !== value)
    return { ...word, fate: "overtaken", isWritten: true, other: newer, isContradiction: false };
  return { ...word, fate: "taken", isWritten: true, other, isContradiction };
}

/** Cells that came back as they were sent, although an earlier return had written in them. */
function leftAlone(said: ReadonlySet<string>, { context, descent }: Weighing): WeighedWord[] {
  return context.earlier.flatMap(({ clinic, field, ...other }): WeighedWord[] => {
    const sent = context.sentOf(clinic, field);
    if (sent === undefined || sent === other.value || said.has(keyOf(clinic, field))) return [];
    const takesBack = descent.get(other.load) === true && !isBefore(context.savedAt, other.savedAt);
    const word = { clinic, field, value: sent, place: null, other, isContradiction: false };
    const newer = context.newerOf(clinic, field);
    if (!takesBack) return [{ ...word, fate: "kept", isWritten: false, isTakenBack: false }];
    return newer === null
      ? [{ ...word, fate: "taken", isWritten: true, isTakenBack: true }]
      : [{ ...word, fate: "overtaken", isWritten: true, other: newer, isTakenBack: true }];
  });
}

/**
 * Whether a file goes on from the one that an earlier load brought: it repeats what that one wrote, it was saved later by
 * the same person, or it says nothing at all any more. A colleague's copy of the workbook that was sent does neither.
 */
function goesOnFrom(load: number, statements: readonly Statement[], context: WeighContext): boolean {
  const brought = context.earlier.filter((word) => word.load === load);
  const [any] = brought;
  if (any === undefined) return false;
  const repeated = statements.filter(({ clinic, field, value }) =>
    brought.some((word) => keyOf(word.clinic, word.field) === keyOf(clinic, field) && word.value === value),
  );
  const said = new Set(statements.map(({ clinic, field }) => keyOf(clinic, field)));
  const lacking = brought.filter(({ clinic, field, value }) => {
    const sent = context.sentOf(clinic, field);
    return sent !== undefined && sent !== value && !said.has(keyOf(clinic, field));
  });
  const areBothNamed = context.savedBy !== null && any.savedBy !== null;
  const isSamePerson = areBothNamed && context.savedBy === any.savedBy;
  const isOther = areBothNamed && context.savedBy !== any.savedBy;
  if (isSamePerson && isBefore(any.savedAt, context.savedAt)) return true;
  if (context.isBlank) return !isOther;
  const hasSameText = repeated.some(({ field, value }) => noteKinds[field] === "text" && value !== null);
  return repeated.length > 0 && (hasSameText || repeated.length >= lacking.length);
}

/** True where both files say when they were saved, and the first was saved before the second. */
function isBefore(first: string | null, second: string | null): boolean {
  return first !== null && second !== null && first < second;
}

function standingOn(clinic: Clinic, field: NoteField, { earlier }: WeighContext): StandingWord | null {
  return earlier.find((word) => keyOf(word.clinic, word.field) === keyOf(clinic, field)) ?? null;
}

function keyOf({ ydernummer, opened }: Clinic, field: NoteField): string {
  return `${ydernummer} ${opened} ${field}`;
}
