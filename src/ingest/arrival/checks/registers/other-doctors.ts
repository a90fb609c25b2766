import type { CheckResult, MistakeId } from "../../../../domain/shapes/arrival.js";
import { millionthsInOne } from "../../../../domain/numbers.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { differingShare } from "../../registers/differing-share.js";
import { rankCorrelation } from "../../registers/rank-correlation.js";
import { median } from "../../statistics/distributions.js";
import type { ArrivingRegister, RegisterPair } from "../../registers/registers.js";
import { registersOf } from "../../registers/registers.js";
import type { RegisterClinic } from "../../registers/snapshot.js";
import { because, percent } from "../../finding-parts.js";

const isKnown = ({ doctors }: RegisterClinic): boolean => doctors !== null && doctors > 0;

/** Clinics whose number of doctors was known and is blank or 0. */
export const registerDoctorsBlank = differingShare({
  id: "register-doctors-blank",
  of: "open clinics with a known number of doctors before",
  what: "have none, unlike in",
  limitName: "max_blanked_share",
  limit: (gates) => gates.maxBlankedShare,
  looksLike: "register-doctors-missing",
  differing: ({ both }) => {
    const known = both.filter(({ was }) => isKnown(was));
    return { clinics: known.filter(({ is }) => !isKnown(is)).map(({ is }) => is), whole: known.length };
  },
});

/** Share of the clinics that jump one way, at which it is another unit. */
const oneWayShare = 0.9;

/** Clinics with many times as many doctors as before, or a small part of them: lost decimal commas, another unit. */
export const registerDoctorsJump = differingShare({
  id: "register-doctors-jump",
  of: "open clinics with a known number of doctors in both registers",
  what: "have many times as many or few as in",
  limitName: "max_jump_share",
  limit: (gates) => gates.maxJumpShare,
  looksLike: "register-doctors-scaled",
  differing: (pair, { definitions }) => {
    const known = knownInBoth(pair);
    const most = definitions.gates.register.jumpRatio.value;
    const jumping = known.filter(({ from, to }) => Math.max(from / to, to / from) >= most);
    const up = jumping.filter(({ from, to }) => to > from).length;
    // Another unit moves all of them one way, slipped rows some up and some down.
    const isOneWay = Math.max(up, jumping.length - up) >= oneWayShare * jumping.length;
    return {
      clinics: jumping.map(({ is }) => is),
      whole: known.length,
      looksLike: isOneWay ? "register-doctors-scaled" : "register-rows-shifted",
    };
  },
});

/** The doctors of all clinics of both registers together, beside what they were. */
export const registerDoctorsTotal = doctorsCheck(
  "register-doctors-total",
  "ratio",
  (pair, { definitions }) => {
    const known = knownInBoth(pair);
    const limit = definitions.gates.register.maxDoctorsRatio;
    const sum = (of: (one: (typeof known)[number]) => number): number =>
      known.reduce((total, one) => total + of(one), 0);
    const ratio = sum(({ to }) => to) / sum(({ from }) => from);
    const most = limit.value ** pair.years;
    const words = (millionths: number): number => Math.round(millionths / millionthsInOne);
    return {
      seen: ratio,
      expected: [1 / most, most],
      looksLike: "register-doctors-scaled",
      finding: `the ${known.length} clinics of both registers have ${words(sum(({ to }) => to))} doctors, ${Number(ratio.toFixed(2))} times the ${words(sum(({ from }) => from))} of the register of ${pair.base.month}; ${because("max_doctors_ratio", limit)}`,
    };
  },
);

/**
 * Whether clinics with many doctors still are those that had many: rank correlation (Spearman, which one very large clinic
 * does not decide). Of a column that slipped by a row, was sorted or shuffled, nothing of it is left.
 */
