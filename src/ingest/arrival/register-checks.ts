import type { Store } from "../../db/open.js";
import { noun } from "../../lib/words.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import { clinicPeriodTarget } from "../read/row-targets.js";

/**
 * Periods of one number that overlap within a snapshot that waits to be stored (see row-targets.ts): a count could then
 * belong to two clinics. Both rows of each pair are named.
 */
export function overlaps(store: Store, sheet: string | null): Problem[] {
  const staged = `temp.${clinicPeriodTarget.staging.table}`;
  const pairs = store.raw
    .prepare<[], { ydernummer: string; earlier_line: number; later_line: number }>(
      `select earlier.ydernummer, earlier.line as earlier_line, later.line as later_line
       from ${staged} as earlier
       inner join ${staged} as later
           on later.snapshot_month = earlier.snapshot_month
           and later.ydernummer = earlier.ydernummer
           and later.opened > earlier.opened
       where earlier.closed is null or earlier.closed >= later.opened`,
    )
    .all();
  return pairs.flatMap(({ ydernummer, earlier_line: earlier, later_line: later }) =>
    [
      [earlier, later],
      [later, earlier],
    ].map(([line = 0, other = 0]) =>
      problemOf(
        "overlap",
        `${ydernummer} is open at the same time as in line ${other}; expected one clinic a number at a time, close the earlier period first`,
        { line, sheet, value: ydernummer, facts: { other: String(other) } },
      ),
    ),
  );
}

/** The months for which plan counts hold now, in order. */
export function countedMonths(store: Store): string[] {
  return store.raw
    .prepare<[], string>("select distinct month from plan_count where load_to is null order by month")
    .pluck()
    .all();
}

/** How many numbers a message names before it only counts the rest. */
const namedNumbers = 10;

/** A warning about counts of numbers that the newest register does not know; none while no register is loaded. */
export function unknownNumberWarnings(store: Store, months: readonly string[]): string[] {
  const snapshot = store.raw
    .prepare<[], string | null>("select max(snapshot_month) from clinic_period where load_to is null")
    .pluck()
    .get();
  if (snapshot === undefined || snapshot === null) return [];
  const select = store.raw.prepare<
    { month: string; snapshot: string },
    { ydernummer: string; plans: number }
  >(
    `select plan_count.ydernummer, sum(plan_count.new_plans + plan_count.maintained_plans) as plans
       from plan_count
       left join clinic_period
           on clinic_period.snapshot_month = @snapshot
           and clinic_period.ydernummer = plan_count.ydernummer
           and clinic_period.load_to is null
           and substr(clinic_period.opened, 1, 7) <= plan_count.month
       where plan_count.month = @month and plan_count.load_to is null and clinic_period.ydernummer is null
       group by plan_count.ydernummer`,
  );
  const plans = new Map<string, number>();
  for (const month of months) {
    for (const row of select.all({ month, snapshot }))
      plans.set(row.ydernummer, (plans.get(row.ydernummer) ?? 0) + row.plans);
  }
  if (plans.size === 0) return [];
  const numbers = [...plans.keys()].sort();
  const more = numbers.length > namedNumbers ? ` and ${numbers.length - namedNumbers} more` : "";
  const total = [...plans.values()].reduce((sum, count) => sum + count, 0);
  return [
    `${total} ${noun(total, "plan")} of ${numbers.length} ${noun(numbers.length, "number")} that the register of ${snapshot} does not know ${noun(total, "counts", "count")} in the totals alone: ${numbers.slice(0, namedNumbers).join(", ")}${more}`,
  ];
}
