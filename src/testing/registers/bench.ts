import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../../db/open.js";
import { openStoreForWriting } from "../../db/open.js";
import { readDefinitions } from "../../defs/definitions.js";
import type { Definitions } from "../../defs/definitions.js";
import { findRegion } from "../../defs/codes/regions.js";
import { parseIsoDate } from "../../domain/iso-date.js";
import { parseMonth } from "../../domain/month.js";
import type { ArrivalVerdict } from "../../domain/shapes/arrival.js";
import { checkArrival } from "../../ingest/arrival/arrival.js";
import type { Arrival } from "../../ingest/arrival/check.js";
import type { RegisterClinic } from "../../ingest/arrival/registers/snapshot.js";
import { programFolder } from "../../lib/program.js";
import type { Ground, HonestYear, MadeRegister } from "./generate.js";
import { drawFrom, laterRegister, makeRegister, numbered, usualYear } from "./generate.js";
import { registerMistakes } from "./mistakes.js";

export { registerMistakes };

/** Definitions as shipped. */
export const shipped = (): Promise<Definitions> =>
  readDefinitions(join(programFolder, "pipelines", "monthly"));

/** Registers, one a year, oldest first. */
export interface RegisterHistory {
  name: string;
  registers: MadeRegister[];
}

/** How a history of registers is made. */
export interface RegisterKind {
  name: string;
  clinics: number;
  /** Ids of regions; null: all. */
  regions: readonly string[] | null;
  years: number;
  first: string;
  year: HonestYear;
  /** After the second year the clinics of the commonest system go to others. */
  hasSystemEnd?: boolean;
}

/** Histories that the checks are tried on; each crosses the merger of regions of 2027. */
export const registerKinds: readonly RegisterKind[] = [
  {
    name: "1.600 clinics, all of Denmark",
    clinics: 1600,
    regions: null,
    years: 4,
    first: "2024-02",
    year: usualYear,
  },
  {
    name: "180 clinics, one region",
    clinics: 180,
    regions: ["nordjylland"],
    years: 5,
    first: "2024-02",
    year: usualYear,
  },
  {
    ...{ name: "400 clinics, a system that closes", clinics: 400, regions: null, years: 5, first: "2023-12" },
    ...{ year: usualYear, hasSystemEnd: true },
  },
  {
    name: "40 clinics, two regions",
    clinics: 40,
    regions: ["hovedstaden", "sjaelland"],
    years: 8,
    first: "2022-06",
    year: usualYear,
  },
  {
    ...{ name: "300 clinics, twice as much change", clinics: 300, regions: null, years: 4, first: "2024-06" },
    year: Object.fromEntries(
      Object.entries(usualYear).map(([what, share]) => [what, 2 * share]),
    ) as unknown as HonestYear,
  },
];

const monthOfText = (text: string) => {
  const month = parseMonth(text);
  if (month === null) throw new Error(`${text} is no month`);
  return month;
};

function groundOf(definitions: Definitions, regions: readonly string[] | null, seed: number): Ground {
  const municipalities = definitions.municipalities.filter(
    ({ region }) => regions === null || regions.includes(region),
  );
  return { draw: drawFrom(seed), municipalities, regions: definitions.regions };
}

/** Makes the registers of a kind of history. */
export function makeRegisters(kind: RegisterKind, seed: number, definitions: Definitions): RegisterHistory {
  const ground = groundOf(definitions, kind.regions, seed);
  const registers = [makeRegister(monthOfText(kind.first), kind.clinics, ground)];
  for (let place = 1; place < kind.years; place += 1) {
    const last = registers.at(-1);
    if (last === undefined) break;
    const next = laterRegister(last, 12, { year: kind.year, ground });
    registers.push(kind.hasSystemEnd === true && place === 2 ? withoutSystem(next, ground) : next);
  }
  return { name: `${kind.name}, seed ${seed}`, registers };
}

/** The clinics of a practice system go to others. */
function withoutSystem({ month, clinics }: MadeRegister, { draw }: Ground): MadeRegister {
  const others = ["LPS-B", "LPS-C", "LPS-D"];
  const moved = clinics.map((clinic) =>
    clinic.system === "LPS-A" ? { ...clinic, system: draw.pick(others) } : clinic,
  );
  return { month, clinics: moved };
}

/** The bundled national register, and what may honestly have become of it a year later. */
export function nationalRegisters(definitions: Definitions, seed: number): RegisterHistory {
  const text = readFileSync(join(programFolder, "fixtures", "national", "laegehuse_2025-02.csv"), "utf8");
  const month = monthOfText("2025-02");
  const rows = text.replace("\ufeff", "").trim().split(/\r?\n/).slice(1);
  const clinics = rows.map((row): RegisterClinic => {
    const [
      number = "",
      name = "",
      region = "",
      place = "",
      kind = "",
      doctors = "",
      opened = "",
      closed = "",
      system = "",
    ] = row.split(";");
    return {
      ...{ ydernummer: number, name, kind, system, municipality: place, line: 0 },
      region: findRegion(definitions.regions, region, month)?.id ?? "",
      doctors: doctors === "" ? null : Number(doctors.replace(",", ".")) * 1_000_000,
      opened: parseIsoDate(opened) ?? "",
      closed: closed === "" ? null : parseIsoDate(closed),
    };
  });
  const first = { month, clinics: numbered(clinics) };
  const ground = groundOf(definitions, null, seed);
  return {
    name: "the national sample and a year later",
    registers: [first, laterRegister(first, 12, { ground })],
  };
}

