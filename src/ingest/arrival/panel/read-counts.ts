import { heldAsOf, heldBefore } from "../../../db/history/changes.js";
import type { Store } from "../../../db/open.js";
import type { Month } from "../../../domain/month.js";

/** Which counts are read: those of some months as they held before a load, or as the load leaves them. */
export interface CountsAsked {
  load: number;
  months: readonly Month[];
  when: "before" | "after";
  /** Codes of plan types, whose places are those of the result; others count as one more, in the last place. */
  types: readonly string[];
}

/** A count as one number, so that a row costs the reading of one value: a month has thousands, a history hundreds of thousands. */
const countBits = 14;
const typeBits = 5;
const countFactor = 2 ** countBits;
const typeFactor = 2 ** typeBits;
const largestPacked = countFactor - 1;

/** Plan types that are told apart, and one place for all others. */
export const maxTypes = typeFactor - 1;

/** One month's counts, row by row: the number and the place of the plan type as one key, new and maintained plans. */
export interface PackedMonth {
  month: Month;
  keys: Int32Array;
  fresh: Int32Array;
  maintained: Int32Array;
}

/** The number, as a whole number, and the place of the plan type of a key. */
export const numberOf = (key: number): number => key >> typeBits;
export const typeOf = (key: number): number => key & (typeFactor - 1);

/** Reads counts. */
export function readCounts(store: Store, { load, months, when, types }: CountsAsked): PackedMonth[] {
  const held = when === "after" ? heldAsOf : heldBefore;
  const places = types.map((_, place) => `when @type${place} then ${place}`).join(" ");
  const type = types.length === 0 ? "0" : `case plan_type ${places} else ${types.length} end`;
  const codes = Object.fromEntries(types.map((code, place) => [`type${place}`, code]));
  const number = "cast(ydernummer as integer)";
  const small = (column: string): string => `min(${column}, ${largestPacked})`;
  const select = store.raw
    .prepare<Record<string, string | number>, number>(
      `select ((${number} * ${typeFactor} + ${type}) * ${countFactor} + ${small("new_plans")}) * ${countFactor} + ${small("maintained_plans")}
       from plan_count where month = @month and ${held}`,
    )
    .pluck();
  const selectLarge = store.raw.prepare<Record<string, string | number>, LargeCount>(
    `select ${number} * ${typeFactor} + ${type} as key, new_plans as fresh, maintained_plans as maintained from plan_count
     where month = @month and ${held} and max(new_plans, maintained_plans) >= ${largestPacked}`,
  );
  return months.map((month) => {
    const { hasLarge, ...counts } = unpacked(month, select.all({ load, month, ...codes }));
    return hasLarge ? withLarge(counts, selectLarge.all({ load, month, ...codes })) : counts;
  });
}

/** A count that is too large to be packed, whole. */
interface LargeCount {
  key: number;
  fresh: number;
  maintained: number;
}

/** Nothing is made for a row: this is done for every row of the history. */
function unpacked(month: Month, packed: readonly number[]): PackedMonth & { hasLarge: boolean } {
  const keys = new Int32Array(packed.length);
  const fresh = new Int32Array(packed.length);
  const maintained = new Int32Array(packed.length);
  const bothFactor = countFactor * countFactor;
  let hasLarge = false;
  for (let row = 0; row < packed.length; row += 1) {
    const one = packed[row] ?? 0;
    const key = Math.floor(one / bothFactor);
    const counts = one - key * bothFactor;
    keys[row] = key;
    fresh[row] = counts >> countBits;
    maintained[row] = counts & largestPacked;
    if (fresh[row] === largestPacked || maintained[row] === largestPacked) hasLarge = true;
  }
  return { month, keys, fresh, maintained, hasLarge };
}

function withLarge(counts: PackedMonth, large: readonly LargeCount[]): PackedMonth {
  const whole = new Map(large.map((one) => [one.key, one]));
  counts.keys.forEach((key, row) => {
    const one = whole.get(key);
    if (one === undefined) return;
    counts.fresh[row] = one.fresh;
    counts.maintained[row] = one.maintained;
  });
  return counts;
}

/** Places of the plan types that are marked, the lowest bit first; the first one where none is. */
export function typesOfMask(seen: number): number[] {
  const types = Array.from({ length: typeFactor }, (_, type) => type).filter((type) => (seen >> type) & 1);
  return types.length === 0 ? [0] : types;
}

/** Months of a load whose counts differ from those that were known before it. */
export function changedMonths(store: Store, load: number, months: readonly Month[]): Set<Month> {
  const select = store.raw.prepare<{ load: number; month: string }>(
    `select 1 from plan_count where month = @month
       and ((load_from = @load and load_to is not @load) or (load_to = @load and load_from < @load)) limit 1`,
  );
  return new Set(months.filter((month) => select.get({ load, month }) !== undefined));
}

/** What the newest register that was known says of a number: the period that opened last. */
export interface ClinicFacts {
  ydernummer: string;
  /** Its name. */
  region: string;
  system: string | null;
  kind: string;
  doctors: number | null;
}

/** The clinics of the newest register snapshot as of a load; empty where no register is loaded. */
export function readRegisterClinics(store: Store, load: number): ClinicFacts[] {
  return store.raw
    .prepare<{ load: number }, ClinicFacts>(
      `select ydernummer, region, system, kind, doctors_millionths / 1000000.0 as doctors from clinic_period
       where ${heldAsOf} and snapshot_month = (select max(snapshot_month) from clinic_period where ${heldAsOf})
       order by ydernummer, opened`,
    )
    .all({ load });
}
