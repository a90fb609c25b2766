import ExcelJs from "exceljs";
import JSZip from "jszip";
import { describe, expect, test, vi } from "vitest";
import type {
  ColumnChoices,
  WorkbookColumn,
  WorkbookContent,
  WorkbookSheet,
  WorkbookTable,
} from "./content.js";
import { sealPackage } from "./seal-package.js";
import { renderWorkbook } from "./write.js";

const colours = {
  headerFill: "#194264",
  headerText: "#ffffff",
  title: "#194264",
  text: "#1a1a1a",
  note: "#555555",
  bar: "#9dc3e6",
  editableFill: "#fff8dc",
  warningFill: "#fff2cc",
  warningText: "#5c3c00",
  attentionFill: "#fce4d6",
  mutedFill: "#ededed",
  line: "#dddddd",
};

const clinicColumns: WorkbookColumn[] = [
  { header: "Nummer", kind: "text", width: 12 },
  { header: "Navn", kind: "text", width: 30, wrap: true, tones: { Hav: "attention" } },
  { header: "Planer", kind: "count", width: 10 },
  { header: "Læger", kind: "exact", width: 10 },
  { header: "Andel", kind: "share", width: 10, bar: { full: 1 } },
  { header: "Pr. læge", kind: "decimal", width: 10, bar: { full: 20 } },
  { header: "Åbnet", kind: "date", width: 12 },
  { header: "Måned", kind: "month", width: 16 },
  {
    header: "Svar",
    kind: "text",
    width: 14,
    editable: true,
    choices: { values: ["Ja", "Nej"], errorTitle: "Vælg", errorText: "Ja eller Nej" },
  },
];

const clinicRows = [
  ["001234", "=cmd|'/c calc'!A1", 1234, 0.7, 0.5, 12.34, "2001-08-01", "2025-02", null],
  ["000007", "+1-2@x\u0001\u0000 _x0041_", 0, null, null, null, "2025-01-31", "2024-12", null],
  ["099999", "Hav", 5, 2, 1, 2.5, null, null, null],
];

function sheetOf(overrides: Partial<WorkbookSheet> = {}): WorkbookSheet {
  return {
    name: "Klinikker",
    visible: true,
    longLines: "spill",
    freeze: { columns: 1 },
    isProtected: true,
    print: { header: "A & B", footer: "Side {page} af {pages}" },
    blocks: [
      { kind: "lines", lines: [{ text: "Titel", style: "title" }] },
      { kind: "table", name: "Klinikker", emptyText: "Ingen", columns: clinicColumns, rows: clinicRows },
    ],
    ...overrides,
  };
}

function workbookOf(...sheets: WorkbookSheet[]): WorkbookContent {
  return {
    properties: {
      title: "Prøve",
      subject: "Emne",
      description: "Om",
      creator: "Afsender",
      keywords: "a, b",
      language: "da-DK",
      date: "2025-03-05",
    },
    colours,
    sheets: sheets.length === 0 ? [sheetOf()] : sheets,
  };
}

/** A sheet with one table of one text column. */
function smallSheet(name: string, table: string, headers: string[] = ["Navn"]): WorkbookSheet {
  const columns = headers.map((header): WorkbookColumn => ({ header, kind: "text", width: 10 }));
  const rows = [headers.map(() => "x")];
  return sheetOf({ name, blocks: [{ kind: "table", name: table, emptyText: "Ingen", columns, rows }] });
}

function choiceTable(choices: ColumnChoices): WorkbookTable {
  const column: WorkbookColumn = { header: "Svar", kind: "text", width: 10, editable: true, choices };
  return { kind: "table", name: "Klinikker", emptyText: "", columns: [column], rows: [] };
}

async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, string>();
  for (const part of Object.values(zip.files)) parts.set(part.name, await part.async("string"));
  return parts;
}

async function readBack(bytes: Uint8Array): Promise<ExcelJs.Worksheet> {
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook.worksheets[0]!;
}

