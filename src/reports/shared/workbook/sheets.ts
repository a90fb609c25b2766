import type { PublishedTexts } from "./published-texts.js";
import type { Ok22Terms } from "../terms.js";
import type { ComplianceCount } from "../../../domain/shapes/figures.js";
import type {
  WorkbookColours,
  WorkbookColumn,
  WorkbookContent,
  WorkbookLine,
  WorkbookPrint,
  WorkbookTable,
} from "../../../office/workbook/content.js";
import { renderWorkbook } from "../../../office/workbook/write.js";
import { publishWorkbook } from "./publish.js";
import type { Definition } from "../../../render/page/page-content.js";
import type { Reservation } from "../rule.js";

/** A finished file: its name without folder, and its bytes. */
export interface RenderedFile {
  fileName: string;
  bytes: Uint8Array;
}

/** What a workbook shows of its sender. */
export interface WorkbookLook {
  sender: string;
  colours: WorkbookColours;
  /** Words of the published form; left out: the form to work in. */
  published?: PublishedTexts;
}

/** A workbook's file in the form that is asked for: its name and its bytes. */
export async function renderInForm(
  name: string,
  content: WorkbookContent,
  { published }: WorkbookLook,
): Promise<RenderedFile> {
  if (published === undefined) return { fileName: `${name}.xlsx`, bytes: await renderWorkbook(content) };
  const bytes = await renderWorkbook(publishWorkbook(content, published));
  return { fileName: `${name}_${published.fileSuffix}.xlsx`, bytes };
}

/** Lines that warn, above any figure of a sheet. */
export function warningLines(reservations: readonly Reservation[]): WorkbookLine[] {
  return reservations.map(({ label, text }) => ({ text: `${label}: ${text}`, style: "warning" }));
}

/** Page header and footer; what limits the use of the figures stands on every printed page. */
export function printOf(header: string, footer: string, reservations: readonly Reservation[]): WorkbookPrint {
  return { header: [header, ...reservations.map(({ label }) => label)].join(" · "), footer };
}

/** Headings and names of an outcome table. */
export interface OutcomeTableTexts {
  table: string;
  columns: { outcome: string; clinics: string; share: string };
  total: string;
  emptyText: string;
  /** Width of the first column, which also holds the sheet's lines of text. */
  width: number;
}

/** How many clinics have each outcome, and their share of all: the rows add up to the last. */
export function outcomeTable(
  count: ComplianceCount,
  terms: Ok22Terms,
  texts: OutcomeTableTexts,
): WorkbookTable {
  const row = (name: string, clinics: number): (string | number | null)[] => [
    name,
    clinics,
    count.clinics === 0 ? null : clinics / count.clinics,
  ];
  return {
    kind: "table",
    name: texts.table,
    emptyText: texts.emptyText,
    columns: [
      { header: texts.columns.outcome, kind: "text", width: texts.width },
      { header: texts.columns.clinics, kind: "count", width: 16 },
      { header: texts.columns.share, kind: "share", width: 28, bar: { full: 1 } },
    ],
    rows: [
      row(terms.outcomes.pass, count.pass),
      row(terms.outcomes.fail, count.fail),
      row(terms.outcomes.unknown, count.unknown),
      row(texts.total, count.clinics),
    ],
  };
}

/** Words and what they mean, as a table of two columns. */
export function definitionTable(
  items: readonly Definition[],
  { table, term, meaning, emptyText }: { table: string; term: string; meaning: string; emptyText: string },
): WorkbookTable {
  const columns: WorkbookColumn[] = [
    { header: term, kind: "text", width: 30, wrap: true },
    { header: meaning, kind: "text", width: 100, wrap: true },
  ];
  return {
    kind: "table",
    name: table,
    columns,
    rows: items.map((item) => [item.term, item.text]),
    emptyText,
  };
}
