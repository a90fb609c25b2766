import type { EmptyValues } from "../../../defs/files/empty-values.js";
import { normalizeLabel } from "../../../defs/labels.js";
import type { DecimalMark } from "../../../domain/numbers.js";
import { isOddlyWritten } from "../../../domain/numbers.js";
import { tidyText } from "../../../domain/text/tidy-text.js";
import type { FieldNotes } from "./field-notes.js";
import type { TextFilter } from "../rows.js";

/** Tells of a text whether it means that there is nothing: words that people write everywhere, and those of a profile. */
export function emptyTest(everywhere: EmptyValues, ofProfile: readonly string[]): (text: string) => boolean {
  const own = new Set(ofProfile);
  return (text) => {
    const label = normalizeLabel(text);
    return everywhere.has(label) || own.has(label);
  };
}

/** Reads words for nothing as an empty text. */
export function emptyFilter(isEmpty: (text: string) => boolean, notes: FieldNotes): TextFilter {
  return (text, { column, line }) => {
    if (text.trim() === "" || !isEmpty(text)) return text;
    notes.noteEmptied(column, line, text);
    return "";
  };
}

/** Takes notice of whole numbers that are not written as such. */
export function countFilter(notes: FieldNotes, mark: DecimalMark | null): TextFilter {
  return (text, { column, line }) => {
    if (isOddlyWritten(text.trim(), mark)) notes.noteOddlyWritten(column, line, text);
    return text;
  };
}

/** Reads a text as it is stored; with a test for words for nothing, those as an empty text. */
export function tidyFilter(
  notes: FieldNotes,
  isEmpty: ((text: string) => boolean) | null = null,
): TextFilter {
  return (text, at) => {
    const tidy = tidyText(text);
    if (tidy !== text.trim()) notes.noteTidied(at.column, at.line, text);
    if (tidy === "" || isEmpty === null || !isEmpty(tidy)) return tidy;
    notes.noteEmptied(at.column, at.line, tidy);
    return "";
  };
}
