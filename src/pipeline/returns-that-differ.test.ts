import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ExcelJs from "exceljs";
import JSZip from "jszip";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FlpDesk, FlpResult } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import { clinicsOf } from "../testing/returned/sent-workbook.js";
import type { CountLine } from "../testing/workshop.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/* Returns that take back, contradict each other, come twice or cannot be read, by the program alone. */
let desk: FlpDesk;
let sent: Uint8Array;

const file = "ok22_1081_2025-02.xlsx";

beforeEach(async () => {
  desk = await openDesk();
  const numbers = ["000111", "000222", "000333"];
  const clinics = [
    ...numbers.map((ydernummer) => ({ ydernummer, doctors: "2" })),
    { ydernummer: "077777", region: "1083", doctors: "2" },
  ];
  const lines: CountLine[] = [];
  for (let back = 0; back < 13; back += 1) {
    const at = new Date(Date.UTC(2025, 1 - back, 1)).toISOString().slice(0, 7);
    for (const number of [...numbers, "077777"]) lines.push([at, number, "KOL", 1, 0]);
  }
  await writeFile(desk.path("laegehuse_2025-02.csv"), clinicsCsv(clinics));
  await writeFile(desk.path("planer.csv"), countsCsv(lines));
  const loaded = await desk.flp("ingest", desk.path("laegehuse_2025-02.csv"), desk.path("planer.csv"));
  expect(loaded).toMatchObject({ code: 0 });
  expect((await desk.flp("report", "regions", "--out", desk.path("out"))).code).toBe(0);
  sent = await readFile(desk.path(`out/${file}`));
});
afterEach(() => desk.end());

/** Who saved a file, and when (`2025-03-05T09:00:00Z`). */
interface Saving {
  at: string;
  by: string;
}

const monday: Saving = { at: "2025-03-03T09:00:00Z", by: "Åse Holm" };
const tuesday: Saving = { at: "2025-03-04T09:00:00Z", by: "Bo Lund" };

/** A workbook in which somebody writes remarks, or empties them (null), and saves it. */
async function written(
  bytes: Uint8Array,
  remarks: Record<string, string | null>,
  { at, by }: Saving,
): Promise<Uint8Array> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  let column = 0;
  clinicsOf(book).eachRow((row) => {
    row.eachCell((cell, place) => {
      if (cell.text === "Bemærkning") column = place;
    });
    const remark = remarks[row.getCell(1).text];
    if (remark !== undefined) row.getCell(column).value = remark;
  });
  const zip = await JSZip.loadAsync(await book.xlsx.writeBuffer());
  const core = await zip.file("docProps/core.xml")!.async("string");
  const saved = core
    .replace(/<cp:lastModifiedBy>.*?<\/cp:lastModifiedBy>|<cp:lastModifiedBy\/>/, "")
    .replace(/<dcterms:modified[^>]*>.*?<\/dcterms:modified>/, "")
    .replace(
      "</cp:coreProperties>",
      `<cp:lastModifiedBy>${by}</cp:lastModifiedBy><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`,
    );
  zip.file("docProps/core.xml", saved);
  return zip.generateAsync({ type: "uint8array" });
}

async function send(name: string, bytes: Uint8Array): Promise<FlpResult> {
  await mkdir(desk.path("in"), { recursive: true });
  await writeFile(desk.path(`in/${name}`), bytes);
  return desk.flp("ingest", desk.path(`in/${name}`), "--out", desk.path("papers"));
}

interface Note {
  month: string;
  region: string;
  ydernummer: string;
  field: string;
  text: string;
  load: number;
  state: string;
}

const notes = async (...words: string[]): Promise<Note[]> => (await desk.json("notes", ...words)) as Note[];
const current = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await notes())
      .filter(({ state }) => state === "current")
      .map(({ ydernummer, text }) => [ydernummer, text]),
  );
const paper = (name: string): Promise<string> => readFile(join(desk.path("papers"), name), "utf8");

