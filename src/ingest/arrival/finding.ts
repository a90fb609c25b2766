import type { Store } from "../../db/open.js";
import type { LoadGates } from "../../defs/gates.js";
import type { Month } from "../../domain/month.js";
import type { Clock } from "../../lib/clock.js";
import type { GateCode } from "../../domain/shapes/problem.js";

/** A limit that a load goes beyond, with the figures seen. */
export interface GateFinding {
  code: GateCode;
  /** Months that it is about, in order. */
  months: Month[];
  /** The figures, the limit and its reason. */
  message: string;
}

/** A load that is stored but not yet committed. */
export interface GatedLoad {
  load: number;
  kind: "plan-counts" | "clinic-register";
  /** Months that the file names, in order. */
  months: readonly Month[];
}

/** What a load is held against. */
export interface GateTools {
  store: Store;
  gates: LoadGates;
  clock: Clock;
}
