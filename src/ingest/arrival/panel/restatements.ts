import type { CheckPoint } from "../../../domain/shapes/arrival.js";
import { parseMonth } from "../../../domain/month.js";
import type { Arrival } from "../check.js";

/**
 * Share of a month's plans that earlier restatements moved, up and down together, oldest first; loads that were taken back
 * are left out. Read once a load. One that was accepted with a reason teaches no limit, and is left out too.
 */
export function earlierRestatements(arrival: Arrival): CheckPoint[] {
  const kept = made.get(arrival) ?? readRestatements(arrival);
  made.set(arrival, kept);
  return kept;
}

const made = new WeakMap<Arrival, CheckPoint[]>();

function readRestatements({ store, load }: Arrival): CheckPoint[] {
  const rows = store.raw
    .prepare<{ load: number }, { month: string; value: number }>(
      // The rows that a load ended, beside those that it brought for the same month: what is in both counts as its difference.
      `with ended as (
         select load_to as load, month, ydernummer, plan_type, new_plans, maintained_plans from plan_count
         where load_to < @load and load_from < load_to
       ), restated as (
         select distinct ended.load, ended.month from ended
         inner join load on load.load = ended.load where load.undone_at is null and load.accepted_reason is null
       ), change as (
         select ended.load, ended.month, ended.ydernummer, ended.plan_type, ended.new_plans as had_new,
             ended.maintained_plans as had_maintained, 0 as has_new, 0 as has_maintained from ended
         union all
         select restated.load, restated.month, plan_count.ydernummer, plan_count.plan_type, 0, 0,
             plan_count.new_plans, plan_count.maintained_plans
         from restated inner join plan_count on plan_count.month = restated.month and plan_count.load_from = restated.load
       ), by_row as (
         select load, month, abs(sum(has_new) - sum(had_new)) + abs(sum(has_maintained) - sum(had_maintained)) as moved
         from change group by load, month, ydernummer, plan_type
       ), by_month as (
         select load, month, sum(moved) as moved from by_row group by load, month
       )
       select by_month.month, 1.0 * by_month.moved / max(1, (
           select sum(plan_count.new_plans + plan_count.maintained_plans) from plan_count
           where plan_count.month = by_month.month and plan_count.load_from < by_month.load
             and (plan_count.load_to is null or plan_count.load_to >= by_month.load))) as value
       from by_month inner join restated on restated.load = by_month.load and restated.month = by_month.month
       order by by_month.load, by_month.month`,
    )
    .all({ load });
  return rows.flatMap(({ month, value }) => {
    const parsed = parseMonth(month);
    return parsed === null ? [] : [{ month: parsed, value }];
  });
}
