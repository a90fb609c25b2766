import { monthsKnownBefore } from "../../db/changes.js";
import type { ArrivalVerdict, CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
import { mistakeIds } from "../../domain/shapes/arrival.js";
import type { Arrival } from "./check.js";
import { arrivalChecks } from "./checks/index.js";

/** Holds a load, settled but not yet committed, against everything that is known. Nothing is stored here. */
export function checkArrival(load: Omit<Arrival, "known">): ArrivalVerdict {
  const arrival: Arrival = { ...load, known: monthsKnownBefore(load.store, load) };
  const checks = arrivalChecks
    .filter(({ kinds }) => kinds.includes(load.kind))
    .flatMap((one) => one.check(arrival));
  return { checks, looksLike: mistakeOf(checks) };
}

/** What is held, what explains most first. */
export function heldChecks(checks: readonly CheckResult[]): CheckResult[] {
  return checks
    .filter(({ verdict }) => verdict === "hold")
    .sort((left, right) => rank(left) - rank(right) || right.excess - left.excess);
}

function rank({ looks_like: mistake }: CheckResult): number {
  return mistake === null ? mistakeIds.length : mistakeIds.indexOf(mistake);
}

function mistakeOf(checks: readonly CheckResult[]): MistakeId | null {
  return heldChecks(checks)[0]?.looks_like ?? null;
}
