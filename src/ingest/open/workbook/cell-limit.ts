import type { ReadLimits } from "../../../defs/limits/read-limits.js";
import { beyondLimit } from "../../../office/office-error.js";
import type { ZipFile, ZipPart } from "../../../office/package/zip.js";
import { unpack } from "../../../office/package/zip.js";

/** Bytes of the shortest cell, `<c/>`. */
const shortestCell = 4;

/**
 * Refuses a sheet with more cells than the limit before its rows are read: counting the beginnings of cells in its bytes
 * takes a tenth of the time that reading them does. Only sheets that are long enough are counted.
 */
export async function refuseTooManyCells(
  { zip, part }: { zip: ZipFile; part: ZipPart },
  { limits, sheet }: { limits: ReadLimits; sheet: string },
): Promise<void> {
  const most = limits.maxCells;
  if (part.bytes <= most * shortestCell) return;
  let cells = 0;
  // Cells that a piece of bytes cuts are not counted: at most one in 64 kB.
  for await (const chunk of unpack(zip, part)) {
    cells += cellsIn(chunk);
    if (cells > most)
      throw beyondLimit(
        { limit: "maxCells", seen: cells, most, what: `a sheet has ${cells} cells or more` },
        { sheet },
      );
  }
}

const [open, slash, colon, c, end, blank] = Buffer.from("</:c> ");

/** Counts `<c ` and `<c>`, with a prefix (`<x:c `) too. */
function cellsIn(bytes: Buffer): number {
  let cells = 0;
  const last = bytes.length - 1;
  for (let at = 1; at < last; at += 1) {
    if (bytes[at] !== c) continue;
    const before = bytes[at - 1];
    const after = bytes[at + 1];
    if ((before === open || before === colon) && (after === blank || after === end || after === slash))
      cells += 1;
  }
  return cells;
}