test("a day may be typed up to the one on which somebody writes, by a rule that Excel reads for each row", async () => {
  const column: WorkbookColumn = {
    ...{ header: "Besøgt", kind: "date", width: 12, editable: true },
    dayLimit: { promptTitle: "Dag", promptText: "Skriv", errorTitle: "Dag", errorText: "Ikke endnu" },
  };
  const table: WorkbookTable = {
    ...{ kind: "table", name: "Besoeg", emptyText: "" },
    columns: [{ header: "Nr.", kind: "text", width: 8 }, column],
    rows: [
      ["1", "2025-01-31"],
      ["2", null],
    ],
  };
  const parts = await partsOf(await renderWorkbook(workbookOf(sheetOf({ blocks: [table] }))));
  const rule = /<dataValidation [^>]*sqref="B2:B3".*?<\/dataValidation>/s.exec(
    parts.get("xl/worksheets/sheet1.xml") ?? "",
  );
  expect(rule?.[0]).toContain("<formula1>AND(ISNUMBER(B2),B2&lt;=TODAY())</formula1>");
  expect(rule?.[0]).toContain('type="custom"');
});

test("a value that exceljs did not understand makes no workbook, and a clinic of that name does", () => {
  const sheet = (content: string): Map<string, string> =>
    new Map([["xl/worksheets/sheet1.xml", `<worksheet>${content}</worksheet>`]]);
  expect(() => sealPackage(sheet("<formula1>NaN</formula1>"))).toThrow("did not understand");
  expect(() => sealPackage(new Map([["xl/sharedStrings.xml", "<t>NaN</t>"]]))).not.toThrow();
});

describe("what the cells hold", () => {
  test("numbers of clinics stay text with their zeros, figures are numbers and dates are the day they say", async () => {
    const sheet = await readBack(await renderWorkbook(workbookOf()));
    const first = sheet.getRow(4);
    expect(first.getCell(1).value).toBe("001234");
    expect(first.getCell(3).value).toBe(1234);
    expect(first.getCell(4).value).toBe(0.7);
    expect(first.getCell(5).value).toBe(0.5);
    expect(first.getCell(7).value).toEqual(new Date("2001-08-01T00:00:00Z"));
    expect(first.getCell(8).value).toEqual(new Date("2025-02-01T00:00:00Z"));
    expect(sheet.getRow(5).getCell(3).value).toBe(0);
    expect(sheet.getRow(5).getCell(4).value).toBeNull();
  });

  test("cells carry the number formats that a Danish Excel shows with its own marks", async () => {
    const sheet = await readBack(await renderWorkbook(workbookOf()));
    const formats = [1, 3, 5, 6, 7, 8].map((column) => sheet.getRow(4).getCell(column).numFmt);
    expect(formats).toEqual(["@", "#,##0", "0.0 %", "#,##0.0", "dd-mm-yyyy", "[$-406]mmmm yyyy"]);
  });

  test("a name that looks like a formula is written as text, and no part of the file holds a formula from data", async () => {
    const parts = await partsOf(await renderWorkbook(workbookOf()));
    const sheet = parts.get("xl/worksheets/sheet1.xml")!;
    const index = /<c r="B4" s="\d+" t="s"><v>(\d+)<\/v>/.exec(sheet)![1]!;
    const strings = [...parts.get("xl/sharedStrings.xml")!.matchAll(/<si>(.*?)<\/si>/gs)].map(
      (match) => match[1],
    );
    expect(strings[Number(index)]).toBe("<t>=cmd|&apos;/c calc&apos;!A1</t>");
    expect(sheet).not.toContain("<f>");
    expect([...parts.values()].filter((part) => part.includes("/c calc"))).toHaveLength(1);
  });

  test("characters that a file cannot hold are shown, and text that looks like an escape is kept", async () => {
    const sheet = await readBack(await renderWorkbook(workbookOf()));
    expect(sheet.getRow(5).getCell(2).value).toBe("+1-2@x\uFFFD\uFFFD _x0041_");
  });

  test("a date that Excel does not know stays text", async () => {
    const columns: WorkbookColumn[] = [{ header: "Åbnet", kind: "date", width: 12 }];
    const rows = [["1899-12-31"], ["1900-03-01"]];
    const sheet = sheetOf({ blocks: [{ kind: "table", name: "Klinikker", emptyText: "", columns, rows }] });
    const read = await readBack(await renderWorkbook(workbookOf(sheet)));
    expect(read.getRow(2).getCell(1).value).toBe("1899-12-31");
    expect(read.getRow(3).getCell(1).value).toEqual(new Date("1900-03-01T00:00:00Z"));
  });

  test("a table without rows keeps one row that says so", async () => {
    const empty = sheetOf({
      blocks: [
        { kind: "table", name: "Klinikker", emptyText: "Ingen lægehuse", columns: clinicColumns, rows: [] },
      ],
    });
    const bytes = await renderWorkbook(workbookOf(empty));
    expect((await readBack(bytes)).getRow(2).getCell(1).value).toBe("Ingen lægehuse");
    expect((await partsOf(bytes)).get("xl/tables/table1.xml")).toContain('ref="A1:I2"');
  });
});

