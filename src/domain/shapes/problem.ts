import { maskCpr, maskCprCell } from "../cpr.js";
import type { ProblemCode } from "./problem-code.js";
import { problemCodesOfFile } from "./problem-code.js";

export type { ProblemCode } from "./problem-code.js";

/** Stable names of the limits at which a load is held. */
export type GateCode = Extract<
  ProblemCode,
  | "rival-file"
  | "name-months"
  | "vanished-plans"
  | "hole"
  | "unknown-numbers"
  | "future-month"
  | "year-change"
  | "vanished-clinics"
  | "partial-month"
  | "damaged-text"
  | "arrival"
>;

const codesOfFile: ReadonlySet<ProblemCode> = new Set(problemCodesOfFile);

/** True when a problem is about the file and not about one row that could be kept apart. */
export function isProblemOfFile(problem: Problem): boolean {
  return codesOfFile.has(problem.code) || problem.line === null;
}

/** Particulars of a problem by name, for wordings in other languages. Values are safe to show. */
export type ProblemFacts = Readonly<Record<string, string>>;

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
  /** The value seen, shortened and safe to show; null where it is not one value. */
  value: string | null;
  facts: ProblemFacts;
}

/** Where a problem is, and its particulars; what is left out is null or empty. */
export type ProblemPlace = Partial<Pick<Problem, "line" | "sheet" | "column" | "value" | "facts">>;

/** Makes a problem. All of it is masked once more, so that no road leads a civil registration number out. */
export function problemOf(code: ProblemCode, message: string, place: ProblemPlace = {}): Problem {
  const { line = null, sheet = null, column = null, value = null, facts = {} } = place;
  return {
    line,
    sheet: masked(sheet),
    column: masked(column),
    code,
    message: maskCpr(message),
    value: masked(value),
    facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, maskCpr(fact)])),
  };
}

function masked(text: string | null): string | null {
  return text === null ? null : maskCpr(text);
}

const maxShownCharacters = 40;

/** A value from a file as messages may show it: short, on one line, without civil registration numbers. */
export function showValue(value: string): string {
  const shown = maskCprCell(value).replaceAll(/\p{C}/gu, "\u{fffd}");
  if (shown.length <= maxShownCharacters) return shown;
  // A character beyond the first 65.536 counts as two and is not cut in half.
  return `${shown.slice(0, maxShownCharacters - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Makes a short, safe quotation of a value from a file for a message. */
export function quoteValue(value: string): string {
  return `“${showValue(value)}”`;
}

/** Ends the reading of a file for a reason that its supplier can act on; caught where files are opened and read. */
export class UnreadableError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}
