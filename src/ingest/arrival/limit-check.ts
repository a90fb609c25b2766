import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Limit } from "../../defs/limits/gates.js";
import { resultOf } from "./check.js";
import { exceeds } from "./finding-parts.js";

/** A part of a whole that may be no larger than a limit's share of it. */
export interface PartOfWhole {
  id: string;
  part: number;
  whole: number;
  limit: Limit;
  /** What it was compared with. */
  basis: string;
  /** What was seen, the limit and its reason. */
  finding: string;
}

/** Holds a part of a whole against a fixed limit, exactly: at the limit passes. */
export function shareWithin(given: PartOfWhole, more: Partial<CheckResult>): CheckResult {
  const { id, part, whole, limit, basis, finding } = given;
  const seen = whole === 0 ? 0 : Math.max(0, part / whole);
  const isHeld = exceeds(part, whole, limit);
  return resultOf(
    {
      id,
      verdict: isHeld ? "hold" : "ok",
      seen,
      expected: [0, limit.value],
      unit: "share",
      basis,
      finding,
    },
    { ...more, excess: isHeld ? seen / Math.max(limit.value, 0.01) : 0 },
  );
}
