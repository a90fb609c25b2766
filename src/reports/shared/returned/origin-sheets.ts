import type { Basis } from "../../../domain/shapes/figures.js";
import type { NoteField, ReturnForm } from "../../../domain/shapes/follow-up.js";
import { originKeys, returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import { comparableNumber, digestOfTexts } from "../../../domain/text/sheet-text.js";
import type {
  CellContent,
  WorkbookProperties,
  WorkbookColumn,
  WorkbookSheet,
  WorkbookTable,
} from "../../../office/workbook/content.js";

/** What the sheets of a workbook have alike. */
type SheetFrame = Omit<WorkbookSheet, "blocks">;

/** A workbook that will come back, as it is sent out. */
export interface SentWorkbook {
  form: ReturnForm;
  /** Id of the region whose workbook it is; null: it is one for all. */
  region: string | null;
  basis: Basis;
  /** Name of the sheet that is written in, and the headings of its columns that a return is read by. */
  sheet: string;
  headings: { ydernummer: string; opened: string; written: Readonly<Partial<Record<NoteField, string>>> };
  /** The table that is written in. */
  clinics: WorkbookTable;
  visible: readonly WorkbookSheet[];
  properties: WorkbookProperties;
  frame: SheetFrame;
}

/**
 * What the file is, its rows as they are sent out, and copies of its other sheets, for the program that reads it when it
 * comes back: what differs then was written by its reader. The workbook carries what was sent instead of the store,
 * because it may be made by another version, from another store, or as of a load that was taken back since. Fingerprints
 * tell when somebody writes in a hidden sheet. The words of these sheets are keys, not language.
 */
export function originSheets(sent: SentWorkbook): WorkbookSheet[] {
  const { form, region, basis, sheet, headings, clinics, visible, properties, frame } = sent;
  const copies = visible.map((one, place) => copyOf(one, { place, clinics }));
  const rows = [
    [originKeys.report, form.id],
    [originKeys.format, String(returnedWorkbook.format)],
    ...(region === null ? [] : [[originKeys.region, region]]),
    [originKeys.month, basis.month],
    [originKeys.load, String(basis.asOf)],
    [originKeys.sheet, sheet],
    [originKeys.ydernummer, headings.ydernummer],
    [originKeys.opened, headings.opened],
    ...form.fields.map((field) => [originKeys.columnOf + field, headings.written[field] ?? ""]),
    ...(["title", "subject", "description", "keywords"] as const).map((name) => [
      originKeys.propertyOf + name,
      properties[name],
    ]),
    ...copies.flatMap((copy, place) => [
      [originKeys.copyOf + copy.name, visible[place]?.name ?? ""],
      [originKeys.digestOf + copy.name, digestOfTexts(textsOf(copy))],
    ]),
  ];
  const keys = ["key", "value"].map((header) => ({ header, kind: "text" as const, width: 20 }));
  return [
    hiddenSheet(frame, returnedWorkbook.originSheet, {
      kind: "table",
      name: "FlpOrigin",
      columns: keys,
      rows,
      emptyText: "",
    }),
    hiddenSheet(frame, returnedWorkbook.issuedSheet, issuedTable(clinics)),
    ...copies,
  ];
}

/** The clinics as they are sent out, each row with its fingerprint. */
function issuedTable(clinics: WorkbookTable): WorkbookTable {
  const digest: WorkbookColumn = { header: returnedWorkbook.digestHeading, kind: "text", width: 12 };
  return {
    kind: "table",
    name: "FlpIssued",
    columns: [...clinics.columns.map(bare), digest],
    rows: clinics.rows.map((row) => [...row, digestOfTexts(rowTexts(row, clinics.columns))]),
    emptyText: "",
  };
}

/** A hidden copy of a sheet, cell by cell at the same places; the clinics' rows stand in a sheet of their own. */
function copyOf(
  sheet: WorkbookSheet,
  { place, clinics }: { place: number; clinics: WorkbookTable },
): WorkbookSheet {
  const letter = String.fromCharCode(65 + place);
  return {
    ...sheet,
    name: `${returnedWorkbook.copySheet}${place + 1}`,
    visible: false,
    freeze: null,
    blocks: sheet.blocks.map((block) =>
      block.kind === "lines"
        ? block
        : {
            ...block,
            name: `FlpCopy${letter}${block.name}`,
            columns: block.columns.map(bare),
            ...(block === clinics ? { rows: [], emptyText: "" } : {}),
          },
    ),
  };
}

function bare({ header, kind, width }: WorkbookColumn): WorkbookColumn {
  return { header, kind, width };
}

/** All texts of a sheet in the order in which a reader meets its cells. */
function textsOf({ blocks }: WorkbookSheet): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "lines") return block.lines.map(({ text }) => text);
    const rows = block.rows.flatMap((row) => rowTexts(row, block.columns));
    return [
      ...block.columns.map(({ header }) => header),
      ...(block.rows.length === 0 ? [block.emptyText] : rows),
    ];
  });
}

function rowTexts(row: readonly CellContent[], columns: readonly WorkbookColumn[]): string[] {
  return row.map((content, place) => {
    if (content === null) return "";
    if (typeof content === "number") return comparableNumber(content);
    return columns[place]?.kind === "month" && /^\d{4}-\d{2}$/.test(content) ? `${content}-01` : content;
  });
}

function hiddenSheet(frame: SheetFrame, name: string, table: WorkbookTable): WorkbookSheet {
  return { ...frame, name, visible: false, freeze: null, blocks: [table] };
}
