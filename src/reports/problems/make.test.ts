import { parse } from "csv-parse/sync";
import ExcelJs from "exceljs";
import JSZip from "jszip";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readProblemTexts } from "../shared/problems/texts.js";
import { problemCodes } from "../../domain/shapes/problem-code.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { placesOfText } from "../../domain/text/fill-places.js";
import { programFolder } from "../../lib/program.js";
import { makeXlsx } from "../../testing/make-xlsx.js";
import type { Workshop } from "../../testing/workshop.js";
import { openWorkshop } from "../../testing/workshop.js";
import { makeProblemList } from "./make.js";

/* The list that goes to the supplier, read back from each of its three files. */
let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const header = "Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer";
const columns = [
  ...["Linje", "Ark", "Kolonne", "Set værdi", "Hvad er galt", "Forventet", "Hvad skal gøres", "Kode"],
];
const countWords = [
  "Værdien er ikke et helt tal på 0 eller mere",
  "0 eller mere, for eksempel 12 eller 1.234",
  "Ret tallet",
  "count",
];

interface ReadList {
  names: string[];
  /** Lines above the table of the workbook. */
  head: string;
  xlsx: unknown[][];
  csv: string[][];
  json: { file: string; problem_count: number; problems: Record<string, unknown>[] };
  /** All that is in the three files, unpacked. */
  everything: string;
}

async function listOf(outcome: IngestOutcome): Promise<ReadList> {
  const files = await makeProblemList(outcome, "2025-03-05", join(programFolder, "reports"));
  const [xlsx = new Uint8Array(), csv = "", json = ""] = files.map(({ fileName, bytes }) =>
    fileName.endsWith(".xlsx") ? bytes : Buffer.from(bytes).toString("utf8"),
  );
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(Buffer.from(xlsx) as unknown as ExcelJs.Buffer);
  const rows: unknown[][] = [];
  book.getWorksheet("Fejl")?.eachRow((row) => {
    rows.push(columns.map((_, place) => row.getCell(place + 1).value));
  });
  const start = rows.findIndex((row) => row[0] === "Linje");
  const parts = Object.values((await JSZip.loadAsync(xlsx)).files);
  const unpacked = await Promise.all(parts.map((part) => part.async("string")));
  return {
    names: files.map(({ fileName }) => fileName),
    head: rows
      .slice(0, start)
      .map(([text]) => String(text))
      .join("\n"),
    xlsx: rows.slice(start),
    csv: parse(String(csv), { delimiter: ";", bom: true }),
    json: JSON.parse(String(json)) as ReadList["json"],
    everything: [...unpacked, String(csv), String(json)].join("\n"),
  };
}

