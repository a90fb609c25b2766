import type { Limit } from "../../../defs/limits/gates.js";
import type { RegisterGates } from "../../../defs/limits/register-gates.js";
import type { CheckPoint, CheckResult, MistakeId } from "../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../check.js";
import { cannotTell, resultOf } from "../check.js";
import { because, percent } from "../finding-parts.js";
import { countLimit } from "../statistics/distributions.js";
import type { ArrivingRegister, RegisterPair } from "./registers.js";
import { registersOf } from "./registers.js";
import type { RegisterClinic } from "./snapshot.js";

/** Clinics of two registers that differ in something, out of those that could. */
export interface Differing {
  clinics: readonly RegisterClinic[];
  whole: number;
  /** The mistake that they point to, where that depends on how they differ. */
  looksLike?: MistakeId;
}

/** Something in which clinics differ from register to register, a few of them honestly. */
export interface DifferingShare {
  id: string;
  /** What the clinics are out of, in the plural: `clinics open in both registers`. */
  of: string;
  /** What is said of those that differ: `have another name than in`. */
  what: string;
  /** Name in gates.yaml of the share that may honestly differ in a year. */
  limitName: string;
  limit: (gates: RegisterGates) => Limit;
  looksLike: MistakeId;
  /** Null: the registers do not have what is compared. */
  differing: (pair: RegisterPair, arrival: Arrival) => Differing | null;
  /** True where few clinics in the whole are no reason to wait for more: they were all settled before. */
  isForAnySize?: boolean;
}

/**
 * A check that counts the clinics which differ between two registers. To expect is the share of `gates.yaml` for the years
 * between them, or the largest that earlier registers of the store had if that is more, and chance around it: the count
 * that a Poisson variable of that mean exceeds once in `hold_tail` (Poisson lies above the binomial, and so is the careful
 * side). So the same limit is wide for forty clinics and narrow for two thousand.
 */
export function differingShare(check: DifferingShare): ArrivalCheck {
  return {
    id: check.id,
    kinds: ["clinic-register"],
    check: (arrival) => registersOf(arrival).map((register) => hold(check, register, arrival)),
  };
}

function hold(check: DifferingShare, { seen, pair, past }: ArrivingRegister, arrival: Arrival): CheckResult {
  const gates = arrival.definitions.gates.register;
  const about = { id: check.id, unit: "share" } as const;
  const place = { month: seen.month, code: "arrival" } as const;
  if (pair === null) return cannotTell(about, "no other register is known", place);
  const least = gates.minRegisterClinics.value;
  if (pair.base.open.size < least)
    return cannotTell(
      about,
      `the register of ${pair.base.month} has fewer than ${least} open clinics`,
      place,
    );
  const found = check.differing(pair, arrival);
  if (found === null || found.whole === 0 || (check.isForAnySize !== true && found.whole < least))
    return cannotTell(about, `fewer than ${least} ${check.of}`, place);
  const limit = check.limit(gates);
  const series = sharesBefore(check, past, arrival);
  const share = Math.max(honestShare(limit, pair), learnedShare(series));
  const [part, whole] = [found.clinics.length, found.whole];
  const { holdTail, lookTail } = arrival.gates.arrival;
  const limits = {
    hold: countLimit(whole * share, holdTail.value),
    look: countLimit(whole * share, lookTail.value),
  };
  const verdict = part > limits.hold ? "hold" : part > limits.look ? "look" : "ok";
  const most = Math.min(1, limits.hold / whole);
  const finding = `${part} of the ${whole} ${check.of} ${check.what} the register of ${pair.base.month} (${percent(part, whole)})${exampleClinics(found.clinics)}; with chance at most ${percent(Math.min(limits.hold, whole), whole)} is to expect; ${because(check.limitName, limit)}`;
  return resultOf(
    {
      ...about,
      verdict,
      seen: part / whole,
      expected: [0, most],
      basis: `the register of ${pair.base.month}`,
      finding,
    },
    {
      ...place,
      looks_like: found.looksLike ?? check.looksLike,
      series,
      facts: {
        ...{ part, whole, base: pair.base.month },
        numbers: found.clinics
          .slice(0, 3)
          .map(({ ydernummer }) => ydernummer)
          .join(", "),
        lines: found.clinics
          .slice(0, 3)
          .map(({ line }) => line)
          .join(", "),
      },
      excess: part / Math.max(1, limits.hold),
    },
  );
}

/** What may differ in a year, over the years between two registers. */
function honestShare(limit: Limit, { years }: RegisterPair): number {
  return 1 - (1 - limit.value) ** years;
}

/** The shares that earlier registers of the store had, oldest first. */
function sharesBefore(check: DifferingShare, past: readonly RegisterPair[], arrival: Arrival): CheckPoint[] {
  return past
    .flatMap((one) => {
      const found = check.differing(one, arrival);
      if (found === null || found.whole === 0) return [];
      return [{ month: one.seen.month, value: found.clinics.length / found.whole }];
    })
    .toReversed();
}

/** The largest share before, but never so much that nothing could be told any more. */
function learnedShare(before: readonly CheckPoint[]): number {
  return Math.min(mostLearned, Math.max(0, ...before.map(({ value }) => value)));
}

const mostLearned = 0.4;

/** The first clinics, with their lines, as an example. */
export function exampleClinics(clinics: readonly RegisterClinic[]): string {
  if (clinics.length === 0) return "";
  const shown = clinics.slice(0, 3).map(({ ydernummer, line }) => `${ydernummer} (line ${line})`);
  return `, such as ${shown.join(", ")}`;
}
