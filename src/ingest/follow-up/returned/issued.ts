import { normalizeLabel } from "../../../defs/labels.js";
import type { NoteField } from "../../../domain/shapes/follow-up.js";
import { parseIsoDate } from "../../../domain/iso-date.js";
import { comparableText, digestOfTexts } from "../../../domain/text/sheet-text.js";
import { returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import type { GridRow } from "./grid.js";
import { textAt } from "./grid.js";
import type { ClinicTable } from "./layout.js";

/** A clinic period. */
export interface Clinic {
  ydernummer: string;
  opened: string;
}

/** Headings of the columns that a return is read by. */
export interface ReturnHeadings {
  readonly ydernummer: string;
  readonly opened: string;
  /** Of the cells in which is written. */
  readonly written: ReadonlyMap<NoteField, string>;
}

/** All headings that a return is read by: of number, opening day, and the cells in which is written. */
export function allHeadings({ ydernummer, opened, written }: ReturnHeadings): string[] {
  return [ydernummer, opened, ...written.values()];
}

/** The headings that a table must have to be one in which is written: of the number and the cells. */
export function neededHeadings({ ydernummer, written }: ReturnHeadings): string[] {
  return [ydernummer, ...written.values()];
}

/** The cell whose heading a text is; null for none in which is written. */
export function fieldUnder(
  heading: string | null | undefined,
  { written }: ReturnHeadings,
): NoteField | null {
  if (heading === null || heading === undefined) return null;
  const wanted = normalizeLabel(heading);
  return [...written].find(([, label]) => normalizeLabel(label) === wanted)?.[0] ?? null;
}

/** A row as it was sent out. */
export interface IssuedRow {
  clinic: Clinic;
  /** Texts by heading, in the form in which they are compared; blank cells are left out. */
  cells: ReadonlyMap<string, string>;
  line: number;
  /** False when somebody wrote in the hidden row. */
  isIntact: boolean;
}

/** The rows as they were sent out, by ydernummer. */
export function issuedRows(table: ClinicTable, headings: ReturnHeadings): Map<string, IssuedRow[]> {
  const byNumber = new Map<string, IssuedRow[]>();
  const digestPlace = table.header.cells.find(({ text }) => text === returnedWorkbook.digestHeading)?.place;
  const own = [...table.places.entries()].filter(([heading]) => heading !== returnedWorkbook.digestHeading);
  for (const row of table.rows) {
    const clinic = clinicIn(row, table, headings);
    if (clinic === null) continue;
    const cells = new Map<string, string>();
    for (const [heading, place] of own) {
      const text = comparableText(textAt(row, place));
      if (text !== "") cells.set(heading, text);
    }
    const digest = digestPlace === undefined ? null : textAt(row, digestPlace);
    const before = row.cells.filter(({ place }) => digestPlace === undefined || place < digestPlace);
    const isIntact = digest === null || digest === digestOfTexts(before.map(({ text }) => text));
    const rows = byNumber.get(clinic.ydernummer) ?? [];
    byNumber.set(clinic.ydernummer, [...rows, { clinic, cells, line: row.line, isIntact }]);
  }
  return byNumber;
}

/** Forms of a date that people turn a date cell into, beside those of extracts. */
const otherDates = /^(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})$/;

/** A date as somebody wrote it; null for none. */
export function parseWrittenDate(text: string): string | null {
  return parseIsoDate(text.replace(otherDates, "$1-$2-$3"));
}

/** The number of a clinic, with the zeros that a number cell loses; null for a text that is none. */
export function parseWrittenNumber(text: string): string | null {
  const digits = text.replaceAll(/\s/g, "");
  return /^\d{1,6}$/.test(digits) ? digits.padStart(6, "0") : null;
}

function clinicIn(row: GridRow, { places }: ClinicTable, headings: ReturnHeadings): Clinic | null {
  const number = places.get(headings.ydernummer);
  const opened = places.get(headings.opened);
  if (number === undefined || opened === undefined) return null;
  const [ydernummer, date] = [parseWrittenNumber(textAt(row, number)), parseWrittenDate(textAt(row, opened))];
  return ydernummer === null || date === null ? null : { ydernummer, opened: date };
}
