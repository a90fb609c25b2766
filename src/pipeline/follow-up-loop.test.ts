import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import ExcelJs from "exceljs";
import JSZip from "jszip";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolveQuestion } from "../question/question.js";
import { findUnsoundness } from "../db/soundness.js";
import type { IngestOutcome } from "../ingest/store/outcome.js";
import { undoLoad } from "../ingest/store/undo.js";
import { programFolder } from "../lib/program.js";
import type { CountLine, Workshop } from "../testing/workshop.js";
import { clinicsCsv, countsCsv, month, openWorkshop } from "../testing/workshop.js";
import { figuresOfMonth } from "../reports/shared/figures/of-month.js";
import { makeRegions } from "../reports/regions/make.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

/** The rows of a workbook's table as a reader meets them, by ydernummer: choice, remark, and when they were written. */
type Written = Record<string, (string | null)[]>;

const headings = { followUp: "Opfølgning", remark: "Bemærkning", written: "Skrevet" };

async function issue(reportMonth: string, asOf: number | null = null): Promise<Map<string, Uint8Array>> {
  const question = await resolveQuestion(shop, { month: month(reportMonth), asOf });
  const figures = await figuresOfMonth(question);
  const input = {
    question,
    figures,
    shownBefore: null,
    home: programFolder,
    forms: [],
  };
  const files = await makeRegions(input, join(programFolder, "reports"));
  return new Map(files.map(({ fileName, bytes }) => [fileName, bytes]));
}

async function open(bytes: Uint8Array): Promise<{ book: ExcelJs.Workbook; columns: Map<string, number> }> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const columns = new Map<string, number>();
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    if (row.getCell(1).text === "Ydernummer") row.eachCell((cell, at) => columns.set(cell.text, at));
  });
  return { book, columns };
}

/** What the region does: opens the file, writes in cells of its clinics, and saves it. */
async function fill(
  bytes: Uint8Array,
  cells: readonly (readonly [ydernummer: string, heading: string, text: string | number | null])[],
): Promise<Uint8Array> {
  const { book, columns } = await open(bytes);
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    for (const [ydernummer, heading, text] of cells)
      if (row.getCell(1).text === ydernummer) row.getCell(columns.get(heading)!).value = text;
  });
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function written(bytes: Uint8Array): Promise<Written> {
  const { book, columns } = await open(bytes);
  const rows: Written = {};
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    const cells = Object.values(headings).map((heading) => row.getCell(columns.get(heading)!).text || null);
    if (/^\d{6}$/.test(row.getCell(1).text) && cells.some((cell) => cell !== null))
      rows[row.getCell(1).text] = cells;
  });
  return rows;
}

async function send(name: string, bytes: Uint8Array): Promise<IngestOutcome> {
  return shop.load(name, bytes);
}

/** Twelve months of one plan for each number, so that the months and their windows are whole. */
function counts(numbers: readonly string[], last: string): string {
  const lines: CountLine[] = [];
  for (let back = 0; back < 13; back += 1) {
    const at = new Date(`${last}-01T00:00:00Z`);
    at.setUTCMonth(at.getUTCMonth() - back);
    for (const number of numbers) lines.push([at.toISOString().slice(0, 7), number, "KOL", 1, 0]);
  }
  return countsCsv(lines);
}

const north = "ok22_1081_2025-02.xlsx";

async function twoRegions(): Promise<void> {
  await shop.load(
    "laegehuse_2025-02.csv",
    clinicsCsv([
      { ydernummer: "000111", doctors: "2" },
      { ydernummer: "000222", doctors: "2" },
      { ydernummer: "077777", region: "1083", name: "Sydens Læger" },
    ]),
  );
  await shop.load("planer.csv", counts(["000111", "000222", "077777"], "2025-02"));
}

