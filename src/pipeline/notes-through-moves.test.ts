import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ExcelJs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlpDesk } from "../testing/flp.js";
import { openDesk } from "../testing/flp.js";
import type { ClinicLine, CountLine } from "../testing/workshop.js";
import { clinicsCsv, countsCsv } from "../testing/workshop.js";

/*
 * Notes on five clinics of one region, followed through what happens to clinics, by the program alone: each month's drop is
 * loaded, the workbooks are made, and what they, the status, the notes and the page about a return say is read.
 */
let desk: FlpDesk;

const north = { name: "Region Nordjylland", code: "1081" };
const south = { name: "Region Syddanmark", code: "1083" };
const sheetOfNotes = "Andre notater";

/** The clinic of each fate; every one has a note of its own. */
const [moves, closes, takenOver, vanishes, stays] = ["000101", "000102", "000103", "000104", "000105"];
const heir = "000901";
const noteOn = (ydernummer: string): string => `Notat om ${ydernummer}`;

const february: ClinicLine[] = [moves, closes, takenOver, vanishes, stays].map((ydernummer) => ({
  ydernummer: ydernummer,
  name: `Huset ${ydernummer}`,
  doctors: "2",
}));
const southern: ClinicLine[] = ["000801", "000802"].map((ydernummer) => ({
  ydernummer,
  region: south.code,
  doctors: "2",
}));

/** Each month's register: what has happened by then, one thing a month. */
const registers: Record<string, ClinicLine[]> = {
  "2025-02": [...february, ...southern],
};
registers["2025-03"] = registers["2025-02"]!.map((clinic) =>
  clinic.ydernummer === moves ? { ...clinic, region: south.code } : clinic,
);
registers["2025-04"] = registers["2025-03"].map((clinic) =>
  clinic.ydernummer === closes ? { ...clinic, closed: "2025-03-31" } : clinic,
);
registers["2025-05"] = [
  ...registers["2025-04"].map((clinic) =>
    clinic.ydernummer === takenOver ? { ...clinic, closed: "2025-04-30", successor: heir } : clinic,
  ),
  { ydernummer: heir, region: south.code, opened: "2025-05-01", doctors: "2", name: "Arvtageren" },
];
registers["2025-06"] = registers["2025-05"].filter(({ ydernummer }) => ydernummer !== vanishes);

function counts(month: string, months = 1): string {
  const lines: CountLine[] = [];
  for (let back = 0; back < months; back += 1) {
    const at = new Date(`${month}-01T00:00:00Z`);
    at.setUTCMonth(at.getUTCMonth() - back);
    for (const { ydernummer } of [...february, ...southern])
      lines.push([at.toISOString().slice(0, 7), ydernummer, "KOL", 1, 1]);
  }
  return countsCsv(lines);
}

/** Runs the monthly job on what a month brought, and returns how it ended. */
async function drop(month: string, files: Record<string, string | Uint8Array>): Promise<number> {
  const inbox = desk.path(`inbox-${month}`);
  await mkdir(inbox, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(inbox, name), content);
  const words = ["--inbox", inbox, "--out", desk.path(`out-${month}`), "--accept", "small world"];
  return (await desk.flp("run", "monthly", "--month", month, ...words)).code;
}

async function find(month: string, name: RegExp): Promise<string> {
  const files = await readdir(desk.path(`out-${month}`), { recursive: true });
  const found = files.filter((file) => name.test(file));
  if (found[0] === undefined) throw new Error(`no ${String(name)} among ${files.join(", ")}`);
  return join(desk.path(`out-${month}`), found[0]);
}

async function workbook(month: string, { code }: { code: string }): Promise<ExcelJs.Workbook> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(new Uint8Array(await readFile(await find(month, new RegExp(`ok22_${code}_`)))).buffer);
  return book;
}

/** All that a workbook says, sheet by sheet, hidden sheets too. */
function textsOf(book: ExcelJs.Workbook): string {
  const texts: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text))));
  return texts.join("\n");
}

/** The rows of the sheet for notes that no clinic has: number, text or who wrote, and why or about what. */
function adrift(book: ExcelJs.Workbook): string[][] {
  const rows: string[][] = [];
  book.getWorksheet(sheetOfNotes)?.eachRow((row) => {
    const cells = Array.from({ length: 6 }, (_, at) => row.getCell(at + 1).text);
    if (/^\d{6}$/.test(cells[0]!)) rows.push(cells);
  });
  return rows;
}

function remarkColumn(book: ExcelJs.Workbook): number {
  let column = 0;
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    row.eachCell((cell, at) => {
      if (cell.text === "Bemærkning") column = at;
    });
  });
  return column;
}

