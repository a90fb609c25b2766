import type { Store } from "../../db/open.js";
import { once } from "../../lib/once.js";
import type { RowTarget, Value } from "../read/row-targets.js";

/** Two rows of one key: the line that came second, and the line that had the key already. */
export interface Duplicate {
  line: number;
  firstLine: number;
}

/** Where rows go: a table, its columns in the order of the values, and the columns that with load_from make a key. */
type InsertTarget<Row> = Pick<RowTarget<Row>, "table" | "columns" | "key" | "valuesOf">;

/** Inserts rows. Returns those whose key an earlier row had; they are not inserted. */
export type BulkInsert<Row> = (rows: readonly Row[]) => Duplicate[];

/** Rows a statement: large enough to make the call cheap, small enough for SQLite's limit of bound values. */
const rowsAStatement = 64;

/** Inserts rows many at a time; a batch in which a key stands twice is inserted row by row to find both lines. */
export function bulkInsert<Row extends { line: number }>(
  store: Store,
  load: number,
  target: InsertTarget<Row>,
): BulkInsert<Row> {
  const { raw } = store;
  // The load is part of the statement's text: what is bound costs time for each row.
  const one = `(${load}, ${target.columns.map(() => "?").join(", ")})`;
  const insert = (count: number): string =>
    `insert into ${target.table} (load_from, ${target.columns.join(", ")}) values ${Array.from({ length: count }, () => one).join(", ")} on conflict do nothing`;
  const many = once(() => raw.prepare(insert(rowsAStatement)));
  const single = once(() => raw.prepare(insert(1)));
  const lineOfKey = once(() =>
    raw
      .prepare<Value[], number>(
        `select line from ${target.table}
         where load_from = ${load} and ${target.key.map((column) => `${column} = ?`).join(" and ")}`,
      )
      .pluck(),
  );
  const keyPlaces = target.key.map((column) => target.columns.indexOf(column));

  const addOneByOne = (rows: readonly Row[]): Duplicate[] =>
    rows.flatMap((row) => {
      const values = target.valuesOf(row);
      if (single().run(...values).changes === 1) return [];
      const firstLine = lineOfKey().get(...keyPlaces.map((place) => values[place] ?? null));
      // The row itself, inserted a moment ago by the batch, is no duplicate.
      return firstLine === undefined || firstLine === row.line ? [] : [{ line: row.line, firstLine }];
    });

  // One array for all statements: a quarter of inserting went into collecting arrays.
  const bound: Value[] = [];
  const width = target.columns.length;
  return (rows) => {
    const duplicates: Duplicate[] = [];
    let start = 0;
    for (; start + rowsAStatement <= rows.length; start += rowsAStatement) {
      const batch = rows.slice(start, start + rowsAStatement);
      let place = 0;
      for (const row of batch) {
        const values = target.valuesOf(row);
        for (let column = 0; column < width; column += 1) bound[place++] = values[column] ?? null;
      }
      const { changes } = many().run(bound);
      if (changes < batch.length) duplicates.push(...addOneByOne(batch));
    }
    duplicates.push(...addOneByOne(rows.slice(start)));
    return duplicates;
  };
}
