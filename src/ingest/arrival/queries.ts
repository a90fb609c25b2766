import { heldAsOf } from "../../db/history/changes.js";
import type { Store } from "../../db/open.js";
import type { Month } from "../../domain/month.js";

/** Plans of one month, and the numbers that have any. */
export interface MonthCounts {
  plans: number;
  numbers: ReadonlySet<string>;
}

/** What a month holds once a load is stored. */
export function countsWithPlans(store: Store, asked: { load: number; month: Month }): MonthCounts {
  const rows = store.raw
    .prepare<{ load: number; month: string }, { ydernummer: string; plans: number }>(
      `select ydernummer, sum(new_plans + maintained_plans) as plans from plan_count
       where month = @month and ${heldAsOf} group by ydernummer having plans > 0`,
    )
    .all(asked);
  return {
    plans: rows.reduce((total, row) => total + row.plans, 0),
    numbers: new Set(rows.map((row) => row.ydernummer)),
  };
}

/** Numbers that any register knows as of a load, closed clinics included; empty where none is loaded. */
export function registeredNumbers(store: Store, load: number): Set<string> {
  return new Set(
    store.raw
      .prepare<{ load: number }, string>(`select distinct ydernummer from clinic_period where ${heldAsOf}`)
      .pluck()
      .all({ load }),
  );
}

/**
 * Clinics that the register before a snapshot (or the snapshot itself as it was before) held as open at its month's end,
 * and those of them that a load's snapshot does not name any more. Null when there is no register before.
 */
export function vanishedFromRegister(
  store: Store,
  asked: { load: number; month: Month },
): { snapshot: string; open: number; gone: string[] } | null {
  const snapshot = store.raw
    .prepare<{ load: number; month: string }, string | null>(
      `select max(load_month.month) from load inner join load_month on load_month.load = load.load
       where load.load < @load and load.kind = 'clinic-register' and load.undone_at is null
         and load_month.month <= @month`,
    )
    .pluck()
    .get(asked);
  if (snapshot === undefined || snapshot === null) return null;
  const rows = store.raw
    .prepare<{ load: number; month: string; snapshot: string }, { ydernummer: string; is_gone: number }>(
      `select ydernummer, opened, not exists (
         select 1 from clinic_period as theirs
         where theirs.snapshot_month = @month and theirs.ydernummer = ours.ydernummer and theirs.opened = ours.opened
           and theirs.load_from <= @load and (theirs.load_to is null or theirs.load_to > @load)) as is_gone
       from clinic_period as ours
       where ours.snapshot_month = @snapshot and ours.load_from < @load
         and (ours.load_to is null or ours.load_to >= @load)
         and ours.opened <= date(@snapshot || '-01', '+1 month', '-1 day')
         and (ours.closed is null or ours.closed >= date(@snapshot || '-01', '+1 month', '-1 day'))
       order by ydernummer`,
    )
    .all({ ...asked, snapshot });
  return {
    snapshot,
    open: rows.length,
    gone: rows.filter((row) => row.is_gone === 1).map((row) => row.ydernummer),
  };
}

/** A text of a register, and the line on which it stands. */
export interface RegisterText {
  column: "name" | "municipality" | "system";
  text: string;
  line: number;
}

/** The texts of a register that nobody has a list of, once a load is stored. */
export function registerTexts(store: Store, asked: { load: number; month: Month }): RegisterText[] {
  const rows = store.raw
    .prepare<
      { load: number; month: string },
      { line: number; name: string; municipality: string | null; system: string | null }
    >(
      `select line, name, municipality, system from clinic_period
       where snapshot_month = @month and ${heldAsOf} order by line`,
    )
    .all(asked);
  return rows.flatMap(({ line, ...texts }) =>
    (["name", "municipality", "system"] as const).flatMap((column) => {
      const text = texts[column];
      return text === null ? [] : [{ column, text, line }];
    }),
  );
}
