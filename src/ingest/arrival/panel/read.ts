import { heldAsOf, heldBefore } from "../../../db/changes.js";
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
const countFactor = 2 ** 14;
const typeFactor = 2 ** 5;
const largestPacked = countFactor - 1;

/** Plan types that are told apart, and one place for all others. */
export const maxTypes = typeFactor - 1;

/** One month's counts: `each` takes a number (as a whole number), the place of a plan type, new and maintained plans. */
export interface PackedMonth {
  month: Month;
  packed: number[];
  /** Counts that are too large to be packed, whole. */
  large: { number: number; type: number; fresh: number; maintained: number }[];
}

/** Reads counts, packed; see {@link unpack}. */
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
  const selectLarge = store.raw.prepare<Record<string, string | number>, PackedMonth["large"][number]>(
    `select ${number} as number, ${type} as type, new_plans as fresh, maintained_plans as maintained from plan_count
     where month = @month and ${held} and max(new_plans, maintained_plans) >= ${largestPacked}`,
  );
  return months.map((month) => {
    const packed = select.all({ load, month, ...codes });
    const hasLarge = packed.some(
      (one) =>
        one % countFactor === largestPacked || Math.floor(one / countFactor) % countFactor === largestPacked,
    );
    return { month, packed, large: hasLarge ? selectLarge.all({ load, month, ...codes }) : [] };
  });
}

/** Hands on each count of a month. */
export function unpack(
  { packed, large }: PackedMonth,
  take: (number: number, type: number, fresh: number, maintained: number) => void,
): void {
  const countsFactor = countFactor * countFactor;
  for (const one of packed) {
    const key = Math.floor(one / countsFactor);
    const counts = one - key * countsFactor;
    const [fresh, maintained] = [counts >> 14, counts & largestPacked];
    if (fresh < largestPacked && maintained < largestPacked)
      take(key >> 5, key & (typeFactor - 1), fresh, maintained);
  }
  for (const { number, type, fresh, maintained } of large) take(number, type, fresh, maintained);
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
  region: string;
  system: string | null;
  kind: string;
  doctors: number | null;
}

/** The clinics of the newest register snapshot as of a load; empty where no register is loaded. */
export function readClinics(store: Store, load: number): ClinicFacts[] {
  return store.raw
    .prepare<{ load: number }, ClinicFacts>(
      `select ydernummer, region, system, kind, doctors_millionths / 1000000.0 as doctors from clinic_period
       where ${heldAsOf} and snapshot_month = (select max(snapshot_month) from clinic_period where ${heldAsOf})
       order by ydernummer, opened`,
    )
    .all({ load });
}
