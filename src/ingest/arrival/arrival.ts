import { monthsKnownBefore } from "../../db/history/changes.js";
import type { ArrivalVerdict, CheckResult } from "../../domain/shapes/arrival.js";
import type { Arrival } from "./check.js";
import type { CountTally } from "./panel/tally.js";
import { readTally } from "./panel/tally.js";
import { arrivalChecks } from "./checks/index.js";
import { inOrderOfExplanation, knownMistakes } from "./explains.js";

/**
 * Holds a load, settled but not yet committed, against everything that is known. Nothing is stored here. `counts`: what was
 * read of its file; left out: what is stored of it.
 */
export function checkArrival(
  load: Omit<Arrival, "known" | "counts">,
  counts: CountTally = storedCounts(load),
): ArrivalVerdict {
  const arrival: Arrival = { ...load, counts, known: monthsKnownBefore(load.store, load) };
  const checks = arrivalChecks
    .filter(({ kinds }) => kinds.includes(load.kind))
    .flatMap((one) => one.check(arrival));
  return { checks, looksLike: knownMistakes(heldChecks(checks))[0] ?? null };
}

function storedCounts({
  store,
  load,
  kind,
  months,
  definitions,
}: Omit<Arrival, "known" | "counts">): CountTally {
  const { planTypes } = definitions;
  return readTally(store, { load, planTypes, months: kind === "plan-counts" ? months : [] });
}

/** What is held, what explains most first. */
export function heldChecks(checks: readonly CheckResult[]): CheckResult[] {
  return inOrderOfExplanation(checks.filter(({ verdict }) => verdict === "hold"));
}
