import type { Store } from "../../db/open.js";
import { openStoreForWriting } from "../../db/open.js";
import type { Definitions } from "../../defs/definitions.js";
import type { Month } from "../../domain/month.js";
import { parseMonth } from "../../domain/month.js";
import type { CheckResult, MistakeId } from "../../domain/shapes/arrival.js";
import type { Clock } from "../../lib/clock.js";
import { checkArrival } from "./arrival.js";

/** A known month, held against the months before it as if it arrived now. */
export interface ReplayedMonth {
  month: Month;
  /** The standing load that names it last. */
  load: number;
  held: boolean;
  looks_like: MistakeId | null;
  checks: CheckResult[];
}

/**
 * Walks the known months in order, each as if its counts arrived now with nothing known but the months before it and
 * today's registers. Works on a store in memory: the one that is asked stays as it is.
 */
export async function* replayMonths(
  store: Store,
  given: { definitions: Definitions; clock: Clock },
): AsyncGenerator<ReplayedMonth> {
  const scratch = await openStoreForWriting(":memory:");
  try {
    for (const { month, load } of namedMonths(store, "clinic-register")) {
      const copy = copyLoad(scratch, store, load);
      copyRows(scratch, store, { table: "clinic_period", key: "snapshot_month", month, load: copy });
      nameMonth(scratch, copy, month);
    }
    for (const { month, load } of namedMonths(store, "plan-counts")) {
      const copy = copyLoad(scratch, store, load);
      copyRows(scratch, store, { table: "plan_count", key: "month", month, load: copy });
      const rows = scratch.raw
        .prepare<[string], number>("select count(*) from plan_count where month = ?")
        .pluck()
        .get(month);
      const { checks, looksLike } = checkArrival({
        ...{ load: copy, kind: "plan-counts", months: [month], store: scratch },
        // A month's counts may have come in a file of many: the file's name says nothing here.
        ...{
          fileName: "",
          isMonthGiven: false,
          rows: rows ?? 0,
          gates: given.definitions.gates.load,
          ...given,
        },
      });
      nameMonth(scratch, copy, month);
      const held = checks.some(({ verdict }) => verdict === "hold");
      yield { month, load, held, looks_like: looksLike, checks };
    }
  } finally {
    scratch.close();
  }
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
