import type { Month } from "../domain/month.js";
import { parseMonth } from "../domain/month.js";
import type { Store } from "./open.js";
import type { LoadTable } from "./tables.js";

/** New and maintained plans of one month, over all clinics and plan types. */
export interface PlanTotals {
  new: number;
  maintained: number;
}

/** SQL condition: a row holds as of the load bound to @load. */
export const heldAsOf = "load_from <= @load and (load_to is null or load_to > @load)";

/** SQL condition: a row held when the load before the one bound to @load was the newest. */
export const heldBefore = "load_from < @load and (load_to is null or load_to >= @load)";

/** Plans of each of the months once a load was stored, or just before it; a month without rows is zero. */
export function planTotals(
  store: Store,
  asked: { load: number; months: readonly Month[]; when: "before" | "after" },
): Map<Month, PlanTotals> {
  const select = store.raw.prepare<
    { load: number; month: string },
    { new_plans: number; maintained: number }
  >(
    `select coalesce(sum(new_plans), 0) as new_plans, coalesce(sum(maintained_plans), 0) as maintained
     from plan_count where month = @month and ${asked.when === "after" ? heldAsOf : heldBefore}`,
  );
  return new Map(
    asked.months.map((month) => {
      const row = select.get({ load: asked.load, month });
      return [month, { new: row?.new_plans ?? 0, maintained: row?.maintained ?? 0 }];
    }),
  );
}

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
