import type { Store } from "../../db/open.js";
import { openStoreForWriting } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
import type { Clock } from "../../lib/clock.js";
import { checkArrival } from "./arrival.js";
import type { Arrival } from "./check.js";

/** A known month of counts or a known register, held against those before it as if it arrived now. */
export interface ReplayedMonth {
  kind: Arrival["kind"];
  month: Month;
  /** The standing load that names it last. */
  load: number;
  held: boolean;
  looks_like: MistakeId | null;
  checks: CheckResult[];
}

/**
 * Walks the known registers in order, each as if it arrived now with nothing known but those before it; then the known
 * months, each as if its counts arrived now with nothing known but the months before it and today's registers. Works on a
 * store in memory: the one that is asked stays as it is.
 */
export async function* replayMonths(
  store: Store,
  given: { definitions: Definitions; clock: Clock },
): AsyncGenerator<ReplayedMonth> {
  const scratch = await openStoreForWriting(":memory:");
  try {
    for (const kind of ["clinic-register", "plan-counts"] as const) {
      for (const named of namedMonths(store, kind))
        yield replayOne({ from: store, to: scratch, kind, ...named }, given);
    }
  } finally {
    scratch.close();
  }
}

const tables = {
  "plan-counts": { table: "plan_count", key: "month" },
  "clinic-register": { table: "clinic_period", key: "snapshot_month" },
} as const;

function replayOne(
  one: { from: Store; to: Store; kind: Arrival["kind"]; month: Month; load: number },
  given: { definitions: Definitions; clock: Clock },
): ReplayedMonth {
  const { from, to, kind, month, load } = one;
  const copy = copyLoad(to, from, load);
  copyRows(to, from, { ...tables[kind], month, load: copy });
  const rows = to.raw
    .prepare<[string], number>(`select count(*) from ${tables[kind].table} where ${tables[kind].key} = ?`)
    .pluck()
    .get(month);
  const { checks, looksLike } = checkArrival({
    ...{ load: copy, kind, months: [month], store: to },
    // A month's counts may have come in a file of many: the file's name says nothing here.
    ...{ fileName: "", isMonthGiven: false, rows: rows ?? 0, gates: given.definitions.gates.load },
    ...given,
  });
  nameMonth(to, copy, month);
  const held = checks.some(({ verdict }) => verdict === "hold");
  return { kind, month, load, held, looks_like: looksLike, checks };
}

/** The months that standing loads of a kind name, in order, each with the load that named it last. */
function namedMonths(
  store: Store,
  kind: "plan-counts" | "clinic-register",
): { month: Month; load: number }[] {
  return store.raw
    .prepare<[string], { month: string; load: number }>(
      `select load_month.month, max(load.load) as load
       from load inner join load_month on load_month.load = load.load
       where load.kind = ? and load.undone_at is null
       group by load_month.month order by load_month.month`,
    )
    .all(kind)
    .flatMap(({ month: text, load }) => {
      const month = parseMonth(text);
      return month === null ? [] : [{ month, load }];
    });
}

/** Enters a load as it stands in the ledger of another store, under a number of its own. */
function copyLoad(to: Store, from: Store, load: number): number {
  const row = from.raw
    .prepare<[number], Record<string, unknown>>("select * from load where load = ?")
    .get(load);
  const { load: _, ...header } = row ?? {};
  const columns = Object.keys(header);
  return Number(
    to.raw
      .prepare(
        `insert into load (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`,
      )
      .run(header).lastInsertRowid,
  );
}

/** Copies what holds now of one month or snapshot. */
function copyRows(
  to: Store,
  from: Store,
  what: { table: "plan_count" | "clinic_period"; key: string; month: Month; load: number },
): void {
  const { table, key, month, load } = what;
  const rows = from.raw
    .prepare<[string], Record<string, unknown>>(`select * from ${table} where ${key} = ? and load_to is null`)
    .all(month);
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const insert = to.raw.prepare(
    `insert into ${table} (${columns.join(", ")}) values (${columns.map((column) => `@${column}`).join(", ")})`,
  );
  to.raw.transaction(() => {
    for (const row of rows) insert.run({ ...row, load_from: load });
  })();
}

function nameMonth(store: Store, load: number, month: Month): void {
  store.raw.prepare("insert into load_month (load, month) values (?, ?)").run(load, month);
}
