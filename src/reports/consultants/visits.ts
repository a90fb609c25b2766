import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
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
