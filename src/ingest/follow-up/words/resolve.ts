import { comparableText } from "../../../domain/text/sheet-text.js";
import type { GridRow } from "../returned/grid.js";
import { textAt } from "../returned/grid.js";
import type { Clinic, IssuedRow, ReturnHeadings } from "../returned/issued.js";
import { fieldUnder, parseWrittenNumber, parseWrittenDate } from "../returned/issued.js";
import type { ClinicTable } from "../returned/layout.js";

/** Which clinic a row is about. */
export type Resolved =
  | { kind: "sent"; issued: IssuedRow }
  /** A clinic that was not in the workbook; `opened` null: the row does not say. */
  | { kind: "named"; ydernummer: string; opened: string | null }
  /** Part of the row is one clinic's and the rest another's. */
  | { kind: "torn"; here: Clinic; other: Clinic }
  | { kind: "none" };

/** What rows are held against. */
export interface SentRows {
  byNumber: ReadonlyMap<string, readonly IssuedRow[]>;
  headings: ReturnHeadings;
}

/** Share of a clinic's cells that a row without a number must hold to be its row. */
const sureShare = 0.6;

/** Fewest cells by which a row is told, and by which a part of it is told to be another clinic's. */
const fewestCells = 3;

/** Tells which clinic a row of a table is about: by its number and opening date, and by its other cells where these are missing or disagree. */
export function resolveRow(row: GridRow, table: ClinicTable, sent: SentRows): Resolved {
  const at = (heading: string): string => {
    const place = table.places.get(heading);
    return place === undefined ? "" : textAt(row, place);
  };
  const number = parseWrittenNumber(at(sent.headings.ydernummer));
  const opened = parseWrittenDate(at(sent.headings.opened));
  const own = sent.byNumber.get(number ?? "") ?? [];
  const named = own.find(({ clinic }) => clinic.opened === opened) ?? own[0];
  if (named !== undefined) {
    const other = ownerOfRest(row, table, { named, sent });
    return other === null
      ? { kind: "sent", issued: named }
      : { kind: "torn", here: named.clinic, other: other.clinic };
  }
  if (number !== null) return { kind: "named", ydernummer: number, opened };
  const alike = mostAlike(row, table, sent);
  return alike === null ? { kind: "none" } : { kind: "sent", issued: alike };
}

/** The clinic that the cells belong to which are not those of the one that the row names; null where no other has them all. */
function ownerOfRest(
  row: GridRow,
  table: ClinicTable,
  { named, sent }: { named: IssuedRow; sent: SentRows },
): IssuedRow | null {
  const strange = comparedCells(row, table, { issued: named, sent }).filter(
    ({ now, isSame }) => !isSame && now !== "",
  );
  if (strange.length < fewestCells) return null;
  for (const rows of sent.byNumber.values()) {
    for (const one of rows) {
      if (one !== named && strange.every(({ heading, now }) => one.cells.get(heading) === now)) return one;
    }
  }
  return null;
}

/** The sent row that a row without a number shares most cells with; null where none stands out. */
function mostAlike(row: GridRow, table: ClinicTable, sent: SentRows): IssuedRow | null {
  let [best, most, isShared] = [null as IssuedRow | null, 0, false];
  for (const issued of [...sent.byNumber.values()].flat()) {
    const cells = comparedCells(row, table, { issued, sent });
    const equal = cells.filter(({ isSame }) => isSame).length;
    if (equal < fewestCells || equal < sureShare * cells.length || equal < most) continue;
    [best, isShared, most] = equal === most ? [best, true, most] : [issued, false, equal];
  }
  return isShared ? null : best;
}

/** The cells of a row that nobody writes in, each held against what was sent out, its number left out. */
function comparedCells(
  row: GridRow,
  { places }: ClinicTable,
  { issued, sent: { headings } }: { issued: IssuedRow; sent: SentRows },
): { heading: string; now: string; isSame: boolean }[] {
  return [...issued.cells].flatMap(([heading, text]) => {
    const place = places.get(heading);
    if (place === undefined || heading === headings.ydernummer || fieldUnder(heading, headings) !== null)
      return [];
    const now = comparableText(textAt(row, place));
    return [{ heading, now, isSame: isSameCell(heading, now, { text, headings }) }];
  });
}

/** True for a cell that holds what was sent out, an opening date in whatever form. */
export function isSameCell(
  heading: string,
  now: string,
  { text, headings }: { text: string; headings: ReturnHeadings },
): boolean {
  if (now === text) return true;
  return heading === headings.opened && parseWrittenDate(now) === text;
}
