/** One thing wrong with a file, in words for its supplier. A value of an extract, never an exception. */
export interface Problem {
  /** Line of the text file, or row of the sheet, as an editor or Excel counts; null for the file as a whole. */
  line: number | null;
  sheet: string | null;
  /** Heading of the column; null for the row as a whole. */
  column: string | null;
  code: ProblemCode;
  /** What is wrong with the value seen, what was expected and what to do. Never holds a civil registration number. */
  message: string;
}

/** Stable names of the limits at which a load is held. */
export type GateCode =
  | "vanished-plans"
  | "hole"
  | "unknown-numbers"
  | "future-month"
  | "year-change"
  | "vanished-clinics"
  | "partial-month";

/** Stable names of problems, for machines. */
export type ProblemCode =
  | GateCode
  | "file"
  | "layout"
  | "binary"
  | "encoding"
  | "quotes"
  | "width"
  | "month"
  | "ydernummer"
  | "plan-type"
  | "count"
  | "region"
  | "kind"
  | "doctors"
  | "date"
  | "closed-before-opened"
  | "name"
  | "duplicate"
  | "overlap";

/** Makes a short, safe quotation of a value from a file for a message. */
export function quoteValue(value: string): string {
  const shown = value.replaceAll(/\p{C}/gu, "\u{fffd}");
  return shown.length > 40 ? `“${shown.slice(0, 39)}…”` : `“${shown}”`;
}
