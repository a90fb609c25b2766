import type { Month } from "../../domain/month.js";
import type { ColumnPlan } from "../match/match-profile.js";
import type { Problem } from "../../domain/shapes/problem.js";
import type { ClinicPeriodRow, PlanCountRow, StatusEntryRow } from "./row-shapes.js";

/**
 * Some records of an extract, read. Each record of the file is in exactly one batch. A record is a row of the file: in a
 * wide layout it says several plan counts, and is good or bad as a whole.
 */
export interface RowBatch<Row> {
  /** Records of the file in this batch, good and bad. */
  read: number;
  /** Bytes of the file (of a workbook: of its unpacked sheet) read so far; 0 where that is not known. */
  bytes: number;
  /** What the good records say; one record of a wide layout says several rows, all with its line. */
  rows: Row[];
  /** What is wrong, with the records and with the file as far as it was read. */
  problems: Problem[];
  /** Records that are not among the rows, as they stand in the file; filled for {@link ReadOptions.keepRejected} only. */
  rejected: RejectedRecord[];
}

/** A record that was kept out, as it stands in the file. */
export interface RejectedRecord {
  line: number;
  cells: readonly string[];
}

/** How the rows of an extract are to be read. */
export interface ReadOptions {
  /** True for lines that are known to be bad for a reason outside their own cells, such as a duplicate. */
  isRejected?: (line: number) => boolean;
  /** True when rejected records are wanted as they stand in the file. */
  keepRejected?: boolean;
}

/** What is known of an extract before its rows are read, and the way to read them; may be read more than once. */
interface ExtractOf<Kind, Row> {
  kind: Kind;
  /** The file's own name; a civil registration number in it is masked. */
  fileName: string;
  sha256: string;
  bytes: number;
  /** Name of the sheet that holds the table; null for a text file. */
  sheet: string | null;
  plan: ColumnPlan;
  /** The months that the file is the whole truth about; complete once all rows are read. */
  months: ReadonlySet<Month>;
  /** What the user should know although the file can be read; complete once all rows are read. */
  warnings: string[];
  /** The newest month that its rows name, found by a reading of their months alone; null: none. */
  newestMonthInRows(): Promise<Month | null>;
  rows(options?: ReadOptions): AsyncGenerator<RowBatch<Row>>;
}

/** A file whose layout is known and whose rows can be read: what opening hands to storing. */
export type OpenExtract =
  | ExtractOf<"plan-counts", PlanCountRow>
  | ExtractOf<"clinic-register", ClinicPeriodRow>
  | ExtractOf<"status-register", StatusEntryRow>;

/** A file that cannot be read at all, and why. */
export interface UnreadableFile {
  fileName: string;
  problems: Problem[];
}
