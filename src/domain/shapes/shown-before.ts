import type { Month } from "../month.js";

/** The sealed release that came before a report: what the meeting before was shown. */
export interface ShownBefore {
  name: string;
  /** Calendar date of the sealing in Denmark, `yyyy-MM-dd`. */
  date: string;
  /** Its report month. */
  month: Month;
  /** The newest load that it rests on. */
  asOf: number;
  /** Share of its clinics that met the requirement (0 to 1); null: it had none. */
  share: number | null;
}
