import { literalPattern } from "../../domain/text/literal-pattern.js";
import { z } from "zod";
import { normalizeLabel } from "../labels.js";
import { text } from "../yaml/fields.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

/** Words by which the rows and headings round the table of an extract are known. */
export interface TableWords {
  /** Words that begin a total row. */
  totals: readonly RegExp[];
  /** Units that may stand behind a heading without changing what it means, in the form of `normalizeLabel`. */
  units: ReadonlySet<string>;
}

/** Schema of `table-words.yaml`. */
export const tableWordsSchema = shippedSchema("table-words", () =>
  z
    .strictObject({ totals: z.array(text), units: z.array(text) })
    .transform(({ totals, units }): TableWords => ({
      totals: totalPatterns(totals),
      units: new Set(units.map(normalizeLabel)),
    })),
);

/** Patterns of words by which a layout's own total rows are known. */
export function totalPatterns(words: readonly string[]): RegExp[] {
  return words.map(totalPattern);
}

/** A cell that begins with a word and goes on, if at all, with something else than a letter: `I alt`, `Total:`, `Sum 2025`. */
function totalPattern(word: string): RegExp {
  const escaped = literalPattern(word.normalize("NFC"));
  return new RegExp(`^${escaped.replaceAll(/\s+/g, "\\s+")}(?!\\p{L})`, "iu");
}
