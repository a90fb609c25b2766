import { heldAsOf, heldBefore } from "../../../db/history/changes.js";
import type { Store } from "../../../db/open.js";
import type { Month } from "../../../domain/month.js";
import type { PackedMonth } from "./packed.js";
import { keyFactor, rowLength } from "./packed.js";

/** Which counts are read: those of some months as they held before a load, or as the load leaves them. */
export interface CountsAsked {
  load: number;
  months: readonly Month[];
  when: "before" | "after";
  /** Codes of plan types, whose places are those of the result; others count as one more, in the last place. */
  types: readonly string[];
  /** True: in the order of the file's rows. Otherwise by number and plan type. */
  isInFileOrder?: boolean;
}

/** A row comes as one number, so that it costs the reading of one value. */
const countBits = 14;
const countFactor = 2 ** countBits;
const largestPacked = countFactor - 1;

/** Reads counts. */
export function readCounts(
  store: Store,
  { load, months, when, types, isInFileOrder = false }: CountsAsked,
): PackedMonth[] {
  const held = when === "after" ? heldAsOf : heldBefore;
  const places = types.map((_, place) => `when @type${place} then ${place}`).join(" ");
  const type = types.length === 0 ? "0" : `case plan_type ${places} else ${types.length} end`;
  const codes = Object.fromEntries(types.map((code, place) => [`type${place}`, code]));
  const number = "cast(ydernummer as integer)";
  const small = (column: string): string => `min(${column}, ${largestPacked})`;
  const select = store.raw
    .prepare<Record<string, string | number>, number>(
      `select ((${number} * ${keyFactor} + ${type}) * ${countFactor} + ${small("new_plans")}) * ${countFactor} + ${small("maintained_plans")}
       from plan_count where month = @month and ${held}${isInFileOrder ? " order by line" : ""}`,
    )
    .pluck();
  const selectLarge = store.raw.prepare<Record<string, string | number>, LargeCount>(
    `select ${number} * ${keyFactor} + ${type} as key, new_plans as fresh, maintained_plans as maintained from plan_count
     where month = @month and ${held} and max(new_plans, maintained_plans) >= ${largestPacked}`,
  );
  return months.map((month) => {
    const { hasLarge, rows } = unpacked(select.all({ load, month, ...codes }));
    if (hasLarge) putLarge(rows, selectLarge.all({ load, month, ...codes }));
    return { month, rows };
  });
}

/** A count that is too large to be packed, whole. */
interface LargeCount {
  key: number;
  fresh: number;
  maintained: number;
}

function unpacked(packed: readonly number[]): { rows: Int32Array; hasLarge: boolean } {
  const rows = new Int32Array(packed.length * rowLength);
  const bothFactor = countFactor * countFactor;
  let hasLarge = false;
  for (let row = 0; row < packed.length; row += 1) {
    const one = packed[row] ?? 0;
    const key = Math.floor(one / bothFactor);
    const counts = one - key * bothFactor;
    const fresh = counts >> countBits;
    const maintained = counts & largestPacked;
    const at = row * rowLength;
    rows[at] = key;
    rows[at + 1] = fresh;
    rows[at + 2] = maintained;
    if (fresh === largestPacked || maintained === largestPacked) hasLarge = true;
  }
  return { rows, hasLarge };
}

function putLarge(rows: Int32Array, large: readonly LargeCount[]): void {
  const whole = new Map(large.map((one) => [one.key, one]));
  for (let at = 0; at < rows.length; at += rowLength) {
    const one = whole.get(rows[at] ?? 0);
    if (one === undefined) continue;
    rows[at + 1] = one.fresh;
    rows[at + 2] = one.maintained;
  }
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
