import { monthIndex } from "../../../../domain/month.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { registersOf } from "../../registers/registers.js";
import type { RegisterClinic, Snapshot } from "../../registers/snapshot.js";

const id = "register-copied";

/** Months after which a register in which nothing changed is odd. */
const longMonths = 6;

/** A register that says the same of every clinic as an earlier one: perhaps that one under a new date. Worth a look. */
export const registerCopied: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen, pair }) => {
      const least = arrival.definitions.gates.register.minRegisterClinics.value;
      const month = seen.month;
      if (pair === null) return cannotTell({ id, unit: "rows" }, "no other register is known", { month });
      const before = new Set(pair.base.clinics.map(contentOf));
      const changed = seen.clinics.filter((clinic) => !before.has(contentOf(clinic))).length;
      const differing = changed + Math.max(0, pair.base.clinics.length - (seen.clinics.length - changed));
      const months = Math.abs(monthIndex(month) - monthIndex(pair.base.month));
      const isOdd = differing === 0 && months >= longMonths && seen.open.size >= least;
      const basis = `the register of ${pair.base.month}`;
      const finding =
        differing === 0
          ? `no row differs from ${basis}, ${months} months away`
          : `${differing} rows differ from ${basis}`;
      return resultOf(
        { id, verdict: isOdd ? "look" : "ok", seen: differing, expected: null, unit: "rows", basis, finding },
        { month, looks_like: "register-copied", facts: { base: pair.base.month, months } },
      );
    }),
};

function contentOf(clinic: RegisterClinic): string {
  const { ydernummer, opened, closed, name, region, municipality, kind, system, doctors } = clinic;
  return [ydernummer, opened, closed, name, region, municipality, kind, system, doctors].join("\n");
}

/** Clinics that a first register must have, and closed ones that one before must have had. */
const manyClinics = 100;
const manyClosed = 3;

const noneClosedId = "register-none-closed";

/**
 * A register without a closed clinic. Held where the one before had some: a clinic that closed keeps its row. Worth a look
 * in a first register of many clinics.
 */
export const registerNoneClosed: ArrivalCheck = {
  id: noneClosedId,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen, pair }) => {
      const closed = closedIn(seen);
      const before = pair === null || pair.base.month > seen.month ? 0 : closedIn(pair.base);
      const isGone = closed === 0 && before >= manyClosed;
      const isOdd = isGone || (pair === null && closed === 0 && seen.open.size >= manyClinics);
      const beside = before === 0 ? "" : `, against ${before} in the register of ${pair?.base.month ?? ""}`;
      const finding = `${closed} of the ${seen.clinics.length} clinics are closed${beside}${isOdd ? ": expected is a full snapshot, in which a clinic that closed keeps its row" : ""}`;
      return resultOf(
        {
          ...{
            id: noneClosedId,
            verdict: isGone ? "hold" : isOdd ? "look" : "ok",
            seen: closed,
            expected: null,
          },
          ...{ unit: "clinics", basis: "the register by itself", finding },
        },
        {
          month: seen.month,
          looks_like: "register-closings-lost",
          facts: pair === null ? {} : { base: pair.base.month, closed: before },
          excess: isGone ? before : 0,
        },
      );
    }),
};

function closedIn({ clinics, open }: Snapshot): number {
  return clinics.filter(({ ydernummer, closed }) => closed !== null && !open.has(ydernummer)).length;
}
