import type { TableWords } from "../../../defs/files/table-words.js";
import type { Month } from "../../../domain/month.js";
import { cprProblem } from "../../open/cpr-problem.js";
import type { ReadOptions, RowBatch } from "../extract-shapes.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf } from "../../../domain/shapes/problem.js";
import type { RowReader } from "../rows.js";
import { widthProblem } from "../rows.js";
import { BrokenStructure } from "./broken-structure.js";
import { PlainLine } from "./plain-line.js";
import type { RecordBatch, TextRecord, TextTable } from "./records.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { limitProblem } from "../../../defs/limits/read-limits.js";
import { addressOf } from "../../../office/cell-address.js";
import { UnreadableError } from "../../../domain/shapes/problem.js";
import { problemBehind } from "../problem-behind.js";
import { unmarkCells } from "../../open/text/text-marks.js";
import { TextNotes } from "../../open/text/text-notes.js";
import { SheetNotes } from "../../open/workbook/sheet-notes.js";
import { judgeTail, repeatsHeader, secondTable } from "./table-ends.js";
import { beginsAnotherTable, TableTail } from "./table-tail.js";

/** A table whose layout is known. */
export interface TableReading {
  table: TextTable;
  plan: ColumnPlan;
  limits: ReadLimits;
  words: TableWords;
  /** Months that the file names; grows while its rows are read. */
  months: Set<Month>;
  /** What the user should know before the rows are read. */
  fixedWarnings: readonly string[];
  /** All that the user should know; complete once all rows are read. */
  warnings: string[];
  /** What is wrong with the file whatever its rows say. */
  problems: readonly Problem[];
}

/** Reads the records of a table into rows, batch by batch, so that memory does not grow with the file. */
export async function* readBatches<Row>(
  reading: TableReading,
  reader: RowReader<Row>,
  options: ReadOptions = {},
): AsyncGenerator<RowBatch<Row>> {
  const { table, plan, limits, months, words } = reading;
  const state: BatchState<Row> = {
    plan,
    reader,
    options,
    months,
    notes: new SheetNotes(plan),
    tail: new TableTail(plan, words),
    broken: new BrokenStructure(),
    marks: new TextNotes(),
    read: 0,
    isOver: false,
  };
  const { notes, tail, broken, marks } = state;
  const tailWarnings: string[] = [];
  if (reading.problems.length > 0) yield { ...emptyBatch<Row>(), problems: [...reading.problems] };
  try {
    for await (const records of table.read(reader.ofLines)) {
      const batch = readBatch(records, state);
      state.read += batch.read;
      if (state.read > limits.maxRows) throw tooManyRows(plan, state.read, limits);
      yield batch;
      if (state.isOver) break;
    }
    const end = emptyBatch<Row>();
    end.problems.push(...broken.problems());
    // What may be notes or a total cannot be told where the table was not read to its end.
    const below = await judgeTail(table, plan, end.problems.length > 0 ? [] : tail.release());
    tailWarnings.push(...below.warnings);
    for (const { record, problem } of below.bad) {
      end.read += 1;
      end.problems.push(problem);
      if (options.keepRejected === true) end.rejected.push({ line: record.line, cells: record.cells });
    }
    end.problems.push(...notes.mergedCells(table.remarks.merged));
    if (state.read === 0) end.problems.push(...headerAlone(plan, months));
    reader.end?.({ ...end, months });
    yield end;
  } catch (error) {
    const problem = problemBehind(error);
    if (problem === null) throw error;
    yield { ...emptyBatch<Row>(), problems: [problem] };
  }
  reading.warnings.splice(
    0,
    reading.warnings.length,
    ...reading.fixedWarnings,
    ...tailWarnings,
    ...notes.warnings(table.remarks.hiddenColumns),
    ...marks.warnings(),
    ...(table.warnings?.() ?? []),
    ...(reader.warnings?.() ?? []),
  );
}

function emptyBatch<Row>(): RowBatch<Row> {
  return { read: 0, bytes: 0, rows: [], problems: [], rejected: [] };
}

/** What one reading of a table keeps from batch to batch. */
interface BatchState<Row> {
  readonly plan: ColumnPlan;
  readonly reader: RowReader<Row>;
  readonly options: ReadOptions;
  readonly months: Set<Month>;
  readonly notes: SheetNotes;
  readonly tail: TableTail;
  readonly broken: BrokenStructure;
  readonly marks: TextNotes;
  /** Rows of the batches before this one. */
  read: number;
  /** True once another table began, of which nothing is read. */
  isOver: boolean;
}

