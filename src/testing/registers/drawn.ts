import { monthsKnownBefore } from "../../db/history/changes.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../ingest/arrival/check.js";
import { CountTally } from "../../ingest/arrival/panel/tally.js";
import type { RegisterClinic } from "../../ingest/arrival/registers/snapshot.js";
import { month as monthOfText } from "../workshop.js";
import type { RegisterBench } from "./bench.js";
import { openRegisterBench, shipped } from "./bench.js";

/** A register that is drawn in a test. */
export interface DrawnRegister {
  month: string;
  clinics: readonly RegisterClinic[];
}

/** So many clinics of a register, all alike but for what `of` says; the first is 000001. */
export function drawRegister(
  count: number,
  of: (clinic: number) => Partial<RegisterClinic> = () => ({}),
): RegisterClinic[] {
  return Array.from({ length: count }, (_, clinic) => ({
    ...{ ydernummer: String(clinic + 1).padStart(6, "0"), opened: "2010-01-01", closed: null },
    ...{ name: `Praksis ${"ABCDEFGHIJKLM"[clinic % 13] ?? ""}${clinic}`, region: "nordjylland" },
    ...{ municipality: "Aalborg", kind: "PLO-klinik", system: "LPS-A", doctors: 1_000_000, line: clinic + 2 },
    ...of(clinic),
  }));
}

let bench: Promise<RegisterBench> | null = null;

/** What `use` makes of a register that arrives after others. One store serves all: nothing of any stays. */
export async function arrivingRegister<Made>(
  { before = [], register }: { before?: readonly DrawnRegister[]; register: DrawnRegister },
  use: (arrival: Arrival) => Made,
): Promise<Made> {
  bench ??= shipped().then(openRegisterBench);
  const { store, load: put, arrive } = await bench;
  const made = ({ month, clinics }: DrawnRegister) => ({ month: monthOfText(month), clinics: [...clinics] });
  store.raw.exec("savepoint world");
  try {
    for (const one of before) put(made(one));
    return arrive(made(register), (load) => {
      const counts = new CountTally({ planTypes: [], keptMonths: 0 });
      return use({ ...load, counts, known: monthsKnownBefore(store, load) });
    });
  } finally {
    store.raw.exec("rollback to world; release world");
  }
}

/** What one check says of a register that arrives. */
export async function lookAtRegister(
  check: ArrivalCheck,
  drawn: { before?: readonly DrawnRegister[]; register: DrawnRegister },
): Promise<CheckResult[]> {
  return arrivingRegister(drawn, (arrival) => check.check(arrival));
}

/** The first that a check says of a register a year after another one, or in other months; `before` null: after none. */
export async function lookYearOn(
  check: ArrivalCheck,
  before: readonly RegisterClinic[] | null,
  clinics: readonly RegisterClinic[],
  [base = "", seen = ""]: readonly string[] = ["2024-02", "2025-02"],
): Promise<CheckResult | undefined> {
  const [result] = await lookAtRegister(check, {
    before: before === null ? [] : [{ month: base, clinics: before }],
    register: { month: seen, clinics },
  });
  return result;
}
