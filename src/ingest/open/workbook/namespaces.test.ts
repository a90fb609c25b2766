import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DrawnCell, DrawnWorkbook } from "../../../testing/make-xlsx.js";
import { dateStyle, main, makeXlsx, relations, sheetXml } from "../../../testing/make-xlsx.js";
import type { Workshop } from "../../../testing/workshop.js";
import { openWorkshop } from "../../../testing/workshop.js";

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.end());

const strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const strictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
const x15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main";
const mc = "http://schemas.openxmlformats.org/markup-compatibility/2006";

const header = ["Periode", "Ydernummer", "Plantype", "Nye planer", "Vedligeholdte planer"];
const row: DrawnCell[] = ["2025-02", "001040", "KOL", 2, 30];
const sheetPart = "xl/worksheets/sheet1.xml";
const plainSheet = sheetXml({ rows: [header, row] });

const load = async (workbook: DrawnWorkbook) =>
  shop.load("planer.xlsx", await makeXlsx([{ rows: [header, row] }], workbook));
const loadSheet = (xml: string, workbook: DrawnWorkbook = {}) =>
  load({ ...workbook, parts: { ...workbook.parts, [sheetPart]: xml } });
const counts = (): unknown[] =>
  shop.store.raw.prepare("select month, new_plans, maintained_plans from plan_count").raw().all();

/** The workbook part, with what is given inside its root. */
const workbookXml = (inside: string): string =>
  `<workbook xmlns="${main}" xmlns:r="${relations}">${inside}<sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>`;

describe("a cell has one value", () => {
  const cell = (xml: string): string => plainSheet.replace('<c r="D2"><v>2</v></c>', xml);

  test.each([
    ["a number beside an inline text that repeats it", '<c r="D2"><v>2</v><is><t>2</t></is></c>'],
    [
      "an inline text beside a number that repeats it",
      '<c r="D2" t="inlineStr"><v>2</v><is><t>2</t></is></c>',
    ],
    [
      "an inline text of two runs with a reading aid",
      '<c r="D2" t="inlineStr"><is><r><t>0</t></r><r><t>2</t></r><rPh sb="0" eb="1"><t>9</t></rPh></is></c>',
    ],
    ["an inline text whose type nobody wrote", '<c r="D2"><is><t>2</t></is></c>'],
    ["an inline text that stands in v", '<c r="D2" t="inlineStr"><v>2</v></c>'],
    ["a value of an extension beside it", `<c r="D2"><v>2</v><x:v xmlns:x="${x14}">9</x:v></c>`],
    [
      "a value within an extension of the cell",
      '<c r="D2"><v>2</v><extLst><ext uri="{a}"><v>9</v></ext></extLst></c>',
    ],
  ])("%s is 2 and not 22", async (_, xml) => {
    expect((await loadSheet(cell(xml))).problems).toEqual([]);
    expect(counts()).toEqual([["2025-02", 2, 30]]);
  });

  test.each(['<c r="D2"><v>2</v><v>2</v></c>', '<c r="D2"><v>0x2</v></c>', '<c r="D2"><v>Infinity</v></c>'])(
    "%s is damaged",
    async (xml) => {
      expect((await loadSheet(cell(xml))).problems).toMatchObject([{ code: "damaged" }]);
    },
  );
});

