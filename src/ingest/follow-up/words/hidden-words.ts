import { returnedWorkbook } from "../../../domain/shapes/follow-up.js";
import { digestOfTexts } from "../../../domain/text/sheet-text.js";
import type { Grid } from "../returned/grid.js";
import { textAt } from "../returned/grid.js";
import { wordsOfSheet } from "./other-sheets.js";
import type { ReturnedWorkbook } from "../returned/read-returned.js";
import type { Word } from "./word.js";
import type { ReturnLayout } from "./gathered-layout.js";

/** What somebody wrote in a hidden sheet: what differs there from the visible one, where its fingerprint no longer fits. */
export function hiddenWords(workbook: ReturnedWorkbook, { main, headings, context }: ReturnLayout): Word[] {
  const { grids, origin } = workbook;
  const { sent } = context;
  const issued = [...sent.byNumber.values()].flat();
  const intact = new Set(issued.flatMap(({ isIntact, line }) => (isIntact ? [line] : [])));
  const written = (grid: Grid, before: Grid | null): Word[] =>
    wordsOfSheet(grid, { before, headings, sent, onlyClinics: false });
  return grids.flatMap((grid): Word[] => {
    const copy = origin.copies.get(grid.name);
    if (copy !== undefined) {
      const texts = grid.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
      const before = grids.find(({ name }) => name === copy.of) ?? null;
      return digestOfTexts(texts) === copy.digest ? [] : written(grid, before);
    }
    if (grid.name === returnedWorkbook.issuedSheet)
      return written(grid, main.grid).filter(
        ({ place: { line }, text }) => line !== null && line > 1 && !intact.has(line) && !isDigest(text),
      );
    if (grid.name !== returnedWorkbook.originSheet) return [];
    const isOurs = ({ place: { column, line } }: Word): boolean => {
      const row = grid.rows.find((one) => one.line === line);
      return (column ?? 0) <= 1 && row !== undefined && isKey(textAt(row, 0));
    };
    return written(grid, null).filter((word) => !isOurs(word));
  });
}

function isDigest(text: string): boolean {
  return /^[0-9a-f]{12}$/.test(text);
}

function isKey(text: string): boolean {
  return /^(key|report|format|region|month|load|sheet|column\.[-a-z]+|(copy|digest|property)\..+)$/.test(
    text,
  );
}
