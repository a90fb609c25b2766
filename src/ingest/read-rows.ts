import type { CellParser } from "./cell.js";
import { CellProblem } from "./cell.js";
import type { ColumnPlan } from "./match-profile.js";
import type { TextRecord } from "./open-csv.js";
import type { Problem } from "./problem.js";

/** Reads one record into a row. Returns null when anything is wrong with it, and then adds at least one problem. */
export type RowReader<Row> = (record: TextRecord, problems: Problem[]) => Row | null;

/** The text that a record holds for a field; empty when the layout has no such column. */
export function cellOf(plan: ColumnPlan, record: TextRecord, field: string): string {
  const place = plan.placeOf(field);
  return place === null ? "" : (record.cells[place] ?? "");
}

/** Reads one field of the record at hand; undefined when it cannot be read, with a problem added. */
export type FieldReader = <Value>(field: string, parse: CellParser<Value>) => Value | undefined;

/** Reads the fields of one record; a field that cannot be read is undefined and adds a problem. */
export function fieldReader(plan: ColumnPlan, record: TextRecord, problems: Problem[]): FieldReader {
  return (field, parse) => {
    const value = parse(cellOf(plan, record, field));
    if (!(value instanceof CellProblem)) return value;
    problems.push({
      line: record.line,
      sheet: null,
      column: plan.headingOf(field),
      code: value.code,
      message: value.message,
    });
    return undefined;
  };
}

/** The problem of a record that has more or fewer cells than the header; null when it has as many. */
export function widthProblem(record: TextRecord, headings: readonly string[]): Problem | null {
  const { cells, line } = record;
  if (cells.length === headings.length) return null;
  return {
    line,
    sheet: null,
    column: null,
    code: "width",
    message: `${cells.length} cells; expected ${headings.length} as in the header, check for a delimiter or a line break inside a cell`,
  };
}