describe("the loop with a region", () => {
  test("what it writes comes back in the next month's workbook, with the month in which it was written", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const filled = await fill(sent, [
      ["000111", headings.followUp, "Kontaktet"],
      ["000111", headings.remark, "=HYPERLINK(1)\nringer igen"],
    ]);
    const outcome = await send(north, filled);
    expect(outcome).toMatchObject({ status: "stored", kind: "follow-up", problems: [], warnings: [] });
    expect(outcome.rows).toEqual({ read: 2, stored: 2, rejected: 0 });
    expect(outcome.notes).toMatchObject({ region: "Region Nordjylland", written: 2, emptied: 0 });
    await shop.load("planer_2025-03.csv", countsCsv([["2025-03", "000111", "KOL", 1, 0]]), {
      acceptedReason: "small world",
    });
    const next = await issue("2025-03");
    expect(await written(next.get("ok22_1081_2025-03.xlsx")!)).toEqual({
      "000111": ["Kontaktet", "=HYPERLINK(1)\nringer igen", "februar 2025"],
    });
    expect(await written(next.get("ok22_1083_2025-03.xlsx")!)).toEqual({});
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("a workbook that comes back untouched says nothing new, and a cell that is emptied is carried no further", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    await send(north, await fill(sent, [["000111", headings.remark, "Ringet"]]));
    await shop.load("planer_2025-03.csv", countsCsv([["2025-03", "000111", "KOL", 1, 0]]), {
      acceptedReason: "small world",
    });
    const march = (await issue("2025-03")).get("ok22_1081_2025-03.xlsx")!;
    expect((await send("marts.xlsx", march)).notes).toMatchObject({ written: 0, emptied: 0 });
    expect(await written((await issue("2025-03")).get("ok22_1081_2025-03.xlsx")!)).toEqual({
      "000111": [null, "Ringet", "februar 2025"],
    });
    const emptied = await fill(march, [["000111", headings.remark, null]]);
    expect((await send("tomt.xlsx", emptied)).notes).toMatchObject({ written: 0, emptied: 1 });
    expect(await written((await issue("2025-03")).get("ok22_1081_2025-03.xlsx")!)).toEqual({});
    expect(await written((await issue("2025-02")).get(north)!)).toEqual({
      "000111": [null, "Ringet", "februar 2025"],
    });
  });

  test("of two files on one cell the later load wins, says what it replaced, and both are kept", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const first = await fill(sent, [
      ["000111", headings.followUp, "Kontaktet"],
      ["000222", headings.remark, "Fra den første"],
    ]);
    await send("anne.xlsx", first);
    const second = await send("bo.xlsx", await fill(sent, [["000111", headings.followUp, "Afsluttet"]]));
    expect(second.warnings).toEqual([
      "row 6, Opfølgning of 000111: replaces “Kontaktet” of load 3, which is kept in the history",
    ]);
    const now = {
      "000111": ["Afsluttet", null, "februar 2025"],
      "000222": [null, "Fra den første", "februar 2025"],
    };
    expect(await written((await issue("2025-02")).get(north)!)).toEqual(now);
    expect((await send("anne.xlsx", first)).status).toBe("stored");
    expect((await send("anne.xlsx", first)).status).toBe("unchanged");
    expect(await written((await issue("2025-02", 3)).get(north)!)).toMatchObject({
      "000111": ["Kontaktet", null, "februar 2025"],
    });
    expect(await written((await issue("2025-02", 4)).get(north)!)).toEqual(now);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("what LibreOffice saves says the same: no word lost, and no figure taken for an edited one", async (context) => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    await writeFile(
      join(shop.folder, north),
      await fill(sent, [["000222", headings.remark, "=1+1\nringet"]]),
    );
    const profile = `-env:UserInstallation=file://${join(shop.folder, "profile")}`;
    const saved = join(shop.folder, "saved");
    const words = ["--headless", "--convert-to", "xlsx", "--outdir", saved, join(shop.folder, north)];
    try {
      await promisify(execFile)("soffice", [profile, ...words]);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
      process.stderr.write(
        "NOT SAVED by LibreOffice, soffice is not installed here (Debian: libreoffice-calc)\n",
      );
      context.skip("soffice is not installed");
    }
    const outcome = await send("gemt.xlsx", await readFile(join(saved, north)));
    expect(outcome).toMatchObject({ status: "stored", problems: [], warnings: [] });
    expect(outcome.notes).toMatchObject({ written: 1, emptied: 0, unplaced: 0 });
    expect(await written((await issue("2025-02")).get(north)!)).toEqual({
      "000222": [null, "=1+1\nringet", "februar 2025"],
    });
  });

  test("taking it back leaves the workbook as it was, to the byte", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const { load } = await send(north, await fill(sent, [["000111", headings.remark, "Ringet"]]));
    await undoLoad(shop.store, load!, { clock: shop.clock, logger: shop.logger });
    expect(Buffer.from((await issue("2025-02")).get(north)!).equals(Buffer.from(sent))).toBe(true);
    expect(findUnsoundness(shop.store)).toEqual([]);
  });

  test("a clinic that took over carries the words on its predecessor, marked, and they stay with their region", async () => {
    await twoRegions();
    const books = await issue("2025-02");
    await send(north, await fill(books.get(north)!, [["000111", headings.remark, "Ringet"]]));
    const south = "ok22_1083_2025-02.xlsx";
    await send(south, await fill(books.get(south)!, [["077777", headings.remark, "Sydens hemmelighed"]]));
    const closed = "31-03-2025";
    await shop.load(
      "laegehuse_2025-04.csv",
      clinicsCsv([
        { ydernummer: "000111", closed, successor: "000333" },
        { ydernummer: "000333", opened: "01-04-2025" },
        // Taken over across the border: the words of the south stay in the south
        { ydernummer: "077777", region: "1083", name: "Sydens Læger", closed, successor: "000444" },
        { ydernummer: "000444", opened: "01-04-2025" },
      ]),
      { acceptedReason: "small world" },
    );
    await shop.load("planer_2025-04.csv", counts(["000333", "000444"], "2025-04"), {
      acceptedReason: "small world",
    });
    const april = (await issue("2025-04")).get("ok22_1081_2025-04.xlsx")!;
    expect(await written(april)).toEqual({
      "000333": [null, "Ringet", "februar 2025, fra ydernummer 000111"],
    });
    const parts = await everyPart(april);
    for (const secret of ["077777", "Sydens", "hemmelighed", "1083", "syddanmark"])
      expect(parts).not.toContain(secret);
  });

  test("what was written stays with its clinic when the register corrects the day on which it opened", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    await send(north, await fill(sent, [["000111", headings.remark, "Ringet"]]));
    const lines = [{ ydernummer: "000111", opened: "01-03-2009" }, { ydernummer: "000222" }];
    await shop.load("laegehuse_2025-02.csv", clinicsCsv(lines), { acceptedReason: "corrected" });
    expect(await written((await issue("2025-02")).get(north)!)).toEqual({
      "000111": [null, "Ringet", "februar 2025"],
    });
  });
});