describe("taking back", () => {
  test("a remark that was written, returned, emptied and returned again is emptied, and stays in the history", async () => {
    const first = await written(sent, { "000111": "Ringet", "000222": "Aftale" }, monday);
    await send("første.xlsx", first);
    expect(await current()).toEqual({ "000111": "Ringet", "000222": "Aftale" });
    const second = await send("anden.xlsx", await written(first, { "000111": null }, tuesday));
    expect(second.code).toBe(0);
    expect(await current()).toEqual({ "000222": "Aftale" });
    expect(await notes("--clinic", "111")).toMatchObject([{ text: "Ringet", state: "retracted" }]);
    expect(await paper("modtaget_1081_2025-02.html")).toMatch(/\(tømt\)/);
  });

  test("what was emptied and is written once more holds again", async () => {
    const first = await written(sent, { "000111": "Ringet" }, monday);
    await send("første.xlsx", first);
    await send("anden.xlsx", await written(first, { "000111": null }, tuesday));
    await send(
      "tredje.xlsx",
      await written(first, { "000111": "Ringet" }, { ...tuesday, at: "2025-03-05T09:00:00Z" }),
    );
    expect(await current()).toEqual({ "000111": "Ringet" });
  });
});

describe("two files that contradict each other", () => {
  test("are told with both texts, who saved which file, and when, on the terminal, the page, in the JSON and the mail", async () => {
    await send("holm.xlsx", await written(sent, { "000111": "Åses ord" }, monday));
    const later = await send("lund.xlsx", await written(sent, { "000111": "Bos ord" }, tuesday));
    expect(later.err).toMatch(/000111.*“Åses ord”/);
    expect(await current()).toEqual({ "000111": "Bos ord" });
    const page = await paper("modtaget_1081_2025-02.html");
    expect(page).toMatch(/Bos ord.*Åses ord.*holm\.xlsx \(Gemt 03-03-2025 af Åse Holm\.\)/s);
    const mail = await paper("mail_1081_2025-02.txt");
    expect(mail).toMatch(
      /000111, Bemærkning: “Bos ord” i lund\.xlsx, “Åses ord” i holm\.xlsx.*Nu står: “Bos ord”/,
    );
    const json = JSON.parse(await paper("modtaget_1081_2025-02.json")) as {
      returns: { file: string; saved_by: string; saved_at: string; words: object[] }[];
    };
    expect(json.returns[1]).toMatchObject({
      ...{ file: "lund.xlsx", saved_by: "Bo Lund", saved_at: tuesday.at },
      words: [
        {
          ...{ ydernummer: "000111", text: "Bos ord", contradiction: true },
          other: { file: "holm.xlsx", text: "Åses ord", saved_by: "Åse Holm", saved_at: monday.at },
        },
      ],
    });
  });

  test("that lie in one inbox are taken by when they were saved, whatever their names", async () => {
    const inbox = desk.path("inbox");
    await mkdir(inbox);
    await writeFile(join(inbox, "a-lund.xlsx"), await written(sent, { "000111": "Bos ord" }, tuesday));
    await writeFile(join(inbox, "b-holm.xlsx"), await written(sent, { "000111": "Åses ord" }, monday));
    const run = await desk.flp("run", "monthly", "--inbox", inbox, "--out", desk.path("papers"));
    expect(run.code).toBe(0);
    expect(await current()).toEqual({ "000111": "Bos ord" });
    const states = (await notes("--clinic", "000111")).map(({ text, state }) => `${text}: ${state}`);
    expect(states.toSorted()).toEqual(["Bos ord: current", "Åses ord: overtaken"]);
    expect(run.err).toMatch(/Åses ord/);
  });

  test("leave a later saved word standing when the older file comes last, and tell it", async () => {
    await send("lund.xlsx", await written(sent, { "000111": "Bos ord" }, tuesday));
    const older = await send("holm.xlsx", await written(sent, { "000111": "Åses ord" }, monday));
    expect(older.code).toBe(0);
    expect(await current()).toEqual({ "000111": "Bos ord" });
    expect(await paper("mail_1081_2025-02.txt")).toMatch(/Åses ord.*Nu står: “Bos ord”/s);
  });
});

