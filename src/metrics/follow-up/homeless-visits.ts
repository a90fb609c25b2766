import type { CarriedVisitNote } from "../../domain/shapes/follow-up.js";
import { visitFields } from "../../domain/shapes/follow-up.js";
import type { Question } from "../../question/question.js";
import { nameThen } from "./standing.js";
import type { HomelessReason } from "./stored-notes.js";
import { storedNotes } from "./stored-notes.js";

/** What data consultants wrote about a clinic that no list can carry any more. */
export interface HomelessVisitNote extends CarriedVisitNote {
  reason: HomelessReason;
  /** As it was called then; null: no register with it stands any more. */
  name: string | null;
}

/** Reads what data consultants wrote about clinics that closed, left the register or are not counted any more. */
export async function homelessVisitNotes({
  store,
  definitions,
  asOf,
  month,
}: Question): Promise<HomelessVisitNote[]> {
  const notes = await storedNotes(store, definitions, { asOf, upTo: month });
  return notes.flatMap((note): HomelessVisitNote[] => {
    const field = visitFields.find((one) => one === note.field);
    if (note.region !== null || field === undefined || note.reason === null) return [];
    const { ydernummer, opened, value, reason } = note;
    const source = { ydernummer, opened };
    const name = nameThen(store, asOf, note);
    return [{ ydernummer, opened, field, value, month: note.month, source, reason, name }];
  });
}