describe("Østdanmark", () => {
  test("gets one workbook in January 2027, with the words and the trend of both old regions", async () => {
    const numbers = ["084001", "085001"];
    const lines = (region: [string, string]) =>
      numbers.map((ydernummer, at) => ({ ydernummer, region: region[at]!, doctors: "1" }));
    await shop.load("laegehuse_2026-12.csv", clinicsCsv(lines(["1084", "1085"])));
    await shop.load("planer_2026-12.csv", counts(numbers, "2026-12"), { acceptedReason: "ahead" });
    const december = await issue("2026-12");
    expect(december.size).toBe(5);
    for (const [region, number] of [
      ["1084", "084001"],
      ["1085", "085001"],
    ] as const) {
      const name = `ok22_${region}_2026-12.xlsx`;
      await send(name, await fill(december.get(name)!, [[number, headings.followUp, "Aftale lavet"]]));
    }
    await shop.load("laegehuse_2027-01.csv", clinicsCsv(lines(["Østdanmark", "Region Østdanmark"])), {
      acceptedReason: "ahead",
    });
    await shop.load(
      "planer_2027-01.csv",
      countsCsv(numbers.map((number) => ["2027-01", number, "KOL", 1, 0])),
      {
        acceptedReason: "ahead",
      },
    );
    const january = await issue("2027-01");
    expect([...january.keys()].toSorted()).toEqual([
      ...["ok22_1081_2027-01.xlsx", "ok22_1082_2027-01.xlsx", "ok22_1083_2027-01.xlsx"],
      "ok22_oestdanmark_2027-01.xlsx",
    ]);
    const east = january.get("ok22_oestdanmark_2027-01.xlsx")!;
    expect(await written(east)).toEqual({
      "084001": ["Aftale lavet", null, "december 2026, Region Hovedstaden"],
      "085001": ["Aftale lavet", null, "december 2026, Region Sjælland"],
    });
    // Both clinics passed in December with 12 plans a doctor: two of two, though neither lay in Østdanmark then
    const { book } = await open(east);
    const trend: unknown[][] = [];
    book.getWorksheet("Overblik")!.eachRow((row) => {
      const cells = [1, 2, 3, 4].map((at) => row.getCell(at).value);
      if (cells[0] instanceof Date) trend.push([cells[0].toISOString().slice(0, 7), ...cells.slice(1)]);
    });
    expect(trend).toEqual([
      ["2027-01", 2, 1, 2],
      ["2026-12", 2, 1, 2],
      ["2026-11", 2, 1, 2],
    ]);
  });
});

