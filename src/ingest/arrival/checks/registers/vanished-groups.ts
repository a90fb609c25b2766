import { resolveRegion } from "../../../../defs/codes/regions.js";
import type { CheckResult, MistakeId } from "../../../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../check.js";
import { cannotTell, resultOf } from "../../check.js";
import type { ArrivingRegister, RegisterPair } from "../../registers/registers.js";
import { registersOf } from "../../registers/registers.js";
import type { RegisterClinic, Snapshot } from "../../registers/snapshot.js";

const id = "register-groups";

/** How a register's clinics are grouped; the systems' own ending is honest, that of their clinics is not. */
const dimensions = ["kind", "municipality", "system"] as const;
type Dimension = "region" | (typeof dimensions)[number];

/** Share of a group's clinics whose rows must be gone before the group counts as left out. */
const goneShare = 0.5;

/**
 * Regions, kinds, municipalities and practice systems that a register has no clinic of any more, or most of whose clinics
 * have no row: a part of the register was left out. A practice system, or a municipality, without clinics is no such sign
 * where the clinics themselves are there. A region that is gone is told once, and not again for each of its municipalities.
 */
export const registerGroups: ArrivalCheck = {
  id,
  kinds: ["clinic-register"],
  check: (arrival) => registersOf(arrival).flatMap((register) => hold(register, arrival)),
};

function hold({ seen, pair }: ArrivingRegister, arrival: Arrival): CheckResult[] {
  const month = seen.month;
  if (pair === null) return [cannotTell({ id, unit: "clinics" }, "no other register is known", { month })];
  const { minGroupClinics, minRegisterClinics } = arrival.definitions.gates.register;
  if (pair.base.open.size < minRegisterClinics.value) {
    const missing = `the register of ${pair.base.month} has fewer than ${minRegisterClinics.value} open clinics`;
    return [cannotTell({ id, unit: "clinics" }, missing, { month })];
  }
  const least = minGroupClinics.value;
  const isLost = ({ before, now, gone, dimension }: Group): boolean => {
    if (before < least) return false;
    const isEmpty = now === 0 && (dimension === "region" || dimension === "kind");
    return isEmpty || gone > goneShare * before;
  };
  const regionOf = namesOf(pair, "region", arrival);
  const regions = groupsOf(pair, "region", regionOf).filter(isLost);
  const isTold = (clinic: RegisterClinic): boolean => regions.some(({ name }) => name === regionOf(clinic));
  const others = dimensions.flatMap((dimension) => {
    const nameOf = namesOf(pair, dimension, arrival);
    return groupsOf(pair, dimension, (clinic) => (isTold(clinic) ? null : nameOf(clinic)));
  });
  const lost = [...regions, ...others.filter(isLost)];
  const basis = `the register of ${pair.base.month}`;
  if (lost.length === 0) {
    const finding = "every group of clinics of the register before is there";
    return [
      resultOf({ id, verdict: "ok", seen: 0, expected: [0, 0], unit: "clinics", basis, finding }, { month }),
    ];
  }
  return lost.map(({ dimension, name, before, now, gone }) =>
    resultOf(
      {
        ...{ id, verdict: "hold", seen: now, expected: [1, before], unit: "clinics", basis },
        finding: `the ${dimension} ${name} has ${now} open clinics, against ${before} in ${basis}, and ${gone} of those have no row any more`,
      },
      {
        ...{ month, subject: name },
        looks_like: mistakeOf(dimension, gone, seen),
        facts: { dimension, before, now, gone, base: pair.base.month },
        excess: before,
      },
    ),
  );
}

function mistakeOf(dimension: Dimension, gone: number, { open }: Snapshot): MistakeId {
  if (open.size === 0) return "register-dates-off";
  return dimension === "kind" && gone === 0 ? "register-one-kind" : "missing-clinics";
}

interface Group {
  dimension: Dimension;
  name: string;
  before: number;
  now: number;
  /** Of those before, clinics whose number has no row at all. */
  gone: number;
}

/** The group that a clinic belongs to; null: none that is known. */
type GroupName = (clinic: RegisterClinic) => string | null;

/** Regions by the name that they have in the later of both registers. */
function namesOf({ base, seen }: RegisterPair, dimension: Dimension, { definitions }: Arrival): GroupName {
  if (dimension !== "region") return (clinic) => clinic[dimension];
  const { regions } = definitions;
  const month = base.month > seen.month ? base.month : seen.month;
  return (clinic) => {
    const region = regions.find((one) => one.id === clinic.region);
    return region === undefined ? clinic.region : resolveRegion(regions, region, month).name;
  };
}

function groupsOf({ base, seen }: RegisterPair, dimension: Dimension, nameOf: GroupName): Group[] {
  const named = new Set(seen.clinics.map(({ ydernummer }) => ydernummer));
  const groups = new Map<string, Group>();
  for (const clinic of base.open.values()) {
    const name = nameOf(clinic);
    if (name === null) continue;
    const group = groups.get(name) ?? { dimension, name, before: 0, now: 0, gone: 0 };
    group.before += 1;
    if (!named.has(clinic.ydernummer)) group.gone += 1;
    groups.set(name, group);
  }
  for (const clinic of seen.open.values()) {
    const group = groups.get(nameOf(clinic) ?? "");
    if (group !== undefined) group.now += 1;
  }
  return [...groups.values()];
}
