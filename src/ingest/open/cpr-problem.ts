import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";

/** The problem of a value that looks like a civil registration number: its place, never the value. */
export function cprProblem(
  where: string,
  place: { line?: number; sheet?: string | null; column?: string | null },
): Problem {
  return problemOf(
    "cpr",
    `${where} holds what looks like a civil registration number; the whole file is refused and the number is shown nowhere: ask the supplier for a file without it, and delete this one`,
    { ...place, facts: { where } },
  );
}
