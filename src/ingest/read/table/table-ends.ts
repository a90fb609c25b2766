import { normalizeLabel } from "../../../defs/labels.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { problemOf, quoteValue, showValue } from "../../../domain/shapes/problem.js";
import type { ColumnPlan } from "../../match/match-profile.js";
import { PlainLine } from "./plain-line.js";
import type { TextRecord, TextTable } from "./records.js";
import type { TailRow } from "./table-tail.js";
import { TableSums } from "./table-tail.js";

/** What stands below a table: what the user should know of it, and total rows that do not agree. */
export interface TailJudgement {
  warnings: string[];
  bad: { record: TextRecord; problem: Problem }[];
}

/** Rows that a warning shows of the notes below a table. */
const shownNotes = 3;

/** Judges the rows below a table; the table is read once more where there is a total to hold against it. */
export async function judgeTail(
  table: TextTable,
  plan: ColumnPlan,
  tail: readonly TailRow[],
): Promise<TailJudgement> {
  const found: TailJudgement = { warnings: noteWarnings(tail), bad: [] };
  const totals = tail.filter(({ kind }) => kind === "total");
  if (totals.length === 0) return found;
  const sums = await sumsOf(table, plan, new Set(tail.map(({ record }) => record.line)));
  for (const { record } of totals) {
    const verdict = sums.verdictOn(record);
    if (verdict.kind === "differs")
      found.bad.push({ record, problem: totalProblem({ record, ...verdict }, plan) });
    else
      found.warnings.push(
        verdict.kind === "agrees"
          ? `the total in row ${record.line} agrees with the rows above it and was left out`
          : `the total in row ${record.line} was left out; ${verdict.without === "total" ? "it holds no number that could be held against the rows above it" : "it could not be held against the rows above it, some of which hold no number"}`,
      );
  }
  return found;
}

async function sumsOf(table: TextTable, plan: ColumnPlan, below: ReadonlySet<number>): Promise<TableSums> {
  const sums = new TableSums(plan);
  for await (const { records } of table.read())
    for (const record of records)
      if (record.line > plan.headerLine && !below.has(record.line)) sums.add(record);
  return sums;
}

function noteWarnings(tail: readonly TailRow[]): string[] {
  const notes = tail.filter(({ kind }) => kind === "note");
  if (notes.length === 0) return [];
  const shown = notes.slice(0, shownNotes).map(({ record }) => {
    const text = record.cells.find((cell) => cell.trim() !== "") ?? "";
    return `row ${record.line} ${quoteValue(text.trim())}`;
  });
  const more = notes.length > shown.length ? ` and ${notes.length - shown.length} more` : "";
  return [`notes below the table were left out: ${shown.join(", ")}${more}`];
}

function totalProblem(
  { record, place, seen, sum }: { record: TextRecord; place: number; seen: string; sum: string },
  { sheet, headings }: ColumnPlan,
): Problem {
  return problemOf(
    "total",
    `the total ${quoteValue(seen)} does not agree with the rows above it, which sum up to ${sum}; expected the same, rows are missing or too many: ask the supplier for the whole file, or correct the total`,
    {
      line: record.line,
      sheet,
      column: headings[place]?.trim() ?? null,
      value: showValue(seen),
      facts: { sum },
    },
  );
}

/** True for a row that says the headings once more: a second table, or a page of a printout. */
export function repeatsHeader(record: TextRecord, plan: ColumnPlan): boolean {
  if (record instanceof PlainLine) return false;
  const { cells } = record;
  const { profile } = plan;
  const place = plan.placeOf(
    profile.kind === "status-register" ? (profile.register.key[0] ?? "") : "ydernummer",
  );
  const heading = place === null ? undefined : plan.headings[place];
  if (place === null || heading === undefined || cells[place] !== heading) return false;
  return plan.headings.every((one, at) => normalizeLabel(one) === normalizeLabel(cells[at] ?? ""));
}

/** The problem of a sheet or file with two tables. */
export function secondTable(record: TextRecord, { sheet }: ColumnPlan): Problem {
  const text = (record.cells.find((cell) => cell.trim() !== "") ?? "").trim();
  return problemOf(
    "second-table",
    `another table begins in row ${record.line} (${quoteValue(text)}); expected one table, move it to a file of its own, or remove the rows between the parts of one table`,
    { line: record.line, sheet, value: showValue(text) },
  );
}
