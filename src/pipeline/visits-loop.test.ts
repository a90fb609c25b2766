import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import ExcelJs from "exceljs";
import JSZip from "jszip";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findUnsoundness } from "../db/soundness.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import { undoLoad } from "../ingest/store/undo.js";
import { programFolder } from "../lib/program.js";
import { storedNotes } from "../metrics/follow-up/stored-notes.js";
import { resolveQuestion } from "../question/question.js";
import { makeConsultants } from "../reports/consultants/make.js";
import { makeRegions } from "../reports/regions/make.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { fillWorklist, openWorklist, worklistRows } from "../testing/returned/worklist.js";
import type { CountLine, Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const written = ["Besøgt", "Besøgt af", "Aftalt", "Næste skridt"];
const february = "konsulenter_2025-02.xlsx";

/** The workbooks of a month by name: the worklist's page and workbook, or those of the regions. */
async function issue(make: typeof makeConsultants, of: string, asOf: number | null = null) {
  const question = await resolveQuestion(shop, { month: month(of), asOf });
  const figures = await figuresOfMonth(question);
  const input = { question, figures, shownBefore: null, home: programFolder, forms: [] };
  const files = await make(input, join(programFolder, "reports"));
  return new Map(files.map(({ fileName, bytes }) => [fileName, bytes]));
}

async function list(of: string, asOf: number | null = null): Promise<Uint8Array> {
  return (await issue(makeConsultants, of, asOf)).get(`konsulenter_${of}.xlsx`)!;
}

/** Three near clinics that lack 1, 2 and 3 plans, the last in another region, and one that never made a plan. */
async function fourClinics(): Promise<void> {
  const numbers = { "000101": 9, "000102": 8, "000103": 7, "000104": 0 };
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv(
      Object.keys(numbers).map((ydernummer) => ({
        ydernummer,
        region: ydernummer === "000103" ? "1083" : "1081",
      })),
    ),
  );
  const lines: CountLine[] = [];
  for (let back = 0; back < 13; back += 1) {
    const at = new Date(Date.UTC(2025, 1 - back, 1)).toISOString().slice(0, 7);
    for (const [number, plans] of Object.entries(numbers))
      if (plans > 0) lines.push([at, number, "KOL", back < plans ? 1 : 0, back < plans ? 0 : 1]);
  }
  await shop.load("planer.csv", countsCsv(lines));
}

/** One month more, in which nobody makes a new plan. */
async function loadMonth(of: string): Promise<void> {
  const lines = ["000101", "000102", "000103"].map((number): CountLine => [of, number, "KOL", 0, 1]);
  const { status } = await shop.load(`planer_${of}.csv`, countsCsv(lines), { acceptedReason: "small world" });
  expect(status).toBe("stored");
}

/** Rows of the sheet of clinics with notes that are not on the list: number, name, why, and day; null: no such sheet. */
async function offList(of: string): Promise<string[][] | null> {
  const { book } = await openWorklist(await list(of));
  const sheet = book.getWorksheet("Ikke på listen");
  if (sheet === undefined) return null;
  const rows: string[][] = [];
  sheet.eachRow((row) => {
    const visited = row.getCell(4).value;
    if (/^\d{6}$/.test(row.getCell(1).text))
      rows.push([
        ...[1, 2, 3].map((column) => row.getCell(column).text),
        visited instanceof Date ? visited.toISOString().slice(0, 10) : "",
      ]);
  });
  return rows;
}

async function send(cells: Parameters<typeof fillWorklist>[1], name = february): Promise<IngestOutcome> {
  return shop.load(name, await fillWorklist(await list("2025-02"), cells));
}

const messages = ({ problems }: IngestOutcome): string[] =>
  problems.map(({ code, value }) => `${code}: ${value ?? ""}`);

