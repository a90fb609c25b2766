import type { FormNames } from "../../../defs/files/returned-workbook.js";
import { returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import type { IssuedRow } from "../returned/issued.js";
import { allHeadings, issuedRows, neededHeadings } from "../returned/issued.js";
import type { ClinicTable } from "../returned/layout.js";
import { findClinicTable } from "../returned/layout.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import { isOwnSheet } from "../returned/read-returned.js";
import { withoutTable } from "../returned/faults.js";
import type { SentRows } from "./resolve.js";
import type { TableContext } from "./clinic-table-words.js";

/** What a workbook is gathered with, beside what it holds itself. */
export type GatherTools = Pick<TableContext, "standingOf" | "knownOf"> & { names: FormNames };

/** Where a returned workbook has its table of clinics, and what that is held against. */
export interface ReturnLayout {
  main: ClinicTable;
  /** Copies of the clinics' table in other sheets. */
  copies: readonly ClinicTable[];
  headings: readonly string[];
  context: TableContext;
}

/** Finds the table of clinics, in whatever sheet and with whatever headings it came back. Throws exit 11 where it is gone. */
export function layoutOf(workbook: ReturnedWorkbook, tools: GatherTools): ReturnLayout {
  const { origin, grids } = workbook;
  const own = allHeadings(origin.headings);
  const issuedGrid = grids.find(({ name }) => name === returnedWorkbook.issuedSheet);
  const issuedTable = issuedGrid === undefined ? null : findClinicTable(issuedGrid, own, own);
  const sentHeadings = issuedTable?.header.cells
    .map(({ text }) => text)
    .filter((text) => text !== "" && text !== returnedWorkbook.digestHeading);
  const headings = sentHeadings ?? [...own, ...tools.names.columns];
  const whole =
    issuedGrid === undefined
      ? null
      : findClinicTable(issuedGrid, [...headings, returnedWorkbook.digestHeading], own);
  const candidates = grids
    .filter(({ name }) => !isOwnSheet(name))
    .map((grid) => findClinicTable(grid, headings, own))
    .filter((table) => table !== null)
    .filter(({ places }) => [...origin.headings.written.values()].some((heading) => places.has(heading)));
  const byNumber = whole === null ? new Map<string, IssuedRow[]>() : issuedRows(whole, origin.headings);
  const main =
    candidates.find(({ grid }) => grid.name === origin.sheet) ??
    candidates.find(({ grid }) => grid.isVisible) ??
    candidates[0] ??
    (byNumber.size > 0 ? null : firstTable(workbook));
  if (main === null) throw withoutTable(workbook.fileName, origin);
  const sent: SentRows = { byNumber, headings: origin.headings };
  const isCompared = byNumber.size > 0;
  return {
    main,
    copies: candidates.filter((table) => table !== main),
    headings,
    context: { sent, isCompared, standingOf: tools.standingOf, knownOf: tools.knownOf },
  };
}

/** Where nothing says what was sent out, any table with numbers and remarks is taken. */
function firstTable({ grids, origin: { headings } }: ReturnedWorkbook): ClinicTable | null {
  const needed = neededHeadings(headings);
  const tables = grids.map((grid) => findClinicTable(grid, allHeadings(headings), needed));
  return tables.find((table) => table !== null) ?? null;
}