describe("what has no place", () => {
  test("an unknown choice, an edited figure and a stranger's row are told; the rest of the file is stored", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const { book } = await open(
      await fill(sent, [
        ["000111", headings.followUp, "Måske"],
        ["000111", headings.remark, "Ringet"],
        ["000111", "Mangler", 99],
      ]),
    );
    const sheet = book.getWorksheet("Klinikker")!;
    const stranger = [...[1, 2, 3].map((at) => ["077777", "000999", "x"][at - 1])];
    for (const number of stranger) {
      const row = sheet.getRow(sheet.rowCount + 1);
      row.getCell(1).value = number!;
      row.getCell(17).value = new Date("2010-01-01T00:00:00Z");
      row.getCell(12).value = "hører ikke til her";
    }
    const outcome = await send(north, new Uint8Array(await book.xlsx.writeBuffer()));
    expect(outcome).toMatchObject({
      status: "stored",
      exitCode: 0,
      rows: { read: 5, stored: 1, rejected: 4 },
    });
    expect(outcome.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [6, "Mangler", "follow-up-edited"],
      [6, "Opfølgning", "follow-up-choice"],
      [8, "Ydernummer", "follow-up-clinic"],
      [9, "Ydernummer", "follow-up-clinic"],
      [10, "Ydernummer", "follow-up-clinic"],
    ]);
    expect(outcome.problems.map(({ message }) => message).slice(2)).toEqual([
      expect.stringContaining("is a clinic of another region than Region Nordjylland"),
      expect.stringContaining("no register knows"),
      expect.stringContaining("names no clinic"),
    ]);
    expect(await written((await issue("2025-02")).get(north)!)).toEqual({
      "000111": [null, "Ringet", "februar 2025"],
    });
  });

  test("of two rows of one clinic the one that says something is heard; two different choices are both told", async () => {
    await twoRegions();
    const { book } = await open((await issue("2025-02")).get(north)!);
    const sheet = book.getWorksheet("Klinikker")!;
    const copy = sheet.getRow(sheet.rowCount + 1);
    sheet.getRow(6).eachCell((cell, at) => (copy.getCell(at).value = cell.value));
    copy.getCell(12).value = "Ringet";
    const outcome = await send(north, new Uint8Array(await book.xlsx.writeBuffer()));
    expect(outcome.problems).toEqual([]);
    const heard = { "000111": [null, "Ringet", "februar 2025"] };
    expect(await written((await issue("2025-02")).get(north)!)).toEqual(heard);
    sheet.getRow(6).getCell(11).value = "Kontaktet";
    copy.getCell(11).value = "Afsluttet";
    const two = await send(north, new Uint8Array(await book.xlsx.writeBuffer()));
    expect(two.problems.map(({ line, code, value }) => [line, code, value])).toEqual([
      [6, "follow-up-two", "Kontaktet"],
      [8, "follow-up-two", "Afsluttet"],
    ]);
    expect(await written((await issue("2025-02")).get(north)!)).toEqual(heard);
  });

  test("a civil registration number in a remark refuses the file, with its place and without its digits", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const outcome = await send(north, await fill(sent, [["000111", headings.remark, "ring 010180-1234"]]));
    expect(outcome).toMatchObject({ status: "refused", exitCode: 12 });
    expect(outcome.problems[0]).toMatchObject({ code: "cpr", line: 6, sheet: "Klinikker" });
    expect(JSON.stringify(outcome)).not.toContain("1234");
    expect(shop.store.raw.prepare("select count(*) from load").pluck().get()).toBe(2);
  });

  test("a workbook of an older format is told from one of another program", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const { book } = await open(sent);
    book.getWorksheet("flp")!.getCell("B3").value = "1";
    const older = new Uint8Array(await book.xlsx.writeBuffer());
    await expect(send("gammel.xlsx", older)).rejects.toMatchObject({
      code: 11,
      message: "the workbook of a region has format “1”, this program reads format 2 and 3",
    });
    book.removeWorksheet("flp");
    book.removeWorksheet("Klinikker");
    const foreign = new Uint8Array(await book.xlsx.writeBuffer());
    await expect(send("fremmed.xlsx", foreign)).rejects.toMatchObject({ code: 11 });
  });

  test("the workbook of another region is taken for what it is, whatever its name", async () => {
    await twoRegions();
    const south = (await issue("2025-02")).get("ok22_1083_2025-02.xlsx")!;
    const outcome = await send(north, await fill(south, [["077777", headings.remark, "Ringet"]]));
    expect(outcome.notes).toMatchObject({ region: "Region Syddanmark", written: 1 });
    expect(outcome.warnings).toEqual([
      "its name says region 1081, but it is the workbook of Region Syddanmark (1083)",
    ]);
  });

  test("a workbook whose clinics this database does not know is refused: it is the wrong database", async () => {
    await twoRegions();
    const sent = (await issue("2025-02")).get(north)!;
    const other = await openWorkshop();
    try {
      await writeFile(join(other.folder, north), sent);
      expect(await other.load(north, sent)).toMatchObject({
        status: "refused",
        rows: { read: 2, rejected: 2 },
      });
    } finally {
      await other.end();
    }
  });
});

async function everyPart(bytes: Uint8Array): Promise<string> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files).map(async (part) => `${part.name}\n${await part.async("string")}`);
  return (await Promise.all(parts)).join("\n");
}
