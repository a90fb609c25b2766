import type { Problem, ProblemPlace } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import type { FileLimits } from "./gates.js";

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

/** What is done about a file beyond a limit, where nothing better is known. */
export const limitRemedy = "check that the file is an extract";

/** What a file is beyond, with the limit's name and value; what to do about it is not said. */
export function excessText({ limit, most, what }: Excess): string {
  return `${what}; expected at most ${most} (${nameOf(limit)} in gates.yaml)`;
}

/** The problem of a file beyond a limit, which names the limit and the value. */
export function limitProblem(excess: Excess, place: ProblemPlace = {}): Problem {
  const { limit, seen, most, remedy = limitRemedy } = excess;
  return problemOf("limit", `${excessText(excess)}, ${remedy}`, {
    ...place,
    value: String(seen),
    facts: { limit: nameOf(limit), most: String(most) },
  });
}

/** A limit as `gates.yaml` names it. */
function nameOf(limit: keyof FileLimits): string {
  return limit.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
