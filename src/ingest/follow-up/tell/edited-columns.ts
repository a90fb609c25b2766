import { problemOf, quoteValue } from "../../../domain/shapes/problem.js";
import type { UnplacedWord } from "./word-problem.js";
import { cellOf } from "./word-problem.js";

/** Most cells of a column that are told one by one where they hold something else than was sent out. */
const fewCells = 3;

/** Texts that a message quotes before it only counts the rest. */
const quotedTexts = 3;

/** Tells a column that was changed from top to bottom in one line, with all that stands there now. */
export function withEditedColumns(unplaced: readonly UnplacedWord[], author: string): UnplacedWord[] {
  const columns = new Map<string, UnplacedWord[]>();
  for (const one of unplaced) {
    const { place, unplaced: why } = one.word;
    if (why !== "edited" || place.line === null || place.column === null) continue;
    const key = JSON.stringify([place.sheet, place.column]);
    columns.set(key, [...(columns.get(key) ?? []), one]);
  }
  const merged = new Map<UnplacedWord, UnplacedWord | null>();
  for (const cells of columns.values()) {
    if (cells.length <= fewCells) continue;
    for (const cell of cells) merged.set(cell, null);
    const [first] = cells;
    if (first !== undefined) merged.set(first, oneLine(first, cells, author));
  }
  return unplaced.flatMap((one) => {
    const line = merged.get(one);
    return line === undefined ? [one] : line === null ? [] : [line];
  });
}

function oneLine(first: UnplacedWord, cells: readonly UnplacedWord[], author: string): UnplacedWord {
  const lines = new Map<string, number[]>();
  for (const { word } of cells) lines.set(word.text, [...(lines.get(word.text) ?? []), word.place.line ?? 0]);
  const isOne = lines.size === 1;
  const text = isOne
    ? first.word.text
    : [...lines].map(([one, rows]) => `${rows.join(", ")}: ${one}`).join("\n");
  const quoted = [...lines.keys()].slice(0, quotedTexts).map(quoteValue).join(", ");
  const more = lines.size > quotedTexts ? ` and ${lines.size - quotedTexts} more texts` : "";
  const rows = cells.map(({ word }) => word.place.line ?? 0);
  const { place } = first.word;
  const heading = place.heading === null ? "of one column" : `under ${quoteValue(place.heading)}`;
  const message = `${cells.length} cells ${heading} (rows ${Math.min(...rows)} to ${Math.max(...rows)}) hold something else than was sent out: ${quoted}${more}; figures are never read back, ask ${author} whether ours are wrong`;
  const problem = problemOf("follow-up-edited", message, {
    ...{
      line: place.line,
      sheet: place.sheet,
      column: first.problem.column,
      value: text === "" ? null : text,
    },
    facts: { cell: cellOf(place) ?? "" },
  });
  // What stands under a column is about many clinics
  return { word: { ...first.word, text, clinic: null }, problem };
}
