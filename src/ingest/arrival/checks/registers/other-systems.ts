import { normalizeLabel } from "../../../../defs/labels.js";
import type { ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import { differingShare } from "../../registers/differing-share.js";
import type { RegisterPair } from "../../registers/registers.js";
import { registersOf } from "../../registers/registers.js";

/**
 * Clinics that changed their practice system. A system that closes or takes a new name, and whose clinics all move, is
 * honest and not counted: those who left the one system that most left. Nor are systems that only are called otherwise now.
 */
export const registerSystems = differingShare({
  id: "register-systems",
  of: "clinics whose practice system is known in both registers",
  what: "(those of one system that closes not counted) use another one than in",
  limitName: "max_system_changed_share",
  limit: (gates) => gates.maxSystemChangedShare,
  looksLike: "register-systems-off",
  differing: ({ both }) => {
    const { all, staying } = movesOf(both);
    return { clinics: staying.flatMap(({ from, to, is }) => (from === to ? [] : [is])), whole: all.length };
  },
});

const agreementId = "register-systems-agreement";

/** Clinics of other systems than a closing one that must be there before their agreement tells anything. */
const fewClinics = 12;

/**
 * How far the clinics' practice systems agree with those before beyond chance (Cohen's kappa), the clinics of one system
 * that closes aside. Of a column that slipped or was filled with one value nothing is left, however few the clinics.
 */
export const registerSystemsAgreement: ArrivalCheck = {
  id: agreementId,
  kinds: ["clinic-register"],
  check: (arrival) =>
    registersOf(arrival).map(({ seen: { month }, pair }) => {
      const { minRegisterClinics, minSystemAgreement: limit } = arrival.definitions.gates.register;
      const { all, staying } = movesOf(pair?.both ?? []);
      const systems = new Set(all.map(({ from }) => from)).size;
      const isFew = all.length < minRegisterClinics.value || staying.length < fewClinics || systems < 3;
      if (pair === null || isFew) {
        const missing = `no other register with at least ${minRegisterClinics.value} of the clinics on three practice systems is known`;
        return cannotTell({ id: agreementId, unit: "index" }, missing, { month });
      }
      const seen = agreementBeyondChance(staying);
      const low = limit.value ** pair.years;
      const basis = `the register of ${pair.base.month}`;
      const finding = `the practice systems of ${staying.length} clinics agree with ${basis} by ${Number(seen.toFixed(2))} beyond chance (1 is all of them); at least ${limit.value} is to expect (min_system_agreement: ${limit.reason})`;
      const verdict = seen < low ? "hold" : "ok";
      return resultOf(
        { id: agreementId, verdict, seen, expected: [low, 1], unit: "index", basis, finding },
        {
          month,
          looks_like: "register-systems-off",
          facts: { base: pair.base.month },
          excess: verdict === "hold" ? 1 : 0,
        },
      );
    }),
};

/** Cohen's kappa of the systems before and after; 1 where there is only one system. */
function agreementBeyondChance(known: readonly Move[]): number {
  const [before, after] = [counted(known.map(({ from }) => from)), counted(known.map(({ to }) => to))];
  const agreeing = known.filter(({ from, to }) => from === to).length / known.length;
  const byChance = [...before].reduce(
    (sum, [system, count]) => sum + (count * (after.get(system) ?? 0)) / known.length ** 2,
    0,
  );
  return byChance === 1 ? 1 : (agreeing - byChance) / (1 - byChance);
}

/**
 * The clinics whose system is known in both registers, under the names that systems have now, and those of them that were
 * not on the system that most left: that one may have closed.
 */
function movesOf(both: RegisterPair["both"]): { all: Move[]; staying: Move[] } {
  const known = moves(both);
  const renamed = renamedSystems(known);
  const all = known.map((move) => ({ ...move, from: renamed.get(move.from) ?? move.from }));
  const leaving = counted(all.flatMap(({ from, to }) => (from === to ? [] : [from])));
  const [closing] = [...leaving].sort(([, left], [, right]) => right - left);
  return { all, staying: all.filter(({ from }) => from !== closing?.[0]) };
}

/** Clinics whose practice system was known and is blank. */
export const registerSystemsBlank = differingShare({
  id: "register-systems-blank",
  of: "open clinics with a practice system before",
  what: "have none, unlike in",
  limitName: "max_blanked_share",
  limit: (gates) => gates.maxBlankedShare,
  looksLike: "register-values-missing",
  differing: ({ both }) => {
    const known = both.filter(({ was }) => was.system !== null);
    return {
      clinics: known.filter(({ is }) => is.system === null).map(({ is }) => is),
      whole: known.length,
    };
  },
});

interface Move {
  from: string;
  to: string;
  is: RegisterPair["both"][number]["is"];
}

function moves(both: RegisterPair["both"]): Move[] {
  return both.flatMap(({ was, is }) =>
    was.system === null || is.system === null
      ? []
      : [{ from: normalizeLabel(was.system), to: normalizeLabel(is.system), is }],
  );
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Share of a system's clinics that must go the same way before it is a new name. */
const renamedShare = 0.9;

/** Systems nearly all of whose clinics now have one name that no clinic had before. */
function renamedSystems(known: readonly Move[]): Map<string, string> {
  const names = new Set(known.map(({ from }) => from));
  const renamed = new Map<string, string>();
  for (const name of names) {
    const now = known.filter(({ from }) => from === name).map(({ to }) => to);
    const [most] = [...counted(now)].sort(([, left], [, right]) => right - left);
    if (most !== undefined && !names.has(most[0]) && most[1] >= renamedShare * now.length)
      renamed.set(name, most[0]);
  }
  return renamed;
}
