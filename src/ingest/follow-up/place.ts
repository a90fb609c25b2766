import type { FollowUpChoice } from "../../defs/follow-up.js";
import { findChoice } from "../../defs/follow-up.js";
import type { FollowUpField } from "../../domain/shapes/follow-up.js";
import { followUpFields } from "../../domain/shapes/follow-up.js";
import { parseIsoDate } from "../../domain/iso-date.js";
import { noun } from "../../lib/words.js";
import { duplicateProblems } from "../read/duplicates.js";
import type { Problem } from "../../domain/shapes/problem.js";
import { quoteValue } from "../../domain/shapes/problem.js";
import type { ReturnedWorkbook, SheetRow } from "./returned-workbook.js";
import { cellProblem } from "./returned-workbook.js";

/** A cell that a region changed: what stands in it now. */
export interface Note {
  ydernummer: string;
  opened: string;
  field: FollowUpField;
  /** Id of a choice, or the text of a remark; null: the cell was emptied. */
  value: string | null;
  line: number;
}

/** What the store knows of a clinic period that a row names: nothing, or that it lies in another region. */
export type ClinicStanding = "known" | "unknown" | "of-another-region";

/** What the program holds a returned workbook against. */
export interface FollowUpKnowledge {
  choices: readonly FollowUpChoice[];
  standingOf(clinic: { ydernummer: string; opened: string }): ClinicStanding;
}

/** What a returned workbook says, and what of it has no place. */
export interface PlacedNotes {
  notes: Note[];
  /** What could not be placed, and figures that were edited; none of it is stored. */
  problems: Problem[];
  warnings: string[];
  /** Rows that came back, and those of them in which something could not be placed. */
  read: number;
  rejected: number;
}

/**
 * Compares a returned workbook with what was sent out: what differs in the two columns of the region was written by it.
 * What differs elsewhere is reported and never taken over.
 */
export function placeFollowUp(workbook: ReturnedWorkbook, knowledge: FollowUpKnowledge): PlacedNotes {
  const issued = new Map(workbook.issued.map((row) => [keyOf(row, workbook), row]));
  const rows = workbook.returned.filter((row) => issued.size > 0 || hasNotes(row, workbook));
  const placed: PlacedNotes = { notes: [], problems: [], warnings: [], read: rows.length, rejected: 0 };
  const { contradicting, repeated } = duplicatesAmong(rows, workbook);
  placed.problems.push(...contradicting.problems);
  for (const row of rows) {
    if (repeated.has(row)) continue;
    const found = contradicting.rows.has(row) ? null : placeRow(row, { workbook, issued, knowledge });
    placed.notes.push(...(found?.notes ?? []));
    placed.problems.push(...(found?.problems ?? []));
    const isWhole = found?.problems.every(({ code }) => code === "follow-up-edited") ?? false;
    if (!isWhole) placed.rejected += 1;
  }
  placed.warnings.push(...missingRows(rows, workbook));
  return placed;
}

interface RowContext {
  workbook: ReturnedWorkbook;
  issued: ReadonlyMap<string, SheetRow>;
  knowledge: FollowUpKnowledge;
}

function placeRow(row: SheetRow, context: RowContext): { notes: Note[]; problems: Problem[] } {
  const { workbook, issued, knowledge } = context;
  const sent = issued.get(keyOf(row, workbook));
  const clinic = clinicOf(row, workbook);
  if (sent === undefined || clinic === null || knowledge.standingOf(clinic) !== "known")
    return { notes: [], problems: [unplacedRow(row, context)] };
  const problems = editedCells(row, sent, workbook);
  const notes: Note[] = [];
  for (const field of followUpFields) {
    const heading = workbook.origin.headings[field];
    const text = row.cells.get(heading) ?? "";
    if (text === (sent.cells.get(heading) ?? "") && !row.marks.has(heading)) continue;
    const value = valueOf(field, text, { row, heading, context });
    if (typeof value === "object" && value !== null) problems.push(value);
    else notes.push({ ...clinic, field, value, line: row.line });
  }
  return { notes, problems };
}

/** What a changed cell of the region means: an id or a text, null for an emptied one, or why it means nothing. */
function valueOf(
  field: FollowUpField,
  text: string,
  { row, heading, context }: { row: SheetRow; heading: string; context: RowContext },
): string | null | Problem {
  const place = { line: row.line, sheet: context.workbook.origin.sheet, column: heading, value: text };
  const mark = row.marks.get(heading);
  if (mark === "error" || mark === "no-value")
    return cellProblem(
      "cell-error",
      "the cell holds a formula without a value; expected plain text, it was left out",
      place,
    );
  if (text === "") return null;
  if (field === "remark") return text;
  const choice = findChoice(context.knowledge.choices, text);
  if (choice !== null) return choice.id;
  const labels = context.knowledge.choices.map(({ label }) => label).join(", ");
  return cellProblem(
    "follow-up-choice",
    `${quoteValue(text)} is none of the choices (${labels}); it was left out, ask the region which it means`,
    place,
  );
}

