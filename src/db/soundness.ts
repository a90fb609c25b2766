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
          where (earlier.load_to is null or earlier.load_to > later.load_from)
            and (later.load_to is null or later.load_to > later.load_from)`,
  },
  {
    what: "clinic periods that hold twice at the same time",
    sql: `select count(*) from clinic_period as earlier inner join clinic_period as later
          on later.snapshot_month = earlier.snapshot_month and later.ydernummer = earlier.ydernummer
          and later.opened = earlier.opened and later.load_from > earlier.load_from
          where (earlier.load_to is null or earlier.load_to > later.load_from)
            and (later.load_to is null or later.load_to > later.load_from)`,
  },
  {
    what: "plan counts of a month that no standing load names",
    sql: `select count(*) from plan_count where load_to is null and month not in (
          select load_month.month from load_month inner join load on load.load = load_month.load
          where load.undone_at is null and load.kind = 'plan-counts')`,
  },
  {
    what: "clinic periods of a snapshot that no standing load names",
    sql: `select count(*) from clinic_period where load_to is null and snapshot_month not in (
          select load_month.month from load_month inner join load on load.load = load_month.load
          where load.undone_at is null and load.kind = 'clinic-register')`,
  },
  {
    what: "plan counts that a load brought for a month that it does not name",
    sql: `select count(*) from (select distinct load_from, month from plan_count except
          select load, month from load_month)`,
  },
  {
    what: "plan counts that a load ended for a month that it does not name",
    sql: `select count(*) from (select distinct load_to, month from plan_count where load_to is not null except
          select load, month from load_month)`,
  },
  {
    what: "loads whose rows read are not those stored and rejected",
    sql: "select count(*) from load where rows_read <> rows_stored + rows_rejected",
  },
  {
    // A file is the whole truth for its months: what held of them once it was loaded must sum to what it brought.
    what: "standing loads whose plans are not those that held once they were loaded",
    sql: `select count(*) from load where kind = 'plan-counts' and undone_at is null
          and (plans_new, plans_maintained) is not (
            select coalesce(sum(plan_count.new_plans), 0), coalesce(sum(plan_count.maintained_plans), 0)
            from load_month inner join plan_count on plan_count.month = load_month.month
            where load_month.load = load.load and plan_count.load_from <= load.load
              and (plan_count.load_to is null or plan_count.load_to > load.load))`,
  },
  {
    what: "standing registers whose rows are not those that held once they were loaded",
    sql: `select count(*) from load where kind = 'clinic-register' and undone_at is null and rows_stored <> (
            select count(*) from load_month inner join clinic_period on clinic_period.snapshot_month = load_month.month
            where load_month.load = load.load and clinic_period.load_from <= load.load
              and (clinic_period.load_to is null or clinic_period.load_to > load.load))`,
  },
  {
    what: "words of a region on one cell that hold twice at the same time",
    sql: `select count(*) from follow_up as earlier inner join follow_up as later
          on later.month = earlier.month and later.region = earlier.region and later.ydernummer = earlier.ydernummer
          and later.opened = earlier.opened and later.field = earlier.field and later.load_from > earlier.load_from
          where (earlier.load_to is null or earlier.load_to > later.load_from)
            and (later.load_to is null or later.load_to > later.load_from)`,
  },
  {
    what: "words of a region that come from no workbook of that region and month",
    sql: `select count(*) from (select distinct load_from, region, month from follow_up except
          select load, region, month from follow_up_load)`,
  },
  ...["plan_count", "clinic_period", "follow_up"].flatMap((table) => [
    {
      what: `rows of ${table} that hold although their load was taken back`,
      sql: `select count(*) from ${table} inner join load on load.load = ${table}.load_from
            where load.undone_at is not null and ${table}.load_to is not ${table}.load_from`,
    },
    {
      what: `rows of ${table} that were ended by a load that was taken back`,
      sql: `select count(*) from ${table} inner join load on load.load = ${table}.load_to
            where load.undone_at is not null and ${table}.load_to <> ${table}.load_from`,
    },
    {
      what: `rows of ${table} that never held although their load stands`,
      sql: `select count(*) from ${table} inner join load on load.load = ${table}.load_from
            where load.undone_at is null and ${table}.load_to = ${table}.load_from`,
    },
  ]),
];

/**
 * Everything that is wrong with a store: SQLite's own integrity check, its foreign keys, and the invariants of the
 * history. An empty list means that it is sound.
 */
export function findUnsoundness(store: Store): Unsoundness[] {
  const { raw } = store;
  const integrity = raw.prepare<[], string>("pragma integrity_check").pluck().all();
  if (integrity.join() !== "ok") return [integrityFaults(integrity)];
  const strayKeys = raw.prepare("pragma foreign_key_check").all().length;
  const broken = invariants.map(({ what, sql }) => ({
    what,
    rows: raw.prepare<[], number>(sql).pluck().get() ?? 0,
  }));
  return [{ what: "rows that name a load that does not exist", rows: strayKeys }, ...broken].filter(
    ({ rows }) => rows > 0,
  );
}

/** SQLite's findings, one a line and sometimes many in one text, as one. */
function integrityFaults(found: readonly string[]): Unsoundness {
  const faults = found
    .flatMap((text) => text.split("\n"))
    .filter((line) => !line.startsWith("*** in database"));
  return {
    what: `faults that SQLite finds in the file (the first: ${faults[0] ?? ""})`,
    rows: faults.length,
  };
}
