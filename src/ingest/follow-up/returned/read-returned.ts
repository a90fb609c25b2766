import type { Region } from "../../../defs/codes/regions.js";
import type { Problem } from "../../../domain/shapes/problem.js";
import { returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { addressOf } from "../../../office/cell-address.js";
import type { OpenFile } from "../../read/table/records.js";
import { asText } from "./faults.js";
import type { Grid } from "./grid.js";
import { readGrid } from "./grid.js";
import type { OriginTools, WorkbookOrigin } from "./origin.js";
import { copiedTable, deduceOrigin, keysOf, parseOrigin } from "./origin.js";
import type { OutsideCells } from "./outside-cells.js";

/** A workbook that came back, read but not judged. */
export interface ReturnedWorkbook {
  kind: "follow-up";
  /** The file's own name; a civil registration number in it is masked. */
  fileName: string;
  sha256: string;
  bytes: number;
  origin: WorkbookOrigin;
  /** All its sheets, in the order of their tabs. */
  grids: readonly Grid[];
  outside: OutsideCells;
  /** What refuses the whole file, such as a civil registration number anywhere in it. */
  problems: readonly Problem[];
}

/** What files are told from other files by. */
export interface ReturnTools extends OriginTools {
  path: string;
  limits: ReadLimits;
}

/** True for the name that a workbook which comes back is sent out under. */
export function isReturnName(fileName: string, regions: readonly Region[]): boolean {
  const lower = fileName.toLowerCase();
  const name = /ok22_([\p{Ll}\d-]+)_\d{4}-\d{2}/u.exec(lower)?.[1];
  return (
    /konsulenter_\d{4}-\d{2}/.test(lower) ||
    regions.some(({ id, code }) => name !== undefined && (name === id || name === code))
  );
}

/**
 * Reads a file as a workbook that comes back, from a region or a data consultant: by its hidden sheet, or, where that is
 * gone, by the headings of its table. Null when it is none. Throws exit 11 for one of a format that this program does not
 * read, for a copy as CSV, and for one without the table that is written in.
 */
export async function readReturned(file: OpenFile, tools: ReturnTools): Promise<ReturnedWorkbook | null> {
  const keys = keysOf(file);
  const copy = keys === null ? copiedTable(file, tools.names) : null;
  const known = keys ?? copy;
  if (known === null) return null;
  if (file.tables.every(({ sheet }) => sheet === null)) throw asText(file.fileName, known.form);
  const problems: Problem[] = [...file.problems];
  const read: Grid[] = [];
  for (const table of file.tables) {
    const { grid, problems: found } = await readGrid(table, {
      truth: tools.names.truth,
      limits: tools.limits,
    });
    problems.push(...found);
    read.push(grid);
  }
  const { readOutsideCells } = await import("./outside-cells.js");
  const outside = await readOutsideCells(tools.path, tools.limits);
  const grids = read.map((grid) => withFormulas(grid, outside));
  const { fileName, sha256, bytes } = file;
  const origin =
    "keys" in known ? parseOrigin(known, file, tools) : deduceOrigin(known, { file, grids, outside }, tools);
  return { kind: "follow-up", fileName, sha256, bytes, origin, grids, outside, problems };
}

/** True for a sheet that the program hides and reads itself. */
export function isOwnSheet(name: string): boolean {
  const { originSheet, issuedSheet, copySheet } = returnedWorkbook;
  return name === originSheet || name === issuedSheet || name.startsWith(copySheet);
}

/** Puts the formula into each cell that has no stored value, so that what was written can be told. */
function withFormulas(grid: Grid, { formulas }: OutsideCells): Grid {
  const own = formulas.get(grid.name);
  if (own === undefined || own.size === 0) return grid;
  const rows = grid.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      cell.mark === "no-value"
        ? { ...cell, text: own.get(addressOf({ row: row.line, column: cell.place })) ?? "=" }
        : cell,
    ),
  }));
  return { ...grid, rows };
}
