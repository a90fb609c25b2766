import { clinicKey } from "../../../metrics/follow-up/carried-forward.js";
import type { ClinicCompliance, ClinicOutcome } from "../../../domain/shapes/figures.js";
import type { Month } from "../../../domain/month.js";

/** A clinic that moved over the line, as it was and as it is. */
export interface Mover {
  before: ClinicOutcome;
  now: ClinicCompliance;
}

/**
 * What changed since an earlier month, clinic by clinic. A clinic is its ydernummer and the day it opened: one that was
 * taken over under a new number has left, and its successor has entered.
 */
export interface Movement {
  since: Month;
  passBefore: number;
  passNow: number;
  /** From fail to pass. */
  gained: Mover[];
  /** From pass to fail. */
  lost: Mover[];
  /** Not held against the rule before, and how many of them pass now. */
  entered: { clinics: number; pass: number };
  /** Not held against the rule any more, and how many of them passed. */
  left: { clinics: number; pass: number };
  /** Clinics whose doctors became known and that pass now, less those that passed and whose doctors became unknown. */
  knownDoctors: number;
}

/** Compares two months. Every clinic of either month is counted in exactly one way. */
export function compareMonths(
  before: { month: Month; clinics: readonly ClinicOutcome[] },
  now: readonly ClinicCompliance[],
): Movement {
  const earlier = new Map(before.clinics.map((clinic) => [clinicKey(clinic), clinic]));
  const movement: Movement = {
    since: before.month,
    passBefore: before.clinics.filter(({ outcome }) => outcome === "pass").length,
    passNow: now.filter(({ outcome }) => outcome === "pass").length,
    gained: [],
    lost: [],
    entered: { clinics: 0, pass: 0 },
    left: { clinics: 0, pass: 0 },
    knownDoctors: 0,
  };
  for (const clinic of now) {
    const then = earlier.get(clinicKey(clinic));
    earlier.delete(clinicKey(clinic));
    if (then === undefined) {
      movement.entered.clinics += 1;
      if (clinic.outcome === "pass") movement.entered.pass += 1;
    } else if (then.outcome === "fail" && clinic.outcome === "pass") {
      movement.gained.push({ before: then, now: clinic });
    } else if (then.outcome === "pass" && clinic.outcome === "fail") {
      movement.lost.push({ before: then, now: clinic });
    } else {
      movement.knownDoctors += Number(clinic.outcome === "pass") - Number(then.outcome === "pass");
    }
  }
  for (const clinic of earlier.values()) {
    movement.left.clinics += 1;
    if (clinic.outcome === "pass") movement.left.pass += 1;
  }
  requireBridge(movement);
  return movement;
}

/** Throws, a bug of ours, when the steps do not lead from the earlier count to the present one. */
function requireBridge({ passBefore, passNow, gained, lost, entered, left, knownDoctors }: Movement): void {
  const reached = passBefore + gained.length - lost.length + entered.pass - left.pass + knownDoctors;
  if (reached !== passNow)
    throw new Error(`the movements lead to ${reached} clinics that pass instead of ${passNow}`);
}
