import type { Municipality } from "../../defs/codes/municipalities.js";
import { regionOfMunicipality } from "../../defs/codes/municipalities.js";
import type { Region } from "../../defs/codes/regions.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import { drawsFrom } from "../draws.js";
import type { RegisterClinic } from "../../ingest/arrival/registers/snapshot.js";

/** Numbers drawn by chance from a seed. */
export interface Draw {
  /** From 0 up to, not including, 1. */
  next: () => number;
  pick: <Value>(values: readonly Value[]) => Value;
}

/** Draws from a seed: the same seed gives the same numbers on every machine. */
export function drawFrom(seed: number): Draw {
  const next = drawsFrom(seed);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  return { next, pick };
}

/** A register of a month. */
export interface MadeRegister {
  month: Month;
  clinics: RegisterClinic[];
}

/** What honestly happens to the clinics of a generated history in a year, as shares of them. */
export interface HonestYear {
  closing: number;
  opening: number;
  /** Gain or lose a doctor. */
  doctors: number;
  names: number;
  systems: number;
  kinds: number;
  moves: number;
}

/** A year as the national sample has them. */
export const usualYear: HonestYear = {
  ...{ closing: 0.035, opening: 0.03, doctors: 0.3, names: 0.05, systems: 0.05, kinds: 0.004, moves: 0.005 },
};

/** What registers are made of. */
export interface Ground {
  draw: Draw;
  municipalities: readonly Municipality[];
  regions: readonly Region[];
}

const firstWords = ["Lægehuset", "Lægerne", "Klinikken", "Almen Praksis", "Lægefællesskabet"];
const streets = [
  ...["Algade", "Vestergade", "Møllevej", "Storegade", "Torvet", "Havnen", "Søndergade", "Kirkevej"],
  ...["Enghaven", "Parkvej", "Rådhuspladsen", "Skovbrynet", "Stationsvej", "Nørregade", "Åboulevarden"],
];
const systems = ["LPS-A", "LPS-A", "LPS-A", "LPS-B", "LPS-B", "LPS-C", "LPS-D", "LPS-E"];
const doctorNumbers = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6].map((doctors) => doctors * 1_000_000);

/** Makes a register of so many open clinics and the tenth part of them closed, in the municipalities of the ground. */
export function makeRegister(month: Month, count: number, ground: Ground): MadeRegister {
  const clinics: RegisterClinic[] = [];
  for (let place = 0; place < Math.ceil(count * 1.1); place += 1) {
    const year = 1985 + Math.floor(ground.draw.next() * 35);
    const clinic = makeClinic(String(1000 + place * 7), firstOfMonth(year, ground), month, ground);
    const isClosed = place % 11 === 10;
    clinics.push(isClosed ? { ...clinic, closed: `${addMonths(month, -6 - (place % 20))}-28` } : clinic);
  }
  return { month, clinics: numbered(clinics) };
}

function firstOfMonth(year: number, { draw }: Ground): string {
  return `${year}-${String(1 + Math.floor(draw.next() * 12)).padStart(2, "0")}-01`;
}

function makeClinic(number: string, opened: string, month: Month, ground: Ground): RegisterClinic {
  const { draw } = ground;
  const municipality = draw.pick(ground.municipalities);
  const odds = draw.next();
  return {
    ...{ ydernummer: number.padStart(6, "0"), opened, closed: null, line: 0 },
    name: `${draw.pick(firstWords)} ${draw.pick(streets)}`,
    municipality: municipality.name,
    region: regionOfMunicipality(municipality, ground.regions, month) ?? "",
    kind: odds < 0.02 ? "Udbudsklinik" : odds < 0.03 ? "Regionsklinik" : "PLO-klinik",
    system: draw.pick(systems),
    doctors: draw.pick(doctorNumbers),
  };
}

/** Gives the clinics the lines that they would have in a file, in the order of their numbers. */
export function numbered(clinics: readonly RegisterClinic[]): RegisterClinic[] {
  return clinics
    .toSorted((left, right) => (left.ydernummer + left.opened < right.ydernummer + right.opened ? -1 : 1))
    .map((clinic, place) => ({ ...clinic, line: place + 2 }));
}

/** The register so many months later, after what honestly happens. */
export function laterRegister(
  register: MadeRegister,
  months: number,
  { year = usualYear, ground }: { year?: HonestYear; ground: Ground },
): MadeRegister {
  const { draw } = ground;
  const month = addMonths(register.month, months);
  const happens = (share: number): boolean => draw.next() < (share * months) / 12;
  const within = (): Month => addMonths(register.month, 1 + Math.floor(draw.next() * months));
  const clinics = register.clinics.map((clinic): RegisterClinic => {
    const region = regionNow(clinic, month, ground);
    if (clinic.closed !== null) return { ...clinic, region };
    if (happens(year.closing)) return { ...clinic, region, closed: lastDayOf(within()) };
    const place = happens(year.moves) ? draw.pick(ground.municipalities) : null;
    const municipality = place?.name ?? clinic.municipality;
    const moved = place === null ? region : (regionOfMunicipality(place, ground.regions, month) ?? region);
    return {
      ...{ ...clinic, municipality, region: moved },
      name: happens(year.names) ? `${draw.pick(firstWords)} ${draw.pick(streets)}` : clinic.name,
      system: happens(year.systems) ? draw.pick(systems) : clinic.system,
      kind: happens(year.kinds) ? "Udbudsklinik" : clinic.kind,
      doctors: happens(year.doctors) ? oneMoreOrLess(clinic.doctors ?? 0, draw) : clinic.doctors,
    };
  });
  const open = register.clinics.filter(({ closed }) => closed === null).length;
  for (let place = 0; place < open; place += 1) {
    if (!happens(year.opening)) continue;
    const number = String(400_000 + Math.floor(draw.next() * 500_000));
    clinics.push(makeClinic(number, `${within()}-01`, month, ground));
  }
  const unique = new Map(clinics.map((clinic) => [clinic.ydernummer, clinic]));
  return { month, clinics: numbered([...unique.values()]) };
}

function regionNow({ municipality, region }: RegisterClinic, month: Month, ground: Ground): string {
  const place = ground.municipalities.find(({ name, aliases }) =>
    [name, ...aliases].includes(municipality ?? ""),
  );
  return place === undefined ? region : (regionOfMunicipality(place, ground.regions, month) ?? region);
}

function oneMoreOrLess(doctors: number, { next }: Draw): number {
  return doctors <= 1_000_000 || next() < 0.5 ? doctors + 1_000_000 : doctors - 1_000_000;
}

function lastDayOf(month: Month): string {
  const day = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0));
  return day.toISOString().slice(0, 10);
}