function unplacedRow(row: SheetRow, { workbook, issued, knowledge }: RowContext): Problem {
  const { origin } = workbook;
  const clinic = clinicOf(row, workbook);
  const heading = origin.headings.ydernummer;
  const value = row.cells.get(heading) ?? "";
  const place = { line: row.line, sheet: origin.sheet, column: heading, value };
  const say = (reason: string): Problem =>
    cellProblem(
      "follow-up-clinic",
      `${quoteValue(value)} ${reason}; what stands in its row was left out`,
      place,
    );
  if (clinic === null) return say("with its opening date names no clinic");
  const standing = knowledge.standingOf(clinic);
  if (standing === "of-another-region")
    return say(`is a clinic of another region than ${origin.region.name}, whose workbook this is`);
  if (standing === "unknown") return say(`opened ${clinic.opened} is a clinic period that no register knows`);
  return issued.has(keyOf(row, workbook))
    ? say("could not be placed")
    : say("was not in the workbook that was sent out");
}

/** Cells outside the two columns of the region that no longer hold what was sent out. */
function editedCells(row: SheetRow, sent: SheetRow, { origin, headings }: ReturnedWorkbook): Problem[] {
  const own = new Set(Object.values(origin.headings));
  return headings
    .filter((heading) => heading !== "" && !own.has(heading))
    .flatMap((heading): Problem[] => {
      const [was, is] = [sent.cells.get(heading) ?? "", row.cells.get(heading) ?? ""];
      if (was === is || isSameNumber(was, is)) return [];
      return [
        cellProblem(
          "follow-up-edited",
          `${quoteValue(is)} stands where ${quoteValue(was)} was sent out; figures are never read back, ask the region whether ours is wrong`,
          { line: row.line, sheet: origin.sheet, column: heading, value: is },
        ),
      ];
    });
}

const decimal = /^-?\d+(,\d+)?$/;

/** Office suites write the last digits of a number differently. */
function isSameNumber(left: string, right: string): boolean {
  if (!decimal.test(left) || !decimal.test(right)) return false;
  const [one, other] = [left, right].map((text) => Number(text.replace(",", ".")));
  if (one === undefined || other === undefined) return false;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));
}

interface Duplicates {
  /** Rows of one clinic that do not say the same: none of them can be taken. */
  contradicting: { rows: ReadonlySet<SheetRow>; problems: Problem[] };
  /** Rows that say once more what an earlier row of the clinic says. */
  repeated: ReadonlySet<SheetRow>;
}

function duplicatesAmong(rows: readonly SheetRow[], workbook: ReturnedWorkbook): Duplicates {
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) {
    if (clinicOf(row, workbook) === null) continue;
    const key = keyOf(row, workbook);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const contradicting = { rows: new Set<SheetRow>(), problems: [] as Problem[] };
  const repeated = new Set<SheetRow>();
  for (const [first, ...others] of groups.values()) {
    if (first === undefined || others.length === 0) continue;
    const isSame = others.every((row) => notesOf(row, workbook) === notesOf(first, workbook));
    for (const other of others) {
      if (isSame) repeated.add(other);
      else {
        contradicting.rows.add(first).add(other);
        const pair = { line: other.line, firstLine: first.line };
        contradicting.problems.push(...duplicateProblems(pair, workbook.origin.sheet));
      }
    }
  }
  return { contradicting, repeated };
}

function missingRows(rows: readonly SheetRow[], workbook: ReturnedWorkbook): string[] {
  const there = new Set(rows.map((row) => keyOf(row, workbook)));
  const missing = workbook.issued.filter((row) => !there.has(keyOf(row, workbook)));
  const [first] = missing;
  if (first === undefined || workbook.issued.every((row) => clinicOf(row, workbook) === null)) return [];
  const number = first.cells.get(workbook.origin.headings.ydernummer) ?? "";
  return [
    `${missing.length} of the ${workbook.issued.length} ${noun(workbook.issued.length, "clinic")} that were sent out are missing from it, such as ${quoteValue(number)}; what is known of them stays as it was`,
  ];
}

function hasNotes(row: SheetRow, { origin }: ReturnedWorkbook): boolean {
  return followUpFields.some((field) => row.cells.has(origin.headings[field]));
}

function notesOf(row: SheetRow, { origin }: ReturnedWorkbook): string {
  return JSON.stringify(followUpFields.map((field) => row.cells.get(origin.headings[field]) ?? ""));
}

/** The clinic period that a row names; null when its number or its opening date is none. */
function clinicOf(
  row: SheetRow,
  { origin }: ReturnedWorkbook,
): { ydernummer: string; opened: string } | null {
  const number = row.cells.get(origin.headings.ydernummer) ?? "";
  const opened = parseIsoDate(row.cells.get(origin.headings.opened) ?? "");
  return /^\d{1,6}$/.test(number) && opened !== null ? { ydernummer: number.padStart(6, "0"), opened } : null;
}

function keyOf(row: SheetRow, workbook: ReturnedWorkbook): string {
  const clinic = clinicOf(row, workbook);
  return clinic === null ? `line ${row.line}` : `${clinic.ydernummer} ${clinic.opened}`;
}
