import type { FileLimits } from "../../defs/limits/gates.js";
import type { ProblemPlace } from "../../domain/shapes/problem.js";
import { problemOf, UnreadableError } from "../../domain/shapes/problem.js";

/** Limits of a file, as plain numbers. See `gates.yaml`. */
export type ReadLimits = Readonly<Record<keyof FileLimits, number>>;

/** The limits of `gates.yaml` as plain numbers. */
export function readLimits(limits: FileLimits): ReadLimits {
  return Object.fromEntries(
    Object.entries(limits).map(([name, { value }]: [string, { value: number }]) => [name, value]),
  ) as Record<keyof FileLimits, number>;
}

/** What is beyond a limit. */
export interface Excess {
  limit: keyof FileLimits;
  /** The value seen, or the first one beyond the limit where counting ended there. */
  seen: number;
  most: number;
  /** What the file has too many of, with the value seen in it. */
  what: string;
  /** What to do; without it, to check that the file is an extract. */
  remedy?: string;
}

/** The error for a file beyond a limit, which names the limit and the value. */
export function beyondLimit(excess: Excess, place: ProblemPlace = {}): UnreadableError {
  const { limit, seen, most, what, remedy = "check that it is an extract" } = excess;
  const name = limit.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new UnreadableError(
    problemOf("limit", `${what}; expected at most ${most} (${name} in gates.yaml), ${remedy}`, {
      ...place,
      value: String(seen),
      facts: { limit: name, most: String(most) },
    }),
  );
}
