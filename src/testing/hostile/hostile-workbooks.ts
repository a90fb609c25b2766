import { randomBytes } from "node:crypto";
import type { DrawnCell, DrawnSheet, DrawnWorkbook } from "../make-xlsx.js";
import { dateStyle, makeXlsx, sheetXml } from "../make-xlsx.js";
import type { HostileFile } from "./hostile-texts.js";
import { goodRow, header } from "./hostile-texts.js";

const names: DrawnCell[] = header.split(";");
const good: DrawnCell[] = goodRow.split(";");

/** A drawn sheet in the shipped layout with one more row. */
function workbook(
  situation: string,
  bad: readonly DrawnCell[],
  words: RegExp,
  more: Partial<DrawnSheet> & DrawnWorkbook = {},
): HostileFile {
  const rows = bad.length === 0 ? [names, good] : [names, good, bad];
  return made(situation, 12, words, () => makeXlsx([{ rows, ...more }], more));
}

function made(
  situation: string,
  code: number,
  words: RegExp,
  content: () => Promise<Uint8Array>,
): HostileFile {
  return { situation: `a workbook: ${situation}`, name: "planer.xlsx", content, code, words };
}

const plain = (): Promise<Uint8Array> => makeXlsx([{ rows: [names, good] }]);

/** A workbook whose bytes were changed at one place. */
async function changed(change: (bytes: Buffer) => Buffer | undefined): Promise<Uint8Array> {
  const bytes = Buffer.from(await plain());
  return change(bytes) ?? bytes;
}

const sheetPart = "xl/worksheets/sheet1.xml";
const withSheet = (xml: string): Promise<Uint8Array> =>
  makeXlsx([{ rows: [] }], { parts: { [sheetPart]: xml } });
const xmlOf = (rows: DrawnSheet["rows"]): string => sheetXml({ rows });

