import type { Month } from "../../domain/month.js";
import { noun } from "../../lib/words.js";
import type { CellParser } from "./cell.js";
import { CellProblem } from "./cell.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue, showValue } from "../../domain/shapes/problem.js";
import type { TextRecord } from "./records.js";

/** What records are read into. */
export interface RowSink<Row> {
  rows: Row[];
  problems: Problem[];
  /** Months that records named, whether or not the rest of them could be read. */
  months: Set<Month>;
}

/** Reads records of one kind of extract into rows. */
export interface RowReader<Row> {
  /** Reads one record; false when anything is wrong with it, and then at least one problem was added and no row. */
  read(record: TextRecord, sink: RowSink<Row>): boolean;
  /** Adds the rows that several records make together; call once, after all records. */
  end?(sink: RowSink<Row>): void;
}

/** Reads one field of a record; undefined when it cannot be read, with a problem added. */
export type FieldReader<Value> = (record: TextRecord, problems: Problem[]) => Value | undefined;

/** A reader of a field; a layout without its column reads it as an empty text. */
export function fieldReader<Value>(
  plan: ColumnPlan,
  field: string,
  parse: CellParser<Value>,
): FieldReader<Value> {
  return placeReader(plan, plan.placeOf(field), parse);
}

/** A reader of the cells of one column, counted from 0; null reads an empty text. */
export function placeReader<Value>(
  plan: ColumnPlan,
  place: number | null,
  parse: CellParser<Value>,
): FieldReader<Value> {
  if (place === null) {
    const value = parse("");
    return () => (value instanceof CellProblem ? undefined : value);
  }
  const column = plan.headings[place]?.trim() ?? null;
  return (record, problems) => {
    const { cells, remarks } = record;
    const text = cells[place] ?? "";
    if (remarks !== null && remarks.marks.size > 0) {
      const problem = markProblem(plan, record, place);
      if (problem !== null) {
        problems.push(problem);
        return undefined;
      }
    }
    const value = parse(text);
    if (!(value instanceof CellProblem)) return value;
    problems.push(
      problemOf(value.code, value.message, {
        line: record.line,
        sheet: plan.sheet,
        column,
        value: showValue(text),
        facts: value.facts,
      }),
    );
    return undefined;
  };
}

/** The problem of a cell that has no value to read: an error of Excel, or a formula that was never calculated. */
function markProblem(plan: ColumnPlan, record: TextRecord, place: number): Problem | null {
  const mark = record.remarks?.marks.get(place);
  if (mark === undefined || mark === "number") return null;
  const text = record.cells[place] ?? "";
  const [code, message] =
    mark === "error"
      ? ([
          "cell-error",
          `the cell shows the error ${quoteValue(text)}; expected a value, correct the formula or write the value`,
        ] as const)
      : ([
          "cell-no-value",
          "the cell holds a formula without a stored value; open the workbook in Excel, let it calculate, and save it",
        ] as const);
  const value = mark === "error" ? showValue(text) : null;
  return problemOf(code, message, {
    line: record.line,
    sheet: plan.sheet,
    column: plan.headings[place]?.trim() ?? null,
    value,
  });
}

/** The problem of a record that has more or fewer cells than the header; null when it has as many. */
export function widthProblem(record: TextRecord, plan: ColumnPlan): Problem | null {
  const { cells, line } = record;
  const expected = plan.headings.length;
  if (cells.length === expected) return null;
  return problemOf(
    "width",
    `${cells.length} ${noun(cells.length, "cell")}; expected ${expected} as in the header, check for a delimiter or a line break inside a cell`,
    { line, sheet: plan.sheet, value: String(cells.length), facts: { expected: String(expected) } },
  );
}
