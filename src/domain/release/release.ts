import type { PublishedAudience } from "../audience.js";
import type { Outcome } from "../shapes/metric.js";
import type { Month } from "../month.js";

/** A file that a release was computed or rendered from. */
export interface ReleaseInput {
  /** `figures`, or the report that it was read for. */
  scope: string;
  /** Path from the folder that holds `pipelines`, `reports` and `sql`, with forward slashes. */
  path: string;
  sha256: string;
  /** The file's text, so that a later change can be quoted; null for a file that is no text. */
  content: string | null;
}

/** A file that was shown. */
export interface ReleaseArtefact {
  report: string;
  fileName: string;
  sha256: string;
  bytes: number;
}

/** A clinic that was held against the rule. */
export interface ReleaseClinic {
  ydernummer: string;
  /** First day of the clinic period, `yyyy-MM-dd`. */
  opened: string;
  name: string;
  kind: string;
  outcome: Outcome;
}

/** Plans of one month as they were shown. */
export interface ReleaseMonth {
  month: Month;
  new: number;
  maintained: number;
}

/** How the reports of a release were asked for, as far as it changes their bytes. */
export interface ReleaseOptions {
  /** House style, a file of the folder `reports`; null: the one that each report names itself. */
  theme: string | null;
  /** Whom the reports that may be published are for. */
  audience: PublishedAudience;
  /** True: workbooks in the published form. */
  accessible: boolean;
}

/** What identifies a release and what it says at one glance. */
export interface ReleaseSummary {
  name: string;
  /** Instant of the sealing, ISO 8601 in UTC. */
  sealedAt: string;
  month: Month;
  /** The newest load that was looked at. */
  asOf: number;
  options: ReleaseOptions;
  program: ProgramState;
  rule: { id: string; status: "unconfirmed" | "confirmed"; sha256: string };
  /** Plans of the 12 months that end with the month. */
  plans: { new: number; maintained: number };
  /** Clinics open in the month, and those of them that were active. */
  clinics: { open: number; active: number };
  note: string | null;
}

/** All that was fixed when a release was sealed. Lists are in the order of their keys. */
export interface SealedRelease extends ReleaseSummary {
  inputs: ReleaseInput[];
  artefacts: ReleaseArtefact[];
  months: ReleaseMonth[];
  /** The clinics that were held against the rule. */
  population: ReleaseClinic[];
}

/** The program that made something. */
export interface ProgramState {
  version: string;
  /** Of its own code, so that two states of one version can be told apart. */
  sha256: string;
  /** The engine that runs it, which writes numbers and dates, for example `node v20.20.2, ICU 77.1`. */
  runtime: string;
}
