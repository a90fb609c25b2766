import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf } from "../../../domain/shapes/problem.js";

type Flaw = "never-closed" | "closed-inside" | "inside-plain";

/** A quotation mark that breaks its record. Line and position count from 0, the line from the first of those given. */
export interface QuoteFlaw {
  flaw: Flaw;
  line: number;
  position: number;
  /** True for a mark that is not closed on its line: where records begin and end behind it cannot be told. */
  isOpen: boolean;
}

/** How a flaw is looked for. */
export interface QuoteSearch {
  delimiter: string;
  maxCellCharacters: number;
  /** True when no lines follow those given, in which a mark could still be closed. */
  isEnd: boolean;
}

/**
 * Looks up the quotation mark that breaks the record that begins with the first of some lines; null where none does, or
 * where more lines are needed to tell. The CSV library says that a record is broken, but not where its mark opens.
 */
export function findQuoteFlaw(lines: readonly string[], how: QuoteSearch): QuoteFlaw | null {
  const { delimiter } = how;
  let row = 0;
  let position = 0;
  for (;;) {
    const line = lines[row] ?? "";
    if (line[position] !== '"') {
      const end = line.indexOf(delimiter, position);
      const mark = line.slice(position, end === -1 ? undefined : end).indexOf('"');
      if (mark !== -1) return { flaw: "inside-plain", line: row, position: position + mark, isOpen: false };
      if (end === -1) return null;
      position = end + delimiter.length;
      continue;
    }
    const closing = findClosing(lines, { row, position }, how);
    if (closing === "more") return null;
    if (closing === null) return { flaw: "never-closed", line: row, position, isOpen: true };
    const after = (lines[closing.row] ?? "").slice(closing.position + 1);
    if (after !== "" && !after.startsWith(delimiter))
      return { flaw: "closed-inside", line: row, position, isOpen: closing.row > row };
    if (after === "") return null;
    row = closing.row;
    position = closing.position + 1 + delimiter.length;
  }
}

/** The mark that closes a quoted cell; null when none does within the longest cell, or in all of the file. */
function findClosing(
  lines: readonly string[],
  opening: { row: number; position: number },
  { maxCellCharacters, isEnd }: QuoteSearch,
): { row: number; position: number } | "more" | null {
  let { row } = opening;
  let from = opening.position + 1;
  let length = 0;
  for (let line = lines[row]; line !== undefined;) {
    const mark = line.indexOf('"', from);
    if (mark !== -1 && line[mark + 1] !== '"') return { row, position: mark };
    length += (mark === -1 ? line.length + 1 : mark + 1) - from;
    if (length > maxCellCharacters) return null;
    if (mark === -1) {
      row += 1;
      line = lines[row];
      from = 0;
    } else from = mark + 2;
  }
  return isEnd ? null : "more";
}

const flawMessages: Readonly<Record<Flaw, string>> = {
  "never-closed": "is never closed; close it behind the cell, or remove it",
  "closed-inside":
    "is closed before the end of its cell; double each quotation mark inside the cell, or remove them",
  "inside-plain":
    "stands inside a cell that does not begin with one; put the whole cell in quotation marks and double the ones inside, or remove it",
};

/** The problem of a quotation mark in a line of the file. */
export function quoteProblem({ flaw, position, isOpen }: QuoteFlaw, line: number): Problem {
  if (isOpen)
    return problemOf(
      "unclosed-quote",
      `the quotation mark at character ${position + 1} is never closed on its line; close it behind the cell, or remove it`,
      { line, facts: { position: String(position + 1) } },
    );
  return problemOf("quotes", `the quotation mark at character ${position + 1} ${flawMessages[flaw]}`, {
    line,
    facts: { position: String(position + 1) },
  });
}
