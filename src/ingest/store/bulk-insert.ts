import type Database from "better-sqlite3";
import type { Store } from "../../db/open.js";
import { once } from "../../lib/once.js";
import type { RowTarget, Value } from "../read/row-targets.js";

/** Two rows of one key: the line that came second, and the line that had the key already. */
export interface Duplicate {
  line: number;
  firstLine: number;
}

/** Where rows go: a table, its columns in the order of the values, and the columns that with load_from make a key. */
type InsertTarget<Row> = Pick<
  RowTarget<Row>,
  "table" | "columns" | "key" | "scopeColumn" | "scopeOf" | "valuesOf"
>;

/** Inserts rows. Returns those whose key an earlier row had; they are not inserted. */
export type BulkInsert<Row> = (rows: readonly Row[]) => Duplicate[];

/** Rows a statement: as many as make the call cheap, then fewer for the last ones. */
const rowsAStatement = [64, 8, 1] as const;

/** Inserts rows many at a time; a batch in which a key stands twice is inserted row by row to find both lines. */
export function bulkInsert<Row extends { line: number }>(
  store: Store,
  load: number,
  target: InsertTarget<Row>,
): BulkInsert<Row> {
  const { table, columns, key, scopeColumn, scopeOf, valuesOf } = target;
  const statementFor = statements(store, load, target);
  const lineOfKey = once(() =>
    store.raw
      .prepare<Value[], number>(
        `select line from ${table}
         where load_from = ${load} and ${key.map((column) => `${column} = ?`).join(" and ")}`,
      )
      .pluck(),
  );
  const keyPlaces = key.map((column) => columns.indexOf(column));
  const [scopePlace, linePlace] = [columns.indexOf(scopeColumn), columns.indexOf("line")];

  // One array for all statements: a quarter of inserting went into collecting arrays.
  const bound: Value[] = [];
  /** Inserts rows by one statement. Returns how many of them it took. */
  const insert = (rows: readonly Row[]): number => {
    const [first] = rows;
    if (first === undefined) return 0;
    const scope = scopeOf(first);
    const isRun = rows.every((row, place) => row.line === first.line + place && scopeOf(row) === scope);
    let count = 0;
    for (const row of rows) {
      const values = valuesOf(row);
      for (let place = 0; place < columns.length; place += 1) {
        if (isRun && (place === scopePlace || place === linePlace)) continue;
        bound[count] = values[place] ?? null;
        count += 1;
      }
    }
    bound.length = count;
    return statementFor(rows.length, isRun).run(bound, { scope, line: first.line }).changes;
  };
  const insertOneByOne = (rows: readonly Row[]): Duplicate[] =>
    rows.flatMap((row) => {
      if (insert([row]) === 1) return [];
      const values = valuesOf(row);
      const firstLine = lineOfKey().get(...keyPlaces.map((place) => values[place] ?? null));
      // The row itself, inserted a moment ago by the batch, is no duplicate.
      return firstLine === undefined || firstLine === row.line ? [] : [{ line: row.line, firstLine }];
    });
  return (rows) => {
    const duplicates: Duplicate[] = [];
    let start = 0;
    for (const count of rowsAStatement)
      for (; start + count <= rows.length; start += count) {
        const batch = rows.slice(start, start + count);
        if (insert(batch) < count) duplicates.push(...insertOneByOne(batch));
      }
    return duplicates;
  };
}

type Statement = Database.Statement<[Value[], { scope: string; line: number }]>;

/**
 * Statements that insert so many rows. What is bound costs time for each row, a third of inserting: the load stands in the
 * text; of a run of rows, which share month or register and stand on lines that follow each other, those are bound once.
 */
function statements<Row>(
  { raw }: Store,
  load: number,
  { table, columns, scopeColumn }: InsertTarget<Row>,
): (count: number, isRun: boolean) => Statement {
  const valueOf = (column: string, place: number): string => {
    if (column === scopeColumn) return "@scope";
    return column === "line" ? `@line + ${place}` : "?";
  };
  const row = (isRun: boolean, place: number): string =>
    `(${[load, ...columns.map((column) => (isRun ? valueOf(column, place) : "?"))].join(", ")})`;
  const prepare = (count: number, isRun: boolean): Statement =>
    raw.prepare(
      `insert into ${table} (load_from, ${columns.join(", ")})
       values ${Array.from({ length: count }, (_, place) => row(isRun, place)).join(", ")} on conflict do nothing`,
    );
  const prepared = { runs: new Map<number, Statement>(), others: new Map<number, Statement>() };
  return (count, isRun) => {
    const known = isRun ? prepared.runs : prepared.others;
    const statement = known.get(count) ?? prepare(count, isRun);
    known.set(count, statement);
    return statement;
  };
}