describe("names count with their namespaces", () => {
  test("an extension's workbookPr does not reset the dates of 1904", async () => {
    const dated: DrawnCell[] = [{ value: 44227, style: dateStyle }, ...row.slice(1)];
    for (const [before, after] of [
      ["", `<x15:workbookPr xmlns:x15="${x15}" chartTrackingRefBase="1"/>`],
      [`<extLst><ext><workbookPr date1904="0"/></ext></extLst>`, ""],
    ]) {
      const xml = workbookXml(`<workbookPr date1904="1"/>${before ?? ""}${after ?? ""}`);
      expect(
        await loadSheet(sheetXml({ rows: [header, dated] }), { parts: { "xl/workbook.xml": xml } }),
      ).toMatchObject({ months: ["2025-02"] });
    }
  });

  test("a format of a condition does not take the place of a cell's own", async () => {
    const styles = (inside: string) =>
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>${inside}</styleSheet>`;
    const dated: DrawnCell[] = [{ value: 45689, style: 1 }, ...row.slice(1)];
    const others = [
      '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.00"/></dxf></dxfs>',
      `<x:numFmts xmlns:x="${x14}"><x:numFmt numFmtId="164" formatCode="0.00"/></x:numFmts>`,
      '<cellStyleXfs><xf numFmtId="164"/></cellStyleXfs>',
    ];
    for (const other of others) {
      const outcome = await loadSheet(sheetXml({ rows: [header, dated] }), {
        parts: { "xl/styles.xml": styles(other) },
      });
      expect(outcome).toMatchObject({ months: ["2025-02"], problems: [] });
    }
  });

  test("a sheet, a row, a merged range and a text of an extension are none", async () => {
    const extra = `<x:mergeCells xmlns:x="${x14}"><x:mergeCell ref="A2:A3"/></x:mergeCells><extLst><ext><row r="9"><c r="A9"><v>1</v></c></row></ext></extLst>`;
    const xml = plainSheet.replace("</worksheet>", `${extra}</worksheet>`);
    const workbook = workbookXml(
      `<x15:sheets xmlns:x15="${x15}"><x15:sheet name="Ark9" r:id="rId9"/></x15:sheets>`,
    );
    const outcome = await loadSheet(xml, {
      parts: { "xl/workbook.xml": workbook },
      shared: [`<t>a</t><x:t xmlns:x="${x14}">b</x:t>`],
    });
    expect(outcome).toMatchObject({ status: "stored", rows: { read: 1, stored: 1 } });
  });

  test("an id of another namespace is not the one that names the part of a sheet", async () => {
    const other = `<workbook xmlns="${main}" xmlns:q="${relations}" xmlns:z="urn:z"><sheets><sheet name="Ark1" sheetId="1" z:id="rId99" q:id="rId1"/></sheets></workbook>`;
    expect(await load({ parts: { "xl/workbook.xml": other } })).toMatchObject({ rows: { stored: 1 } });
  });
});

describe("forms of the same workbook", () => {
  test("with a prefix on every element", async () => {
    const prefixed = plainSheet
      .replaceAll(/<(\/?)([a-z])/gi, "<$1s:$2")
      .replace(`xmlns="${main}"`, `xmlns:s="${main}"`)
      .replace("<?s:xml", "<?xml");
    expect(await loadSheet(prefixed)).toMatchObject({ rows: { stored: 1 } });
    expect(counts()).toEqual([["2025-02", 2, 30]]);
  });

  test("strict, with dates as ISO 8601", async () => {
    const xml = plainSheet
      .replace(main, strict)
      .replace(/<c r="A2".*?<\/c>/, '<c r="A2" t="d"><v>2025-02-01T00:00:00.000</v></c>');
    const parts = {
      [sheetPart]: xml,
      "xl/workbook.xml": workbookXml("").replace(main, strict).replace(relations, strictRelations),
      "xl/styles.xml": `<styleSheet xmlns="${strict}"><cellXfs><xf/></cellXfs></styleSheet>`,
      "xl/sharedStrings.xml": `<sst xmlns="${strict}"/>`,
      "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${strictRelations}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
      "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${strictRelations}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    };
    expect(await load({ parts })).toMatchObject({ rows: { stored: 1 }, months: ["2025-02"] });
  });

  test("without a namespace, or of another kind, a part is damaged and not empty", async () => {
    for (const xml of [
      plainSheet.replace(` xmlns="${main}"`, ""),
      plainSheet.replaceAll("worksheet", "chartsheet"),
    ])
      expect((await loadSheet(xml)).problems).toMatchObject([{ code: "damaged" }]);
  });
});

describe("alternatives, by the rule of markup compatibility", () => {
  const choice = (requires: string, value: string): string =>
    `<mc:Choice Requires="${requires}"><v>${value}</v></mc:Choice>`;
  const fallback = (value: string): string => `<mc:Fallback><v>${value}</v></mc:Fallback>`;
  const cell = (inside: string): string =>
    plainSheet
      .replace("<worksheet ", `<worksheet xmlns:mc="${mc}" xmlns:x14="${x14}" xmlns:own="${main}" `)
      .replace("<v>2</v>", `<mc:AlternateContent>${inside}</mc:AlternateContent>`);

  test.each([
    ["the fallback where no choice is understood", choice("x14", "9") + fallback("2")],
    [
      "the first choice that is understood",
      choice("x14", "8") + choice("own", "2") + choice("own", "9") + fallback("9"),
    ],
    ["a choice that needs two, one of them unknown, is none", choice("own x14", "9") + fallback("2")],
  ])("%s", async (_, inside) => {
    expect((await loadSheet(cell(inside))).problems).toEqual([]);
    expect(counts()).toEqual([["2025-02", 2, 30]]);
  });

  test("children of an element to be processed are read, others of the same extension are not", async () => {
    const xml = plainSheet
      .replace(
        "<worksheet ",
        `<worksheet xmlns:mc="${mc}" xmlns:x14="${x14}" mc:Ignorable="x14" mc:ProcessContent="x14:box" `,
      )
      .replace("<v>2</v>", "<x14:other><v>9</v></x14:other><x14:box><v>2</v></x14:box>");
    expect((await loadSheet(xml)).problems).toEqual([]);
    expect(counts()).toEqual([["2025-02", 2, 30]]);
  });

  test("a part that must be understood with an extension is refused", async () => {
    const xml = plainSheet.replace(
      "<worksheet ",
      `<worksheet xmlns:mc="${mc}" xmlns:x14="${x14}" mc:MustUnderstand="x14" `,
    );
    expect((await loadSheet(xml)).problems[0]?.message).toMatch(/needs an extension/);
  });
});

test("a person in a fallback that is not shown is found", async () => {
  const drawing = `<a xmlns:mc="${mc}"><mc:AlternateContent><mc:Choice Requires="z"/><mc:Fallback>010190-1234</mc:Fallback></mc:AlternateContent></a>`;
  expect((await load({ parts: { "xl/drawings/drawing1.xml": drawing } })).problems[0]?.code).toBe("cpr");
});

describe("drawings of old comments", () => {
  const vml = (text: string): string =>
    `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>${text}<br><font>b</div></v:textbox></v:shape></xml>`;

  test("an unclosed <br> in one is of no account", async () => {
    expect(await load({ parts: { "xl/drawings/vmlDrawing1.vml": vml("a") } })).toMatchObject({
      rows: { stored: 1 },
    });
  });

  test.each(["010190-1234", "x".repeat(4090) + " 010190-1234", "&#48;10190-1234"])(
    "a person in one is found: %#",
    async (text) => {
      const { problems } = await load({ parts: { "xl/drawings/vmlDrawing1.vml": vml(text) } });
      expect(problems.map(({ code, message }) => `${code} ${message}`).join()).toMatch(/^cpr .*vmlDrawing1/);
    },
  );
});
