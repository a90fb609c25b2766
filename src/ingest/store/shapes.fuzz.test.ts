import fc from "fast-check";
import JSZip from "jszip";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCode } from "../../lib/errors.js";
import type { Workshop } from "../../testing/workshop.js";
import { clinicsCsv, openWorkshop, plainSettings } from "../../testing/workshop.js";
import { ingestFiles } from "./ingest-files.js";

/*
 * Files of the shapes in which extracts really come, mutated: whatever is done to them, they are stored or refused with a
 * reason, and nothing is stored of what is refused. Ten thousand text files and as many workbooks by `npm run test:fuzz`, some
 * hundreds among all the tests; FLP_FUZZ_RUNS and FLP_FUZZ_SEED choose another number and course.
 */
const usual = process.env["npm_lifecycle_event"] === "test:fuzz" ? 10_000 : 400;
const runs = Number(process.env["FLP_FUZZ_RUNS"] ?? usual);
const seed = Number(process.env["FLP_FUZZ_SEED"] ?? 20_250_424);

const folders = ["fixtures/extracts/honest", "fixtures/extracts/code-pages"];
/** Text files of those shapes, and a register. */
const shapes: { name: string; bytes: Buffer }[] = [
  ...folders.flatMap((folder) =>
    readdirSync(folder).map((name) => ({ name: "planer.csv", bytes: readFileSync(join(folder, name)) })),
  ),
  {
    name: "laegehuse_2025-02.csv",
    bytes: Buffer.from(
      clinicsCsv([
        { ydernummer: "000040", name: "Lægehuset Søen", system: "LPS-A", doctors: "1,5" },
        { ydernummer: "010190", name: '"Åen; Øen"', closed: "31-12-2024", municipality: "i.t." },
      ]),
    ),
  },
];

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.end());

/** What people, programs and networks do to a file, as bytes. */
const pieces = [
  ...[
    "\r\n",
    "\n",
    "\r",
    ";",
    ",",
    '"',
    '""',
    "'",
    '="',
    "sep=;",
    "\u001a",
    "\u0000",
    "\ufeff",
    "\u00a0",
    "\u202f",
  ],
  ...["I alt", "Total", "NULL", "#N/A", "#REF!", "&aelig;", "LÃ¦ge", "L?ge", "\ufffd", "45689", "2025-02-30"],
  ...[
    "2026-02-24",
    "2025-01-31 23:00:00",
    "12,0",
    "12.000",
    "1 234",
    "-1",
    "9".repeat(20),
    "010190-1234",
    "Kilde: PLSP",
  ],
].map((text) => Buffer.from(text));
const edit = fc.record({
  place: fc.nat({ max: 5000 }),
  cut: fc.nat({ max: 9 }),
  insert: fc.oneof(
    fc.constantFrom(...pieces),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    fc.constant(Buffer.alloc(0)),
  ),
});

interface Edit {
  place: number;
  cut: number;
  insert: Buffer;
}

function edited(bytes: Buffer, changes: readonly Edit[]): Buffer {
  return changes.reduce((now, { place, cut, insert }) => {
    const start = place % (now.length + 1);
    return Buffer.concat([now.subarray(0, start), insert, now.subarray(start + cut)]);
  }, bytes);
}

const tables = ["load", "load_month", "plan_count", "clinic_period", "rejected_row", "load_check"];
const content = (): string =>
  JSON.stringify(tables.map((table) => shop.store.raw.prepare(`select * from ${table}`).raw().all()));
const allowed = new Set<number>([exitCode.done, exitCode.layout, exitCode.badRows, exitCode.held]);

/** How often each exit code came, of text files and of workbooks (`planer.xlsx 12`). */
const met = new Map<string, number>();

/** Loads a file; what must hold of any file whatever. Afterwards the store is as it was. */
async function holds(name: string, bytes: Uint8Array, quarantine: boolean): Promise<void> {
  const path = join(shop.folder, name);
  await writeFile(path, bytes);
  const before = content();
  for await (const { outcome } of ingestFiles([path], { ...plainSettings, quarantine }, shop)) {
    const ending = `${name} ${outcome.exitCode}`;
    met.set(ending, (met.get(ending) ?? 0) + 1);
    expect(allowed).toContain(outcome.exitCode);
    expect(shop.store.raw.inTransaction).toBe(false);
    const { read, stored, rejected } = outcome.rows;
    // More digits beside it make another number of it.
    expect(JSON.stringify(outcome)).not.toMatch(/(?<!\d)010190-1234(?!\d)/);
    const counted = outcome.causes.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(outcome.problem_count);
    if (outcome.status === "stored" || outcome.status === "refused") expect(read).toBe(stored + rejected);
    if (outcome.status !== "stored") {
      expect(content()).toBe(before);
      expect(outcome.problems.length).toBeGreaterThan(0);
    } else for (const table of tables.toReversed()) shop.store.raw.exec(`delete from ${table}`);
  }
}

const check = { numRuns: runs, seed };
const edits = fc.array(edit, { minLength: 1, maxLength: 4 });

test("a text file is stored whole or not at all, with exit code 0, 11, 12 or 13, and never shows a civil registration number", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...shapes),
      edits,
      fc.boolean(),
      async ({ name, bytes }, changes, quarantine) => holds(name, edited(bytes, changes), quarantine),
    ),
    check,
  );
}, 3_600_000);