describe("the loop with the data consultants", () => {
  test("a clinic that was visited steps back, and what was written stands in the next month's list", async () => {
    await fourClinics();
    expect(await worklistRows(await list("2025-02"))).toEqual([
      ["000101"],
      ["000102"],
      ["000103"],
      ["000104"],
    ]);
    const outcome = await send([
      ["000101", "Besøgt", day("2025-03-04")],
      ["000101", "Besøgt af", "AB"],
      ["000101", "Aftalt", "=HYPERLINK(1)\nviser guiden"],
      ["000102", "Besøgt", "5.3.2025"],
      ["000102", "Næste skridt", "Besøg igen"],
    ]);
    expect(outcome).toMatchObject({ status: "stored", kind: "follow-up", profile: "flp-consultants.v3" });
    expect(outcome).toMatchObject({ problems: [], warnings: [], notes: { region: null, written: 5 } });
    await loadMonth("2025-03");
    expect(await worklistRows(await list("2025-03"), [...written, "Noteret for"])).toEqual([
      ["000102", "2025-03-05", null, null, "Besøg igen", "2025-02-01"],
      ["000103", null, null, null, null, null],
      ["000104", null, null, null, null, null],
      ["000101", "2025-03-04", "AB", "=HYPERLINK(1)\nviser guiden", null, "2025-02-01"],
    ]);
    const page = new TextDecoder().decode(
      (await issue(makeConsultants, "2025-03")).get("konsulenter_2025-03.html"),
    );
    expect(page).toContain("Senest besøgt 04-03-2025 af AB.");
    expect(page).toContain("Skriv under besøget, og skriv det bagefter ind i konsulenter_2025-03.xlsx");
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("a list that comes back untouched says nothing, and an emptied cell is carried no further", async () => {
    await fourClinics();
    await send([["000101", "Aftalt", "Ringer i marts"]]);
    await loadMonth("2025-03");
    const march = await list("2025-03");
    expect((await shop.load("marts.xlsx", march)).notes).toMatchObject({ written: 0, emptied: 0 });
    const emptied = await fillWorklist(march, [["000101", "Aftalt", null]]);
    expect((await shop.load("tomt.xlsx", emptied)).notes).toMatchObject({ written: 0, emptied: 1 });
    expect((await worklistRows(await list("2025-03"), ["Aftalt"]))[0]).toEqual(["000101", null]);
    expect((await worklistRows(await list("2025-02"), ["Aftalt"]))[0]).toEqual(["000101", "Ringer i marts"]);
  });

  test("a day that is none, lies ahead, or was before the clinic opened, several days, and a step of no list are told, the rest is stored", async () => {
    await fourClinics();
    const outcome = await send([
      ["000101", "Besøgt", "31-02-2025"],
      ["000101", "Aftalt", "Kommer i gang"],
      ["000102", "Besøgt", day("2026-11-16")],
      ["000103", "Besøgt", "12-01-2025 og 14-02-2025"],
      ["000103", "Næste skridt", "Måske"],
      ["000104", "Besøgt", "31-12-2009"],
    ]);
    expect(outcome.status).toBe("stored");
    expect(messages(outcome)).toEqual([
      "visit-day: 31-02-2025",
      "visit-future: 2026-11-16",
      "visit-days: 12-01-2025 og 14-02-2025",
      "follow-up-choice: Måske",
      "visit-before-opening: 31-12-2009",
    ]);
    expect(outcome.warnings).toEqual([
      "something is written about 1 clinic without the day of a visit (000101); it is kept, but counts as no visit until the day is written",
    ]);
    expect(await worklistRows(await list("2025-02"), written)).toEqual([
      ["000101", null, null, "Kommer i gang", null],
      ["000102", null, null, null, null],
      ["000103", null, null, null, null],
      ["000104", null, null, null, null],
    ]);
    const today = await send([["000102", "Besøgt", day("2026-11-15")]], "i-dag.xlsx");
    expect(today).toMatchObject({ problems: [], notes: { written: 1 } });
  });

  test("two rows of one clinic that say two days are told, and neither is stored", async () => {
    await fourClinics();
    const sent = await list("2025-02");
    const twice = await fillWorklist(
      sent,
      [["000101", "Besøgt", day("2025-03-04")]],
      ({ sheet, row, column }) => {
        const values = sheet.getRow(row("000101")).values as ExcelJsValues;
        sheet.getRow(sheet.rowCount + 1).values = values.map((value, at) =>
          at === column("Besøgt") ? day("2025-03-05") : value,
        );
      },
    );
    const outcome = await shop.load(february, twice);
    expect(messages(outcome)).toEqual(["follow-up-two: 2025-03-04", "follow-up-two: 2025-03-05"]);
    expect(outcome.notes).toMatchObject({ written: 0 });
  });

  test("of two consultants' files on one cell the later holds, and what only one wrote stays", async () => {
    await fourClinics();
    const sent = await list("2025-02");
    const first = await fillWorklist(sent, [
      ["000101", "Besøgt", day("2025-03-04")],
      ["000102", "Aftalt", "Fra den første"],
    ]);
    await shop.load("anne.xlsx", first);
    const second = await shop.load(
      "bo.xlsx",
      await fillWorklist(sent, [["000101", "Besøgt", day("2025-03-06")]]),
    );
    expect(second.warnings).toEqual([
      "row 8, Besøgt of 000101: replaces “2025-03-04” of load 3, which is kept in the history",
    ]);
    expect(await worklistRows(await list("2025-02"), ["Besøgt", "Aftalt"])).toEqual(
      expect.arrayContaining([
        ["000101", "2025-03-06", null],
        ["000102", null, "Fra den første"],
      ]),
    );
  });

  test("a civil registration number anywhere refuses the whole list, and is not told", async () => {
    await fourClinics();
    const outcome = await send([
      ["000101", "Besøgt", day("2025-03-04")],
      ["000102", "Besøgt af", "Bo, 010190-1234"],
    ]);
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
    expect(JSON.stringify(outcome)).not.toContain("010190");
    expect((await worklistRows(await list("2025-02"), ["Besøgt"]))[0]).toEqual(["000101", null]);
  });

  test("what is written in a comment, beside the table and on another sheet is kept with its clinic or told", async () => {
    await fourClinics();
    const sent = await list("2025-02");
    const filled = await fillWorklist(sent, [], ({ book, sheet, header, row }) => {
      sheet.getCell(row("000101"), 5).note = "Lægen ringer selv";
      sheet.getCell(header, 30).value = "Parkering";
      sheet.getCell(row("000102"), 30).value = "I gården";
      book.getWorksheet("Definitioner")!.getCell(40, 1).value = "Hvem tager Samsø?";
    });
    const outcome = await shop.load(february, filled);
    expect(messages(outcome)).toEqual(["follow-up-unplaced: Hvem tager Samsø?"]);
    expect(outcome.problems[0]?.message).not.toContain("region");
    expect(await worklistRows(await list("2025-02"), ["Aftalt"])).toEqual([
      ["000101", "Lægen ringer selv"],
      ["000102", "Parkering: I gården"],
      ["000103", null],
      ["000104", null],
    ]);
  });

  test("a list without its hidden sheets is read by its headings, and its month by its title", async () => {
    await fourClinics();
    const filled = await fillWorklist(
      await list("2025-02"),
      [
        ["000103", "Besøgt", day("2025-03-04")],
        ["000103", "Næste skridt", "ring op"],
      ],
      ({ book }) => {
        for (const { id, state } of [...book.worksheets]) if (state !== "visible") book.removeWorksheet(id);
      },
    );
    const outcome = await shop.load("kopi.xlsx", filled);
    expect(outcome).toMatchObject({ status: "stored", months: ["2025-02"], profile: "flp-consultants" });
    expect(outcome.notes).toMatchObject({ region: null, written: 2 });
  });

  test("what LibreOffice saves says the same", async (context) => {
    await fourClinics();
    const filled = await fillWorklist(await list("2025-02"), [
      ["000101", "Besøgt", day("2025-03-04")],
      ["000101", "Aftalt", "=1+1\nringet"],
    ]);
    await writeFile(join(shop.folder, february), filled);
    const profile = `-env:UserInstallation=file://${join(shop.folder, "profile")}`;
    const saved = join(shop.folder, "saved");
    const words = ["--headless", "--convert-to", "xlsx", "--outdir", saved, join(shop.folder, february)];
    try {
      await promisify(execFile)("soffice", [profile, ...words]);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
      context.skip("soffice is not installed");
    }
    const outcome = await shop.load("gemt.xlsx", await readFile(join(saved, february)));
    expect(outcome).toMatchObject({ status: "stored", problems: [], warnings: [] });
    expect(outcome.notes).toMatchObject({ written: 2, emptied: 0, unplaced: 0 });
    expect(await worklistRows(await list("2025-02"), ["Besøgt", "Aftalt"])).toContainEqual([
      "000101",
      "2025-03-04",
      "=1+1\nringet",
    ]);
  });

  test("taking it back leaves the list as it was, to the byte", async () => {
    await fourClinics();
    const sent = await list("2025-02");
    const { load } = await send([["000101", "Besøgt", day("2025-03-04")]]);
    await undoLoad(shop.store, load!, { clock: shop.clock, logger: shop.logger });
    expect(Buffer.from(await list("2025-02")).equals(Buffer.from(sent))).toBe(true);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("a clinic that was taken over, also in another region, brings its visit along; one that closed is told", async () => {
    await fourClinics();
    await send([
      ["000101", "Besøgt", day("2025-02-14")],
      ["000102", "Besøgt", day("2025-02-15")],
    ]);
    const closed = "31-03-2025";
    const outcome = await shop.load(
      "laegehuse_2025-04.csv",
      clinicsCsv([
        { ydernummer: "000101", closed, successor: "000201" },
        { ydernummer: "000201", region: "1083", opened: "2025-04-01" },
        { ydernummer: "000102", closed },
        { ydernummer: "000103", region: "1083" },
        { ydernummer: "000104" },
      ]),
      { acceptedReason: "small world" },
    );
    expect(outcome.warnings.join()).toContain(
      "1 note on 1 clinic stand in no workbook any more: 000102 (the clinic closed without a successor)",
    );
    await loadMonth("2025-04");
    const rows = await worklistRows(await list("2025-04"), ["Besøgt"]);
    expect(rows).toContainEqual(["000201", "2025-02-14"]);
    expect(rows.map(([number]) => number)).not.toContain("000102");
    expect(await offList("2025-04")).toEqual([
      ["000102", "Lægehus 000102", "Klinikken er lukket uden en efterfølger", "2025-02-15"],
    ]);
  });

  test("what is written about a clinic that meets the requirement now stands on a sheet of its own", async () => {
    await fourClinics();
    expect(await offList("2025-02")).toBeNull();
    await send([["000101", "Besøgt", day("2025-02-14")]]);
    expect(await offList("2025-02")).toBeNull();
    const lines = ["000101", "000102"].map((number): CountLine => ["2025-03", number, "KOL", 5, 0]);
    await shop.load("planer_2025-03.csv", countsCsv(lines), { acceptedReason: "small world" });
    expect((await worklistRows(await list("2025-03"))).flat()).not.toContain("000101");
    expect(await offList("2025-03")).toEqual([
      ["000101", "Lægehus 000101", "opfylder OK22-kravet", "2025-02-14"],
    ]);
  });

  test("when the columns to write in are sorted alone, nothing of it is stored and that is told", async () => {
    await fourClinics();
    await send([
      ["000101", "Aftalt", "Ringer i maj"],
      ["000102", "Aftalt", "Er i gang"],
      ["000103", "Aftalt", "Vil ikke besøges"],
    ]);
    await loadMonth("2025-03");
    const moved = await fillWorklist(await list("2025-03"), [
      ["000101", "Aftalt", "Er i gang"],
      ["000102", "Aftalt", "Vil ikke besøges"],
      ["000103", "Aftalt", "Ringer i maj"],
    ]);
    const outcome = await shop.load("marts.xlsx", moved);
    expect(outcome.notes).toMatchObject({ written: 0, emptied: 0, unplaced: 3 });
    expect(outcome.warnings.join()).toContain("ask the consultant for the file as it was before");
    expect(await worklistRows(await list("2025-03"), ["Aftalt"])).toContainEqual(["000101", "Ringer i maj"]);
  });
});

type ExcelJsValues = (string | number | Date | null | undefined)[];

describe("what data consultants and regions write", () => {
  const secret = "Lægen er syg, sig det ikke";

  /** Everything that a workbook holds, hidden sheets and properties included. */
  async function textOf(bytes: Uint8Array): Promise<string> {
    const zip = await JSZip.loadAsync(bytes);
    const parts = await Promise.all(Object.values(zip.files).map((part) => part.async("string")));
    return parts.join("\n");
  }

  async function cellsOf(bytes: Uint8Array, sheet: string): Promise<string[]> {
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    const cells: string[] = [];
    book.getWorksheet(sheet)!.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    expect(cells.length).toBeGreaterThan(10);
    return cells;
  }

  test("stays apart: no region's workbook changes by a byte for what consultants write", async () => {
    await fourClinics();
    const before = await issue(makeRegions, "2025-02");
    await send([
      ["000101", "Besøgt", day("2025-03-04")],
      ["000101", "Aftalt", secret],
      ["000103", "Besøgt af", secret],
    ]);
    const after = await issue(makeRegions, "2025-02", 2);
    const now = await issue(makeRegions, "2025-02");
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of after) {
      expect(Buffer.from(bytes).equals(Buffer.from(before.get(name)!)), name).toBe(true);
      const text = await textOf(now.get(name)!);
      expect(text).not.toContain("Lægen er syg");
      expect(text).not.toContain("2025-03-04");
      for (const sheet of ["Overblik", "Klinikker"])
        expect(await cellsOf(now.get(name)!, sheet)).toEqual(await cellsOf(bytes, sheet));
    }
    expect(await textOf(await list("2025-02"))).toContain("Lægen er syg");
  });

  test("a consultants' cell is no region's and a region's none of theirs: the table refuses both", () => {
    const insert = (region: string, field: string) => () =>
      shop.store.raw.exec(
        `insert into load (load, loaded_at, file_name, sha256, byte_count, kind, profile, rows_read, rows_stored,
           rows_rejected, plans_new, plans_maintained, is_synthetic, program_version)
         values (1, '2025-03-01T12:00:00.000Z', 'a', '${"0".repeat(64)}', 1, 'follow-up', 'b', 0, 0, 0, 0, 0, 0, '0')
         on conflict do nothing;
         insert into follow_up (month, region, ydernummer, opened, field, load_from, value, line)
         values ('2025-02', '${region}', '000011', '2010-01-01', '${field}', 1, 'a', 1)`,
      );
    expect(insert("nordjylland", "agreed")).toThrow("CHECK");
    expect(insert("consultants", "remark")).toThrow("CHECK");
    expect(insert("consultants", "agreed")).not.toThrow();
    expect(insert("nordjylland", "remark")).not.toThrow();
  });

  test("is told apart by who wrote it", async () => {
    await fourClinics();
    await send([["000101", "Aftalt", "Ringer"]]);
    const notes = await storedNotes(shop.store, shop.definitions, { asOf: 99 });
    expect(notes.map(({ region, field, value, state }) => ({ region, field, value, state }))).toEqual([
      { region: null, field: "agreed", value: "Ringer", state: "current" },
    ]);
  });
});
