import type { StatusRow, StatusValue } from "../../domain/shapes/status.js";
import type { Store } from "../open.js";
import { heldAsOf, heldBefore } from "./changes.js";

/** An entry before and after a load; null: it was not there, or is no more. */
export interface StatusDifference {
  old: StatusRow | null;
  now: StatusRow | null;
}

/** The file from which a register was known as of a load. */
export interface StatusLoad {
  load: number;
  register: string;
  file: string;
  loadedAt: string;
  rejectedRows: number;
  synthetic: boolean;
}

/** The entries of a register as they were known when a load was the newest, in the order of their keys. */
export function statusRowsAsOf(
  store: Store,
  { register, asOf }: { register: string; asOf: number },
): StatusRow[] {
  return rowsWhere(store, heldAsOf, { register, load: asOf });
}

/** What a load changed of its register; nothing for an entry that it says again. */
export function statusDifferences(
  store: Store,
  { register, load }: { register: string; load: number },
): StatusDifference[] {
  const before = new Map(rowsWhere(store, heldBefore, { register, load }).map((row) => [row.key, row]));
  const after = new Map(rowsWhere(store, heldAsOf, { register, load }).map((row) => [row.key, row]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [old = null, now = null] = [before.get(key), after.get(key)];
    return JSON.stringify(old?.values) === JSON.stringify(now?.values) ? [] : [{ old, now }];
  });
}

/** The load from which each register was known as of a load, by its id. */
export function statusLoadsAsOf(store: Store, asOf: number): Map<string, StatusLoad> {
  const loads = store.raw
    .prepare<{ asOf: number }, StatusLoad & { isSynthetic: number }>(
      `select load, profile as register, file_name as file, loaded_at as loadedAt, rows_rejected as rejectedRows,
         is_synthetic as isSynthetic
       from load where kind = 'status-register' and undone_at is null and load <= @asOf order by load`,
    )
    .all({ asOf });
  return new Map(
    loads.map(({ isSynthetic, ...load }) => [load.register, { ...load, synthetic: isSynthetic === 1 }]),
  );
}

function rowsWhere(store: Store, held: string, asked: { register: string; load: number }): StatusRow[] {
  return store.raw
    .prepare<{ register: string; load: number }, { row_key: string; facts: string }>(
      `select row_key, facts from status_row where register = @register and ${held} order by row_key`,
    )
    .all(asked)
    .map(({ row_key: key, facts }) => ({ key, values: JSON.parse(facts) as Record<string, StatusValue> }));
}
