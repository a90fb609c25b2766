import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCode, FlpError } from "../../lib/errors.js";
import { makeXlsx } from "../../testing/make-xlsx.js";
import type { Workshop } from "../../testing/workshop.js";
import { openWorkshop } from "../../testing/workshop.js";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.end());

/** A compound file with the names of its streams, as its directory writes them. */
const compound = (...names: string[]): Buffer =>
  Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(`${name}\0`.padEnd(32, "\0"), "utf16le")),
  ]);
const packed = (part: string): Promise<Uint8Array> =>
  makeXlsx([], {
    parts: {
      "xl/workbook.xml": null,
      "_rels/.rels": null,
      "xl/_rels/workbook.xml.rels": null,
      "xl/styles.xml": null,
      "xl/sharedStrings.xml": null,
      [part]: "<a/>",
    },
  });

const text = (content: string): Buffer => Buffer.from(content);

test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
  [
    "an old workbook",
    "a.xls",
    () => compound("Root Entry", "Workbook"),
    /old Excel workbook \(\.xls\).*save it as Excel workbook/,
  ],
  [
    "a workbook with a password",
    "a.xlsx",
    () => compound("EncryptionInfo", "EncryptedPackage"),
    /with a password.*take the password away/,
  ],
  ["a message", "a.msg", () => compound("__properties_version1.0"), /message of Outlook.*attached/],
  ["a compound file of another kind", "a.xls", () => compound("x"), /old Office file/],
  [
    "a binary workbook",
    "a.xlsb",
    () => packed("xl/workbook.bin"),
    /binary Excel workbook \(\.xlsb\).*save it as Excel workbook/,
  ],
  [
    "an OpenDocument workbook",
    "a.ods",
    () => packed("content.xml"),
    /OpenDocument spreadsheet \(\.ods\).*save it as Excel workbook/,
  ],
  ["a workbook of Numbers", "a.numbers", () => packed("Index/Document.iwa"), /Numbers.*Export To/],
  ["a Word document", "a.docx", () => packed("word/document.xml"), /Word document.*copy its table/],
  ["an archive round a workbook", "a.zip", () => packed("planer.xlsx"), /archive.*unpack it/],
])(
  "%s is refused by its name with what to do, whatever the file is called",
  async (_, name, content, words) => {
    for (const called of [name, "planer.xlsx"]) {
      const outcome = await shop.load(called, await content());
      expect(outcome).toMatchObject({ status: "refused", exitCode: 12, problems: [{ code: "binary" }] });
      expect(outcome.problems[0]?.message).toMatch(words);
    }
  },
);

test.each<[string, string, () => Uint8Array, RegExp]>([
  [
    "an HTML page",
    "a.xls",
    () => text('\ufeff<html xmlns:x="urn:x">\n<body><table><tr><td>Periode</td></tr></table></body></html>'),
    /HTML page.*open it in Excel and save it/,
  ],
  [
    "a table of HTML alone",
    "a.xls",
    () => text("<table border=1><tr><td>Periode</td></tr></table>"),
    /HTML page/,
  ],
  ["an HTML page in UTF-16", "a.xls", () => Buffer.from("\ufeff<!DOCTYPE html><p>", "utf16le"), /HTML page/],
  [
    "an XML spreadsheet",
    "a.xml",
    () => text('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'),
    /Excel 2003.*save it as Excel workbook/,
  ],
  ["another XML file", "a.xml", () => text("<planer><plan/></planer>"), /an XML file/],
  ["a SYLK file", "a.slk", () => text('ID;PWXL;N;E\nC;Y1;X1;K"Periode"\nE\n'), /SYLK/],
  ["a text document", "a.rtf", () => text(String.raw`{\rtf1\ansi Periode}`), /\.rtf.*copy its table/],
  ["a JSON file", "a.json", () => text('[\n {"Periode": "2025-02"}]'), /a JSON file/],
  [
    "an e-mail",
    "a.eml",
    () => text("Received: from a\r\n\tby b\r\nMIME-Version: 1.0\r\nSubject: planer\r\n\r\nhej"),
    /an e-mail.*attached/,
  ],
])("%s has no layout that a profile could describe, and is named", async (_, name, content, words) => {
  for (const called of [name, "planer.csv"])
    await expect(shop.load(called, content())).rejects.toMatchObject({
      code: exitCode.layout,
      message: expect.stringMatching(/fits no profile/) as string,
    });
  const error: unknown = await shop.load(name, content()).catch((found: unknown) => found);
  expect(error instanceof FlpError ? `${error.message} ${error.remedy ?? ""}` : "").toMatch(words);
});

test.each([
  ["brackets", "[Periode];[Ydernummer];[Plantype];[Nye planer];[Vedligeholdte planer]"],
  ["a sign of comparison", "<5;Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer"],
  ["a colon", "Date: 1;Subject: 2;Periode"],
  ["id", "ID;Periode;Ydernummer;Plantype;Nye planer;Vedligeholdte planer"],
])("headings with %s make a text file no other format", async (_, header) => {
  const found = await shop.load("planer.csv", `${header}\n1;2;3;4;5;6\n`).catch((error: unknown) => error);
  expect(JSON.stringify(found)).not.toMatch(/the file is|fits no profile, and/);
});
