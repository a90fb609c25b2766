import type { Store } from "./open.js";

/** One way in which a store can be unsound, and how many rows show it. */
export interface Unsoundness {
  what: string;
  rows: number;
}

/** Each select counts rows that must not exist. */
const invariants: readonly { what: string; sql: string }[] = [
  {
    what: "plan counts that hold twice at the same time",
    sql: `select count(*) from plan_count as earlier inner join plan_count as later
          on later.month = earlier.month and later.ydernummer = earlier.ydernummer and later.plan_type = earlier.plan_type
          and later.load_from > earlier.load_from
          where earlier.load_to is null or earlier.load_to > later.load_from`,
  },
  {
    what: "clinic periods that hold twice at the same time",
    sql: `select count(*) from clinic_period as earlier inner join clinic_period as later
          on later.snapshot_month = earlier.snapshot_month and later.ydernummer = earlier.ydernummer
          and later.opened = earlier.opened and later.load_from > earlier.load_from
          where earlier.load_to is null or earlier.load_to > later.load_from`,
  },
  {
    what: "plan counts of a month that no standing load names",
    sql: `select count(*) from plan_count where load_to is null and month not in (
          select load_month.month from load_month inner join load on load.load = load_month.load
          where load.undone_at is null and load.kind = 'plan-counts')`,
  },
  {
    what: "loads whose rows read are not those stored and rejected",
    sql: "select count(*) from load where rows_read <> rows_stored + rows_rejected",
  },
  {
    what: "rows of a load that was taken back",
    sql: `select count(*) from plan_count inner join load on load.load = plan_count.load_from
          where load.undone_at is not null and plan_count.load_to is not plan_count.load_from`,
  },
];

/**
 * Everything that is wrong with a store: SQLite's own integrity check, its foreign keys, and the invariants of the
 * history. An empty list means that it is sound.
 */
export function findUnsoundness(store: Store): Unsoundness[] {
  const { raw } = store;
  const integrity = raw.prepare<[], string>("pragma integrity_check").pluck().all();
  if (integrity.join() !== "ok") return integrity.map((what) => ({ what, rows: 1 }));
  const strayKeys = raw.prepare("pragma foreign_key_check").all().length;
  const broken = invariants.map(({ what, sql }) => ({
    what,
    rows: raw.prepare<[], number>(sql).pluck().get() ?? 0,
  }));
  return [{ what: "rows that name a load that does not exist", rows: strayKeys }, ...broken].filter(
    ({ rows }) => rows > 0,
  );
}
