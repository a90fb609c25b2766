import type { CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
import type { Month } from "../../domain/month.js";

/** One file as the arrival control found it. */
export interface ArrivedFile {
  /** The file's own name. */
  file: string;
  status: "held" | "stored" | "dry-run";
  /** Why it was let in although it was held; null: it was not held, or not let in. */
  acceptedReason: string | null;
  checks: readonly CheckResult[];
  looksLike: MistakeId | null;
}

/** What a page of the arrival control is about: the files whose newest month is the same. */
export interface ArrivalFacts {
  month: Month;
  /** Calendar date in Denmark on which they were checked, `yyyy-MM-dd`. */
  date: string;
  files: readonly ArrivedFile[];
}

/** True for what a person should look at. */
export function isOdd({ verdict }: CheckResult): boolean {
  return verdict === "hold" || verdict === "look";
}
