import type { Month } from "../../domain/month.js";
import { cprProblem } from "../open/cpr-problem.js";
import type { ReadOptions, RowBatch } from "./extract-shapes.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { problemOf } from "../../domain/shapes/problem.js";
import type { RowReader, RowSink } from "./rows.js";
import { widthProblem } from "./rows.js";
import type { RecordBatch, TextRecord, TextTable } from "./records.js";
import type { ReadLimits } from "../../office/package/limits.js";
import { columnLetters } from "./records.js";
import { UnreadableError } from "../../domain/shapes/problem.js";
import { SheetNotes } from "../open/sheet-notes.js";

/** A table whose layout is known. */
export interface TableReading {
  table: TextTable;
  plan: ColumnPlan;
  limits: ReadLimits;
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
  const { table, plan, limits, months } = reading;
  const notes = new SheetNotes(plan);
  const start: RowBatch<Row> = { read: 0, bytes: 0, rows: [], problems: [...reading.problems], rejected: [] };
  if (start.problems.length > 0) yield start;
  let read = 0;
  try {
    for await (const records of table.read()) {
      const batch = readBatch({ records, plan, reader, options, months, notes });
      read += batch.read;
      if (read > limits.maxRows) throw new UnreadableError(tooManyRows(plan, limits));
      yield batch;
    }
    const end: RowBatch<Row> = {
      read: 0,
      bytes: 0,
      rows: [],
      problems: [
        ...notes.mergedCells(table.remarks.merged),
        ...(read === 0 ? headerAlone(plan, months) : []),
      ],
      rejected: [],
    };
    reader.end?.({ ...end, months });
    yield end;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    yield { read: 0, bytes: 0, rows: [], problems: [error.problem], rejected: [] };
  }
  reading.warnings.splice(
    0,
    reading.warnings.length,
    ...reading.fixedWarnings,
    ...notes.warnings(table.remarks.hiddenColumns),
  );
}

interface BatchReading<Row> {
  records: RecordBatch;
  plan: ColumnPlan;
  reader: RowReader<Row>;
  options: ReadOptions;
  months: Set<Month>;
  notes: SheetNotes;
}

function readBatch<Row>(given: BatchReading<Row>): RowBatch<Row> {
  const { records, plan, reader, options, months, notes } = given;
  const batch: RowBatch<Row> = {
    read: 0,
    bytes: records.bytes,
    rows: [],
    problems: records.problems,
    rejected: [],
  };
  const sink: RowSink<Row> = { rows: batch.rows, problems: batch.problems, months };
  const width = plan.headings.length;
  for (const record of records.records) {
    const { line, cells } = record;
    if (line <= plan.headerLine) {
      batch.problems.push(...cprProblems(record, plan));
      continue;
    }
    batch.read += 1;
    if (plan.sheet !== null) while (cells.length < width) cells.push("");
    notes.note(record);
    const isGood =
      options.isRejected?.(line) !== true &&
      isWhole(record, plan, batch.problems) &&
      reader.read(record, sink);
    if (!isGood && options.keepRejected === true) batch.rejected.push({ line, cells });
  }
  return batch;
}

/** False for a record that cannot be read field by field; adds its problems. */
function isWhole(record: TextRecord, plan: ColumnPlan, problems: Problem[]): boolean {
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
    return cprProblem(`the cell ${columnLetters(place)}${line}`, {
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
  const expected = profile.kind === "plan-counts" ? "a row for each count" : "a row for each clinic";
  const message = `the file ends with its header in line ${headerLine}; expected ${expected}, ask the supplier for the whole file`;
  return [problemOf("no-rows", message, { sheet })];
}

function tooManyRows(plan: ColumnPlan, { maxRows }: ReadLimits): Problem {
  return problemOf(
    "limit",
    `more than ${maxRows} rows; expected at most that many (max_rows in gates.yaml), check that the file is an extract`,
    { sheet: plan.sheet, facts: { limit: "max_rows", most: String(maxRows) } },
  );
}