describe("the list of problems", () => {
  test("holds all of them, not only the first 20, with line, column, value, expectation and remedy in Danish", async () => {
    const bad = Array.from({ length: 30 }, (_, place) => `2025-02;${place + 1};KOL;mange;0`);
    const outcome = await shop.load("planer.csv", [header, ...bad, ""].join("\r\n"));
    const list = await listOf(outcome);
    expect(list.names).toEqual(["xlsx", "csv", "json"].map((ending) => `planer.csv.problemer.${ending}`));
    expect(list.head).toContain("Fejl i filen planer.csv");
    expect(list.head).toContain("Filen blev læst 05-03-2025. 30 rækker læst, 30 fejl fundet.");
    expect(list.head).toContain("Ingen af filens rækker er indlæst.");
    const lines = Array.from({ length: 30 }, (_, place) => place + 2);
    expect(list.csv).toEqual([
      columns,
      ...lines.map((line) => [String(line), "", "Nye planer", "mange", ...countWords]),
    ]);
    expect(list.xlsx).toEqual([
      columns,
      ...lines.map((line) => [line, null, "Nye planer", "mange", ...countWords]),
    ]);
    expect(list.json).toMatchObject({ file: "planer.csv", problem_count: 30 });
    expect(list.json.problems.map((problem) => Object.values(problem))).toEqual(
      lines.map((line) => [line, null, "Nye planer", "mange", ...countWords]),
    );
  });

  test("begins with the causes: what is wrong once, with its count, lines and examples", async () => {
    const bad = [",5", "x", ",5", "1,5", "2,5"].map((value, place) => `2025-02;${place + 1};KOL;${value};0`);
    const outcome = await shop.load("planer.csv", [header, ...bad, "2025-02;9;Gigt;1;0", ""].join("\r\n"));
    const files = await makeProblemList(outcome, "2025-03-05", join(programFolder, "reports"));
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Buffer.from(files[0]?.bytes ?? "") as unknown as ExcelJs.Buffer);
    const rows: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => {
      rows.push([1, 2, 3, 4, 5, 6].map((place) => row.getCell(place).value));
    });
    expect([book.worksheets[0]?.name, rows[0]?.[0]]).toEqual([
      "Årsager",
      "Årsager til fejl i filen planer.csv: 2",
    ]);
    expect(rows.slice(-2)).toEqual([
      ["Værdien er ikke et helt tal på 0 eller mere", "Nye planer", 5, 2, 6, ",5 · x · 1,5"],
      ["Plantypen er ikke kendt", "Plantype", 1, 7, 7, "Gigt"],
    ]);
    const list = await listOf(outcome);
    expect(JSON.stringify(list.json)).toContain('"causes":[{"count":5,"first_line":2,"last_line":6');
  });

  test("names the sheet of a workbook, and the row as Excel shows it", async () => {
    const rows = [header.split(";"), [], ["2025-02", "000011", "KOL", 1.5, 0]];
    const list = await listOf(await shop.load("planer.xlsx", await makeXlsx([{ name: "Udtræk", rows }])));
    expect(list.csv[1]?.slice(0, 3)).toEqual(["3", "Udtræk", "Nye planer"]);
    expect(list.xlsx[1]?.slice(0, 3)).toEqual([3, "Udtræk", "Nye planer"]);
  });

  test.each(["=1+1", "+45 12", "-1", "@sum(A1)"])(
    "shows the value %s as text that computes nothing",
    async (value) => {
      const outcome = await shop.load("planer.csv", `${header}\r\n2025-02;11;KOL;${value};0\r\n`);
      const list = await listOf(outcome);
      expect(list.xlsx[1]?.[3]).toBe(value);
      expect(list.everything).not.toContain("<f>");
      // A text that begins with an apostrophe is text to every spreadsheet.
      expect(list.csv[1]?.[3]).toBe(`'${value}`);
      expect(list.json.problems[0]?.["value"]).toBe(value);
    },
  );

  test("of a file with a civil registration number says where it is and never what it is", async () => {
    const number = "010190-1234";
    const outcome = await shop.load(
      "planer.csv",
      `${header}\r\n2025-02;11;KOL;mange;0\r\n2025-02;${number};KOL;1;0\r\n2025-02;12;Til ${number};1;0\r\n`,
    );
    const list = await listOf(outcome);
    expect(list.csv.slice(1).map(([line, , column, , , , , code]) => [line, column, code])).toEqual([
      ["2", "Nye planer", "count"],
      ["3", "Ydernummer", "cpr"],
      ["4", "Plantype", "cpr"],
    ]);
    expect(list.csv[2]?.[6]).toBe("Fjern nummeret, slet den sendte fil, og send en ny");
    expect(list.everything).not.toMatch(/010190|0101901234/);
  });

  test("of a file in quarantine says that the other rows are loaded", async () => {
    const text = `${header}\r\n2025-02;11;KOL;mange;0\r\n2025-02;12;KOL;1;0\r\n`;
    const list = await listOf(await shop.load("planer.csv", text, { quarantine: true }));
    expect(list.head).toContain("De rækker, der ikke er nævnt her, er indlæst.");
    expect(list.csv).toHaveLength(2);
  });

  test("is none for a file without problems", async () => {
    const outcome = await shop.load("planer.csv", `${header}\r\n2025-02;12;KOL;1;0\r\n`);
    expect(await makeProblemList(outcome, "2025-03-05", join(programFolder, "reports"))).toEqual([]);
  });

  test("has words for every problem that the program can find", async () => {
    const { problems } = await readProblemTexts(join(programFolder, "reports"));
    for (const code of problemCodes) {
      const { many: _, ...single } = problems[code];
      const words = Object.values(single).map((text) => JSON.stringify(text));
      expect({ code, words: words.length, empty: words.filter((text) => text.length < 4) }).toEqual({
        code,
        words: 3,
        empty: [],
      });
    }
  });

  test("has words for several rows of one cause wherever those for one name a particular of it", async () => {
    const { problems } = await readProblemTexts(join(programFolder, "reports"));
    const ofTheFile = new Set(["known", "limit", "most"]);
    const oncePerFile = new Set(["code-page", "unclosed-quote"]);
    const lacking = problemCodes.filter(
      (code) =>
        !oncePerFile.has(code) &&
        problems[code].many === undefined &&
        placesOfText(problems[code].wrong).some(({ name }) => !ofTheFile.has(name)),
    );
    expect(lacking).toEqual([]);
    expect(problemCodes.filter((code) => /[{}]/.test(problems[code].many ?? ""))).toEqual([]);
  });
});

test("a file with a name as long as a disk allows has its list, under the name without its middle", async () => {
  const name = `planer_2025-02_${"æ".repeat(110)}_version-2.csv`;
  const { names, json } = await listOf(await shop.load(name, `${header}\r\n2025-02;11;KOL;x;1\r\n`));
  expect(names[0]).toMatch(/^planer_2025-02_æ+…æ+_version-2\.csv\.problemer\.xlsx$/);
  expect(names.every((one) => Buffer.byteLength(one) < 200)).toBe(true);
  expect(json.file).toBe(name);
});
