import type { Store } from "../../../db/open.js";
import type { Month } from "../../../domain/month.js";

/** A clinic period as a register has it. */
export interface RegisterClinic {
  ydernummer: string;
  opened: string;
  /** Last day on which the clinic is open; null: open. */
  closed: string | null;
  name: string;
  /** Id of a region. */
  region: string;
  municipality: string | null;
  kind: string;
  system: string | null;
  /** In millionths; null: unknown. */
  doctors: number | null;
  /** Line of the file that first said so. */
  line: number;
}

/** A register as it stands. */
export interface Snapshot {
  month: Month;
  /** In the order of the file's lines. */
  clinics: readonly RegisterClinic[];
  /** Those open on the month's last day, by number. */
  open: ReadonlyMap<string, RegisterClinic>;
}

/** Reads the register of a month as a load leaves it (`after`), or as it was known before that load. */
export function readSnapshot(
  store: Store,
  asked: { load: number; month: Month; when: "before" | "after" },
): Snapshot {
  const holds =
    asked.when === "after"
      ? "load_from <= @load and (load_to is null or load_to > @load)"
      : "load_from < @load and (load_to is null or load_to >= @load)";
  const clinics = store.raw
    .prepare<{ load: number; month: string }, RegisterClinic>(
      `select ydernummer, opened, closed, name, region, municipality, kind, system,
           doctors_millionths as doctors, line
       from clinic_period
       where snapshot_month = @month and ${holds}
       order by line`,
    )
    .all({ load: asked.load, month: asked.month });
  const open = clinics.filter((clinic) => isOpenIn(clinic, asked.month));
  return {
    month: asked.month,
    clinics,
    open: new Map(open.map((clinic) => [clinic.ydernummer, clinic])),
  };
}

/** True when a clinic is open on the last day of a month. */
function isOpenIn({ opened, closed }: RegisterClinic, month: Month): boolean {
  return (
    opened.slice(0, 7) <= month && (closed === null || closed.slice(0, 7) > month || isLastDay(closed, month))
  );
}

function isLastDay(day: string, month: Month): boolean {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0));
  return day === last.toISOString().slice(0, 10);
}
