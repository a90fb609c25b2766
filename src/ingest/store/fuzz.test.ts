import fc from "fast-check";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main, makeXlsx, relations, sheetXml } from "../../testing/make-xlsx.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, countsCsv, openWorkshop, plainSettings } from "../../testing/workshop.js";
import { exitCode } from "../../lib/errors.js";
import { ingestFiles } from "./ingest-files.js";

/** Mutated files of each kind; more with FLP_FUZZ_RUNS=20000, another course with FLP_FUZZ_SEED. */
const runs = Number(process.env["FLP_FUZZ_RUNS"] ?? 500);
const seed = Number(process.env["FLP_FUZZ_SEED"] ?? 20_250_424);

let shop: Workshop;
let goodWorkbook: Buffer;
beforeAll(async () => {
  shop = await openWorkshop();
  goodWorkbook = Buffer.from(await makeXlsx([{ rows: cells }]));
});
afterAll(() => shop.end());

const goodCounts = countsCsv([
  ["2025-01", "001040", "KOL", 1, 2],
  ["2025-01", "001040", "T2D", 3, 0],
  ["2025-02", "001061", "IHS", 1234, 2],
  ["2025-02", "123456", "KOL", 0, 0],
]);
const goodClinics = clinicsCsv([
  { ydernummer: "001040", doctors: "1,5" },
  { ydernummer: "001061", region: "Sjælland", closed: "2025-01-31" },
]);
const cells = goodCounts
  .trim()
  .split("\r\n")
  .map((line) => line.split(";"));

/** Everything that the store holds, as text. */
function content(): string {
  const tables = ["load", "load_month", "plan_count", "clinic_period", "rejected_row"];
  return JSON.stringify(tables.map((table) => shop.store.raw.prepare(`select * from ${table}`).raw().all()));
}

const allowed = new Set<number>([
  exitCode.done,
  exitCode.usage,
  exitCode.layout,
  exitCode.badRows,
  exitCode.held,
]);

/** What must hold of any file whatever. Afterwards the store is as it was. */
async function holds(name: string, bytes: string | Uint8Array, quarantine: boolean): Promise<void> {
  const path = join(shop.folder, name);
  await writeFile(path, bytes);
  const { raw } = shop.store;
  const before = content();
  for await (const { outcome } of ingestFiles([path], { ...plainSettings, quarantine }, shop)) {
    expect(allowed).toContain(outcome.exitCode);
    expect(raw.inTransaction).toBe(false);
    const { read, stored, rejected } = outcome.rows;
    if (outcome.status === "stored" || outcome.status === "refused") expect(read).toBe(stored + rejected);
    if (outcome.status !== "stored") expect(content()).toBe(before);
    else {
      const kept = raw.prepare("select count(*) from rejected_row where load = ?").pluck().get(outcome.load);
      expect(kept).toBe(rejected);
      for (const table of ["plan_count", "clinic_period", "load_month", "rejected_row", "load_check", "load"])
        raw.exec(`delete from ${table}`);
    }
    expect(outcome.exitCode !== exitCode.done || outcome.status === "stored").toBe(true);
  }
}

/** Pieces that break parsers. */
const piece = fc.constantFrom(
  ...[
    '"',
    '""',
    ";",
    "\r",
    "\n",
    "\r\n",
    "\t",
    ",",
    "|",
    " ",
    "\u0000",
    "\ufeff",
    "\u00a0",
    "\u202e",
    "æ",
    "Æ",
    "💊",
  ],
  ...[
    "0",
    "-",
    "9".repeat(20),
    "1.234",
    "1,5",
    "NaN",
    "=1+1",
    "010190-1234",
    "2025-02",
    "feb-25",
    "KOL",
    "<x>",
    "&",
  ],
  ..."''\\%{}[]".split(""),
);

const place = fc.nat({ max: 10_000 });
const edits = fc.array(fc.record({ place, cut: fc.nat({ max: 12 }), insert: fc.oneof(piece, fc.string()) }), {
  minLength: 1,
  maxLength: 4,
});

function edited(text: string, changes: readonly { place: number; cut: number; insert: string }[]): string {
  return changes.reduce((now, { place: at, cut, insert }) => {
    const start = at % (now.length + 1);
    return now.slice(0, start) + insert + now.slice(start + cut);
  }, text);
}

const encodings = fc.constantFrom("utf8", "latin1", "utf16le") satisfies fc.Arbitrary<BufferEncoding>;

const check = (share: number) => ({ numRuns: Math.ceil(runs * share), seed });

test("text files with characters cut and inserted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(goodCounts, goodClinics),
      edits,
      encodings,
      fc.boolean(),
      async (good, changes, encoding, quarantine) => {
        const mark = encoding === "utf16le" ? "\ufeff" : "";
        const bytes = Buffer.from(mark + edited(good, changes), encoding);
        await holds(good === goodCounts ? "planer.csv" : "laegehuse_2025-02.csv", bytes, quarantine);
      },
    ),
    check(0.4),
  );
});

test("text files with rows and columns moved, doubled and dropped", async () => {
  const moves = fc.array(
    fc.record({ from: place, to: place, what: fc.constantFrom("row", "column", "drop", "double", "blank") }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(moves, fc.boolean(), async (changes, quarantine) => {
      const rows = cells.map((row) => [...row]);
      for (const { from, to, what } of changes) {
        const row = rows[from % rows.length] ?? [];
        if (what === "row") rows.splice(to % rows.length, 0, ...rows.splice(from % rows.length, 1));
        else if (what === "column") for (const one of rows) one.splice(to % 5, 0, ...one.splice(from % 5, 1));
        else if (what === "drop") row.splice(to % 5, 1);
        else if (what === "double") rows.push([...row]);
        else row[to % 5] = "";
      }
      await holds("planer.csv", rows.map((row) => row.join(";")).join("\n"), quarantine);
    }),
    check(0.2),
  );
});

test("workbooks with bytes changed, and cut", async () => {
  const changes = fc.array(fc.record({ place: fc.nat({ max: 1 << 20 }), byte: fc.nat({ max: 255 }) }), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(changes, fc.option(fc.nat({ max: 1 << 20 }), { freq: 1 }), async (bytes, cut) => {
      const file = Buffer.from(goodWorkbook);
      for (const { place: at, byte } of bytes) file[at % file.length] = byte;
      await holds("planer.xlsx", cut === null ? file : file.subarray(0, cut % file.length), false);
    }),
    check(0.2),
  );
});

test("workbooks with the XML of their parts changed", async () => {
  const sheet = sheetXml({ rows: cells, merged: ["H1:H2"], hiddenRows: [3] });
  const parts: Record<string, string> = {
    "xl/worksheets/sheet1.xml": sheet,
    "xl/sharedStrings.xml": `<sst xmlns="${main}"><si><t>KOL</t></si></sst>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="0"/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(parts), "xl/worksheets/sheet1.xml"),
      edits,
      fc.boolean(),
      async (part, changes, quarantine) => {
        const changed = { ...parts, [part]: edited(parts[part] ?? "", changes) };
        const file = await makeXlsx([{ rows: [] }], { parts: changed, compression: "STORE" });
        await holds("planer.xlsx", file, quarantine);
      },
    ),
    check(0.2),
  );
});
