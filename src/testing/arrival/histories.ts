import type { Month } from "../../domain/month.js";
import { addMonths, parseMonth } from "../../domain/month.js";
import type { Chance } from "./chance.js";
import { chanceOf } from "./chance.js";

/** One row of a month: number, plan type, new and maintained plans. */
export type MonthRow = readonly [number: string, type: string, fresh: number, maintained: number];

/** A clinic of the register that belongs to a history. */
export interface HistoryClinic {
  number: string;
  region: string;
  system: string;
  kind: string;
  doctors: number | null;
  opened: string;
  closed: string | null;
}

/** Months of plan counts with the register that knows their clinics. */
export interface History {
  name: string;
  months: { month: Month; rows: MonthRow[] }[];
  clinics: HistoryClinic[];
  /** Registers that come later, each before the counts of its month. */
  later?: { month: Month; clinics: HistoryClinic[] }[];
}

/** How a history is made. */
export interface HistoryKind {
  name: string;
  clinics: number;
  months: number;
  regions: readonly string[];
  systems: readonly string[];
  /** Growth a year: 0.3 is 30 %. */
  growth: number;
  /** By calendar month, January first; mean about 1. */
  season: readonly number[];
  /** Plans a month of a middling clinic, and the spread of the logarithm of clinics' sizes. */
  plans: number;
  sizes: number;
  /** Size of the negative binomial of a cell. */
  size: number;
  /** Spread of the logarithm of what all clinics have in common in a month: working days, epidemics. */
  common: number;
  newShare: number;
  types: readonly (readonly [code: string, share: number])[];
  /** A plan type that appears after so many months, and grows to this share. */
  appearing?: { type: string; after: number; share: number };
  /** Share of the clinics that close, and open, in a year. */
  turnover: number;
  /** A clinic so many times as large as a middling one opens after so many months. */
  opening?: { after: number; times: number };
  hasRegister: boolean;
  /** The last month; left out: September 2026. */
  last?: string;
  /** A register in which clinics have changed after so many months, such as their region or practice system. */
  changing?: { after: number; change: (clinic: HistoryClinic, chance: Chance) => HistoryClinic };
}

/** Danish months: a low July, a lower December, an autumn. */
const danish = [1.02, 0.95, 1.08, 1.0, 1.06, 0.98, 0.45, 0.88, 1.18, 1.15, 1.2, 0.82];
/** As the national sample: its own months beside each other. */
const flat = [1, 0.97, 1.02, 0.98, 1.03, 1.0, 0.7, 0.9, 1.05, 1.08, 1.06, 0.85];

const usual = {
  season: danish,
  plans: 9,
  sizes: 0.8,
  size: 6,
  common: 0.05,
  newShare: 0.41,
  types: [
    ["IHS", 0.22],
    ["KOL", 0.33],
    ["T2D", 0.45],
  ],
  turnover: 0.04,
  growth: 0.05,
  hasRegister: true,
  systems: ["LPS-A", "LPS-B", "LPS-C", "LPS-D", "LPS-E"],
} as const;

const allRegions = ["nordjylland", "midtjylland", "syddanmark", "hovedstaden", "sjaelland"];

/** The histories that limits were tried on, small ones first. */
export const historyKinds: readonly HistoryKind[] = [
  { ...usual, name: "40 clinics", clinics: 40, months: 48, regions: allRegions.slice(0, 2), plans: 12 },
  { ...usual, name: "one region alone", clinics: 190, months: 48, regions: ["sjaelland"], season: flat },
  {
    ...usual,
    name: "growth of 30 %, a new plan type",
    ...{ clinics: 300, months: 48, regions: allRegions, growth: 0.3, newShare: 0.55 },
    appearing: { type: "LND", after: 26, share: 0.12 },
  },
  {
    ...usual,
    name: "eight years",
    ...{ clinics: 260, months: 96, regions: allRegions, season: flat, size: 3, common: 0.08 },
    opening: { after: 40, times: 12 },
  },
  { ...usual, name: "no register", clinics: 150, months: 42, regions: allRegions, hasRegister: false },
];

/** Histories that no limit was tried on. */
export const finalKinds: readonly HistoryKind[] = [
  {
    ...usual,
    name: "40 clinics, another country",
    clinics: 40,
    months: 44,
    regions: allRegions,
    plans: 15,
    newShare: 0.3,
  },
  {
    ...usual,
    name: "shrinking by 10 %",
    clinics: 220,
    months: 52,
    regions: allRegions.slice(1, 4),
    growth: -0.1,
    size: 4,
  },
];

/** Clean histories in which something happens that is no mistake. */
export const eventfulKinds: readonly HistoryKind[] = [
  {
    ...usual,
    ...{ name: "two regions merge on 1 January 2027", clinics: 320, months: 40, regions: allRegions },
    ...{ last: "2027-06" },
    changing: {
      after: 34,
      change: (clinic) =>
        ["hovedstaden", "sjaelland"].includes(clinic.region) ? { ...clinic, region: "oestdanmark" } : clinic,
    },
  },
  {
    ...usual,
    ...{ name: "a practice system closes, its clinics move", clinics: 240, months: 40, regions: allRegions },
    changing: {
      after: 30,
      change: (clinic, chance) =>
        clinic.system === "LPS-A" ? { ...clinic, system: chance.pick(["LPS-B", "LPS-C", "LPS-D"]) } : clinic,
    },
  },
  {
    ...usual,
    ...{ name: "a big clinic opens, 30 % growth", clinics: 120, months: 40, regions: allRegions.slice(0, 3) },
    ...{ growth: 0.3, opening: { after: 28, times: 15 } },
  },
];

