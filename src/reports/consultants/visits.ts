import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import type { ClinicCompliance } from "../../domain/shapes/figures.js";
import type { Outcome } from "../../domain/shapes/metric.js";
import type { HomelessReason } from "../../metrics/follow-up/stored-notes.js";
import type { CarriedVisitNote, VisitField } from "../../domain/shapes/follow-up.js";
import { clinicKey } from "../../metrics/follow-up/carried-forward.js";
import { compareText } from "../shared/clinic-order.js";
import type { VisitedRule } from "./order.js";

/** What data consultants wrote about a clinic: each null where nothing is written. */
export interface VisitNotes {
  /** Day of the latest visit, as `yyyy-MM-dd`. */
  day: string | null;
  by: string | null;
  agreed: string | null;
  /** Id of a next step. */
  nextStep: string | null;
  /** Month of the worklist in which something of it was written last. */
  month: Month;
}

/**
 * The notes of each clinic by its key. Where a clinic took over from several, the latest day and the newest next step hold,
 * and texts stand one below the other with the number of the clinic that each is about.
 */
export function visitsByClinic(notes: readonly CarriedVisitNote[]): Map<string, VisitNotes> {
  const byClinic = new Map<string, CarriedVisitNote[]>();
  for (const note of notes) byClinic.set(clinicKey(note), [...(byClinic.get(clinicKey(note)) ?? []), note]);
  return new Map(
    [...byClinic].flatMap(([key, own]): [string, VisitNotes][] => {
      const newestFirst = own.toSorted((left, right) => compareText(right.month, left.month));
      const [newest] = newestFirst;
      if (newest === undefined) return [];
      const of = (field: VisitField): CarriedVisitNote[] =>
        newestFirst.filter((note) => note.field === field);
      const days = of("visited").map(({ value }) => value);
      return [
        [
          key,
          {
            day: days.toSorted().at(-1) ?? null,
            by: textOf(of("visited-by")),
            agreed: textOf(of("agreed")),
            nextStep: of("next-step")[0]?.value ?? null,
            month: newest.month,
          },
        ],
      ];
    }),
  );
}

function textOf(notes: readonly CarriedVisitNote[]): string | null {
  const [only, ...others] = notes;
  if (only === undefined) return null;
  if (others.length === 0) return only.value;
  return notes.map(({ source, value }) => `${source.ydernummer}: ${value}`).join("\n");
}

/** Whether a clinic was visited so recently that it steps back in the list of a month. */
export function isResting(
  { day, nextStep }: Pick<VisitNotes, "day" | "nextStep">,
  { months, unless }: VisitedRule,
  month: Month,
): boolean {
  const visited = day === null ? null : parseMonth(day.slice(0, 7));
  if (visited === null || visited <= addMonths(month, -months)) return false;
  return nextStep === null || !unless.includes(nextStep);
}

/** A clinic about which data consultants wrote and that is not on the list. */
export interface OffListRow {
  ydernummer: string;
  /** Null: no register with it stands any more. */
  name: string | null;
  notes: VisitNotes;
  /** How it stands, or why it has no row at all. */
  reason: Outcome | HomelessReason;
}

/** Clinics of the population with notes that are not on the list: those that meet the requirement now, and others. */
export function offListOf(
  clinics: readonly ClinicCompliance[],
  listed: readonly { clinic: ClinicCompliance }[],
  visits: ReadonlyMap<string, VisitNotes>,
): OffListRow[] {
  const onList = new Set(listed.map(({ clinic }) => clinicKey(clinic)));
  return clinics.flatMap((clinic): OffListRow[] => {
    const notes = visits.get(clinicKey(clinic));
    if (notes === undefined || onList.has(clinicKey(clinic))) return [];
    return [{ ydernummer: clinic.ydernummer, name: clinic.name, notes, reason: clinic.outcome }];
  });
}
