import ExcelJs from "exceljs";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../../testing/flp.js";
import { openDesk } from "../../testing/flp.js";

const january = "fixtures/national/planer_2022-03_2025-01.csv";
const february = "fixtures/national/planer_2025-02.csv";

describe("flp report consultants", () => {
  let desk: FlpDesk;
  let sheet: ExcelJs.Worksheet;
  let orderSheet: ExcelJs.Worksheet;
  let page: string;
  beforeAll(async () => {
    desk = await openDesk();
    const loaded = await desk.flp("ingest", "fixtures/national/laegehuse_2025-02.csv", january, february);
    expect(loaded.code).toBe(0);
    expect((await desk.flp("report", "consultants", "--out", desk.path("out"))).code).toBe(0);
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.load(new Uint8Array(readFileSync(desk.path("out/konsulenter_2025-02.xlsx"))).buffer);
    sheet = workbook.getWorksheet("Arbejdsliste")!;
    orderSheet = workbook.getWorksheet("Rækkefølge")!;
    page = readFileSync(desk.path("out/konsulenter_2025-02.html"), "utf8");
  });
  afterAll(() => desk.end());

  /** Rows of a table by the words of its header, whose first one is given. */
  function rowsOf(of: ExcelJs.Worksheet, first: string): Record<string, unknown>[] {
    const header = of.getColumn(1).values.indexOf(first);
    const words = (of.getRow(header).values as unknown[]).slice(1).map(String);
    return Array.from({ length: of.rowCount - header }, (_, place) => {
      const values = of.getRow(header + 1 + place).values as unknown[];
      return Object.fromEntries(words.map((word, column) => [word, values[column + 1]]));
    });
  }

  test("lists the clinics of the segments as the metric counts them, each once, in the order of the rule", async () => {
    const { rows } = (await desk.json("metrics", "ok22", "--by", "clinic", "--json")) as {
      rows: { ydernummer: string; segment: string | null; missing: number }[];
    };
    const listed = rowsOf(sheet, "Nr.");
    for (const [segment, group] of [
      ["tæt på", "tæt på"],
      ["gået i stå", "gået i stå"],
      ["ikke i gang", "ikke i gang"],
    ] as const) {
      const own = listed.filter((row) => row["Gruppe"] === group).map((row) => row["Ydernummer"]);
      const counted = rows.filter((row) => row.segment === segment).map(({ ydernummer }) => ydernummer);
      expect(own.toSorted()).toEqual(counted.toSorted());
    }
    const missing = listed.filter((row) => row["Gruppe"] === "tæt på").map((row) => Number(row["Mangler"]));
    expect(missing).toEqual(missing.toSorted((left, right) => left - right));
    expect(listed.map((row) => row["Nr."])).toEqual(listed.map((_, place) => place + 1));
  });

  test("explains the order with how many clinics each group has", () => {
    const explained = rowsOf(orderSheet, "Gruppe").map((row) => [row["Gruppe"], row["Klinikker"]]);
    const listed = rowsOf(sheet, "Nr.");
    const counted = ["tæt på", "gået i stå", "ikke i gang", "nyåbnet"].map((group) => [
      group,
      listed.filter((row) => row["Gruppe"] === group).length,
    ]);
    expect(explained).toEqual([...counted, ["besøgt for nylig", 0]]);
  });

  test("has on the page a sheet for each visit, with the months' plans as they were delivered", () => {
    const [first] = rowsOf(sheet, "Nr.");
    expect(page.match(/id="besoeg-\d+"/g)).toHaveLength(rowsOf(sheet, "Nr.").length);
    const visit = page.slice(page.indexOf('id="besoeg-1"'), page.indexOf('id="besoeg-2"'));
    expect(visit).toContain(String(first?.["Ydernummer"]));
    const delivered = readFileSync(february, "utf8")
      .split(/\r?\n/)
      .map((line) => line.split(";"))
      .filter((cells) => cells[1] === first?.["Ydernummer"]);
    const sum = delivered.reduce((total, cells) => total + Number(cells[3]) + Number(cells[4]), 0);
    expect(visit).toMatch(
      new RegExp(`Februar 2025</th>(?:\\s*<td[^>]*>\\d+</td>){2}\\s*<td[^>]*>${sum}</td>`),
    );
  });

  test("names clinics, and so is for nobody outside", async () => {
    expect(await desk.flp("report", "consultants", "--audience", "public")).toMatchObject({ code: 2 });
    expect(page).toContain("Må ikke offentliggøres");
  });
});