/** Workbooks that must be refused. */
export const hostileWorkbooks: readonly HostileFile[] = [
  workbook(
    "an error cell",
    ["2025-02", "1", "KOL", { type: "e", value: "#N/A" }, 1],
    /shows the error “#N\/A”/,
  ),
  workbook(
    "a formula never calculated",
    ["2025-02", "1", "KOL", { formula: "1+1" }, 1],
    /formula without a stored value/,
  ),
  workbook("a fraction as count", ["2025-02", "1", "KOL", 1.5, 1], /“1,5” is no whole number/),
  workbook(
    "a fraction that could be thousands",
    ["2025-02", "1", "KOL", 1.234, 1],
    /“1,234” is no whole number/,
  ),
  workbook("a negative number", ["2025-02", "1", "KOL", -1, 1], /“-1” is no whole number/),
  workbook("a boolean", ["2025-02", "1", "KOL", { type: "b", value: 1 }, 1], /“TRUE” is no whole number/),
  workbook("a number beyond belief", ["2025-02", "1", "KOL", 1e21, 1], /is no whole number/),
  workbook(
    "a date as count",
    ["2025-02", "1", "KOL", { value: 45689, style: dateStyle }, 1],
    /“2025-02-01” is no whole number/,
  ),
  workbook("a ydernummer of seven digits", ["2025-02", 1234567, "KOL", 1, 1], /“1234567” is no ydernummer/),
  workbook("a row that ends early", ["2025-02", "1", "KOL"], /“” is no whole number/),
  workbook("values beside the table", ["2025-02", "1", "KOL", 1, 1, "a", 2], /2 cells beside the table/),
  workbook("the same key twice", ["2025-02", 1040, "KOL", 1, 1], /the same key as line 2/),
  workbook("merged cells in the table", ["2025-02", "1", "KOL", 1, 1], /A2:A3 are merged/, {
    merged: ["A2:A3"],
  }),
  workbook("merged headings", [], /A1:B1 are merged/, { merged: ["A1:B1"] }),
  workbook(
    "a cell of many characters",
    ["2025-02", "x".repeat(3000), "KOL", 1, 1],
    /a cell of 3000 characters/,
  ),
  workbook(
    "a text that is not there",
    ["2025-02", { type: "s", value: 7 }, "KOL", 1, 1],
    /a text that is not there/,
  ),
  workbook("a number that is none", ["2025-02", "1", "KOL", { value: "x" }, 1], /holds no number/),
  workbook("a cell of no known type", ["2025-02", "1", "KOL", { type: "zz", value: 1 }, 1], /no known type/),
  workbook("a person in a number cell", ["2025-02", 101901234, "KOL", 1, 1], /the cell B3 holds/),
  workbook(
    "a person in a formula",
    ["2025-02", "1", "KOL", { formula: '"010190-1234"', value: 1 }, 1],
    /the cell D3 holds/,
  ),
  workbook("a person in the document's properties", [], /docProps\/core.xml/, {
    parts: { "docProps/core.xml": "<a><creator>010190-1234</creator></a>" },
  }),
  made("no header", 11, /fits no profile/, () => makeXlsx([{ rows: [good] }])),
  made("no cells", 11, /empty/, () => makeXlsx([{ rows: [] }])),
  made("all sheets hidden", 11, /no visible sheet/, () =>
    makeXlsx([{ rows: [names, good], state: "hidden" }]),
  ),
  made("two extracts in one", 11, /more than one sheet/, () =>
    makeXlsx([{ rows: [names, good] }, { rows: [names, good] }]),
  ),
  made("a header below more title rows than allowed", 11, /fits no profile/, () =>
    makeXlsx([{ rows: [...Array.from({ length: 30 }, () => ["x"]), names, good] }]),
  ),
  made("sixty sheets", 12, /51 sheets or more; expected at most 50/, () =>
    makeXlsx(Array.from({ length: 60 }, () => ({ rows: [["x"]] }))),
  ),
  made("a cell far to the right", 12, /columns; expected at most 500/, () =>
    withSheet(
      xmlOf([names, good]).replace("</row></sheetData>", '<c r="ZZ2"><v>1</v></c></row></sheetData>'),
    ),
  ),
  made("a bomb of spaces", 12, /unpacks to \d+ times its size/, () =>
    withSheet(`${xmlOf([names])}${" ".repeat(5_000_000)}`),
  ),
  made("XML that ends early", 12, /no sound XML/, () => withSheet(xmlOf([names, good]).slice(0, -30))),
  made("XML that is none", 12, /no sound XML/, () => withSheet("<<<")),
  made("entities", 12, /document type/, () =>
    withSheet(
      `<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>${xmlOf([names]).replace(/^<\?xml[^>]*>/, "")}`,
    ),
  ),
  made("an entity that nobody declared", 12, /no sound XML/, () =>
    withSheet(xmlOf([names, good]).replace("KOL", "&file;")),
  ),
  made("bytes that are no UTF-8", 12, /no sound XML/, () =>
    makeXlsx([{ rows: [] }], { parts: { [sheetPart]: Buffer.from(xmlOf([["Læge"]]), "latin1") } }),
  ),
  made("rows out of order", 12, /rows are not in order/, () =>
    withSheet(xmlOf([names, good]).replace('<row r="2">', '<row r="1">')),
  ),
  made("a row beyond Excel", 12, /rows are not in order/, () =>
    withSheet(xmlOf([names, good]).replace('<row r="2">', '<row r="99999999">')),
  ),
  made("cells out of order", 12, /cells are not in order/, () =>
    withSheet(xmlOf([names, good]).replace('r="B2"', 'r="A2"')),
  ),
  made("no sheet part", 12, /part of its sheet “Ark1” is missing/, () =>
    makeXlsx([{ rows: [] }], { parts: { [sheetPart]: null } }),
  ),
  made("no workbook part", 12, /holds no Excel workbook/, () =>
    makeXlsx([{ rows: [] }], { parts: { "xl/workbook.xml": null } }),
  ),
  made("another kind of document", 12, /holds no Excel workbook/, () =>
    makeXlsx([], { parts: { "xl/workbook.xml": null, "_rels/.rels": null, "content.xml": "<a/>" } }),
  ),
  made("a path out of the folder", 12, /holds no Excel workbook/, () =>
    makeXlsx([], { parts: { "xl/workbook.xml": null, "../../evil.xml": "<a/>" } }),
  ),
  made("cut in half", 12, /directory is missing/, () =>
    changed((bytes) => bytes.subarray(0, bytes.length / 2)),
  ),
  made("a signature and nothing more", 12, /directory is missing/, () =>
    changed((bytes) => bytes.subarray(0, 4)),
  ),
  made("noise behind a signature", 12, /directory is missing/, () =>
    changed((bytes) => Buffer.concat([bytes.subarray(0, 4), randomBytes(500)])),
  ),
  made(
    "its packed bytes changed",
    12,
    /not what was packed|cannot be unpacked|no sound XML|not where the directory/,
    () =>
      changed((bytes) => {
        const at = bytes.indexOf(sheetPart) + sheetPart.length;
        bytes.fill(0x55, at + 10, at + 40);
        return undefined;
      }),
  ),
  made("a size that lies", 12, /longer than it says|not what was packed/, () =>
    changed((bytes) => {
      const at = bytes.lastIndexOf(sheetPart) - 46;
      bytes.writeUInt32LE(10, at + 24);
      return undefined;
    }),
  ),
  made("encrypted", 12, /encrypted/, () =>
    changed((bytes) => {
      const at = bytes.lastIndexOf(sheetPart) - 46;
      bytes.writeUInt16LE(1, at + 8);
      return undefined;
    }),
  ),
];
