import type { Store } from "../../db/open.js";
import { consultantsId } from "../../domain/shapes/follow-up.js";
import type { Question } from "../../question/question.js";
import type { RegionAnswer } from "./region-answers.js";
import { regionAnswers } from "./region-answers.js";
import type { RegionsNote, StoredNote } from "./stored-notes.js";
import { notesOfRegions, storedNotes } from "./stored-notes.js";

/** A note that no workbook of the report month carries, with the name that its clinic had when it was written about. */
export interface AdriftNote extends RegionsNote {
  /** Null: no register with it stands any more. */
  name: string | null;
}

/** What has become of regions' answers by the report month. */
export interface FollowUpStanding {
  adrift: AdriftNote[];
  /** Of each region of the report month; empty while no workbook ever came back. */
  answers: RegionAnswer[];
}

/** Reads which notes no workbook of a question's month carries, and which regions have answered. */
export async function followUpStanding(question: Question): Promise<FollowUpStanding> {
  const { store, definitions, asOf, month } = question;
  if (!hasReturns(store, asOf)) return { adrift: [], answers: [] };
  const notes = notesOfRegions(await storedNotes(store, definitions, { asOf, upTo: month }));
  return {
    adrift: notes
      .filter(({ state }) => state === "homeless")
      .map((note) => ({ ...note, name: nameThen(store, asOf, note) })),
    answers: await regionAnswers(store, definitions, { asOf, notes, upTo: month }),
  };
}

function hasReturns({ raw }: Store, asOf: number): boolean {
  const found = raw
    .prepare<[number], number>(
      `select 1 from follow_up_load inner join load on load.load = follow_up_load.load
       where load.undone_at is null and load.load <= ? and follow_up_load.region <> '${consultantsId}' limit 1`,
    )
    .pluck()
    .get(asOf);
  return found !== undefined;
}

/** A clinic's name as whoever wrote knew it, so that a region's workbook tells nothing of another region's register. */
export function nameThen(
  { raw }: Store,
  asOf: number,
  { ydernummer, opened, month }: StoredNote,
): string | null {
  const name = raw
    .prepare<{ ydernummer: string; opened: string; month: string; asOf: number }, string>(
      `select name from clinic_period
       where ydernummer = @ydernummer and opened = @opened and load_from <= @asOf
         and (load_to is null or load_to > load_from)
       order by snapshot_month <= @month desc, abs(julianday(snapshot_month || '-01') - julianday(@month || '-01'))
       limit 1`,
    )
    .pluck()
    .get({ ydernummer, opened, month, asOf });
  return name ?? null;
}