describe("how a sheet works", () => {
  test("only the column to write in is unlocked, and it offers its choices", async () => {
    const bytes = await renderWorkbook(workbookOf());
    const row = (await readBack(bytes)).getRow(4);
    expect(row.getCell(9).protection).toMatchObject({ locked: false });
    expect(row.getCell(1).protection).toBeUndefined();
    expect(row.getCell(9).dataValidation).toMatchObject({
      type: "list",
      formulae: ['"Ja,Nej"'],
      allowBlank: true,
    });
    const sheet = (await partsOf(bytes)).get("xl/worksheets/sheet1.xml")!;
    expect(sheet).toMatch(/<sheetProtection sheet="1"[^>]* autoFilter="0"/);
    expect(sheet).not.toMatch(/hashValue|password/);
  });

  test("what may be typed is said once for the whole column, however many rows it has", async () => {
    const rows = Array.from({ length: 120 }, () => clinicRows[0]!);
    const table = {
      kind: "table" as const,
      name: "Klinikker",
      emptyText: "",
      columns: clinicColumns,
      rows,
    };
    const parts = await partsOf(await renderWorkbook(workbookOf(sheetOf({ blocks: [table] }))));
    const sheet = parts.get("xl/worksheets/sheet1.xml")!;
    expect(sheet.match(/<dataValidation [^>]*sqref="[^"]*"/g)).toHaveLength(1);
    expect(sheet).toContain('sqref="I2:I121"');
  });

  test("it prints on A4 landscape as wide as the page, with the table's header and page numbers on each page", async () => {
    const parts = await partsOf(await renderWorkbook(workbookOf()));
    const sheet = parts.get("xl/worksheets/sheet1.xml")!;
    expect(sheet).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(sheet).toContain("&amp;LA &amp;&amp; B");
    expect(sheet).toContain("&amp;RSide &amp;P af &amp;N");
    expect(parts.get("xl/workbook.xml")).toContain("&apos;Klinikker&apos;!$3:$3");
  });

  test("a block that begins a page begins it with its first line", async () => {
    const { blocks } = sheetOf();
    const heading = {
      kind: "lines" as const,
      lines: [{ text: "Udvikling", style: "heading" as const }],
      startsPage: true,
    };
    const parts = await partsOf(await renderWorkbook(workbookOf(sheetOf({ blocks: [...blocks, heading] }))));
    const sheet = parts.get("xl/worksheets/sheet1.xml")!;
    // Title, empty row, header and three rows, and the empty row below them, after which the page ends
    expect(sheet).toContain('<brk id="7" max="16838" man="1"/>');
    expect(sheet).toMatch(/<c r="A8"/);
  });

  test("it opens with the cursor in A1 and the header in sight", async () => {
    const sheet = (await partsOf(await renderWorkbook(workbookOf()))).get("xl/worksheets/sheet1.xml")!;
    expect(sheet).toContain(
      '<pane xSplit="1" ySplit="3" topLeftCell="B4" activePane="bottomRight" state="frozen"/>',
    );
    expect(sheet).toContain('activeCell="A1"');
  });

  test("a hidden sheet is hidden, and the document names its title, sender, date and language", async () => {
    const hidden = { ...smallSheet("flp", "Skjult"), visible: false };
    const parts = await partsOf(await renderWorkbook(workbookOf(sheetOf(), hidden)));
    expect(parts.get("xl/workbook.xml")).toContain('name="flp" state="hidden"');
    const core = parts.get("docProps/core.xml")!;
    for (const property of [
      "<dc:title>Prøve<",
      "<dc:creator>Afsender<",
      "<dc:language>da-DK<",
      ">2025-03-05T00:00:00Z<",
    ]) {
      expect(core).toContain(property);
    }
  });
});

describe("what makes Excel offer a repair is refused", () => {
  test.each([
    ["a table name that is a cell's name", [smallSheet("A", "AB1")], 'table "AB1": a table name is'],
    ["a table name with a space", [smallSheet("A", "Mine klinikker")], "without digits, spaces or signs"],
    [
      "two tables of one name",
      [smallSheet("A", "Klinikker"), smallSheet("B", "klinikker")],
      "two tables are called",
    ],
    [
      "two sheets of one name",
      [smallSheet("A", "Klinikker"), smallSheet("a", "Andre")],
      "two sheets are called",
    ],
    ["a sheet name of 32 characters", [smallSheet("x".repeat(32), "Klinikker")], "has 32 characters"],
    [
      "choices with a comma",
      [sheetOf({ blocks: [choiceTable({ values: ["Ja, tak"], errorTitle: "V", errorText: "" })] })],
      "without comma",
    ],
    [
      "an answer to a wrong choice that is too long",
      [sheetOf({ blocks: [choiceTable({ values: ["Ja"], errorTitle: "V".repeat(33), errorText: "" })] })],
      "a title of at most 32",
    ],
    [
      "a page header that is too long",
      [sheetOf({ print: { header: "x".repeat(241), footer: "" } })],
      "more than 240",
    ],
    ["a sheet name with a colon", [smallSheet("A:B", "Klinikker")], "holds one of"],
    ["a blank header", [smallSheet("A", "Klinikker", ["Navn", " "])], "the header is blank"],
    [
      "two headers alike but for capitals",
      [smallSheet("A", "Klinikker", ["Navn", "NAVN"])],
      "two columns are headed",
    ],
    ["only hidden sheets", [{ ...smallSheet("A", "Klinikker"), visible: false }], "no visible sheet"],
  ])("%s", async (_, sheets, finding) => {
    const lines = expect.arrayContaining([expect.stringContaining(finding)]);
    await expect(renderWorkbook(workbookOf(...sheets))).rejects.toMatchObject({ code: 15, lines });
  });

  test("a row that is too short, a text where a number belongs, a number where a text belongs", async () => {
    const columns: WorkbookColumn[] = [
      { header: "Nummer", kind: "text", width: 10 },
      { header: "Planer", kind: "count", width: 10 },
    ];
    const rows = [["001234"], [1234, 1], ["001234", "1"], ["001234", NaN]];
    const sheet = sheetOf({ blocks: [{ kind: "table", name: "Klinikker", emptyText: "", columns, rows }] });
    const lines = [
      'table "Klinikker", row 1: it has 1 cells, 2 were expected',
      'table "Klinikker", row 2: "Nummer" holds 1234, a text was expected',
      'table "Klinikker", row 3: "Planer" holds 1, a number was expected',
      'table "Klinikker", row 4: "Planer" holds NaN, a number was expected',
    ];
    await expect(renderWorkbook(workbookOf(sheet))).rejects.toMatchObject({ lines });
  });
});

describe("the file as a whole", () => {
  test("the same content gives the same bytes, whenever it is written", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2025-03-05T10:00:00Z") });
    const first = await renderWorkbook(workbookOf());
    vi.setSystemTime(new Date("2031-07-01T23:59:58Z"));
    const second = await renderWorkbook(workbookOf());
    vi.useRealTimers();
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });
});
