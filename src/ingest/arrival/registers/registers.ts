import type { Month } from "../../../domain/month.js";
import { monthIndex } from "../../../domain/month.js";
import type { Arrival } from "../check.js";
import type { RegisterClinic, Snapshot } from "./snapshot.js";
import { readSnapshot } from "./snapshot.js";

/** Two registers beside each other. */
export interface RegisterPair {
  /** What is known: the register before, or where there is none before, the one after. */
  base: Snapshot;
  seen: Snapshot;
  /** Years between them, at least one: changes come at any time of a year. */
  years: number;
  /** Clinics that are open in both, as they were and as they are, in the order of the seen register. */
  both: readonly { was: RegisterClinic; is: RegisterClinic }[];
}

/** One register of a load, and what it is held against. */
export interface ArrivingRegister {
  seen: Snapshot;
  /** Null: no other register is known. */
  pair: RegisterPair | null;
  /** Earlier neighbours, newest first: what honestly changes between registers of this store. */
  past: readonly RegisterPair[];
}

/** Pairs of earlier registers that teach what changes honestly. */
const pastPairs = 3;

const found = new WeakMap<Arrival, ArrivingRegister[]>();

/** The registers of a load with what they are held against. Read once a load. */
export function registersOf(arrival: Arrival): ArrivingRegister[] {
  const registers = found.get(arrival) ?? arrival.months.map((month) => readRegister(arrival, month));
  found.set(arrival, registers);
  return registers;
}

function readRegister({ store, load, known }: Arrival, month: Month): ArrivingRegister {
  const seen = readSnapshot(store, { load, month, when: "after" });
  const months = [...known].sort();
  const before = months.filter((one) => one <= month);
  const [nearest] = before.length > 0 ? before.slice(-1) : months;
  const read = (one: Month): Snapshot => readSnapshot(store, { load, month: one, when: "before" });
  const past: RegisterPair[] = [];
  for (let place = before.length - 1; place > 0 && past.length < pastPairs; place -= 1) {
    const [later, earlier] = [before[place], before[place - 1]];
    if (later !== undefined && earlier !== undefined) past.push(pairOf(read(earlier), read(later)));
  }
  return { seen, pair: nearest === undefined ? null : pairOf(read(nearest), seen), past };
}

function pairOf(base: Snapshot, seen: Snapshot): RegisterPair {
  const months = Math.abs(monthIndex(seen.month) - monthIndex(base.month));
  const both = [...seen.open.values()].flatMap((is) => {
    const was = base.open.get(is.ydernummer);
    return was === undefined ? [] : [{ was, is }];
  });
  return { base, seen, years: Math.max(1, months / 12), both };
}
