import { readFile, writeFile } from "node:fs/promises";
import ExcelJs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import type { WorklistCell } from "../testing/returned/worklist.js";
import { fillWorklist, worklistRows } from "../testing/returned/worklist.js";

interface Clinic {
  ydernummer: string;
  doctors: number | null;
  outcome: string;
  segment: string | null;
}

/** Of the national sample: clinics that were visited in July 2024, as the lists of December and of January tell of them. */
describe("what became of clinics that were visited", () => {
  let desk: FlpDesk;
  let before: Clinic[] = [];
  let after: Clinic[] = [];
  let visited: string[] = [];
  beforeAll(async () => {
    desk = await openDesk();
    const files = ["laegehuse_2025-02.csv", "planer_2022-03_2025-01.csv"].map(
      (name) => `fixtures/national/${name}`,
    );
    expect((await desk.flp("ingest", ...files)).code).toBe(0);
    const clinicsIn = async (month: string): Promise<Clinic[]> => {
      const answer = await desk.json("metrics", "ok22", "--by", "clinic", "--month", month);
      return (answer as { rows: Clinic[] }).rows;
    };
    [before, after] = [await clinicsIn("2024-06"), await clinicsIn("2025-01")];
    await report("2024-06");
    const list = await readFile(desk.path("2024-06/konsulenter_2024-06.xlsx"));
    visited = (await worklistRows(list)).map(([number]) => number ?? "").filter((_, at) => at % 8 === 0);
    const cells = visited.map((number): WorklistCell => [number, "Besøgt", new Date("2024-07-09T00:00:00Z")]);
    await writeFile(desk.path("retur.xlsx"), await fillWorklist(list, cells));
    expect((await desk.flp("ingest", desk.path("retur.xlsx"))).code).toBe(0);
  });
  afterAll(() => desk.end());

  const report = async (month: string): Promise<void> => {
    const made = await desk.flp("report", "consultants", "--month", month, "--out", desk.path(month));
    expect(made).toMatchObject({ code: 0 });
  };

  async function sheetOf(month: string): Promise<ExcelJs.Worksheet> {
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(
      new Uint8Array(await readFile(desk.path(`${month}/konsulenter_${month}.xlsx`))).buffer,
    );
    return book.getWorksheet("Efter besøget")!;
  }

  test("is not looked at before six months have passed", async () => {
    await report("2024-12");
    expect((await sheetOf("2024-12")).getCell("A2").text).toMatch(/^Ingen klinikker er besøgt fra juli 2023/);
  });

  test("is counted as another way of counting counts it, clinic by clinic", async () => {
    const size = ({ doctors }: Clinic): number =>
      [0, 1.5, 2.5, 4.5].filter((bound) => (doctors ?? 0) >= bound).length;
    const meets = new Map(after.map(({ ydernummer, outcome }) => [ydernummer, outcome]));
    const failing = before.filter(
      ({ ydernummer, outcome }) =>
        outcome === "fail" && ["pass", "fail"].includes(meets.get(ydernummer) ?? ""),
    );
    const own = failing.filter(({ ydernummer }) => visited.includes(ydernummer));
    const others = failing.filter(({ ydernummer }) => !visited.includes(ydernummer));
    const like = (one: Clinic): Clinic[] =>
      others.filter((other) => other.segment === one.segment && size(other) === size(one));
    const compared = own.filter((one) => like(one).length > 0);
    const isMet = ({ ydernummer }: Clinic): number => Number(meets.get(ydernummer) === "pass");
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const share = mean(compared.map((one) => mean(like(one).map(isMet))));
    const alike = new Set(compared.flatMap(like));
    expect(compared.length).toBeGreaterThan(10);

    await report("2025-01");
    const sheet = await sheetOf("2025-01");
    const header = sheet.getColumn(1).values.indexOf("Status før besøget");
    const total = sheet.getRow(sheet.getColumn(1).values.indexOf("I alt"));
    const values = [2, 3, 4, 5, 6, 7].map((column) => Number(total.getCell(column).value));
    expect(header).toBeGreaterThan(0);
    expect(values).toEqual([
      compared.length,
      compared.filter(isMet).length,
      expect.closeTo(mean(compared.map(isMet)), 9),
      alike.size,
      [...alike].filter(isMet).length,
      expect.closeTo(share, 9),
    ]);
    const page = await readFile(desk.path("2025-01/konsulenter_2025-01.html"), "utf8");
    const section = page.slice(page.indexOf('id="efter-besoeget"'), page.indexOf('id="besoeg-1"'));
    expect(section).toMatch(/Forskellen er [+−-]?\d+,\d procentpoint \(95 %-interval/);
    expect(section).toContain("regression mod gennemsnittet");
  });
});
