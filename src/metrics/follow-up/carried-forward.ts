import type { CarriedNote, CarriedVisitNote } from "../../domain/shapes/follow-up.js";
import { parseMonth } from "../../domain/month.js";
import type { Run } from "../../question/run.js";

/** What the workbooks of the report month carry forward, and of which clinics the months must stay hidden. */
export interface FollowUpFigures {
  notes: CarriedNote[];
  /** Clinics that took over from a clinic of another region, each as {@link clinicKey}. */
  borderTakeovers: ReadonlySet<string>;
}

/** A clinic period as one text. */
export function clinicKey({ ydernummer, opened }: { ydernummer: string; opened: string }): string {
  return `${ydernummer} ${opened}`;
}

/** Reads what regions wrote, as it holds in the report month, by clinic, cell and where it came from. */
export async function followUpFigures(run: Run): Promise<FollowUpFigures> {
  const kysely = run.need("mart_follow_up", "mart_border_takeover");
  const notes = await kysely
    .selectFrom("mart_follow_up")
    .selectAll()
    .orderBy("ydernummer")
    .orderBy("opened")
    .orderBy("field")
    .orderBy("source_ydernummer")
    .orderBy("source_opened")
    .execute();
  const takeovers = await kysely.selectFrom("mart_border_takeover").selectAll().execute();
  return {
    notes: notes.flatMap((row): CarriedNote[] =>
      carriedOf(row).map((note) => ({ ...note, field: row.field, region: row.region })),
    ),
    borderTakeovers: new Set(takeovers.map(clinicKey)),
  };
}

/** Reads what data consultants wrote, as it holds in the report month, by clinic, cell and where it came from. */
export async function visitNotes(run: Run): Promise<CarriedVisitNote[]> {
  const notes = await run
    .need("mart_visit")
    .selectFrom("mart_visit")
    .selectAll()
    .orderBy("ydernummer")
    .orderBy("opened")
    .orderBy("field")
    .orderBy("source_ydernummer")
    .orderBy("source_opened")
    .execute();
  return notes.flatMap((row): CarriedVisitNote[] =>
    carriedOf(row).map((note) => ({ ...note, field: row.field })),
  );
}

/** What a carried word says of itself, whoever wrote it; nothing where its month is none. */
function carriedOf(row: {
  ydernummer: string;
  opened: string;
  value: string;
  month: string;
  source_ydernummer: string;
  source_opened: string;
}): Pick<CarriedNote, "ydernummer" | "opened" | "value" | "month" | "source">[] {
  const month = parseMonth(row.month);
  if (month === null) return [];
  const { ydernummer, opened, value } = row;
  return [
    {
      ...{ ydernummer, opened, value, month },
      source: { ydernummer: row.source_ydernummer, opened: row.source_opened },
    },
  ];
}
