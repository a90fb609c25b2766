import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { RevisedField, RevisedTotal } from "../../domain/shapes/revision.js";
import type { Store } from "../open.js";
import type { LoadTable } from "../tables.js";

/** New and maintained plans of one month, over all clinics and plan types. */
export interface PlanTotals {
  new: number;
  maintained: number;
}

/** SQL condition: a row holds as of the load bound to @load. */
export const heldAsOf = "load_from <= @load and (load_to is null or load_to > @load)";

/** SQL condition: a row held when the load before the one bound to @load was the newest. */
export const heldBefore = "load_from < @load and (load_to is null or load_to >= @load)";

/** Plans of each of the months just before a load and once it was stored; a month without rows is zero. */
export function planTotals(
  store: Store,
  asked: { load: number; months: readonly Month[] },
): { month: Month; before: PlanTotals; after: PlanTotals }[] {
  const sum = (column: string, held: string): string => `coalesce(sum(${column}) filter (where ${held}), 0)`;
  const select = store.raw
    .prepare<{ load: number; month: string }, [number, number, number, number]>(
      `select ${sum("new_plans", heldBefore)}, ${sum("maintained_plans", heldBefore)},
         ${sum("new_plans", heldAsOf)}, ${sum("maintained_plans", heldAsOf)} from plan_count where month = @month`,
    )
    .raw();
  return asked.months.map((month) => {
    const [hadNew, hadMaintained, hasNew, hasMaintained] = select.get({ load: asked.load, month }) ?? none;
    return {
      month,
      before: { new: hadNew, maintained: hadMaintained },
      after: { new: hasNew, maintained: hasMaintained },
    };
  });
}

const none = [0, 0, 0, 0] as const;

/** Months that standing loads of one kind named before a load, in order. */
export function monthsKnownBefore(store: Store, asked: { load: number; kind: LoadTable["kind"] }): Month[] {
  return store.raw
    .prepare<{ load: number; kind: string }, string>(
      `select distinct load_month.month from load inner join load_month on load_month.load = load.load
       where load.load < @load and load.kind = @kind and load.undone_at is null order by load_month.month`,
    )
    .pluck()
    .all(asked)
    .map(parseMonth)
    .filter((month) => month !== null);
}

/** Plans of those months of a load that were known before it, as they were and as the load left them. */
export function restatedTotals(
  store: Store,
  asked: { load: number; months: readonly Month[] },
): RevisedTotal[] {
  const known = monthsKnownBefore(store, { load: asked.load, kind: "plan-counts" });
  const months = asked.months.filter((month) => known.includes(month));
  return planTotals(store, { load: asked.load, months }).flatMap(({ month, before, after }) =>
    (["new", "maintained"] as const).map((field) => ({
      month,
      field,
      old: before[field],
      new: after[field],
    })),
  );
}

/** Counts that a load changed in the given months, which were known before it: a row that is not there is zero. */
export function changedCounts(
  store: Store,
  asked: { load: number; months: readonly Month[] },
): RevisedField[] {
  const select = store.raw.prepare<{ load: number; month: string }, ChangedCount>(
    `select ydernummer, plan_type, sum(old_new) as old_new, sum(old_maintained) as old_maintained,
       sum(new_new) as new_new, sum(new_maintained) as new_maintained
     from (
       select ydernummer, plan_type, new_plans as old_new, maintained_plans as old_maintained,
         0 as new_new, 0 as new_maintained
       from plan_count where month = @month and load_to = @load and load_from < @load
       union all
       select ydernummer, plan_type, 0, 0, new_plans, maintained_plans
       from plan_count where month = @month and load_from = @load and load_to is not load_from
     ) group by ydernummer, plan_type order by ydernummer, plan_type`,
  );
  return asked.months.flatMap((month) =>
    select.all({ load: asked.load, month }).flatMap((row) => {
      const { plan_type, ydernummer } = row;
      const fields: RevisedField[] = [
        { month, plan_type, ydernummer, field: "new", old: row.old_new, new: row.new_new },
        {
          month,
          plan_type,
          ydernummer,
          field: "maintained",
          old: row.old_maintained,
          new: row.new_maintained,
        },
      ];
      return fields.filter((one) => one.old !== one.new);
    }),
  );
}

interface ChangedCount {
  ydernummer: string;
  plan_type: string;
  old_new: number;
  old_maintained: number;
  new_new: number;
  new_maintained: number;
}

const clinicFields = [
  "name",
  "region",
  "municipality",
  "kind",
  "doctors",
  "closed",
  "system",
  "successor",
] as const;

type ClinicRow = { ydernummer: string; opened: string } & Record<
  (typeof clinicFields)[number],
  string | number | null
>;

/** Clinics that differ between the snapshot of a load and the snapshot that was known before it. */
export function changedClinics(
  store: Store,
  asked: { load: number; month: Month; before: Month },
): RevisedField[] {
  const select = (held: string): Map<string, ClinicRow> =>
    new Map(
      store.raw
        .prepare<{ load: number; month: string }, ClinicRow>(
          `select ydernummer, opened, name, region, municipality, kind, doctors_millionths / 1000000.0 as doctors, closed,
             system, successor
           from clinic_period where snapshot_month = @month and ${held} order by ydernummer, opened`,
        )
        .all({ load: asked.load, month: held === heldAsOf ? asked.month : asked.before })
        .map((row) => [`${row.ydernummer} ${row.opened}`, row]),
    );
  const [before, after] = [select(heldBefore), select(heldAsOf)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const base = { month: asked.month, plan_type: null, ydernummer: key.slice(0, 6) };
    if (old === undefined || now === undefined)
      return [{ ...base, field: "clinic", old: old?.name ?? null, new: now?.name ?? null }];
    return clinicFields
      .filter((field) => old[field] !== now[field])
      .map((field) => ({ ...base, field, old: old[field], new: now[field] }));
  });
}
