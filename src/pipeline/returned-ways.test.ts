import type ExcelJs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Exceljs from "exceljs";
import { programFolder } from "../lib/program.js";
import type { Way, WayPlace } from "../testing/returned/all-ways.js";
import { byHand, inPackage } from "../testing/returned/all-ways.js";
import type { SentWorkbook } from "../testing/returned/sent-workbook.js";
import { about, clinicsOf as clinics, sendWorkbook, tryWay } from "../testing/returned/sent-workbook.js";

/*
 * Ways of writing in a region's workbook: each is carried into the store, told with its text, or the file is refused. The
 * words are looked for, not counted: what is in neither place is lost.
 */
let workbook: SentWorkbook;
beforeAll(async () => {
  workbook = await sendWorkbook();
}, 120_000);
afterAll(() => workbook.shop.end());

const text = "Ring til Åse på torsdag";

/** A way that writes a text somewhere in the clinics' sheet. */
function write(
  name: string,
  end: Way["end"],
  work: (sheet: ExcelJs.Worksheet, at: WayPlace, book: ExcelJs.Workbook) => unknown,
): Way {
  return {
    name,
    text,
    end,
    change: byHand((book, at) => {
      work(clinics(book), at, book);
    }),
  };
}

function remark(sheet: ExcelJs.Worksheet, at: WayPlace, line = at.row): ExcelJs.Cell {
  return sheet.getCell(line, at.column("Bemærkning"));
}

const columnWays = ["Kommune", "Antal læger", "Udfald", "Segment", "Skrevet", "Kliniktype", "Åbnet"].map(
  (heading) =>
    write(`over what stands under ${heading}`, heading === "Skrevet" ? "carried" : "told", (sheet, at) => {
      sheet.getCell(at.row, at.column(heading)).value = text;
    }),
);

const otherSheets = ["Overblik", "Definitioner", "Ikke i gang", "Gået i stå", "Tæt på"].flatMap((name) => [
  write(`below everything on ${name}`, "told", (_, __, book) => {
    const sheet = book.getWorksheet(name)!;
    sheet.getCell(sheet.rowCount + 2, 1).value = text;
  }),
  write(`beside the first line of ${name}`, "told", (_, __, book) => {
    book.getWorksheet(name)!.getCell(1, 15).value = text;
  }),
  write(`with the clinic's number on ${name}`, "carried", (_, __, book) => {
    const sheet = book.getWorksheet(name)!;
    const line = sheet.rowCount + 2;
    sheet.getCell(line, 1).value = about;
    sheet.getCell(line, 2).value = text;
  }),
]);

const hidden = ["flp", "flp-issued", "flp-copy-1", "flp-copy-3"].map((name) =>
  write(`in the hidden sheet ${name}, which somebody unhid`, "told", (_, __, book) => {
    const sheet = book.getWorksheet(name)!;
    sheet.state = "visible";
    sheet.getCell(sheet.rowCount + 3, 3).value = text;
  }),
);

