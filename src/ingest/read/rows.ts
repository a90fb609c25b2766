import type { Month } from "../../domain/month.js";
import { noun } from "../../lib/words.js";
import type { CellParser } from "./fields/cell.js";
import { CellProblem } from "./fields/cell.js";
import { letterWords } from "./fields/damage-words.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf, quoteValue, showValue } from "../../domain/shapes/problem.js";
import type { LineReader, TextRecord } from "./table/records.js";
import { columnLetters } from "../../office/cell-address.js";

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
  /** A reader of plain lines of a text whose cells so are set apart, the rows of which `read` takes; null: it has none. */
  ofLines?: (delimiter: string) => LineReader | null;
  /** Adds the rows that several records make together; call once, after all records. */
  end?(sink: RowSink<Row>): void;
  /** What was set right in the cells on the way; complete after all records. */
  warnings?(): string[];
}

/** Reads one field of a record; undefined when it cannot be read, with a problem added. */
export type FieldReader<Value> = (record: TextRecord, problems: Problem[]) => Value | undefined;

/** Turns the text of a cell into the text that is parsed, and takes notice of what it changes. */
export type TextFilter = (text: string, at: { column: string; line: number }) => string;

/** A reader of a field; a layout without its column reads it as an empty text. */
export function fieldReader<Value>(
  plan: ColumnPlan,
  field: string,
  parse: CellParser<Value>,
  filter: TextFilter | null = null,
): FieldReader<Value> {
  return placeReader(plan, plan.placeOf(field), parse, filter);
}

/** A reader of the cells of one column, counted from 0; null reads an empty text. */
export function placeReader<Value>(
  plan: ColumnPlan,
  place: number | null,
  parse: CellParser<Value>,
  filter: TextFilter | null = null,
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
    const read = isErrorText(text)
      ? new CellProblem("cell-error", errorMessage(text))
      : parse(filter === null ? text : filter(text, { column: column ?? "", line: record.line }));
    if (!(read instanceof CellProblem)) return read;
    const value = withDamage(read, text);
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

/** What a spreadsheet shows in place of a value, in any language: `#N/A`, `#REF!`, `#NAVN?`, or marks for a column too narrow. */
function isErrorText(text: string): boolean {
  return text.charCodeAt(0) === 35 && /^#(?:#+|[\p{Lu}\d/]+[!?]?)\s*$/u.test(text);
}

function errorMessage(text: string): string {
  return `the cell shows the error ${quoteValue(text)}; expected a value, correct the formula or write the value`;
}

/** The same problem; where the text was damaged on its way, that is the cause, and is said. */
function withDamage(problem: CellProblem, text: string): CellProblem {
  const words = letterWords(text);
  if (words === null) return problem;
  return new CellProblem(problem.code, `${problem.message} (${words})`, problem.facts);
}

/** The problem of a cell that has no value to read: an error of Excel, or a formula that was never calculated. */
function markProblem(plan: ColumnPlan, record: TextRecord, place: number): Problem | null {
  const mark = record.remarks?.marks.get(place);
  if (mark === undefined || mark === "number" || mark === "truth") return null;
  const text = record.cells[place] ?? "";
  const [code, message] =
    mark === "error"
      ? (["cell-error", errorMessage(text)] as const)
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

/**
 * The problem of a record that has more or fewer cells than the header; null when it has as many. A delimiter too
 * many at the end of all rows, or of the header alone, counts for nothing: the plan says how wide rows are. In a sheet
 * one cell beside the table is a note; several are of another table.
 */
export function widthProblem(record: TextRecord, plan: ColumnPlan): Problem | null {
  const { cells, line } = record;
  const expected = plan.headings.length;
  if (plan.sheet !== null) return besideProblem(record, plan);
  if (cells.length === plan.rowWidth && (plan.rowWidth <= expected || cells.at(-1)?.trim() === ""))
    return null;
  const cut = cells.find((cell) => /&(?:#\d{2,5}|[a-z]{2,6})$/i.test(cell));
  const cause =
    cut === undefined
      ? "check for a delimiter or a line break inside a cell"
      : `the semicolon of an HTML entity (${quoteValue(cut)}) cuts a cell in two: ask the supplier for text without entities`;
  return problemOf(
    "width",
    `${cells.length} ${noun(cells.length, "cell")}; expected ${expected} as in the header, ${cause}`,
    { line, sheet: plan.sheet, value: String(cells.length), facts: { expected: String(expected) } },
  );
}

function besideProblem({ cells, line }: TextRecord, { headings, sheet }: ColumnPlan): Problem | null {
  const beside = cells.slice(headings.length).filter((cell) => cell.trim() !== "");
  if (beside.length <= 1) return null;
  return problemOf(
    "width",
    `${beside.length} cells beside the table, behind its last heading in column ${columnLetters(headings.length - 1)}; expected at most a note, move another table to a file of its own, or give its columns headings`,
    { line, sheet, value: showValue(beside[0] ?? ""), facts: { expected: String(headings.length) } },
  );
}
