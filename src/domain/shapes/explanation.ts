import type { ClinicCompliance } from "./figures.js";
import type { Month } from "../month.js";
import type { TargetAnswer } from "./target.js";

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

/** Where a figure was to be expected, and whether it lies there. Shares from 0 to 1. */
export interface FigureVariation {
  /** What it is held against: the same month of the year before, or the month before. */
  method: "year-before" | "month-before";
  before: Month;
  value: number;
  expected: number;
  low: number;
  high: number;
  /** Which rules say that something happened; empty: the figure is within what is usual. */
  signals: { rule: "outside" | "two-of-three" | "run"; side: "above" | "below"; since: Month }[];
  /** The newest month from which another level is confirmed; null: none is. */
  level_from: Month | null;
}

/** A goal that somebody set, and how far it is. */
export interface ReachableGoal {
  target: { share: number; by: Month | null; set_by: string; set_on: string };
  answer: TargetAnswer;
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
  /** Is the newest figure noise? Null: too few months are known; left out: of such a figure nothing is said. */
  variation?: FigureVariation | null;
  /** How far the goals are; left out: the metric has none. */
  goals?: ReachableGoal[];
}

/** One thing that an explanation says: a label and its lines. */
export interface ExplanationPart {
  label: string;
  lines: string[];
}