/** A history of the size of Denmark. */
export const nationalKind: HistoryKind = {
  ...usual,
  name: "national size",
  clinics: 1650,
  months: 44,
  regions: allRegions,
};

interface Clinic extends HistoryClinic {
  mean: number;
  typeShares: number[];
  newShares: number[];
  from: number;
  to: number;
}

/** Makes a history from a seed. */
export function makeHistory(kind: HistoryKind, seed: number): History {
  const chance = chanceOf(seed);
  const clinics = makeClinics(kind, chance);
  const first = firstMonth(kind);
  const months = Array.from({ length: kind.months }, (_, place) => {
    const month = addMonths(first, place);
    const season = kind.season[Number(month.slice(5)) - 1] ?? 1;
    const factor =
      season * Math.exp((Math.log(1 + kind.growth) * place) / 12 + kind.common * chance.normal());
    const rows = clinics.flatMap((clinic) => rowsOf(clinic, { kind, place, factor, chance }));
    return { month, rows };
  });
  const register = clinics.map(({ number, region, system, kind: own, doctors, opened, closed }) => ({
    number,
    region,
    system,
    kind: own,
    doctors,
    opened,
    closed,
  }));
  const { changing } = kind;
  const later =
    changing === undefined
      ? []
      : [
          {
            month: addMonths(first, changing.after),
            clinics: register.map((clinic) => changing.change(clinic, chance)),
          },
        ];
  return { name: kind.name, months, clinics: kind.hasRegister ? register : [], later };
}

function firstMonth({ months, last: text = "2026-09" }: HistoryKind): Month {
  const last = parseMonth(text);
  if (last === null) throw new Error("no month");
  return addMonths(last, 1 - months);
}

function makeClinics(kind: HistoryKind, chance: Chance): Clinic[] {
  const numbers = new Set<string>();
  while (numbers.size < Math.ceil(kind.clinics * (1 + (kind.turnover * kind.months) / 12)) + 1)
    numbers.add(String(1000 + chance.whole(150_000)).padStart(6, "0"));
  const ordered = [...numbers].sort();
  const codes = [...kind.types, ...(kind.appearing ? [[kind.appearing.type, 0] as const] : [])];
  const clinics = ordered.map((number, place): Clinic => {
    const doctors = 1 + chance.whole(5);
    const opensLater =
      chance.next() < (kind.turnover * kind.months) / 12 / (1 + (kind.turnover * kind.months) / 12);
    const closes = chance.next() < (kind.turnover * kind.months) / 12;
    const from = opensLater ? chance.whole(kind.months) : 0;
    const to = closes ? from + 1 + chance.whole(Math.max(1, kind.months - from)) : Infinity;
    const draws = codes.map(([, share]) => share * chance.gamma(4));
    const sum = draws.reduce((total, draw) => total + draw, 0);
    return {
      number,
      // Numbers lie by county, so that regions are stretches of numbers.
      region: kind.regions[Math.floor((place * kind.regions.length) / ordered.length)] ?? "",
      system: kind.systems[Math.floor(kind.systems.length * chance.next() ** 1.5)] ?? "",
      kind: chance.next() < 0.96 ? "PLO-klinik" : chance.pick(["Regionsklinik", "Udbudsklinik"]),
      doctors,
      opened: "2005-01-01",
      closed: null,
      mean: (kind.plans * doctors * Math.exp(kind.sizes * chance.normal())) / 3,
      typeShares: draws.map((draw) => draw / sum),
      newShares: codes.map(() => {
        const odds = Math.log(kind.newShare / (1 - kind.newShare)) + 0.4 * chance.normal();
        return 1 / (1 + Math.exp(-odds));
      }),
      from,
      to,
    };
  });
  const last = clinics.at(-1);
  if (kind.opening !== undefined && last !== undefined)
    Object.assign(last, {
      from: kind.opening.after,
      to: Infinity,
      mean: kind.plans * kind.opening.times,
      doctors: 12,
    });
  return clinics;
}

function rowsOf(
  clinic: Clinic,
  now: { kind: HistoryKind; place: number; factor: number; chance: Chance },
): MonthRow[] {
  const { kind, place, factor, chance } = now;
  if (place < clinic.from || place >= clinic.to) return [];
  // What a clinic does in a month, all types together: a holiday, a campaign.
  const mood = chance.gamma(kind.size);
  const codes = [...kind.types.map(([code]) => code), ...(kind.appearing ? [kind.appearing.type] : [])];
  return codes.flatMap((code, type): MonthRow[] => {
    const { appearing } = kind;
    const isNew = appearing?.type === code;
    const grown = isNew ? Math.max(0, Math.min(1, (place - appearing.after) / 10)) : 0;
    const ramp = grown * (appearing?.share ?? 0);
    const share = isNew ? ramp : (clinic.typeShares[type] ?? 0);
    const mean = clinic.mean * factor * mood * share;
    const newShare = isNew ? 0.8 : (clinic.newShares[type] ?? 0);
    const row = [chance.count(mean * newShare, 8), chance.count(mean * (1 - newShare), 8)] as const;
    return row[0] + row[1] === 0 ? [] : [[clinic.number, code, ...row]];
  });
}