/** The remark of each clinic in the sheet that the region writes in. */
function remarks(book: ExcelJs.Workbook): Record<string, string> {
  const found: Record<string, string> = {};
  const column = remarkColumn(book);
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    if (/^\d{6}$/.test(row.getCell(1).text) && row.getCell(column).text !== "")
      found[row.getCell(1).text] = row.getCell(column).text;
  });
  return found;
}

async function answered(book: ExcelJs.Workbook, notes: Record<string, string>): Promise<Uint8Array> {
  const column = remarkColumn(book);
  book.getWorksheet("Klinikker")!.eachRow((row) => {
    if (notes[row.getCell(1).text] !== undefined) row.getCell(column).value = notes[row.getCell(1).text]!;
  });
  return new Uint8Array(await book.xlsx.writeBuffer());
}

interface Note {
  ydernummer: string;
  text: string;
  state: string;
  reason: string | null;
}

async function homeless(): Promise<Record<string, string | null>> {
  const notes = (await desk.json("notes")) as Note[];
  return Object.fromEntries(
    notes.filter(({ state }) => state === "homeless").map(({ ydernummer, reason }) => [ydernummer, reason]),
  );
}

beforeAll(async () => {
  desk = await openDesk();
  const first = {
    "laegehuse_2025-02.csv": clinicsCsv(registers["2025-02"]!),
    "planer.csv": counts("2025-02", 13),
  };
  expect(await drop("2025-02", first)).toBe(0);
  const sent = await workbook("2025-02", north);
  const notes = Object.fromEntries(february.map(({ ydernummer }) => [ydernummer, noteOn(ydernummer)]));
  const back = await answered(sent, notes);
  let returned: Record<string, Uint8Array> = { "ok22_1081_2025-02.xlsx": back };
  for (const month of ["2025-03", "2025-04", "2025-05", "2025-06"]) {
    const files = {
      ...returned,
      [`laegehuse_${month}.csv`]: clinicsCsv(registers[month]!),
      [`planer_${month}.csv`]: counts(month),
    };
    expect(await drop(month, files)).toBe(0);
    returned = {};
    steps.set(month, {
      homeless: await homeless(),
      status: (await desk.flp("status")).out,
      north: await workbook(month, north),
      south: await workbook(month, south),
    });
  }
});
afterAll(() => desk.end());

interface Step {
  homeless: Record<string, string | null>;
  status: string;
  north: ExcelJs.Workbook;
  south: ExcelJs.Workbook;
}
const steps = new Map<string, Step>();

/** What has happened by each month, in the words of the sheet, and what the other region is told. */
const fates = [
  { month: "2025-03", of: moves, reason: "other-region", why: "Klinikken ligger nu i en anden region" },
  { month: "2025-04", of: closes, reason: "closed", why: "Klinikken er lukket uden en efterfølger" },
  {
    month: "2025-05",
    of: takenOver,
    reason: "successor-in-other-region",
    why: "Klinikken er overtaget i en anden region",
  },
  { month: "2025-06", of: vanishes, reason: "gone", why: "Klinikken står ikke længere i registeret" },
];

describe("a note whose clinic has no row any more", () => {
  test.each(fates)(
    "$of, $reason: stands with its text in the workbook of the region that wrote it",
    (fate) => {
      const own = adrift(steps.get(fate.month)!.north);
      const row = [fate.of, `Huset ${fate.of}`, expect.anything(), "Bemærkning", noteOn(fate.of), fate.why];
      expect(own).toContainEqual(row);
      const lost = fates.filter(({ month }) => month <= fate.month).map(({ of }) => of);
      expect(own.map(([number]) => number)).toEqual(lost.toSorted());
      expect(remarks(steps.get(fate.month)!.north)).toEqual(
        Object.fromEntries(
          february
            .filter(({ ydernummer }) => !lost.includes(ydernummer))
            .map(({ ydernummer }) => [ydernummer, noteOn(ydernummer)]),
        ),
      );
    },
  );

  test.each(fates)("$of, $reason: is told by flp notes and flp status", ({ month, of, reason }) => {
    const { homeless: listed, status } = steps.get(month)!;
    expect(listed).toMatchObject({ [of]: reason });
    expect(status).toMatch(new RegExp(`notes adrift .*${of}`));
  });

  test("a clinic that stays keeps its note in its row, in every month", () => {
    for (const { north: book, homeless: listed } of steps.values()) {
      expect(remarks(book)[stays]).toBe(noteOn(stays));
      expect(listed).not.toHaveProperty(stays);
    }
  });
});