describe("a return that cannot be read", () => {
  test.each([
    ["a cut file", 12, async () => Promise.resolve(sent.slice(0, 5000))],
    ["an older format", 11, async () => asFormat(sent, "1")],
    [
      "one with a civil registration number",
      12,
      async () => written(sent, { "000111": "010180-1234" }, monday),
    ],
  ])("%s does not keep the rest from being done, and the exit code says so", async (_, code, make) => {
    const inbox = desk.path("inbox");
    await mkdir(inbox);
    await writeFile(join(inbox, file), await make());
    await writeFile(join(inbox, "kopi.xlsx"), await written(sent, { "000222": "Aftale" }, tuesday));
    const run = await desk.flp("run", "monthly", "--inbox", inbox, "--out", desk.path("papers"));
    expect(run.code).toBe(code);
    expect(run.err).toContain(file);
    expect(run.err + run.out).not.toContain("010180");
    expect(await current()).toEqual({ "000222": "Aftale" });
    expect(await readFile(desk.path("papers/regions/ok22_1081_2025-02.xlsx"))).not.toHaveLength(0);
  });
});

async function asFormat(bytes: Uint8Array, format: string): Promise<Uint8Array> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  book.getWorksheet("flp")!.eachRow((row) => {
    if (row.getCell(1).text === "format") row.getCell(2).value = format;
  });
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe("flp notes", () => {
  beforeEach(async () => {
    await send("nord.xlsx", await written(sent, { "000111": "Ringet", "000222": "Aftale" }, monday));
    const south = await readFile(desk.path("out/ok22_1083_2025-02.xlsx"));
    await send("syd.xlsx", await written(south, { "077777": "Sydens ord" }, monday));
  });

  test("shows every note with its fields, and by region, clinic and month", async () => {
    expect(await notes()).toHaveLength(3);
    expect(Object.keys((await notes())[0]!)).toEqual([
      ...["month", "region", "ydernummer", "opened", "field", "text", "load", "state", "reason", "from"],
    ]);
    for (const name of ["1083", "Region Syddanmark", "syddanmark"])
      expect(await notes("--region", name)).toMatchObject([
        { text: "Sydens ord", region: "Region Syddanmark" },
      ]);
    expect(await notes("--clinic", "222")).toMatchObject([{ text: "Aftale", state: "current" }]);
    expect(await notes("--month", "2025-01")).toEqual([]);
    expect(await notes("--region", "1081", "--clinic", "000111", "--month", "2025-02")).toHaveLength(1);
    expect((await desk.flp("notes", "--clinic", "111")).out).toMatch(/000111.*remark.*current.*Ringet/);
  });

  test.each([
    ["--region", "1099"],
    ["--clinic", "abc"],
    ["--month", "2025-13"],
  ])("refuses %s %s, and says what it may be", async (option, value) => {
    expect(await desk.flp("notes", option, value)).toMatchObject({ code: 2, out: "" });
  });

  test("flp status says who has answered, for which month, and how many wait", async () => {
    const status = (await desk.json("status")) as { answers: Record<string, unknown>[]; homeless: unknown[] };
    expect(status.homeless).toEqual([]);
    expect(status.answers.find(({ region }) => region === "Region Nordjylland")).toMatchObject({
      ...{ month: "2025-02", failing: 3, waiting: 1 },
    });
    expect(status.answers.find(({ region }) => region === "Region Syddanmark")).toMatchObject({
      ...{ month: "2025-02", failing: 1, waiting: 0, since: null },
    });
    expect((await desk.flp("status")).out).toMatch(/Region Nordjylland +answered for 2025-02/);
  });
});
