import { schemaFiles } from "./migrate.js";
import type { Store } from "./open.js";
import { keepPages } from "./open.js";
import { compareSchema } from "./schema-differences.js";
import { differenceLine } from "./store-version.js";

/** One way in which a store can be unsound, and how many rows show it. */
export interface Unsoundness {
  what: string;
  rows: number;
}

/** Each select counts rows that must not exist; what a table's own checks say is looked at with the file's pages. */
const invariants: readonly { what: string; sql: string }[] = [
  {
    what: "plan counts that hold twice at the same time",
    sql: holdTwice("plan_count", "month, ydernummer, plan_type"),
  },
  {
    what: "clinic periods that hold twice at the same time",
    sql: holdTwice("clinic_period", "snapshot_month, ydernummer, opened"),
  },
  {
    what: "plan counts of a month that no standing load names",
    // The months are found by jumping from one to the next: few of the rows are read.
    sql: `with recursive stored(month) as (
            select min(month) from plan_count
            union all
            select (select min(plan_count.month) from plan_count where plan_count.month > stored.month)
            from stored where stored.month is not null)
          select count(*) from plan_count where load_to is null and month in (
            select month from stored where month not in (
              select load_month.month from load_month inner join load on load.load = load_month.load
              where load.undone_at is null and load.kind = 'plan-counts'))`,
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
    sql: holdTwice("follow_up", "month, region, ydernummer, opened, field"),
  },
  {
    what: "words of a region that come from no workbook of that region and month",
    sql: `select count(*) from (select distinct load_from, region, month from follow_up except
          select load, region, month from follow_up_load)`,
  },
  {
    what: "rows of a status register that hold twice at the same time",
    sql: holdTwice("status_row", "register, row_key"),
  },
  {
    what: "rows of a status register that come from no load of that register",
    sql: `select count(*) from (select distinct load_from, register from status_row except
          select load, profile from load where kind = 'status-register')`,
  },
  {
    what: "standing status registers whose rows are not those that held once they were loaded",
    sql: `select count(*) from load where kind = 'status-register' and undone_at is null and rows_stored <> (
            select count(*) from status_row where status_row.register = load.profile
              and status_row.load_from <= load.load and (status_row.load_to is null or status_row.load_to > load.load))`,
  },
  ...["plan_count", "clinic_period", "follow_up", "status_row"].flatMap((table) => [
    {
      what: `rows of ${table} that hold although their load was taken back`,
      // Where no load was taken back, no row is read.
      sql: `select count(*) from ${table} where exists (select 1 from load where undone_at is not null)
            and load_from in (select load from load where undone_at is not null) and load_to is not load_from`,
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
 * Rows of one key that begin before an earlier one of it has ended. One look at each row: a file with a hundred thousand
 * rows of one key must not keep the check busy for hours, as a join of each with each would. Most keys have a single row,
 * and need no such look.
 */
function holdTwice(table: string, key: string): string {
  return `with held as (select * from ${table} where load_to is null or load_to > load_from)
          select count(*) from (
            select load_from, max(coalesce(load_to, 9223372036854775807)) over (
              partition by ${key} order by load_from rows between unbounded preceding and 1 preceding) as held_until
            from held
            where (${key}) in (select ${key} from held group by ${key} having count(*) > 1))
          where held_until > load_from`;
}

/** Told before each part of a check what it looks at; it may throw to end the check. */
export type CheckWatch = (part: string) => void;

/**
 * Everything that is wrong with a store: its schema, SQLite's own integrity check, its foreign keys, and the invariants
 * of the history. An empty list means that it is sound.
 */
export function findUnsoundness(store: Store, watch: CheckWatch = () => undefined): Unsoundness[] {
  const { raw } = store;
  keepPages(raw);
  watch("the schema");
  // First, and alone where it finds something: a foreign view, check or generated column could make the others run for ever.
  const differences = compareSchema(raw, schemaFiles());
  if (differences.length > 0) return differences.map((one) => ({ what: differenceLine(one), rows: 1 }));
  watch("the file's pages");
  const integrity = raw.prepare<[], string>("pragma integrity_check").pluck().all();
  if (integrity.join() !== "ok") return [integrityFaults(integrity)];
  watch("rows that name a load");
  const strayKeys = raw.prepare("pragma foreign_key_check").all().length;
  const broken = invariants.map(({ what, sql }) => {
    watch(what);
    return { what, rows: raw.prepare<[], number>(sql).pluck().get() ?? 0 };
  });
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