describe("the region that has the clinic now", () => {
  test("is told that another one has written about the clinic that came to it, and not what", () => {
    expect(adrift(steps.get("2025-03")!.south)).toEqual([
      [moves, `Huset ${moves}`, expect.anything(), north.name, "klinikken selv", ""],
    ]);
  });

  test("is told of the clinic that took over, and not which one it took over from", () => {
    expect(adrift(steps.get("2025-05")!.south)).toContainEqual([
      ...[heir, "Arvtageren", expect.anything(), north.name],
      ...["en klinik, som den har overtaget", ""],
    ]);
  });

  test("finds no word of the other region and none of its clinics in its workbook", () => {
    for (const { south: book } of steps.values()) {
      const texts = textsOf(book);
      for (const { ydernummer } of february) expect(texts).not.toContain(noteOn(ydernummer));
      for (const number of [closes, takenOver, vanishes, stays]) expect(texts).not.toContain(number);
    }
  });

  test("and the region that wrote finds no clinic of its neighbour in its own", () => {
    for (const { north: book } of steps.values()) {
      const texts = textsOf(book);
      for (const number of [heir, ...southern.map(({ ydernummer }) => ydernummer)])
        expect(texts).not.toContain(number);
    }
  });
});

describe("a return that comes after the move", () => {
  test("is stored, told as without a row on the page, in the JSON and in the mail, and stands in the next workbook", async () => {
    const late = await answered(await workbook("2025-02", north), {
      [moves]: "Sent svar om flytning",
      [stays]: "Sent svar om den der blev",
    });
    const inbox = desk.path("late");
    await mkdir(inbox);
    await writeFile(join(inbox, "ok22_1081_2025-02 sent.xlsx"), late);
    const result = await desk.flp("ingest", join(inbox, "ok22_1081_2025-02 sent.xlsx"), "--out", inbox);
    expect(result.code).toBe(0);
    expect(result.err + result.out).toMatch(
      /stand in no workbook any more: .*000101 \(the clinic lies in another region now\)/,
    );
    const page = await readFile(join(inbox, "modtaget_1081_2025-02.html"), "utf8");
    expect(page).toMatch(/Gemt, men uden en klinik i arket/);
    expect(page).toMatch(/Sent svar om flytning/);
    const json = JSON.parse(await readFile(join(inbox, "modtaget_1081_2025-02.json"), "utf8")) as {
      returns: { words: { text: string; homeless: string | null }[] }[];
    };
    const words = json.returns.flatMap((one) => one.words);
    expect(words.find(({ text }) => text === "Sent svar om flytning")?.homeless).toBe("other-region");
    expect(words.find(({ text }) => text === "Sent svar om den der blev")?.homeless).toBeNull();
    const mail = await readFile(join(inbox, "mail_1081_2025-02.txt"), "utf8");
    expect(mail).toMatch(
      /har ikke længere en række i jeres ark:\r\n- .*Sent svar om flytning \(Klinikken ligger nu i en anden region\)/,
    );
    expect(
      (await desk.flp("report", "regions", "--month", "2025-06", "--out", desk.path("out-next"))).code,
    ).toBe(0);
    expect(adrift(await workbook("next", north)).map((row) => row[4])).toContain("Sent svar om flytning");
    expect(remarks(await workbook("next", north))[stays]).toBe("Sent svar om den der blev");
    expect(textsOf(await workbook("next", south))).not.toContain("Sent svar");
  });
});

describe("who has answered", () => {
  test("stands in the overview of each region's workbook and in the OK22 report of the house", async () => {
    const { north: own, south: other } = steps.get("2025-03")!;
    expect(textsOf(own)).toContain("Regionens seneste svar gælder februar 2025.");
    expect(textsOf(other)).toContain("Regionen har endnu ikke sendt et ark tilbage.");
    expect(textsOf(other)).toMatch(/3 af 3 klinikker, der ikke opfylder kravet, har endnu intet notat\./);
    const page = await readFile(await find("2025-03", /ok22_2025-03\.html$/), "utf8");
    expect(page).toMatch(/Regionernes svar/);
    expect(page).toMatch(/Region Nordjylland<\/th><td[^>]*>februar 2025/);
  });

  test("is not said in a month before anybody answered", async () => {
    const page = await readFile(await find("2025-02", /ok22_2025-02\.html$/), "utf8");
    expect(page).not.toMatch(/Regionernes svar/);
    expect(textsOf(await workbook("2025-02", north))).not.toMatch(/har endnu ikke sendt|Andre notater/);
  });
});