/** A store in memory that registers are put into and held against. */
export async function openRegisterBench(definitions: Definitions): Promise<RegisterBench> {
  const store = await openStoreForWriting(":memory:");
  const arrive: RegisterBench["arrive"] = (register, use) => {
    store.raw.exec("savepoint look");
    try {
      const load = put(store, register);
      const clock = { now: (): Date => new Date("2031-01-15T12:00:00Z") };
      return use({
        ...{ load, kind: "clinic-register", months: [register.month], fileName: "laegehuse.csv" },
        ...{ isMonthGiven: false, rows: 0, store, definitions, clock, gates: definitions.gates.load },
      });
    } finally {
      store.raw.exec("rollback to look; release look");
    }
  };
  return {
    store,
    arrive,
    load: (register) => void put(store, register),
    look: (register) => arrive(register, (load) => checkArrival(load)),
    end: () => {
      store.close();
    },
  };
}

/** See {@link openRegisterBench}. */
export interface RegisterBench {
  store: Store;
  /** Stores a register without looking at it. */
  load: (register: MadeRegister) => void;
  /** What would be said of a register; nothing of it stays. */
  look: (register: MadeRegister) => ArrivalVerdict;
  /** What `use` makes of a register that arrives; nothing of it stays. */
  arrive: <Made>(register: MadeRegister, use: (load: Omit<Arrival, "known" | "counts">) => Made) => Made;
  end: () => void;
}

function put(store: Store, { month, clinics }: MadeRegister): number {
  const { raw } = store;
  const enter = raw.prepare(
    `insert into load (loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored, rows_rejected,
       plans_new, plans_maintained, is_synthetic, program_version)
     values ('2026-01-01T00:00:00Z', 'laegehuse.csv', '${"0".repeat(64)}', 1, 'clinic-register', 'bench', 0, 0, 0, 0, 0, 1, '0')`,
  );
  const load = Number(enter.run().lastInsertRowid);
  raw.prepare("insert into load_month (load, month) values (?, ?)").run(load, month);
  raw
    .prepare("update clinic_period set load_to = ? where snapshot_month = ? and load_to is null")
    .run(load, month);
  const insert = raw.prepare(
    `insert into clinic_period (snapshot_month, ydernummer, opened, load_from, name, region, municipality, kind,
       doctors_millionths, closed, system, line) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const seen = new Set<string>();
  clinics.forEach((clinic, place) => {
    const closed = clinic.closed !== null && clinic.closed < clinic.opened ? clinic.opened : clinic.closed;
    const key = `${clinic.ydernummer} ${clinic.opened}`;
    if (seen.has(key)) return;
    seen.add(key);
    insert.run(
      ...[month, clinic.ydernummer, clinic.opened, load, clinic.name, clinic.region, clinic.municipality],
      ...[clinic.kind, clinic.doctors, closed, clinic.system, place + 2],
    );
  });
  return load;
}

/** What was said of a register. */
export interface RegisterTally {
  held: number;
  looked: number;
  missed: number;
  saidToBe: Record<string, number>;
}

/** Walks a clean history: each register as if it arrived. Returns the findings of those that would be held, and what was looked at. */
export async function walkRegisters(
  history: RegisterHistory,
  definitions: Definitions,
): Promise<{ arrivals: number; holds: string[]; looks: string[]; milliseconds: number[] }> {
  const bench = await openRegisterBench(definitions);
  const walk = { arrivals: 0, holds: [] as string[], looks: [] as string[], milliseconds: [] as number[] };
  try {
    for (const register of history.registers) {
      const began = performance.now();
      const { checks } = bench.look(register);
      walk.milliseconds.push(performance.now() - began);
      walk.arrivals += 1;
      const said = (verdict: string): string[] =>
        checks
          .filter((check) => check.verdict === verdict)
          .map(({ finding }) => `${register.month} ${finding}`);
      walk.holds.push(...said("hold"));
      walk.looks.push(...said("look"));
      bench.load(register);
    }
  } finally {
    bench.end();
  }
  return walk;
}

/** Applies every mistake to the later registers of a history, each held against those before it. */
export async function tryRegisterMistakes(
  history: RegisterHistory,
  definitions: Definitions,
): Promise<Map<string, RegisterTally>> {
  const bench = await openRegisterBench(definitions);
  const tallies = new Map<string, RegisterTally>();
  try {
    let before: MadeRegister | null = null;
    for (const register of history.registers) {
      for (const mistake of before === null ? [] : registerMistakes) {
        const clinics = before === null ? null : mistake.make(register, before);
        if (clinics === null) continue;
        const { checks, looksLike } = bench.look({ month: register.month, clinics });
        const tally = tallies.get(mistake.name) ?? { held: 0, looked: 0, missed: 0, saidToBe: {} };
        const verdicts = new Set(checks.map(({ verdict }) => verdict));
        if (verdicts.has("hold")) tally.held += 1;
        else if (verdicts.has("look")) tally.looked += 1;
        else tally.missed += 1;
        if (looksLike !== null) tally.saidToBe[looksLike] = (tally.saidToBe[looksLike] ?? 0) + 1;
        tallies.set(mistake.name, tally);
      }
      bench.load(register);
      before = register;
    }
  } finally {
    bench.end();
  }
  return tallies;
}
