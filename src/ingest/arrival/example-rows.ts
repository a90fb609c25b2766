import type { Store } from "../../db/open.js";
import type { CheckResult, ExampleRow } from "../../domain/shapes/arrival.js";

const count = 3;

/**
 * Rows of a load that is settled and about to be held: the largest of the month and the plan type or clinic that the check
 * is about, so that who sent the file can look at the place. Of a register, the rows that the check names, or its first.
 */
export function exampleRows(
  store: Store,
  { load, kind }: { load: number; kind: "plan-counts" | "clinic-register" },
  check: Pick<CheckResult, "month" | "subject"> & Partial<Pick<CheckResult, "facts">>,
): ExampleRow[] {
  if (kind === "clinic-register") {
    const named = String(check.facts?.["lines"] ?? "").split(", ");
    return store.raw
      .prepare<[number, string, number], ExampleRow>(
        `select line, ydernummer, null as planType, 0 as new, 0 as maintained from clinic_period
         where load_from = ? order by line in (select value from json_each(?)) desc, line limit ?`,
      )
      .all(load, JSON.stringify(named.map(Number)), count);
  }
  const rows = store.raw
    .prepare<{ load: number; month: string | null; subject: string | null; count: number }, ExampleRow>(
      `select line, ydernummer, plan_type as planType, new_plans as new, maintained_plans as maintained
       from plan_count
       where load_from = @load and (@month is null or month = @month)
         and (@subject is null or plan_type = @subject or ydernummer = @subject)
       order by new_plans + maintained_plans desc, line limit @count`,
    )
    .all({ load, month: check.month, subject: check.subject, count });
  // A subject that is neither, such as a region, names no row: the largest of the month do.
  return rows.length > 0 || check.subject === null
    ? rows
    : exampleRows(store, { load, kind }, { ...check, subject: null });
}
