import { monthsKnownBefore } from "../../db/history/changes.js";
import type { Month } from "../../domain/month.js";
import { addMonths } from "../../domain/month.js";
import type { CheckResult } from "../../domain/shapes/arrival.js";
import type { Arrival, ArrivalCheck } from "../../ingest/arrival/check.js";
import { readTally } from "../../ingest/arrival/panel/tally.js";
import type { LearnedLimits, Scale } from "../../ingest/arrival/statistics/learned-limits.js";
import { learnLimits } from "../../ingest/arrival/statistics/learned-limits.js";
import { month as monthOfText } from "../workshop.js";
import { shipped } from "./bench.js";
import type { ArrivalBench } from "./harness.js";
import { openBench } from "./harness.js";
import type { HistoryClinic, MonthRow } from "./histories.js";

/** A month whose rows are drawn in a test. */
export interface DrawnMonth {
  month: Month;
  rows: readonly MonthRow[];
}

/** Months one after the other, each with the rows that are drawn for its place; null: nothing is known of it. */
export function drawMonths(
  first: string,
  count: number,
  rowsAt: (place: number) => readonly MonthRow[] | null,
): DrawnMonth[] {
  return Array.from({ length: count }, (_, place) => place).flatMap((place) => {
    const rows = rowsAt(place);
    return rows === null ? [] : [{ month: addMonths(monthOfText(first), place), rows }];
  });
}

/** A row for each of so many clinics and each plan type; `of` says its new and maintained plans. */
export function drawRows(
  clinics: number,
  types: readonly string[],
  of: (clinic: number, type: number) => readonly [fresh: number, maintained: number],
): MonthRow[] {
  return Array.from({ length: clinics }, (_, clinic) => clinic).flatMap((clinic) =>
    types.map((type, place): MonthRow => [numberOf(clinic), type, ...of(clinic, place)]),
  );
}

/** The number of a drawn clinic: the first is 000001. */
export const numberOf = (clinic: number): string => String(clinic + 1).padStart(6, "0");

/** So many clinics of a register, all alike but for what `of` says. */
export function drawClinics(
  count: number,
  of: (clinic: number) => Partial<HistoryClinic> = () => ({}),
): HistoryClinic[] {
  return Array.from({ length: count }, (_, clinic) => ({
    ...{ number: numberOf(clinic), region: "nordjylland", system: "LPS-A", kind: "PLO-klinik" },
    ...{ doctors: 1, opened: "2010-01-01", closed: null },
    ...of(clinic),
  }));
}

/** A register that is drawn in a test. */
interface DrawnRegister {
  month: string;
  clinics: readonly HistoryClinic[];
}

/** What is known before, and what arrives. */
export interface Drawn {
  /** Loads of counts, oldest first, each of some months. */
  before?: readonly (readonly DrawnMonth[])[];
  /** The months that arrive. */
  months: readonly DrawnMonth[];
  /** Registers, loaded before all counts and after them. */
  register?: DrawnRegister;
  registerAfter?: DrawnRegister;
}

let bench: Promise<ArrivalBench> | null = null;

/** What `use` makes of drawn months that arrive. One store in memory serves all worlds: nothing of any stays. */
export async function arriving<Made>(
  { before = [], months, register, registerAfter }: Drawn,
  use: (arrival: Arrival) => Made,
): Promise<Made> {
  bench ??= shipped().then(openBench);
  const { store, ...put } = await bench;
  store.raw.exec("savepoint world");
  try {
    if (register !== undefined) put.register(monthOfText(register.month), register.clinics);
    for (const load of before) put.load(load);
    if (registerAfter !== undefined) put.register(monthOfText(registerAfter.month), registerAfter.clinics);
    return put.arrive(months, (load) => {
      const { planTypes } = load.definitions;
      const counts = readTally(store, { load: load.load, months: load.months, planTypes });
      return use({ ...load, counts, known: monthsKnownBefore(store, load) });
    });
  } finally {
    store.raw.exec("rollback to world; release world");
  }
}

/** What one check says of drawn months that arrive. */
export const look = (check: ArrivalCheck, drawn: Drawn): Promise<CheckResult[]> =>
  arriving(drawn, (arrival) => check.check(arrival));

/** Limits as the shipped gates learn them, of values and a noise that a test works out by hand. */
export function shippedLimits(
  history: readonly (number | null)[],
  of: { scale: Scale; noise: number; least: number; prior: number; isSeasonal?: boolean },
): LearnedLimits {
  const { prior, isSeasonal = false, ...from } = of;
  const limits = learnLimits(
    { history, isSeasonal, ...from },
    { holdTail: 1e-5, lookTail: 3e-4, minValues: 6, priorSpread: prior, priorValues: 3 },
  );
  if (limits === null) throw new Error("too few values");
  return limits;
}
