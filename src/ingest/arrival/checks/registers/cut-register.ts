import type { ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { countLimit } from "../../statistics/distributions.js";
import { exampleClinics } from "../../registers/differing-share.js";
import { registersOf } from "../../registers/registers.js";
import { because, exceeds, percent } from "../../finding-parts.js";

const id = "register-cut";

/** Share of the open clinics whose numbers may honestly end, all of them the highest or the lowest. */
const honestShare = 0.02;

/**
 * Clinics that were open and whose numbers lie beyond all that a register names: clinics close here and there, a cut file
 * ends. Worth a look beyond chance; held where more are gone than the limit for clinics that vanish, in a register that is
 * too small for that limit itself.
 */
export const registerCut: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen, pair }) => {
      const month = seen.month;
      const least = arrival.definitions.gates.register.minRegisterClinics.value;
      if (pair === null || pair.base.open.size < least)
        return cannotTell({ id, unit: "share" }, `no other register with at least ${least} open clinics`, {
          month,
        });
      const numbers = seen.clinics.map(({ ydernummer }) => ydernummer).sort();
      const [first = "", last = ""] = [numbers[0], numbers.at(-1)];
      const beyond = [...pair.base.open.values()].filter(
        ({ ydernummer }) => ydernummer < first || ydernummer > last,
      );
      const whole = pair.base.open.size;
      const most = countLimit(whole * honestShare, arrival.gates.arrival.holdTail.value);
      const limit = arrival.gates.maxVanishedClinicsShare;
      const isOdd = beyond.length > most;
      const isMany = exceeds(beyond.length, whole, limit) && whole < arrival.gates.minComparedClinics.value;
      const verdict = !isOdd ? "ok" : isMany ? "hold" : "look";
      const basis = `the register of ${pair.base.month}`;
      const finding = `${beyond.length} of the ${whole} clinics open in ${basis} (${percent(beyond.length, whole)}) have numbers beyond ${first} to ${last}, all that this one names${exampleClinics(beyond)}; ${because("max_vanished_clinics_share", limit)}`;
      return resultOf(
        {
          id,
          verdict,
          seen: beyond.length / whole,
          expected: [0, most / whole],
          unit: "share",
          basis,
          finding,
        },
        { month, looks_like: "missing-clinics", facts: { part: beyond.length, whole, first, last } },
      );
    }),
};
