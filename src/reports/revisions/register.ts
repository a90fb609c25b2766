import { statusDifferences } from "../../db/history/status-rows.js";
import type { LedgerEntry } from "../../db/ledger.js";
import type { Store } from "../../db/open.js";
import type { StatusRegister } from "../../defs/status/register.js";
import { statusColumnOf } from "../../defs/status/register.js";
import { statusWords } from "../../defs/status/words.js";
import type { StatusChange, StatusRow } from "../../domain/shapes/status.js";
import { usageError } from "../../lib/errors.js";

/** What a load changed of a status register. */
export interface RegisterRevision {
  load: number;
  file: string;
  kind: "status-register";
  register: string;
  title: string;
  changes: StatusChange[];
}

/** What a standing load changed of its register, entry by entry. Throws exit 2 where no file describes the register any more. */
export function reviseRegister(
  store: Store,
  registers: readonly StatusRegister[],
  { load, file, profile }: LedgerEntry,
): RegisterRevision {
  const register = registers.find(({ id }) => id === profile);
  if (register === undefined)
    throw usageError(
      `load ${load} is of the register ${profile}, which no file describes any more`,
      `put status/${profile}.yaml back into the folder of the pipeline`,
    );
  const changes = statusDifferences(store, { register: profile, load }).flatMap(({ old, now }) =>
    changesOf(register, old, now),
  );
  return { load, file, kind: "status-register", register: profile, title: register.title, changes };
}

function changesOf(register: StatusRegister, old: StatusRow | null, now: StatusRow | null): StatusChange[] {
  const known = now ?? old;
  if (known === null) return [];
  const wordsIn = (row: StatusRow, column: string): string | null =>
    statusWords(statusColumnOf(register, column), row.values[column] ?? null);
  const nameOf = (row: StatusRow): string =>
    register.key.map((column) => wordsIn(row, column) ?? "").join(", ");
  const entry = nameOf(known);
  if (old === null || now === null)
    return [
      { entry, column: null, old: old === null ? null : nameOf(old), new: now === null ? null : nameOf(now) },
    ];
  return register.columns.flatMap(({ id, header }) => {
    const [before, after] = [wordsIn(old, id), wordsIn(now, id)];
    return before === after ? [] : [{ entry, column: header, old: before, new: after }];
  });
}
