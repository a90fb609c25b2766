import type { ClinicCompliance } from "./figures.js";
import type { Month } from "../month.js";

/** A row of counts behind a figure, with the place that it came from. */
export interface TracedRow {
  month: string;
  ydernummer: string;
  planType: string;
  new: number;
  maintained: number;
  /** How the row counts: for the clinic's own number, or for the clinic that it took over. */
  role: "own" | "predecessor";
  load: number;
  file: string;
  line: number;
}

/** The rows that one file gave to a figure, summed. */
export interface TracedFile {
  load: number;
  file: string;
  rows: number;
  new: number;
  maintained: number;
}

/** One step from the register to the clinics that are compared. `step` is the key of a text. */
export interface PopulationStep {
  step: string;
  /** The clinic kind that a step leaves out. */
  detail: string | null;
  /** Positive: what remains; negative: what the step leaves out. */
  clinics: number;
}

/** A place in a register file. */
export interface RegisterPlace {
  file: string;
  line: number;
}

/** A clinic period of the report month's register, with the place of its row. */
export interface TracedClinic extends RegisterPlace {
  ydernummer: string;
  opened: string;
  closed: string | null;
  name: string;
  region: string;
  kind: string;
  doctors: number | null;
  isOpen: boolean;
  isExcluded: boolean;
  /** The clinics that it took over, one step back. */
  predecessors: (RegisterPlace & { ydernummer: string; name: string; closed: string })[];
  /** Its own new plans in the window and the bin of those plans per doctor (null: doctors unknown or 0); null when it is not compared. */
  bin: { newPlans: number; label: string | null } | null;
  /** Its outcome; null when it is not held against the rule. */
  compliance: (ClinicCompliance & { ownNewPlans: number; predecessorNewPlans: number }) | null;
}

/** Everything that a figure rests on. */
export interface Explanation {
  /** Id of the metric. */
  metric: string;
  month: Month;
  asOf: number;
  /** Figures by name, for the sentence that states them. */
  figure: Record<string, number | null>;
  registerMonth: Month | null;
  /** Empty for metrics that count plans of all numbers. */
  population: PopulationStep[];
  /** The models that compute the metric, the mart first. */
  models: { name: string; path: string; sql: string }[];
  files: TracedFile[];
  rows: TracedRow[];
  /** The clinics of the number asked for; empty without one. */
  clinics: TracedClinic[];
}
