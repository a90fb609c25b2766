import { mkdir, readFile, writeFile, copyFile } from "node:fs/promises";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { fillWorklist, openWorklist, worklistRows } from "../testing/returned/worklist.js";

/** The month of a consultant: a list, a filter, a printed sheet, a visit, and the list of the next month. */
describe("a data consultant's month", () => {
  let desk: FlpDesk;
  let january: Uint8Array;
  let page: string;
  /** The first clinic of the municipality, and those of it in their order. */
  let [about, ofAarhus] = ["", [] as string[]];
  beforeAll(async () => {
    desk = await openDesk();
    const register = "fixtures/national/laegehuse_2025-02.csv";
    const counts = "fixtures/national/planer_2022-03_2025-01.csv";
    expect((await desk.flp("ingest", register, counts)).code).toBe(0);
    expect((await desk.flp("report", "consultants", "--out", desk.path("januar"))).code).toBe(0);
    january = await readFile(desk.path("januar/konsulenter_2025-01.xlsx"));
    page = await readFile(desk.path("januar/konsulenter_2025-01.html"), "utf8");
    ofAarhus = (await worklistRows(january, ["Kommune"]))
      .filter(([, municipality]) => municipality === "Aarhus")
      .map(([number]) => number ?? "");
    about = ofAarhus[0] ?? "";
  });
  afterAll(() => desk.end());

  test("begins with a filter: the list is a table whose columns can be filtered and sorted, although the sheet is protected", async () => {
    const { sheet, row } = await openWorklist(january);
    const zip = await JSZip.loadAsync(january);
    const xml = await zip.file("xl/worksheets/sheet1.xml")!.async("string");
    const [table] = sheet.getTables() as unknown as { model: { columns: { filterButton?: boolean }[] } }[];
    expect(ofAarhus.length).toBeGreaterThan(3);
    expect(table?.model.columns.every(({ filterButton }) => filterButton === true)).toBe(true);
    // 0: allowed all the same. Source: ECMA-376 part 1, 18.3.1.85
    expect(/<sheetProtection[^>]*>/.exec(xml)?.[0]).toMatch(
      /(?=.*sheet="1")(?=.*autoFilter="0")(?=.*sort="0")/,
    );
    sheet.getRow(row(about)).eachCell((cell) => expect(cell.protection).toMatchObject({ locked: false }));
  });

  test("goes on with a printed sheet of the clinic, with room to write and where to type it in", () => {
    const begins = page.lastIndexOf("<section", page.indexOf(`Ydernummer ${about}`));
    const visit = page.slice(begins, page.indexOf("</section>", begins));
    expect(visit).toContain('class="sheet"');
    for (const label of ["Besøgt", "Besøgt af", "Aftalt", "Næste skridt"])
      expect(visit).toContain(`<p>${label}</p>`);
    expect(visit).toContain(
      `i konsulenter_2025-01.xlsx, arket Arbejdsliste, i rækken for ydernummer ${about}`,
    );
    for (const step of ["Besøg igen", "Ring op"]) expect(visit).toContain(`<li>${step}</li>`);
  });

  test("ends with the next month's list: the clinic has moved down, with what was written", async () => {
    const filled = await fillWorklist(
      january,
      [
        [about, "Besøgt", new Date("2025-02-11T00:00:00Z")],
        [about, "Besøgt af", "MK"],
        [about, "Aftalt", "Kalder patienterne ind"],
      ],
      ({ sheet, row, column, header }) => {
        // Hidden by the filter: other municipalities than Aarhus
        for (let line = header + 1; line <= sheet.rowCount; line += 1)
          sheet.getRow(line).hidden = sheet.getCell(line, column("Kommune")).text !== "Aarhus";
        expect(sheet.getRow(row(about)).hidden).toBe(false);
      },
    );
    await mkdir(desk.path("indbakke"));
    await writeFile(desk.path("indbakke/konsulenter_2025-01.xlsx"), filled);
    await copyFile("fixtures/national/planer_2025-02.csv", desk.path("indbakke/planer_2025-02.csv"));
    const run = await desk.flp("run", "monthly", "--inbox", desk.path("indbakke"), "--out", desk.path("ud"));
    expect(run).toMatchObject({ code: 0 });
    expect(run.err).toContain("modtaget_konsulenter_2025-01.html");
    const notes = (await desk.json("notes", "--clinic", about)) as object[];
    expect(notes).toEqual(
      [
        ["agreed", "Kalder patienterne ind"],
        ["visited", "2025-02-11"],
        ["visited-by", "MK"],
      ].map(([field, text]) =>
        expect.objectContaining({ from: "consultants", region: null, field, text, state: "current" }),
      ),
    );
    expect((await desk.flp("report", "consultants", "--out", desk.path("februar"))).code).toBe(0);
    const february = await worklistRows(await readFile(desk.path("februar/konsulenter_2025-02.xlsx")), [
      ...["Kommune", "Besøgt", "Besøgt af", "Aftalt"],
    ]);
    expect(february.at(-1)).toEqual([about, "Aarhus", "2025-02-11", "MK", "Kalder patienterne ind"]);
    const inAarhus = february.filter(([, municipality]) => municipality === "Aarhus");
    expect(inAarhus.at(-1)?.[0]).toBe(about);
    expect(inAarhus.length).toBeGreaterThan(1);
  });
});
