import { normalizeLabel } from "../../../defs/labels.js";
import type { Grid, GridRow } from "./grid.js";
import { textAt } from "./grid.js";

/** A table of clinics in a sheet: its header, its columns by the headings that were sent out, and the rows below. */
export interface ClinicTable {
  grid: Grid;
  header: GridRow;
  /** Place of each heading that was found, by the heading as it was sent out. */
  places: ReadonlyMap<string, number>;
  /** Headings that were sent out and stand there no more. */
  missing: readonly string[];
  /** Headings that stand where another one was sent out: as sent, and as it is. */
  renamed: readonly { sent: string; now: string; place: number }[];
  /** All rows below the header. */
  rows: readonly GridRow[];
  /** All rows above the header. */
  above: readonly GridRow[];
}

/** Share of the headings that makes a row the header of a table, where one of the needed headings was changed. */
const headerShare = 0.6;

/**
 * Finds the table of a sheet by its headings; null for a sheet without one. `needed` are the headings that make a row its
 * header; where one of them was renamed, the row that holds most of `headings` is.
 */
export function findClinicTable(
  grid: Grid,
  headings: readonly string[],
  needed: readonly string[],
): ClinicTable | null {
  const wanted = new Set(headings.map(normalizeLabel));
  const must = needed.map(normalizeLabel);
  const at = grid.rows.findIndex((row) => {
    const there = new Set(row.cells.map(({ text }) => normalizeLabel(text)));
    if (must.every((heading) => there.has(heading))) return true;
    const known = headings.filter((heading) => there.has(normalizeLabel(heading))).length;
    return wanted.size >= 5 && known >= headerShare * wanted.size;
  });
  const header = grid.rows[at];
  if (header === undefined) return null;
  const { places, renamed } = placesOf(header, headings);
  return {
    grid,
    header,
    places,
    renamed,
    missing: headings.filter((heading) => !places.has(heading)),
    rows: grid.rows.slice(at + 1),
    above: grid.rows.slice(0, at),
  };
}

function placesOf(
  header: GridRow,
  headings: readonly string[],
): { places: Map<string, number>; renamed: { sent: string; now: string; place: number }[] } {
  const known = new Set(headings.map(normalizeLabel));
  const places = new Map<string, number>();
  for (const heading of headings) {
    const found = header.cells.find(({ text }) => normalizeLabel(text) === normalizeLabel(heading));
    if (found !== undefined) places.set(heading, found.place);
  }
  const renamed: { sent: string; now: string; place: number }[] = [];
  for (const [position, heading] of headings.entries()) {
    if (places.has(heading)) continue;
    const [before, after] = [headings[position - 1], headings[position + 1]].map((name) =>
      name === undefined ? undefined : places.get(name),
    );
    const place = before === undefined ? (after ?? 0) - 1 : before + 1;
    const now = textAt(header, place);
    const fits = after === undefined || after === place + 1;
    if (place < 0 || !fits || now === "" || known.has(normalizeLabel(now))) continue;
    places.set(heading, place);
    renamed.push({ sent: heading, now, place });
  }
  return { places, renamed };
}

/** The heading over a column of a table; null where none stands. */
export function headingAt({ header }: ClinicTable, place: number): string | null {
  const text = textAt(header, place);
  return text === "" ? null : text;
}