export const registerDoctorsOrder = doctorsCheck(
  "register-doctors-order",
  "index",
  (pair, { definitions }) => {
    const known = knownInBoth(pair);
    const limit = definitions.gates.register.minDoctorsCorrelation;
    const [before, after] = [known.map(({ from }) => from), known.map(({ to }) => to)];
    if (new Set(before).size < 2) return null;
    // Where all clinics have one number now, none has more than another any longer.
    const seen = new Set(after).size < 2 ? 0 : rankCorrelation(before, after);
    return {
      seen,
      expected: [limit.value ** pair.years, 1],
      looksLike: new Set(after).size < 2 ? "register-doctors-equal" : "register-rows-shifted",
      finding: `the clinics' doctors agree with those of the register of ${pair.base.month} by a rank correlation of ${Number(seen.toFixed(2))}; at least ${limit.value} is to expect (min_doctors_correlation: ${limit.reason})`,
    };
  },
);

interface Figure {
  seen: number;
  expected: readonly [number, number];
  looksLike: MistakeId;
  finding: string;
}

/** A check of one figure over the doctors that both registers know. */
function doctorsCheck(
  id: string,
  unit: "ratio" | "index",
  measure: (pair: RegisterPair, arrival: Arrival) => Figure | null,
): ArrivalCheck {
  const hold = ({ seen: { month }, pair }: ArrivingRegister, arrival: Arrival): CheckResult => {
    const least = arrival.definitions.gates.register.minRegisterClinics.value;
    const figure = pair === null || knownInBoth(pair).length < least ? null : measure(pair, arrival);
    if (figure === null || pair === null) {
      const missing = `no other register with at least ${least} of the clinics and different numbers of doctors is known`;
      return cannotTell({ id, unit }, missing, { month });
    }
    const { seen, expected, looksLike, finding } = figure;
    const [low, high] = expected;
    const isHeld = seen < low || seen > high;
    const core = { id, unit, seen, expected, finding, basis: `the register of ${pair.base.month}` };
    return resultOf(
      { ...core, verdict: isHeld ? "hold" : "ok" },
      { month, looks_like: looksLike, facts: { base: pair.base.month }, excess: isHeld ? 1 : 0 },
    );
  };
  return {
    id,
    kinds: ["clinic-register"],
    check: (arrival) => registersOf(arrival).map((register) => hold(register, arrival)),
  };
}

function knownInBoth({ both }: RegisterPair): { from: number; to: number; is: RegisterClinic }[] {
  return both.flatMap(({ was, is }) =>
    isKnown(was) && isKnown(is) ? [{ from: was.doctors ?? 0, to: is.doctors ?? 0, is }] : [],
  );
}

const firstId = "register-doctors";

/** The doctors of a register by itself: none known at all, or so many that they are counted in another unit. */
export const registerDoctors: ArrivalCheck = {
  id: firstId,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen: { month, open } }) => {
      const { minRegisterClinics, maxMedianDoctors } = arrival.definitions.gates.register;
      const known = [...open.values()].filter(isKnown);
      if (open.size < minRegisterClinics.value) {
        const missing = `the register has fewer than ${minRegisterClinics.value} open clinics`;
        return cannotTell({ id: firstId, unit: "ratio" }, missing, { month });
      }
      const middle = (median(known.map(({ doctors }) => doctors ?? 0)) ?? 0) / millionthsInOne;
      const isHeld = known.length === 0 || middle > maxMedianDoctors.value;
      const isMany = known.length < open.size / 2;
      const finding =
        known.length === 0
          ? `none of the ${open.size} open clinics has a number of doctors`
          : `the doctors of ${known.length} of the ${open.size} open clinics are known (${percent(known.length, open.size)}), and the middle clinic has ${middle}; ${because("max_median_doctors", maxMedianDoctors)}`;
      return resultOf(
        {
          ...{ id: firstId, unit: "ratio", finding, basis: "the register by itself" },
          verdict: isHeld ? "hold" : isMany ? "look" : "ok",
          ...{ seen: middle, expected: [0, maxMedianDoctors.value] },
        },
        {
          month,
          looks_like:
            middle > maxMedianDoctors.value ? "register-doctors-scaled" : "register-doctors-missing",
          facts: { part: open.size - known.length, whole: open.size },
          excess: isHeld ? 1 : 0,
        },
      );
    }),
};
