import type { Store } from "../../db/open.js";
import { noun } from "../../lib/words.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import { clinicPeriodTarget } from "../read/row-targets.js";
import type { NamedNumber } from "./panel/tally.js";

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

/** What holds now of each number with counts. */
export function countedNumbers(store: Store): NamedNumber[] {
  return store.raw
    .prepare<[], NamedNumber>(
      `select ydernummer, sum(new_plans + maintained_plans) as plans, min(month) as first
       from plan_count where load_to is null group by ydernummer`,
    )
    .all();
}

/** How many numbers a message names before it only counts the rest. */
const namedNumbers = 10;

/**
 * A warning about counts of numbers that the newest register does not know, or not yet in a month; none while no register is
 * loaded. `months`: those of the counts.
 */
export function unknownNumberWarnings(
  store: Store,
  { numbers, months }: { numbers: readonly NamedNumber[]; months: readonly string[] },
): string[] {
  const snapshot = store.raw
    .prepare<[], string | null>("select max(snapshot_month) from clinic_period where load_to is null")
    .pluck()
    .get();
  if (snapshot === undefined || snapshot === null) return [];
  const opened = openingMonths(store, snapshot);
  const unknown = numbers.flatMap((number): { ydernummer: string; plans: number }[] => {
    const { ydernummer, first } = number;
    const month = opened.get(ydernummer);
    if (month === undefined) return [number];
    if (month <= first) return [];
    return [
      {
        ydernummer,
        plans: plansIn(
          store,
          ydernummer,
          months.filter((one) => one < month),
        ),
      },
    ];
  });
  if (unknown.length === 0) return [];
  const named = unknown.map(({ ydernummer }) => ydernummer).sort();
  const more = named.length > namedNumbers ? ` and ${named.length - namedNumbers} more` : "";
  const total = unknown.reduce((sum, { plans }) => sum + plans, 0);
  return [
    `${total} ${noun(total, "plan")} of ${named.length} ${noun(named.length, "number")} that the register of ${snapshot} does not know ${noun(total, "counts", "count")} in the totals alone: ${named.slice(0, namedNumbers).join(", ")}${more}`,
  ];
}

/** The month in which each number of a register first opened. */
function openingMonths(store: Store, snapshot: string): Map<string, string> {
  const rows = store.raw
    .prepare<[string], { ydernummer: string; month: string }>(
      `select ydernummer, substr(min(opened), 1, 7) as month from clinic_period
       where snapshot_month = ? and load_to is null group by ydernummer`,
    )
    .all(snapshot);
  return new Map(rows.map(({ ydernummer, month }) => [ydernummer, month]));
}

function plansIn(store: Store, ydernummer: string, months: readonly string[]): number {
  const plans = store.raw
    .prepare<[string, string], number | null>(
      `select sum(new_plans + maintained_plans) from plan_count
       where month in (select value from json_each(?)) and ydernummer = ? and load_to is null`,
    )
    .pluck()
    .get(JSON.stringify(months), ydernummer);
  return plans ?? 0;
}