/** The parts of each workbook, and what can be done to them: parts with cells, texts and formats first. */
const workbookFolder = "fixtures/extracts/workbooks";
const workbooks = await Promise.all(
  readdirSync(workbookFolder).map(async (name) => {
    const zip = await JSZip.loadAsync(readFileSync(join(workbookFolder, name)));
    const parts = await Promise.all(
      Object.values(zip.files).map(async (file): Promise<[string, Buffer]> => [
        file.name,
        await file.async("nodebuffer"),
      ]),
    );
    const names = parts.map(([part]) => part);
    const main = names.filter((part) => /sheet\d|sharedStrings|styles|workbook/.test(part));
    const said = names.filter((part) => /sharedStrings|worksheets\/[^/]*$/.test(part));
    return { parts, targets: [...main, ...main, ...names], said };
  }),
);

/** What breaks readers of workbooks: pieces of XML, of namespaces and of alternatives, beside those of text. */
const xmlPieces = [
  ...[
    "<v>7</v>",
    "<is><t>2</t></is>",
    '<c r="B2"><v>1</v></c>',
    '<row r="2"/>',
    "</row>",
    "<c>",
    "</c>",
    "<f>1/0</f>",
  ],
  ...[
    ' t="s"',
    ' t="inlineStr"',
    ' t="e"',
    ' t="d"',
    ' t="str"',
    ' s="9"',
    ' r="ZZ9"',
    ' r="A1"',
    ' hidden="1"',
  ],
  ...[
    "<x:v>9</x:v>",
    ' xmlns="urn:a"',
    ' xmlns:x="urn:b"',
    "<!DOCTYPE a>",
    "<![CDATA[1]]>",
    "&#48;",
    "&unknown;",
    "<!-- -->",
  ],
  ...[
    "1E400",
    "-0",
    "0x1F",
    "45689.5",
    "99999999",
    "_x0031_",
    '<mergeCell ref="A2:C3"/>',
    ' date1904="1"',
    "../../../x",
  ],
  ...[
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">',
    "</mc:AlternateContent>",
  ],
].map((text) => Buffer.from(text));
const xmlEdit = fc.record({
  place: fc.nat({ max: 60_000 }),
  cut: fc.nat({ max: 12 }),
  insert: fc.oneof(
    fc.constantFrom(...xmlPieces),
    fc.constantFrom(...pieces),
    fc.constant(Buffer.alloc(0)),
    fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
  ),
});
const change = fc.record({
  target: fc.nat({ max: 999 }),
  what: fc.constantFrom(
    ...["value", "value", "value", "attribute", "attribute", "edit", "edit"],
    ...["drop", "double", "swap", "empty"],
  ),
  edits: fc.array(xmlEdit, { minLength: 1, maxLength: 3 }),
  other: fc.nat({ max: 999 }),
});

/** Texts between tags, and values of attributes: what can be changed and leave sound XML. */
const changeable = { value: /(?<=>)[^<>]+(?=<)/g, attribute: /(?<==")[^"<>]*(?=")/g };

/** A part with one of its texts or attributes changed. */
function soundlyEdited(bytes: Buffer, what: keyof typeof changeable, [edit]: readonly Edit[]): Buffer {
  const text = bytes.toString("utf8");
  const places = [...text.matchAll(changeable[what])];
  const found = places[(edit?.place ?? 0) % places.length];
  if (found === undefined || edit === undefined) return bytes;
  const [value] = found;
  const put = edit.insert.toString("utf8").replaceAll(/[<>&"]|\p{Cc}/gu, "");
  const now = edit.cut % 3 === 0 ? put : value.slice(0, edit.cut % (value.length + 1)) + put;
  return Buffer.from(text.slice(0, found.index) + now + text.slice(found.index + value.length));
}

/** A workbook with some of its parts changed, taken away, emptied, doubled under another name or put in each other's place. */
async function changed(
  { parts, targets, said }: (typeof workbooks)[number],
  changes: readonly { target: number; what: string; edits: readonly Edit[]; other: number }[],
): Promise<Buffer> {
  const now = new Map(parts);
  for (const { target, what, edits: ofPart, other } of changes) {
    const among = what === "value" ? said : targets;
    const name = among[target % among.length] ?? "";
    const bytes = now.get(name) ?? Buffer.alloc(0);
    const [otherName, otherBytes] = parts[other % parts.length] ?? ["", bytes];
    if (what === "value" || what === "attribute") now.set(name, soundlyEdited(bytes, what, ofPart));
    else if (what === "edit") now.set(name, edited(bytes, ofPart));
    else if (what === "drop") now.delete(name);
    else if (what === "empty") now.set(name, Buffer.alloc(0));
    else if (what === "double") now.set(`${name}.xml`, bytes);
    else now.set(name, otherBytes).set(otherName, bytes);
  }
  const zip = new JSZip();
  for (const [name, bytes] of now) zip.file(name, bytes, { createFolders: false });
  return zip.generateAsync({ type: "nodebuffer", compression: "STORE" });
}

test("so is a workbook, whatever is done to its parts and to its bytes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...workbooks),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: edits }),
      fc.boolean(),
      async (workbook, changes, ofFile, quarantine) => {
        const bytes = await changed(workbook, changes);
        await holds("planer.xlsx", ofFile === null ? bytes : edited(bytes, ofFile), quarantine);
      },
    ),
    check,
  );
}, 3_600_000);

test("and no way of ending is left untried", () => {
  // A mutation that always destroys its file tries nothing behind the first look at it.
  for (const name of ["planer.csv", "planer.xlsx"])
    for (const code of [exitCode.done, exitCode.layout, exitCode.badRows])
      expect(met.get(`${name} ${code}`) ?? 0, `exit ${code} of ${name}`).toBeGreaterThan(runs / 50);
});
