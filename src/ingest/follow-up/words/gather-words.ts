import { normalizeLabel } from "../../../defs/labels.js";
import type { NoteField } from "../../../domain/shapes/follow-up.js";
import type { Grid } from "../returned/grid.js";
import type { Clinic, IssuedRow, ReturnHeadings } from "../returned/issued.js";
import type { ClinicTable } from "../returned/layout.js";
import { mentioned, mostAlikeSheet, wordsOfSheet } from "./other-sheets.js";
import { outsideWords } from "./outside-words.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { isOwnSheet } from "../returned/read-returned.js";
import { wordsOfTable } from "./clinic-table-words.js";
import type { Word } from "./word.js";
import type { GatherTools, ReturnLayout } from "./gathered-layout.js";
import { layoutOf } from "./gathered-layout.js";
import { hiddenWords } from "./hidden-words.js";
import { layoutWarnings } from "./layout-warnings.js";

/** All that a returned workbook says, and what there is to say of it as a whole. */
export interface Gathered {
  words: Word[];
  warnings: string[];
  /** Rows of the clinics' table that came back, and those of them whose clinic has no place here. */
  lines: readonly number[];
  strangeLines: ReadonlySet<number>;
  /** Rows that were sent out; empty where that is not known. */
  issued: readonly IssuedRow[];
  /** Clinics that have a row. */
  clinics: readonly Clinic[];
  /** False where the hidden sheets are gone and nothing could be compared. */
  isCompared: boolean;
  /** The cells of a clinic's row that are still there. */
  fields: readonly NoteField[];
  headings: ReturnHeadings;
}

/**
 * Compares a returned workbook with what was sent out, sheet by sheet, and finds whatever differs. Throws exit 11 where
 * the clinics' table is gone.
 */
export function gatherWords(workbook: ReturnedWorkbook, tools: GatherTools): Gathered {
  const layout = layoutOf(workbook, tools);
  const { main, context, headings } = layout;
  const tables = [main, ...layout.copies].map((table) => ({ table, found: wordsOfTable(table, context) }));
  const [first] = tables;
  const found = first?.found ?? wordsOfTable(main, context);
  const clinicAt = new Map(tables.map(({ table, found: one }) => [table.grid.name, one.clinics]));
  const words = [
    ...tables.flatMap(({ found: one }) => one.words),
    ...tables.flatMap(({ table }) => wordsAround(table, { workbook, layout })),
    ...restSheets(workbook, layout).flatMap((grid) => wordsOfRest(grid, { workbook, layout, tools })),
    ...hiddenWords(workbook, layout),
    ...outsideWords(workbook, { clinicAt, sent: context.sent }),
  ];
  const issued = [...context.sent.byNumber.values()].flat();
  const { written } = workbook.origin.headings;
  return {
    words: withoutRepeats(words, main.grid.name),
    warnings: layoutWarnings(workbook, layout, { found, headings }),
    lines: found.lines,
    strangeLines: found.strangeLines,
    issued: layout.context.isCompared ? issued : [],
    clinics: [...found.clinics.values()],
    isCompared: context.isCompared,
    fields: [...written].flatMap(([field, label]) => (main.places.has(label) ? [field] : [])),
    headings: workbook.origin.headings,
  };
}

/** What stands above a table, and headings that were written over columns without a cell. */
function wordsAround(
  table: ClinicTable,
  { workbook, layout }: { workbook: ReturnedWorkbook; layout: ReturnLayout },
): Word[] {
  const { sent } = layout.context;
  const copy = copyOf(workbook, table.grid.name) ?? copyOf(workbook, workbook.origin.sheet);
  const before = copy === null ? null : { ...copy, rows: copy.rows };
  const above =
    before === null
      ? []
      : wordsOfSheet(
          { ...table.grid, rows: table.above },
          { before, headings: layout.headings, sent, onlyClinics: false },
        );
  const known = new Set(table.places.values());
  const filled = new Set(table.rows.flatMap(({ cells }) => cells.map(({ place }) => place)));
  const lonely = table.header.cells.filter(
    ({ place, text }) => text !== "" && !known.has(place) && !filled.has(place),
  );
  const isKnown = (text: string): boolean =>
    layout.headings.some((heading) => normalizeLabel(heading) === normalizeLabel(text));
  const place = { sheet: table.grid.name, line: table.header.line, heading: null, kind: "cell" as const };
  return [
    ...above,
    ...lonely
      .filter(({ text }) => !isKnown(text))
      .map((cell): Word => ({
        ...{ clinic: mentioned(cell.text, sent), field: null, text: cell.text, mark: cell.mark, sent: "" },
        place: { ...place, column: cell.place },
        unplaced: mentioned(cell.text, sent) === null ? "unclear" : null,
        reason: null,
      })),
    ...table.renamed.map((one): Word => ({
      ...{ clinic: null, field: null, text: one.now, mark: null, sent: one.sent },
      place: { ...place, column: one.place },
      unplaced: "edited",
      reason: null,
    })),
  ];
}

function restSheets({ grids }: ReturnedWorkbook, { main, copies }: ReturnLayout): Grid[] {
  const tables = new Set([main, ...copies].map(({ grid }) => grid.name));
  return grids.filter(({ name }) => !isOwnSheet(name) && !tables.has(name));
}

function wordsOfRest(
  grid: Grid,
  { workbook, layout, tools }: { workbook: ReturnedWorkbook; layout: ReturnLayout; tools: GatherTools },
): Word[] {
  const copy = copyOf(workbook, grid.name) ?? mostAlikeSheet(grid, allCopies(workbook));
  const hasCopies = workbook.origin.copies.size > 0;
  const isOurs = tools.names.sheets.includes(grid.name);
  const { headings, context } = layout;
  const found = wordsOfSheet(grid, {
    before: copy,
    headings,
    sent: context.sent,
    onlyClinics: !hasCopies && isOurs,
  });
  if (context.isCompared || !isOurs) return found;
  return [];
}

function allCopies({ grids, origin }: ReturnedWorkbook): Grid[] {
  return grids.filter(({ name }) => origin.copies.has(name));
}

function copyOf({ grids, origin }: ReturnedWorkbook, sheet: string): Grid | null {
  const name = [...origin.copies].find(([, { of }]) => of === sheet)?.[0];
  return grids.find((grid) => grid.name === name) ?? null;
}

/** What a copied sheet says once more is said once. */
function withoutRepeats(words: readonly Word[], main: string): Word[] {
  const said = new Set<string>();
  const ordered = [...words].sort(
    (left, right) => Number(right.place.sheet === main) - Number(left.place.sheet === main),
  );
  return ordered.filter((word) => {
    const { clinic, field, text, unplaced, place } = word;
    if (clinic === null || unplaced !== null || text === "") return true;
    const key = JSON.stringify([clinic, field, text, field === null ? place.heading : null]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
