import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainLimits } from "../../../testing/plain-limits.js";
import type { Splitting, TextBlock } from "./text-records.js";
import { splitRecords } from "./text-records.js";
import { TextNotes } from "./text-notes.js";

const limits = plainLimits;

const how = (): Splitting => ({ delimiter: ";", limits, readLine: null, notes: new TextNotes() });

/** Cuts a text into blocks of whole lines, as reading a file does. */
async function* blocksOf(text: string, lines: number): AsyncGenerator<TextBlock> {
  const all = text.replace(/\n$/, "").split("\n");
  for (let start = 0; start < all.length; start += lines) {
    yield { firstLine: start + 1, text: all.slice(start, start + lines).join("\n"), bytes: 0 };
    await Promise.resolve();
  }
}

const cell = fc.string({ unit: fc.constantFrom("a", "æ", " ", ";", '"', "\n", "1"), maxLength: 6 });
const quoted = (text: string): string =>
  /[";\n]/.test(text) || text.length % 2 === 1 ? `"${text.replaceAll('"', '""')}"` : text;

test("sound CSV is split as csv-parse splits it, wherever the file is cut into pieces", async () => {
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 5 }), async (rows, lines) => {
      const text = `${rows.map((row) => row.map(quoted).join(";")).join("\n")}\n`;
      const expected = parse(text, { delimiter: ";", relax_column_count: true }).filter((row) =>
        row.some((one) => one.trim() !== ""),
      );
      const found: string[][] = [];
      for await (const { records } of splitRecords(blocksOf(text, lines), how())) {
        for (const record of records) {
          expect(record.remarks).toBeNull();
          found.push(record.cells);
        }
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 500, seed: 1 },
  );
});
