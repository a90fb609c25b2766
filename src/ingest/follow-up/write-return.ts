import type { Store } from "../../db/open.js";
import type { ReturnedWordTable } from "../../db/tables.js";
import { maskCpr } from "../../domain/cpr.js";
import type { PlacedNotes } from "./place/place-words.js";
import type { KnownOrigin } from "./returned/origin.js";
import type { ReturnedWorkbook } from "./returned/read-returned.js";
import type { WeighedWord } from "./place/weigh.js";
import { cellOf } from "./tell/word-problem.js";

/** A returned workbook that is being stored. */
interface StoredReturn {
  workbook: ReturnedWorkbook;
  origin: KnownOrigin;
  load: number;
}

/** Writes a return: what it is, the words that come to hold, and all that it said with what became of it. */
export function writeReturn(
  stored: StoredReturn,
  { placed, weighed }: { placed: PlacedNotes; weighed: readonly WeighedWord[] },
  store: Store,
): void {
  const { workbook, origin, load } = stored;
  const { writer, month } = origin;
  const { raw } = store;
  raw
    .prepare("insert into follow_up_load (load, region, month, issued_load, format) values (?, ?, ?, ?, ?)")
    // A workbook that does not say them was made when this one was the newest, as far as anybody can tell
    .run(load, writer.id, month, origin.load ?? load, Math.max(1, origin.format));
  raw
    .prepare("insert into follow_up_return (load, saved_at, saved_by, is_compared) values (?, ?, ?, ?)")
    .run(load, workbook.outside.savedAt, workbook.outside.savedBy, Number(placed.gathered.isCompared));
  writeHistory(weighed, stored, store);
  const insert = raw.prepare<ReturnedWordTable>(
    `insert into returned_word (load, position, ydernummer, opened, field, sheet, cell, value, fate, other_load,
       other_value, is_contradiction, code, message)
     values (@load, @position, @ydernummer, @opened, @field, @sheet, @cell, @value, @fate, @other_load,
       @other_value, @is_contradiction, @code, @message)`,
  );
  const rows = [...weighed.map((word) => weighedRow(word, origin)), ...placed.unplaced.map(unplacedRow)];
  for (const [place, row] of rows.entries()) insert.run({ ...row, load, position: place + 1 });
}

type WordRow = Omit<ReturnedWordTable, "load" | "position">;

function weighedRow(word: WeighedWord, { sheet }: KnownOrigin): WordRow {
  const { clinic, field, value, place, fate, other, isContradiction } = word;
  return {
    ...{ ...clinic, field, value, fate, code: null, message: null },
    sheet: maskCpr(place?.sheet ?? sheet),
    cell: place === null ? null : cellOf(place),
    other_load: other?.load ?? null,
    other_value: other?.value ?? null,
    is_contradiction: Number(isContradiction),
  };
}

function unplacedRow({ word, problem }: PlacedNotes["unplaced"][number]): WordRow {
  const { clinic, field, text, place } = word;
  return {
    ...{ ydernummer: clinic?.ydernummer ?? null, opened: clinic?.opened ?? null, field },
    ...{ sheet: maskCpr(place.sheet), cell: cellOf(place), value: text === "" ? null : maskCpr(text) },
    ...{ fate: "not-understood", other_load: null, other_value: null, is_contradiction: 0 },
    ...{ code: problem.code, message: problem.message },
  };
}

/** Writes what comes to hold: another word on the same cell holds until now. */
function writeHistory(words: readonly WeighedWord[], { origin, load }: StoredReturn, { raw }: Store): void {
  const { month, writer } = origin;
  type Key = { month: string; region: string; ydernummer: string; opened: string; field: string };
  const where =
    "month = @month and region = @region and ydernummer = @ydernummer and opened = @opened and field = @field and load_to is null";
  const end = raw.prepare<Key & { load: number }>(`update follow_up set load_to = @load where ${where}`);
  const write = raw.prepare<Key & { load: number; value: string | null; line: number }>(
    `insert into follow_up (month, region, ydernummer, opened, field, load_from, value, line)
     values (@month, @region, @ydernummer, @opened, @field, @load, @value, @line)`,
  );
  for (const { clinic, field, value, place, isWritten } of words) {
    if (!isWritten) continue;
    const key = { month, region: writer.id, ...clinic, field };
    end.run({ ...key, load });
    write.run({ ...key, load, value, line: place?.line ?? 1 });
  }
}
