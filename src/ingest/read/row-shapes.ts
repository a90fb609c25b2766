import type { IsoDate } from "../../domain/iso-date.js";
import type { Month } from "../../domain/month.js";
import type { Millionths } from "../../domain/numbers.js";
import type { Ydernummer } from "../../domain/ydernummer.js";

/** One row of an extract of plan counts, read. */
export interface PlanCountRow {
  line: number;
  month: Month;
  ydernummer: Ydernummer;
  /** Code of a plan type. */
  planType: string;
  newPlans: number;
  maintainedPlans: number;
}

/** One row of a clinic register, read: a clinic period. */
export interface ClinicPeriodRow {
  line: number;
  snapshotMonth: Month;
  ydernummer: Ydernummer;
  opened: IsoDate;
  /** Last day on which the clinic is open; null: open. */
  closed: IsoDate | null;
  name: string;
  /** Id of a region. */
  region: string;
  municipality: string | null;
  /** Name of a clinic kind. */
  kind: string;
  system: string | null;
  /** Null: unknown. */
  doctors: Millionths | null;
  successor: Ydernummer | null;
}

/** One entry of a status register, read. */
export interface StatusEntryRow {
  line: number;
  /** Id of the register. */
  register: string;
  /** The values that tell entries apart, as a JSON array. */
  key: string;
  /** All values by column, as a JSON object. */
  facts: string;
}
