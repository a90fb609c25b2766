import type { Store } from "../../../db/open.js";
import type { NoteField } from "../../../domain/shapes/follow-up.js";
import type { Clinic } from "../returned/issued.js";
import type { EarlierWord, StandingWord } from "./weigh.js";

interface WordRow extends StandingWord, Clinic {
  field: NoteField;
}

const words = `
  select follow_up.ydernummer, follow_up.opened, follow_up.field, follow_up.value, follow_up.load_from as load,
    follow_up.month, load.file_name as file, follow_up_return.saved_at as savedAt, follow_up_return.saved_by as savedBy
  from follow_up
  inner join load on load.load = follow_up.load_from
  left join follow_up_return on follow_up_return.load = follow_up.load_from
  where follow_up.load_to is null`;

/** The words that hold for a region and month, from whatever return. */
export function earlierWords(
  { raw }: Store,
  { region, month }: { region: string; month: string },
): EarlierWord[] {
  const rows = raw
    .prepare<[string, string], WordRow>(`${words} and follow_up.region = ? and follow_up.month = ?`)
    .all(region, month);
  return rows.map(({ ydernummer, opened, ...word }) => ({ ...word, clinic: { ydernummer, opened } }));
}

/** Looks up the newest word on a cell that was written in a month before or after another. */
export function wordsOfOtherMonths(
  { raw }: Store,
  month: string,
): Record<"newerOf" | "knownOf", (clinic: Clinic, field: NoteField) => StandingWord | null> {
  const find = (condition: string) => {
    const statement = raw.prepare<Clinic & { field: string; month: string }, WordRow>(
      `${words} and follow_up.ydernummer = @ydernummer and follow_up.opened = @opened and follow_up.field = @field
         and ${condition} order by follow_up.month desc, follow_up.load_from desc limit 1`,
    );
    return ({ ydernummer, opened }: Clinic, field: NoteField): StandingWord | null =>
      statement.get({ ydernummer, opened, field, month }) ?? null;
  };
  return { newerOf: find("follow_up.month > @month"), knownOf: find("follow_up.month <= @month") };
}
