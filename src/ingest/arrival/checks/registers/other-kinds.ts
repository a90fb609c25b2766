import type { ArrivalCheck } from "../../check.js";
import { resultOf } from "../../check.js";
import { differingShare } from "../../registers/differing-share.js";
import { registersOf } from "../../registers/registers.js";
import type { Snapshot } from "../../registers/snapshot.js";

/** Clinics of another kind than before. */
export const registerKinds = differingShare({
  id: "register-kinds",
  of: "clinics open in both registers",
  what: "are of another kind than in",
  limitName: "max_kind_changed_share",
  limit: (gates) => gates.maxKindChangedShare,
  looksLike: "register-kinds-off",
  differing: ({ both }) => ({
    clinics: both.filter(({ was, is }) => was.kind !== is.kind).map(({ is }) => is),
    whole: both.length,
  }),
});

const id = "register-one-kind";

/** Clinics that a register must have before one kind alone is odd where nothing is known before. */
const manyClinics = 100;

/**
 * A register whose open clinics are all of one kind. Held where that kind is left out of the figures, which would be of no
 * clinic at all; worth a look where the register before had others, or where so many clinics hardly are of one kind.
 */
export const registerOneKind: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen, pair }) => {
      const kinds = kindsOf(seen);
      const [only] = kinds;
      const isSmall = seen.open.size < arrival.definitions.gates.register.minRegisterClinics.value;
      const isOne = kinds.length === 1 && !isSmall;
      const isExcluded = arrival.definitions.clinicKinds.some(
        ({ name, excluded }) => excluded && name === only,
      );
      const before = pair === null ? [] : kindsOf(pair.base);
      const isOdd = before.length > 1 || (pair === null && seen.open.size >= manyClinics);
      const verdict = isOne && isExcluded ? "hold" : isOne && isOdd ? "look" : "ok";
      const beside = before.length > 1 ? `; the register before it had ${before.join(", ")}` : "";
      const finding =
        kinds.length === 1
          ? `all ${seen.open.size} open clinics are of the kind ${only ?? ""}${beside}`
          : `the open clinics are of ${kinds.length} kinds`;
      return resultOf(
        {
          ...{ id, verdict, seen: kinds.length, expected: null, unit: "index", finding },
          basis: pair === null ? "clinic-kinds.yaml" : `the register of ${pair.base.month}`,
        },
        {
          month: seen.month,
          looks_like: "register-one-kind",
          facts: { kind: only ?? "", whole: seen.open.size },
          excess: verdict === "ok" ? 0 : 1,
        },
      );
    }),
};

function kindsOf({ open }: Snapshot): string[] {
  return [...new Set([...open.values()].map(({ kind }) => kind))].sort();
}
