import type { CellRange } from "../../../office/cell-address.js";
import type { TextEncoding } from "../../../domain/text/code-page.js";
import type { Problem } from "../../../domain/shapes/problem.js";

/** What a cell of a sheet is, where its text alone does not tell. */
export type CellMark = "number" | "truth" | "error" | "no-value";

/** What there is to say about a record beside its text. */
export interface RecordRemarks {
  /** By place of the cell, counted from 0. */
  marks: ReadonlyMap<number, CellMark>;
  /** Places of cells that hold what looks like a civil registration number. */
  cprPlaces: readonly number[];
  /** Problems that make the record unreadable as a whole. */
  problems: readonly Problem[];
  /** True for a row that Excel hides. */
  isHidden: boolean;
  /** True for a record of a text file whose structure is broken, and for the lines behind it. */
  isUnread?: boolean;
}

/** One record of a table: its cells as text, and the line on which it begins as an editor or Excel counts. */
export interface TextRecord {
  line: number;
  cells: string[];
  /** Null for nearly all records. */
  remarks: RecordRemarks | null;
}

/** Some records of a table in file order, and what was found wrong with the file while they were read. */
export interface RecordBatch {
  records: TextRecord[];
  problems: Problem[];
  /** Bytes of the file that were read so far; of a workbook, of its unpacked sheet. */
  bytes: number;
  /** Rows of a sheet that were read so far, blank ones included; 0 for a text file. */
  rowCount: number;
  /** Cells of it so far, blank ones included; 0 for text. */
  cellCount: number;
}

/**
 * Reads a line of a text, from its first character to the one behind its last, straight into a row; null for a line that is
 * not as plain as can be, which is cut into cells and read cell by cell. What it reads must be what reading cell by cell
 * would give, without a problem and without a remark; nothing of it looks like a civil registration number.
 */
export type LineReader = (text: string, start: number, end: number, line: number) => object | null;

/** A table of a file: a text file has one, a workbook one a sheet. */
export interface TextTable {
  /** Name of the sheet; null for a text file. */
  sheet: string | null;
  isVisible: boolean;
  /** Its first records, enough to find the header among title rows. */
  head: readonly TextRecord[];
  /**
   * Reads all its records, blank ones left out. May be called more than once. `ofLines`: how plain lines of a text are read
   * without being cut; a sheet has none.
   */
  read(ofLines?: (delimiter: string) => LineReader | null): AsyncGenerator<RecordBatch>;
  /** What the user should know of the sheet besides its rows; complete after reading. Places count from 0. */
  remarks: { hiddenColumns: number[]; merged: CellRange[] };
  /** What was set right in the text while it was read; complete after reading. Left out by sheets. */
  warnings?: () => string[];
}

/** What the first look at a file tells, whatever its format. */
export interface FileFacts {
  path: string;
  /** The file's own name, masked where it holds a civil registration number. */
  fileName: string;
  sha256: string;
  bytes: number;
  /** Time of its last change in milliseconds, so that a change while it is read is noticed. */
  changedAt: number;
  /** Its first bytes. */
  start: Buffer;
}

/** A file that could be opened. */
export interface OpenFile {
  /** The file's own name, masked where it holds a civil registration number. */
  fileName: string;
  sha256: string;
  bytes: number;
  /** How a text file is encoded; null for a workbook. */
  encoding: TextEncoding | null;
  tables: readonly TextTable[];
  /** What the user should know of the file as a whole. */
  warnings: readonly string[];
  /** What refuses the file although its table can be read, such as a civil registration number in another sheet. */
  problems: readonly Problem[];
}

/** Remarks of a record with problems alone. */
export function problemRemarks(problems: readonly Problem[]): RecordRemarks {
  return { marks: new Map(), cprPlaces: [], problems, isHidden: false };
}
