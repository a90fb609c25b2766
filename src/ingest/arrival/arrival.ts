import { monthsKnownBefore } from "../../db/history/changes.js";
import type { ArrivalVerdict, CheckResult } from "../../domain/shapes/arrival.js";
import type { Arrival } from "./check.js";
import { arrivalChecks } from "./checks/index.js";
import { inOrderOfExplanation, knownMistakes } from "./explains.js";

/** Holds a load, settled but not yet committed, against everything that is known. Nothing is stored here. */
export function checkArrival(load: Omit<Arrival, "known">): ArrivalVerdict {
  const arrival: Arrival = { ...load, known: monthsKnownBefore(load.store, load) };
  const checks = arrivalChecks
    .filter(({ kinds }) => kinds.includes(load.kind))
    .flatMap((one) => one.check(arrival));
  return { checks, looksLike: knownMistakes(heldChecks(checks))[0] ?? null };
}

/** What is held, what explains most first. */
export function heldChecks(checks: readonly CheckResult[]): CheckResult[] {
  return inOrderOfExplanation(checks.filter(({ verdict }) => verdict === "hold"));
}
