import fc from "fast-check";
import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { gatesSchema } from "../../../defs/limits/gates.js";
import { readLimits } from "../../../defs/limits/read-limits.js";
import type { CellValues } from "../../../testing/workbooks/cell-values.js";
import { placedCells } from "../../../testing/workbooks/cell-values.js";
import type { Difference } from "../../../testing/workbooks/differences.js";
import { differences } from "../../../testing/workbooks/differences.js";
import type { GeneratedWorkbook } from "../../../testing/workbooks/generated.js";
import { generatedWorkbook } from "../../../testing/workbooks/generated.js";
import { excelJsValues, ourValues, sheetJsValues } from "../../../testing/workbooks/readers.js";
import { writeWorkbook } from "../../../testing/workbooks/write.js";

/*
 * Workbooks are read as two readers of other hands read them. Each cell says the same, or the difference is one of the list
 * in src/testing/workbooks/differences.ts, where the other reader leaves the standard. More workbooks with
 * FLP_FUZZ_RUNS=10000, others with FLP_FUZZ_SEED.
 */
const usualRuns = 400;
const runs = Number(process.env["FLP_FUZZ_RUNS"] ?? usualRuns);
const seed = Number(process.env["FLP_FUZZ_SEED"] ?? 20_250_424);

const limits = readLimits(
  gatesSchema.parse(parseYaml(await readFile("pipelines/monthly/gates.yaml", "utf8"))).file,
);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flp-workbooks-"));
});
afterAll(() => rm(folder, { recursive: true }));

const compared = { ours: 0, exceljs: 0, SheetJS: 0 };
const met = new Set<Difference>();

/** Every cell that was written is read, and no other. */
function expectAsWritten(workbook: GeneratedWorkbook, values: CellValues): void {
  const written = placedCells(workbook).flatMap(({ place, says }): [string, string][] =>
    says === null ? [] : [[place, says]],
  );
  expect(Object.fromEntries(values)).toEqual(Object.fromEntries(written));
  compared.ours += written.length;
}

function expectDifferencesOfList(
  workbook: GeneratedWorkbook,
  reader: Difference["reader"],
  values: CellValues | null,
): void {
  const listed = differences.filter((one) => one.reader === reader);
  const whole = listed.filter(({ ofWorkbook }) => ofWorkbook?.(workbook) === true);
  if (whole.length === 0) expect(values, `${reader} gives up`).not.toBeNull();
  for (const cell of placedCells(workbook)) {
    const found = values?.get(cell.place) ?? null;
    if (found === cell.says) {
      compared[reader] += 1;
      continue;
    }
    const reasons = [...whole, ...listed.filter(({ ofCell }) => ofCell?.(cell, workbook) === true)];
    expect(reasons, `${reader} reads ${found} in ${cell.place}, not ${cell.says}`).not.toEqual([]);
    // Of several reasons for one difference none is shown to be needed.
    if (reasons.length === 1) for (const reason of reasons) met.add(reason);
  }
}

describe("a workbook is read", () => {
  test("as it was written, as SheetJS reads it and as exceljs reads it, in every form that the standard allows", async () => {
    const path = join(folder, "generated.xlsx");
    await fc.assert(
      fc.asyncProperty(generatedWorkbook, async (workbook) => {
        const bytes = await writeWorkbook(workbook);
        await writeFile(path, bytes);
        expectAsWritten(workbook, await ourValues(path, limits));
        expectDifferencesOfList(workbook, "SheetJS", sheetJsValues(bytes));
        expectDifferencesOfList(workbook, "exceljs", await excelJsValues(bytes));
      }),
      { numRuns: runs, seed },
    );
    expect(compared.ours).toBeGreaterThan(20 * runs);
    expect(compared.SheetJS).toBeGreaterThan(12 * runs);
    expect(compared.exceljs).toBeGreaterThan(4 * runs);
  }, 1_800_000);

  test.runIf(runs >= usualRuns)("and no difference is listed that no workbook shows", () => {
    const idle = differences.filter((one) => !met.has(one));
    expect(idle.map(({ reader, why }) => `${reader} ${why}`)).toEqual([]);
  });
});

const corpus = "fixtures/extracts/workbooks";

/** Of these one of the readers reads something else, for the reason given. */
const readOtherwise: Readonly<Record<string, Omit<Difference, "ofCell" | "ofWorkbook">>> = {
  "python-openpyxl.xlsx": {
    reader: "exceljs",
    why: "gives up at a table whose relation begins with a slash",
  },
  "python-xlsxwriter-total-not-computed.xlsx": {
    reader: "SheetJS",
    why: "leaves out a formula that was not computed",
  },
};

describe("a workbook as programs save it says the same to all three", () => {
  test.each(readdirSync(corpus))("%s", async (name) => {
    const path = join(corpus, name);
    const bytes = await readFile(path);
    const ours = await ourValues(path, limits);
    expect(ours.size).toBeGreaterThanOrEqual(20);
    const theirs = { SheetJS: sheetJsValues(bytes), exceljs: await excelJsValues(bytes) };
    for (const reader of ["SheetJS", "exceljs"] as const)
      if (readOtherwise[name]?.reader === reader) expect(theirs[reader]).not.toEqual(ours);
      else expect(theirs[reader]).toEqual(ours);
  });
});
