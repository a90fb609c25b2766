import { parse as parseWithCsvParse } from "csv-parse/sync";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { readLimits } from "../../../defs/limits/read-limits.js";
import { readFile } from "node:fs/promises";
import { parse as parseYaml } from "yaml";
import { gatesSchema } from "../../../defs/limits/gates.js";
import type { TextBlock } from "../text/text-records.js";
import { splitRecords } from "../text/text-records.js";
import { TextNotes } from "../text/text-notes.js";

/*
 * Text files are cut into cells as two readers of other hands cut them. Each cell is the same, or the difference is one that
 * is named here.
 */
const limits = readLimits(
  gatesSchema.parse(parseYaml(await readFile("pipelines/monthly/gates.yaml", "utf8"))).file,
);

/** More with FLP_FUZZ_RUNS=10000, another course with FLP_FUZZ_SEED. */
const runs = Number(process.env["FLP_FUZZ_RUNS"] ?? 1000);
const seed = Number(process.env["FLP_FUZZ_SEED"] ?? 20_250_424);

async function* blocksOf(text: string, lines: number): AsyncGenerator<TextBlock> {
  const all = text.split("\n");
  for (let start = 0; start < all.length; start += lines) {
    yield { firstLine: start + 1, text: all.slice(start, start + lines).join("\n"), bytes: 0 };
    await Promise.resolve();
  }
}

/** Our cells; null for a text in which a record is broken. */
async function ourCells(text: string, delimiter: string, lines: number): Promise<string[][] | null> {
  const cells: string[][] = [];
  for await (const { records } of splitRecords(blocksOf(text, lines), {
    delimiter,
    limits,
    notes: new TextNotes(),
    readLine: null,
  }))
    for (const record of records) {
      if (record.remarks !== null && record.remarks.problems.length > 0) return null;
      cells.push(record.cells);
    }
  return cells;
}

const isFilled = (row: readonly string[]): boolean => row.some((cell) => cell.trim() !== "");

function csvParseCells(text: string, delimiter: string): string[][] | null {
  try {
    return parseWithCsvParse(text, { delimiter, record_delimiter: "\n", relax_column_count: true }).filter(
      isFilled,
    );
  } catch {
    return null;
  }
}

function papaCells(text: string, delimiter: string): string[][] | null {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n", quoteChar: '"' });
  return errors.some(({ type }) => type === "Quotes") ? null : data.filter(isFilled);
}

/** What cells of real files hold; a line break inside a cell needs quotation marks round it. */
const cell = fc.oneof(
  fc.constantFrom(
    "2025-02",
    "000040",
    "KOL",
    "1.234",
    "12,0",
    "",
    " ",
    "Lægehuset ved søen",
    "Æ|Ø",
    "A;B",
    'et "navn"',
    "to\nlinjer",
    "'t Hus",
  ),
  fc.string({ unit: fc.constantFrom("a", "æ", " ", ";", ",", '"', "\n", "1", "-"), maxLength: 8 }),
);
const delimiters = fc.constantFrom(";", ",", "\t", "|");
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 10 });

function written(text: string, delimiter: string, isQuoted: boolean): string {
  const mustQuote = text.includes('"') || text.includes("\n") || text.includes(delimiter);
  return mustQuote || isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
}

describe("a text file is cut into the same cells", () => {
  test("that were written, that csv-parse finds, and that Papa Parse finds, wherever it is cut into blocks", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiters,
        fc.boolean(),
        fc.nat({ max: 4 }),
        async (rows, delimiter, isQuoted, lines) => {
          const text = rows
            .map((row) => row.map((one) => written(one, delimiter, isQuoted)).join(delimiter))
            .join("\n");
          const expected = rows.filter(isFilled);
          const found = await ourCells(text, delimiter, lines + 1);
          expect(found).toEqual(expected);
          expect(csvParseCells(text, delimiter)).toEqual(expected);
          expect(papaCells(text, delimiter)).toEqual(expected);
        },
      ),
      { numRuns: runs, seed },
    );
  });

  test("and a record that csv-parse finds broken is broken for us, as one that it reads is for us", async () => {
    const pieces = fc.constantFrom('"', '""', ";", "\n", "a", "1", '";"', '"\n', "2025-02;1;KOL");
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 14 }), fc.nat({ max: 4 }), async (parts, lines) => {
        const text = parts.join("");
        // `="…"` is set right before it is cut, see text-marks.ts.
        expect(await ourCells(text, ";", lines + 1)).toEqual(csvParseCells(text, ";"));
      }),
      { numRuns: runs, seed },
    );
  });
});
