import type { Month } from "../../domain/month.js";
import type { Store } from "../open.js";

/** The rows between two points of the history: those that hold at one of them and not at the other. */
const heldOnlyAt = (one: string, other: string): string =>
  `load_from <= @${one} and (load_to is null or load_to > @${one})
   and not (load_from <= @${other} and (load_to is null or load_to > @${other}))`;

/** How many numbers (ydernumre) have other counts in a month as of one load than as of another, by month. */
export function numbersRestated(store: Store, loads: { from: number; to: number }): Map<string, number> {
  const rows = store.raw
    .prepare<typeof loads, { month: string; numbers: number }>(
      `with moved as (
           select month, ydernummer, plan_type, -new_plans as new_plans, -maintained_plans as maintained_plans
           from plan_count where ${heldOnlyAt("from", "to")}
           union all
           select month, ydernummer, plan_type, new_plans, maintained_plans
           from plan_count where ${heldOnlyAt("to", "from")}
       ),
       net as (
           select month, ydernummer from moved group by month, ydernummer, plan_type
           having sum(new_plans) <> 0 or sum(maintained_plans) <> 0
       )
       select month, count(distinct ydernummer) as numbers from net group by month order by month`,
    )
    .all(loads);
  return new Map(rows.map(({ month, numbers }) => [month, numbers]));
}

/** What a register says of a clinic period. */
export interface RegisteredClinic {
  kind: string;
  /** Last day on which it is open; null: open. */
  closed: string | null;
}

/** Looks clinic periods up in the register that the figures of a month use, as of a load; null: it does not name them. */
export function registerReader(
  store: Store,
  at: { month: Month; asOf: number },
): (clinic: { ydernummer: string; opened: string }) => RegisteredClinic | null {
  const snapshot = store.raw
    .prepare<typeof at, string | null>(
      `select coalesce(max(case when load_month.month <= @month then load_month.month end), min(load_month.month))
       from load inner join load_month on load_month.load = load.load
       where load.kind = 'clinic-register' and load.undone_at is null and load.load <= @asOf`,
    )
    .pluck()
    .get(at);
  const select = store.raw.prepare<
    { snapshot: string; ydernummer: string; opened: string; asOf: number },
    RegisteredClinic
  >(
    `select kind, closed from clinic_period
     where snapshot_month = @snapshot and ydernummer = @ydernummer and opened = @opened
       and load_from <= @asOf and (load_to is null or load_to > @asOf)`,
  );
  return ({ ydernummer, opened }) =>
    select.get({ snapshot: snapshot ?? "", ydernummer, opened, asOf: at.asOf }) ?? null;
}