function readBatch<Row>(records: RecordBatch, state: BatchState<Row>): RowBatch<Row> {
  const { plan, tail } = state;
  const batch: RowBatch<Row> = { ...emptyBatch<Row>(), bytes: records.bytes, problems: records.problems };
  for (const record of records.records) {
    if (record.remarks?.isUnread === true) {
      passOver(record, batch, state);
      continue;
    }
    if (record.line <= plan.headerLine) {
      batch.problems.push(...cprProblems(record, plan));
      continue;
    }
    const role = tail.take(record);
    if (role === "held") continue;
    const held = tail.release();
    const another =
      role === "another-table" || repeatsHeader(record, plan)
        ? record
        : held.findLast(beginsAnotherTable)?.record;
    if (another !== undefined) {
      batch.problems.push(secondTable(another, plan));
      state.isOver = true;
      break;
    }
    for (const { record: earlier } of held) readRecord(earlier, batch, state);
    readRecord(record, batch, state);
  }
  return batch;
}

/** Takes a record of a text file whose structure is broken: it counts as a row that is bad, and nothing of it is read. */
function passOver<Row>(record: TextRecord, batch: RowBatch<Row>, state: BatchState<Row>): void {
  const { plan, options, broken } = state;
  batch.problems.push(...cprProblems(record, plan));
  broken.take(record, state.read + batch.read);
  if (record.line <= plan.headerLine) return;
  batch.read += 1;
  if (options.keepRejected === true) batch.rejected.push({ line: record.line, cells: record.cells });
}

function readRecord<Row>(record: TextRecord, batch: RowBatch<Row>, state: BatchState<Row>): void {
  const { plan, reader, options, months, notes } = state;
  const { line } = record;
  batch.read += 1;
  if (plan.sheet !== null) {
    while (record.cells.length < plan.headings.length) record.cells.push("");
    unmarkCells(record.cells, state.marks);
  }
  notes.note(record);
  const isGood =
    options.isRejected?.(line) !== true &&
    isWhole(record, plan, batch.problems) &&
    reader.read(record, { rows: batch.rows, problems: batch.problems, months });
  if (!isGood && options.keepRejected === true) batch.rejected.push({ line, cells: record.cells });
}

/** False for a record that cannot be read field by field; adds its problems. */
function isWhole(record: TextRecord, plan: ColumnPlan, problems: Problem[]): boolean {
  if (record instanceof PlainLine) return true;
  if (record.remarks !== null) {
    const found = [
      ...record.remarks.problems.map((problem) => ({ ...problem, sheet: plan.sheet })),
      ...cprProblems(record, plan),
    ];
    problems.push(...found);
    if (found.length > 0) return false;
  }
  const width = widthProblem(record, plan);
  if (width !== null) problems.push(width);
  return width === null;
}

function cprProblems({ line, remarks }: TextRecord, plan: ColumnPlan): Problem[] {
  return (remarks?.cprPlaces ?? []).map((place) => {
    const heading = plan.headings[place]?.trim() ?? "";
    return cprProblem(`the cell ${addressOf({ row: line, column: place })}`, {
      line,
      sheet: plan.sheet,
      column: heading === "" ? null : heading,
    });
  });
}

/**
 * The problem of a table without rows: a register would close every clinic, plan counts name no month to be zero in. Plan
 * counts whose month is known are a month of zeros, which the gate looks at.
 */
function headerAlone({ profile, sheet, headerLine }: ColumnPlan, months: ReadonlySet<Month>): Problem[] {
  if (profile.kind === "plan-counts" && months.size > 0) return [];
  const expected = {
    "plan-counts": "a row for each count",
    "clinic-register": "a row for each clinic",
    "status-register": "a row for each entry",
  }[profile.kind];
  const message = `the file ends with its header in line ${headerLine}; expected ${expected}, ask the supplier for the whole file`;
  return [problemOf("no-rows", message, { sheet })];
}

function tooManyRows({ sheet }: ColumnPlan, seen: number, { maxRows: most }: ReadLimits): UnreadableError {
  return new UnreadableError(
    limitProblem({ limit: "maxRows", seen, most, what: `${seen} rows or more` }, { sheet }),
  );
}
