import type { Store } from "../../db/open.js";
import type { Duplicate } from "./bulk-insert.js";
import { bulkInsert } from "./bulk-insert.js";
import type { RowTarget } from "../read/row-targets.js";

/** Stores the rows of one load in one table. */
export interface LoadWriter<Row> {
  /** Takes rows in file order. Returns those whose key an earlier row had; they are not stored. */
  add(rows: readonly Row[]): Duplicate[];
  /** Forgets every row that was added. */
  forget(): void;
  /** Makes the load the whole truth for its months, or for its register; see {@link scopeSettler}. */
  settle(scopes: readonly string[]): void;
}

/**
 * A writer that puts rows straight into the table where nothing is held of their month or register, and beside it first where
 * something is: most of a restatement says what is known already, and writing that between the old rows only to delete
 * it again took several times as long as the first load.
 */
export function loadWriter<Row extends { line: number }>(
  store: Store,
  load: number,
  target: RowTarget<Row>,
): LoadWriter<Row> {
  const { staging } = target;
  store.raw.exec(staging.create);
  const insert = bulkInsert(store, load, target);
  const stage = bulkInsert(store, load, { ...target, table: `temp.${staging.table}` });
  const isHeld = heldScopes(store, load, target);
  const isStaged = (scope: string): boolean => staging.isForAll || isHeld(scope);
  return {
    add: (rows) => {
      const staged = rows.filter((row) => isStaged(target.scopeOf(row)));
      if (staged.length === 0) return insert(rows);
      const others =
        staged.length === rows.length ? [] : rows.filter((row) => !isStaged(target.scopeOf(row)));
      return [...insert(others), ...stage(staged)];
    },
    forget: () => {
      store.raw.prepare(`delete from ${target.table} where load_from = ?`).run(load);
      store.raw.exec(`delete from temp.${staging.table}`);
    },
    settle: (scopes) => {
      const settleScope = scopeSettler(store, load, target);
      scopes.filter(isStaged).forEach(settleScope);
    },
  };
}

/** Tells of a scope whether an earlier load's rows hold for it; asked once a scope. */
function heldScopes<Row>(store: Store, load: number, target: RowTarget<Row>): (scope: string) => boolean {
  const select = store.raw.prepare<[string, number]>(
    `select 1 from ${target.table} where ${target.scopeColumn} = ? and load_to is null and load_from < ? limit 1`,
  );
  const answers = new Map<string, boolean>();
  return (scope) => {
    const known = answers.get(scope) ?? select.get(scope, load) !== undefined;
    answers.set(scope, known);
    return known;
  };
}

/**
 * Settles a known month or register: a row that the load says again stays as it was; one that it says otherwise, or no more, holds
 * until this load; what the load says otherwise, or for the first time, is stored.
 */
function scopeSettler<Row>(store: Store, load: number, target: RowTarget<Row>): (scope: string) => void {
  const { table, scopeColumn } = target;
  const columns = [...target.columns, "load_from"];
  const sameKey = target.key.map((column) => `staged.${column} = held.${column}`).join(" and ");
  const sameFacts = target.facts.map((column) => `staged.${column} is held.${column}`).join(" and ");
  const close = store.raw.prepare<{ load: number; scope: string }>(
    `update ${table} as held set load_to = @load
     where held.${scopeColumn} = @scope and held.load_to is null and held.load_from < @load
       and not exists (select 1 from temp.${target.staging.table} as staged where ${sameKey} and ${sameFacts})`,
  );
  const insert = store.raw.prepare<{ scope: string }>(
    `insert into ${table} (${columns.join(", ")})
     select ${columns.map((column) => `staged.${column}`).join(", ")} from temp.${target.staging.table} as staged
     where staged.${scopeColumn} = @scope
       and not exists (select 1 from ${table} as held where ${sameKey} and held.load_to is null)`,
  );
  const count = (from: string, and = ""): ((scope: string) => number) => {
    const select = store.raw
      .prepare<[string], number>(`select count(*) from ${from} where ${scopeColumn} = ?${and}`)
      .pluck();
    return (scope) => select.get(scope) ?? 0;
  };
  const said = count(`temp.${target.staging.table}`);
  const standing = count(table, " and load_to is null");
  return (scope) => {
    const { changes } = close.run({ load, scope });
    // Where every row that stands is said again, as many as stand are all that is said.
    if (changes === 0 && said(scope) === standing(scope)) return;
    insert.run({ scope });
  };
}
