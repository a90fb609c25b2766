import type { Store } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { LoadGates } from "../../defs/limits/gates.js";
import type { Month } from "../../domain/month.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Clock } from "../../lib/clock.js";
import type { CountTally } from "./panel/tally.js";

/** A load that is settled but not yet committed, with what it is held against. */
export interface Arrival {
  load: number;
  kind: "plan-counts" | "clinic-register";
  /** The file's own name. */
  fileName: string;
  /** True when a person said the month of a file that names none in its rows. */
  isMonthGiven: boolean;
  /** Months that the file names, in order; of a register, that of its snapshot. */
  months: readonly Month[];
  /** Rows of the file, good and bad. */
  rows: number;
  /** Months that standing loads of this kind named before it, in order. */
  known: readonly Month[];
  /** What it says of its months, where it is one of counts. */
  counts: CountTally;
  store: Store;
  gates: LoadGates;
  definitions: Definitions;
  clock: Clock;
}

/** One thing that a load is held against. A new one is a file of `checks/` and a line of its index. */
export interface ArrivalCheck {
  /** The id of all its results: stable, as others read it from JSON. */
  id: string;
  /** The loads that it is for. */
  kinds: readonly Arrival["kind"][];
  /** Looks at the load. One result a month and subject; none only where the load has nothing of what it looks at. */
  check(arrival: Arrival): CheckResult[];
}

/** What a check says first; everything else has a usual value. */
type ResultCore = Pick<CheckResult, "id" | "verdict" | "seen" | "expected" | "unit" | "basis" | "finding">;

/** Makes a result: what is left out is null, empty or zero. A mistake is named only where something is odd. */
export function resultOf(core: ResultCore, more: Partial<CheckResult> = {}): CheckResult {
  const isOdd = core.verdict === "hold" || core.verdict === "look";
  return {
    month: null,
    subject: null,
    code: "arrival",
    series: [],
    facts: {},
    excess: 0,
    ...core,
    ...more,
    looks_like: isOdd ? (more.looks_like ?? null) : null,
  };
}

/** A result of a check that lacks what it needs; `missing` says what. */
export function cannotTell(
  check: Pick<CheckResult, "id" | "unit">,
  missing: string,
  more: Partial<CheckResult> = {},
): CheckResult {
  const core = { ...check, verdict: "cannot-tell", seen: null, expected: null } as const;
  return resultOf({ ...core, basis: missing, finding: `cannot tell: ${missing}` }, more);
}
