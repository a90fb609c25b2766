import { basename } from "node:path";
import type { Definitions } from "../defs/definitions.js";
import { exitCode, FlpError } from "../lib/errors.js";
import type { OpenExtract, ReadOptions, RowBatch, UnreadableFile } from "./extract.js";
import type { ColumnPlan, MatchHints } from "./match-profile.js";
import { matchProfile } from "./match-profile.js";
import type { CsvFile, TextRecord } from "./open-csv.js";
import { findDelimiter, inspectCsv, readCsvRecords } from "./open-csv.js";
import type { Problem } from "./problem.js";
import { clinicReader } from "./read-clinics.js";
import { planCountReader } from "./read-plan-counts.js";
import type { RowReader } from "./read-rows.js";
import { widthProblem } from "./read-rows.js";

/**
 * Opens a file and finds its layout. Throws exit 11 for a layout that is not known and exit 2 for a file that is not
 * there; what makes the file unreadable is a value.
 */
export async function openExtract(
  path: string,
  hints: Omit<MatchHints, "fileName">,
  definitions: Definitions,
): Promise<OpenExtract | UnreadableFile> {
  const inspected = await inspectCsv(path);
  if ("code" in inspected) {
    const { code, message } = inspected;
    return { fileName: basename(path), problems: [{ line: null, sheet: null, column: null, code, message }] };
  }
  const { delimiter, header } = await headerOf(inspected);
  const { fileName, sha256, bytes } = inspected;
  const plan = matchProfile(header, { ...hints, fileName }, definitions.profiles);
  const common = { fileName, sha256, bytes, sheet: null, plan, warnings: plan.warnings };
  const file = { ...inspected, delimiter };
  return plan.profile.kind === "plan-counts"
    ? {
        ...common,
        kind: "plan-counts",
        rows: (options) => readBatches(file, plan, { reader: planCountReader(plan, definitions), options }),
      }
    : {
        ...common,
        kind: "clinic-register",
        rows: (options) => readBatches(file, plan, { reader: clinicReader(plan, definitions), options }),
      };
}

/** A text file whose delimiter is known. */
type DelimitedFile = CsvFile & { delimiter: string };

async function headerOf(file: CsvFile): Promise<{ delimiter: string; header: TextRecord }> {
  const delimiter = await findDelimiter(file);
  for await (const records of delimiter === null ? [] : readCsvRecords(file, delimiter)) {
    const header = records[0];
    if (header !== undefined && delimiter !== null) return { delimiter, header };
  }
  throw new FlpError(exitCode.layout, "the file is empty: it has no header", {
    place: file.fileName,
    remedy: "ask the supplier for the file again",
  });
}

async function* readBatches<Row>(
  file: DelimitedFile,
  plan: ColumnPlan,
  how: { reader: RowReader<Row>; options: ReadOptions | undefined },
): AsyncGenerator<RowBatch<Row>> {
  const { reader, options } = how;
  let isHeader = true;
  try {
    for await (const records of readCsvRecords(file, file.delimiter)) {
      const batch: RowBatch<Row> = { read: 0, rows: [], problems: [], rejected: [] };
      for (const record of records) {
        if (isHeader) {
          isHeader = false;
          continue;
        }
        batch.read += 1;
        const width = widthProblem(record, plan.headings);
        const row = width === null ? reader(record, batch.problems) : null;
        if (width !== null) batch.problems.push(width);
        if (row !== null && options?.isRejected?.(record.line) !== true) batch.rows.push(row);
        else if (options?.keepRejected === true) batch.rejected.push(record);
      }
      yield batch;
    }
  } catch (error) {
    yield { read: 0, rows: [], problems: [quoteProblem(error)], rejected: [] };
  }
}

/** csv-parse ends at the first quote that does not pair; anything else that ends reading is no fault of the file. */
function quoteProblem(error: unknown): Problem {
  const isCsvError = error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");
  if (!isCsvError) throw error;
  const line = "lines" in error && typeof error.lines === "number" ? error.lines : null;
  return {
    line,
    sheet: null,
    column: null,
    code: "quotes",
    message:
      "the quotation marks do not pair from here on; close the mark, or double each mark inside a quoted cell",
  };
}