const ways: Way[] = [
  write("in the remark", "carried", (sheet, at) => (remark(sheet, at).value = text)),
  write("in the remark as rich text", "carried", (sheet, at) => {
    remark(sheet, at).value = { richText: [{ text: text.slice(0, 5) }, { text: text.slice(5) }] };
  }),
  write("in the remark as a formula with a value", "carried", (sheet, at) => {
    remark(sheet, at).value = { formula: 'A1&""', result: text };
  }),
  write("in the remark as a formula without a value", "told", (sheet, at) => {
    remark(sheet, at).value = { formula: `"${text}"` };
  }),
  write("in the remark as a link", "carried", (sheet, at) => {
    remark(sheet, at).value = { text, hyperlink: "mailto:a@b.dk" };
  }),
  write("in the remark with line breaks and blanks", "carried", (sheet, at) => {
    remark(sheet, at).value = `\n ${text} \r\n`;
  }),
  write("a remark of more than 2.000 characters", "carried", (sheet, at) => {
    remark(sheet, at).value = text + "x".repeat(2_001);
  }),
  write("as a choice that is none", "told", (sheet, at) => {
    sheet.getCell(at.row, at.column("Opfølgning")).value = text;
  }),
  write("in a new column without a heading", "carried", (sheet, at) => {
    sheet.getCell(at.row, 25).value = text;
  }),
  write("in a new column with a heading", "carried", (sheet, at) => {
    sheet.getCell(at.header, 22).value = "Kontakt";
    sheet.getCell(at.row, 22).value = text;
  }),
  write("as the heading of an empty column", "told", (sheet, at) => {
    sheet.getCell(at.header, 24).value = text;
  }),
  write("over the heading of the remarks", "told", (sheet, at) => {
    sheet.getCell(at.header, at.column("Bemærkning")).value = text;
  }),
  write("above the table", "told", (sheet, at) => (sheet.getCell(at.header - 1, 4).value = text)),
  write("above the table with the clinic's number", "carried", (sheet, at) => {
    sheet.getCell(at.header - 1, 4).value = `${about}: ${text}`;
  }),
  write("over the title", "told", (sheet) => (sheet.getCell(1, 1).value = text)),
  write("right below the table", "told", (sheet, at) => (sheet.getCell(at.last + 1, 1).value = text)),
  write("far below the table", "told", (sheet, at) => (sheet.getCell(at.last + 40, 12).value = text)),
  write("below the table, beside the clinic's number", "carried", (sheet, at) => {
    sheet.getCell(at.last + 3, 1).value = about;
    remark(sheet, at, at.last + 3).value = text;
  }),
  write("in a row whose number was deleted", "carried", (sheet, at) => {
    sheet.getCell(at.row, 1).value = null;
    remark(sheet, at).value = text;
  }),
  write("in a row whose number lost its zeros", "carried", (sheet, at) => {
    sheet.getCell(at.row, 1).value = Number(about);
    remark(sheet, at).value = text;
  }),
  write("in a row whose opening date has another form", "carried", (sheet, at) => {
    sheet.getCell(at.row, at.column("Åbnet")).value = "1.1.2003";
    remark(sheet, at).value = text;
  }),
  write("in a row of another region's clinic", "told", (sheet, at) => {
    sheet.getCell(at.last + 1, 1).value = "077777";
    remark(sheet, at, at.last + 1).value = text;
  }),
  write("in a row of a clinic that nobody knows", "told", (sheet, at) => {
    sheet.getCell(at.last + 1, 1).value = "099999";
    remark(sheet, at, at.last + 1).value = text;
  }),
  write("in a second row of the clinic", "carried", (sheet, at) => {
    sheet.getRow(at.row).eachCell((cell, column) => {
      sheet.getCell(at.last + 1, column).value = cell.value;
    });
    remark(sheet, at, at.last + 1).value = text;
  }),
  write("in a cell merged over several clinics", "carried", (sheet, at) => {
    const column = at.column("Bemærkning");
    remark(sheet, at).value = text;
    sheet.mergeCells(at.row, column, at.last, column);
  }),
  write("in a comment on the clinic's row", "carried", (sheet, at) => (remark(sheet, at).note = text)),
  write("in a comment above the table", "told", (sheet) => (sheet.getCell(1, 3).note = text)),
  write("in a page header", "told", (sheet) => (sheet.headerFooter.oddHeader = `&C${text}`)),
  write("in a page footer", "told", (sheet) => (sheet.headerFooter.oddFooter = `&R&"Arial,Bold"&12${text}`)),
  write("in a new sheet", "told", (_, __, book) => (book.addWorksheet("Noter").getCell("B2").value = text)),
  write("in a new hidden sheet", "told", (_, __, book) => {
    book.addWorksheet("Gemt", { state: "hidden" }).getCell("B2").value = text;
  }),
  write("in a new sheet with numbers", "carried", (_, __, book) => {
    const sheet = book.addWorksheet("Noter");
    sheet.addRow(["Nr.", "Note"]);
    sheet.addRow([about, text]);
  }),
  write("in a copy of the clinics' sheet", "carried", (sheet, at, book) => {
    const copy = book.addWorksheet("Klinikker (2)");
    sheet.eachRow((row, line) => {
      row.eachCell((cell, column) => (copy.getCell(line, column).value = cell.value));
    });
    remark(copy, at).value = text;
  }),
  write("in the clinics' sheet under another name", "carried", (sheet, at) => {
    sheet.name = "Vores klinikker";
    remark(sheet, at).value = text;
  }),
  write("in a table whose other columns were deleted", "carried", (sheet, at) => {
    remark(sheet, at).value = text;
    sheet.spliceColumns(3, 7);
  }),
  write("beside an inserted column", "carried", (sheet, at) => {
    remark(sheet, at).value = text;
    sheet.spliceColumns(3, 0, [null]);
  }),
  write("beside inserted rows", "carried", (sheet, at) => {
    remark(sheet, at).value = text;
    sheet.spliceRows(at.header + 1, 0, [], []);
  }),
  write("after the whole table was sorted the other way", "carried", (sheet, at) => {
    remark(sheet, at).value = text;
    const rows: ExcelJs.CellValue[][] = [];
    for (let line = at.header + 1; line <= at.last; line += 1)
      rows.push(Array.from({ length: 21 }, (_, column) => sheet.getCell(line, column + 1).value));
    for (const [index, cells] of rows.reverse().entries())
      for (const [column, value] of cells.entries())
        sheet.getCell(at.header + 1 + index, column + 1).value = value;
  }),
  write("after columns A to J were sorted alone", "told", (sheet, at) => {
    remark(sheet, at).value = text;
    const rows: ExcelJs.CellValue[][] = [];
    for (let line = at.header + 1; line <= at.last; line += 1)
      rows.push(Array.from({ length: 10 }, (_, column) => sheet.getCell(line, column + 1).value));
    for (const [index, cells] of rows.reverse().entries())
      for (const [column, value] of cells.entries())
        sheet.getCell(at.header + 1 + index, column + 1).value = value;
  }),
  write("with the hidden sheets deleted", "carried", (sheet, at, book) => {
    remark(sheet, at).value = text;
    for (const { name } of [...book.worksheets]) if (name.startsWith("flp")) book.removeWorksheet(name);
  }),
  write("with only the rows as sent deleted", "carried", (sheet, at, book) => {
    remark(sheet, at).value = text;
    book.removeWorksheet("flp-issued");
  }),
  write("with only the keys deleted", "carried", (sheet, at, book) => {
    remark(sheet, at).value = text;
    book.removeWorksheet("flp");
  }),
  write("with the other sheets deleted", "carried", (sheet, at, book) => {
    remark(sheet, at).value = text;
    for (const name of ["Overblik", "Tæt på", "Definitioner"]) book.removeWorksheet(name);
  }),
  write("with a civil registration number", "refused", (sheet, at) => {
    remark(sheet, at).value = `${text} 010180-1234`;
  }),
  write("with a civil registration number in a comment", "refused", (sheet, at) => {
    remark(sheet, at).note = `${text} 010180-1234`;
  }),
  write("without the clinics' sheet", "refused", (_, __, book) => book.removeWorksheet("Klinikker")),
  {
    name: "in a text box",
    text,
    end: "carried",
    change: inPackage((parts, at) => {
      const sheets = [...parts.keys()].filter((name) => /^xl\/worksheets\/sheet2\.xml$/.test(name));
      const name = sheets[0]!;
      const rels = "xl/worksheets/_rels/sheet2.xml.rels";
      const relation =
        '<Relationship Id="rIdBox" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing9.xml"/>';
      const before =
        parts.get(rels) ??
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
      parts.set(rels, before.replace("</Relationships>", `${relation}</Relationships>`));
      parts.set(name, parts.get(name)!.replace("</worksheet>", '<drawing r:id="rIdBox"/></worksheet>'));
      parts.set(
        "xl/drawings/drawing9.xml",
        `<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>${at.row - 1}</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>`,
      );
    }),
  },
  {
    name: "in a CSV of the clinics' sheet",
    text,
    end: "refused",
    fileName: "Klinikker.csv",
    change: () =>
      Promise.resolve(
        new TextEncoder().encode(
          `Ydernummer;Lægehus;Opfølgning;Bemærkning;Åbnet\r\n${about};A;;${text};2003-01-01\r\n`,
        ),
      ),
  },
  ...columnWays,
  ...otherSheets,
  ...hidden,
];

test("there are at least sixty ways", () => {
  expect(ways.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ways.map(({ name }) => name)).size).toBe(ways.length);
});

describe("what a region writes is not lost", () => {
  test.each(ways.map((way) => [way.name, way] as const))("%s", async (_, way) => {
    const { isRefused, carried, told } = await tryWay(way, workbook);
    expect(isRefused).toBe(way.end === "refused");
    if (way.end === "carried") expect(carried).toContain(about);
    if (way.end === "told") expect(told).not.toEqual([]);
  });
});

test("every heading and sheet that is sent out is known by the definitions of returned workbooks", async () => {
  const { shop, sent, place } = workbook;
  const { returnedWorkbook } = shop.definitions;
  const known = new Set([...Object.values(returnedWorkbook.read).flat(), ...returnedWorkbook.columns]);
  const book = new Exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(sent).buffer);
  clinics(book)
    .getRow(place.header)
    .eachCell((cell) => expect(known).toContain(cell.text));
  for (const { name, state } of book.worksheets)
    if (state === "visible") expect(returnedWorkbook.sheets).toContain(name);
  expect(
    await readFile(join(programFolder, "pipelines", "monthly", "returned-workbook.yaml"), "utf8"),
  ).toContain("Klinikker");
});
