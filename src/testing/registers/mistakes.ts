import type { RegisterClinic } from "../../ingest/arrival/registers/snapshot.js";
import type { MadeRegister } from "./generate.js";

/** A mistake of a supplier in a register that is tidy otherwise; null: this register cannot have it. */
export interface RegisterMistake {
  name: string;
  /** What is to come of it: most must be held, what cannot be told from truth is worth a look. */
  least: "hold" | "look";
  make: (register: MadeRegister, before: MadeRegister) => RegisterClinic[] | null;
}

type Field = keyof RegisterClinic;

const each = (
  name: string,
  change: (clinic: RegisterClinic) => Partial<RegisterClinic>,
): RegisterMistake => ({
  ...{ name, least: "hold" },
  make: ({ clinics }) => clinics.map((clinic) => ({ ...clinic, ...change(clinic) })),
});

/** The values of some columns one row further down: the last row's come to the first. */
const shifted = (name: string, fields: readonly Field[]): RegisterMistake => ({
  ...{ name, least: "hold" },
  make: ({ clinics }) =>
    clinics.map((clinic, place) => {
      const above = clinics.at(place - 1) ?? clinic;
      return { ...clinic, ...Object.fromEntries(fields.map((field) => [field, above[field]])) };
    }),
});

const kept = (
  name: string,
  keep: (clinic: RegisterClinic, place: number, count: number) => boolean,
): RegisterMistake => ({
  ...{ name, least: "hold" },
  make: ({ clinics }) => clinics.filter((clinic, place) => keep(clinic, place, clinics.length)),
});

/** The value that most open clinics have, but for the first `skip`; null where there are no two. */
function commonest({ clinics }: MadeRegister, field: "region" | "system" | "kind", skip = 0): string | null {
  const counts = new Map<string, number>();
  for (const clinic of clinics)
    if (clinic.closed === null) counts.set(clinic[field] ?? "", (counts.get(clinic[field] ?? "") ?? 0) + 1);
  const sorted = [...counts].sort((left, right) => right[1] - left[1]);
  return sorted.length < 2 ? null : (sorted[Math.min(skip, sorted.length - 1)]?.[0] ?? null);
}

const ofGroup = (
  name: string,
  field: "region" | "system",
  make: (clinics: readonly RegisterClinic[], group: string) => RegisterClinic[],
): RegisterMistake => ({
  ...{ name, least: "hold" },
  make: (register) => {
    const group = commonest(register, field);
    return group === null ? null : make(register.clinics, group);
  },
});

const times = (doctors: number | null, factor: number): number | null =>
  doctors === null ? null : Math.round(doctors * factor);

/** Kinds of mistakes that suppliers make in registers. */
export const registerMistakes: readonly RegisterMistake[] = [
  each("all doctors blank", () => ({ doctors: null })),
  each("all doctors 0", () => ({ doctors: 0 })),
  each("doctors ten times too many", ({ doctors }) => ({ doctors: times(doctors, 10) })),
  each("doctors in tenths of what they are", ({ doctors }) => ({ doctors: times(doctors, 0.1) })),
  each("every clinic has one doctor", () => ({ doctors: 1_000_000 })),
  shifted("doctors shifted by one row", ["doctors"]),
  {
    ...{ name: "doctors sorted apart from their rows", least: "hold" },
    make: ({ clinics }) => {
      const sorted = clinics.map(({ doctors }) => doctors).sort((left, right) => (left ?? 0) - (right ?? 0));
      return clinics.map((clinic, place) => ({ ...clinic, doctors: sorted[place] ?? null }));
    },
  },
  ofGroup("doctors blank in one region", "region", (clinics, group) =>
    clinics.map((clinic) => (clinic.region === group ? { ...clinic, doctors: null } : clinic)),
  ),
  ofGroup("doctors ten times too many in one region", "region", (clinics, group) =>
    clinics.map((clinic) =>
      clinic.region === group ? { ...clinic, doctors: times(clinic.doctors, 10) } : clinic,
    ),
  ),
  {
    ...{ name: "all clinics of the commonest kind", least: "look" },
    make: (register) => {
      const kind = commonest(register, "kind");
      return kind === null ? null : register.clinics.map((clinic) => ({ ...clinic, kind }));
    },
  },
  each("all clinics of a kind that is left out", () => ({ kind: "Udbudsklinik" })),
  {
    ...{ name: "all clinics in one region", least: "hold" },
    make: (register) => {
      const region = commonest(register, "region");
      return region === null ? null : register.clinics.map((clinic) => ({ ...clinic, region }));
    },
  },
  {
    ...{ name: "two regions swapped", least: "hold" },
    make: (register) => {
      const [one, other] = [commonest(register, "region"), commonest(register, "region", 1)];
      if (one === null || other === null) return null;
      const to = new Map([
        [one, other],
        [other, one],
      ]);
      return register.clinics.map((clinic) => ({
        ...clinic,
        region: to.get(clinic.region) ?? clinic.region,
      }));
    },
  },
  shifted("municipalities shifted by one row", ["municipality"]),
  each("municipalities blank", () => ({ municipality: null })),
  shifted("practice systems shifted by one row", ["system"]),
  each("practice systems blank", () => ({ system: null })),
  {
    ...{ name: "all clinics on one practice system", least: "hold" },
    make: (register) => {
      const system = commonest(register, "system");
      return system === null ? null : register.clinics.map((clinic) => ({ ...clinic, system }));
    },
  },
  each("no clinic closed", () => ({ closed: null })),
  kept("closed clinics left out", ({ closed }) => closed === null),
  shifted("closings shifted by one row", ["closed"]),
  {
    ...{ name: "all clinics closed on one day", least: "hold" },
    make: ({ clinics, month }) =>
      clinics.map((clinic) => ({ ...clinic, closed: clinic.closed ?? `${month}-01` })),
  },
  shifted("names shifted by one row", ["name"]),
  shifted("everything shifted beside the numbers", [
    ...(["name", "region", "municipality", "kind", "doctors", "opened", "closed", "system"] as const),
  ]),
  shifted("days of opening shifted by one row", ["opened"]),
  {
    ...{ name: "all clinics opened on one day", least: "hold" },
    make: ({ clinics, month }) =>
      clinics.map((clinic) => ({ ...clinic, opened: `${month}-01`, closed: null })),
  },
  kept("half of the clinics missing", (_, place) => place % 2 === 0),
  kept("the last third missing", (_, place, count) => place < (2 * count) / 3),
  ofGroup("one region missing", "region", (clinics, group) =>
    clinics.filter(({ region }) => region !== group),
  ),
  ofGroup("the clinics of one practice system missing", "system", (clinics, group) =>
    clinics.filter(({ system }) => system !== group),
  ),
  {
    ...{ name: "every clinic twice, under another number", least: "hold" },
    make: ({ clinics }) => [
      ...clinics,
      ...clinics.map((clinic) => ({
        ...clinic,
        ydernummer: String(990_000 - Number(clinic.ydernummer)).padStart(6, "0"),
      })),
    ],
  },
  {
    ...{ name: "the register of the year before", least: "look" },
    make: (_, before) => before.clinics,
  },
];
