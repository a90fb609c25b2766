import type { NoteField } from "../../domain/shapes/follow-up.js";
import type { Workshop } from "../workshop.js";

/** What stands in a cell of a clinic that opened on a day (left out: 1 January 2010); null: it was emptied. */
export type WordLine = readonly [ydernummer: string, field: NoteField, value: string | null, opened?: string];

/** A workbook that came back, as the store keeps it. */
export interface DrawnReturn {
  /** Id of a region, or `consultants`. */
  region: string;
  month: string;
  /** Instant at which it was loaded. */
  received?: string;
  words?: readonly WordLine[];
}

/** Writes a return straight into the store, without its workbook, and returns its load. */
export function storeReturn({ store: { raw } }: Pick<Workshop, "store">, drawn: DrawnReturn): number {
  const { region, month, received = "2025-03-10T08:00:00Z", words = [] } = drawn;
  const load = Number(
    raw
      .prepare(
        `insert into load (loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored, rows_rejected,
           plans_new, plans_maintained, is_synthetic, program_version)
         values (?, 'retur.xlsx', ?, 1, 'follow-up', 'flp-regions.v3', 0, 0, 0, 0, 0, 0, '0')`,
      )
      .run(received, "0".repeat(64)).lastInsertRowid,
  );
  raw
    .prepare("insert into follow_up_load (load, region, month, issued_load, format) values (?, ?, ?, 1, 3)")
    .run(load, region, month);
  for (const [ydernummer, field, value, opened = "2010-01-01"] of words) {
    const key = [month, region, ydernummer, opened, field];
    raw
      .prepare(
        `update follow_up set load_to = ? where load_to is null
           and month = ? and region = ? and ydernummer = ? and opened = ? and field = ?`,
      )
      .run(load, ...key);
    raw
      .prepare(
        `insert into follow_up (month, region, ydernummer, opened, field, load_from, value, line)
         values (?, ?, ?, ?, ?, ?, ?, 1)`,
      )
      .run(...key, load, value);
  }
  return load;
}

/** Writes beside a return what it said and what never held, as `fate` and `isContradiction` say. */
export function storeReturnedWord(
  { store: { raw } }: Pick<Workshop, "store">,
  load: number,
  [ydernummer, field, value, opened = "2010-01-01"]: WordLine,
  { fate = "overtaken", isContradiction = true } = {},
): void {
  raw
    .prepare(
      `insert into returned_word (load, position, ydernummer, opened, field, sheet, value, fate, is_contradiction)
       select @load, 1 + count(*), @ydernummer, @opened, @field, 'Klinikker', @value, @fate, @told
       from returned_word where load = @load`,
    )
    .run({ load, ydernummer, opened, field, value, fate, told: Number(isContradiction) });
}
