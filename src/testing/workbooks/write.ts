import { columnLetters } from "../../office/cell-address.js";
import { makeXlsx } from "../make-xlsx.js";
import type { CellContent, GeneratedRow, GeneratedWorkbook, RichText } from "./generated.js";
import { numberFormats } from "./number-formats.js";

const namespaces = {
  transitional: {
    main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    relations: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  },
  strict: {
    main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    relations: "http://purl.oclc.org/ooxml/officeDocument/relationships",
  },
};
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const extensions =
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" mc:Ignorable="x14 x15"';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Stands before the name of every element of the standard until its prefix is known; no generated text holds it. */
const mark = "§";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** A carriage return is written as an escape, and what would be undone as one is escaped, as Excel does. */
const stored = (text: string): string =>
  escaped(text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")).replaceAll("\r", "_x000D_");
const textElement = (text: string): string => `<§t xml:space="preserve">${stored(text)}</§t>`;

function richXml({ runs, isRich, hasReadingAid }: RichText): string {
  const aid = hasReadingAid ? '<§rPh sb="0" eb="1"><§t>læses</§t></§rPh><§phoneticPr fontId="1"/>' : "";
  if (!isRich) return textElement(runs.join("")) + aid;
  return runs.map((run) => `<§r><§rPr><§b/></§rPr>${textElement(run)}</§r>`).join("") + aid;
}

class Sheet {
  constructor(
    private readonly shared: string[],
    private readonly hasRareCells: boolean,
  ) {}

  rows(rows: readonly GeneratedRow[]): string {
    let line = 0;
    return rows
      .map((row) => {
        line += row.gap + 1;
        return this.row(row, line);
      })
      .join("");
  }

  private row({ cells, hasPlaces }: GeneratedRow, line: number): string {
    let column = -1;
    const written = cells.map(({ gap, content }) => {
      column += gap + 1;
      return this.cell(content, hasPlaces ? ` r="${columnLetters(column)}${line}"` : "");
    });
    return `<§row${hasPlaces ? ` r="${line}" spans="1:9"` : ""}>${written.join("")}</§row>`;
  }

  private cell(content: CellContent, place: string): string {
    switch (content.kind) {
      case "shared": {
        this.shared.push(richXml(content.text));
        return `<§c${place} t="s"><§v>${this.shared.length - 1}</§v></§c>`;
      }
      case "inline": {
        const type = content.beside === "no-type" ? "" : ' t="inlineStr"';
        const value = content.beside === "value" ? "<§v>7</§v>" : "";
        return `<§c${place}${type}>${value}<§is>${richXml(this.hasRareCells ? content.text : { ...content.text, hasReadingAid: false })}</§is></§c>`;
      }
      case "inline-in-v":
        return `<§c${place} t="inlineStr"><§v>${stored(content.text)}</§v></§c>`;
      case "number":
        return this.number(content, place);
      case "formula-text":
        return `<§c${place} t="str"><§f>A1&amp;"x"</§f><§v>${stored(content.text)}</§v></§c>`;
      case "formula-without-value":
        return `<§c${place}><§f${content.isShared ? ' t="shared" si="0"' : ""}>SUM(A1:A2)</§f></§c>`;
      case "truth":
        return `<§c${place} t="b"><§v>${content.written}</§v></§c>`;
      case "error":
        return `<§c${place} t="e">${content.hasFormula ? "<§f>1/0</§f>" : ""}<§v>${content.code}</§v></§c>`;
      case "iso-date":
        return `<§c${place} t="d"><§v>${content.day}${content.time === null ? "" : `T${content.time}`}</§v></§c>`;
      case "blank":
        return `<§c${place} s="${numberFormats.indexOf(content.format)}"/>`;
    }
  }

  private number({ written, format, form }: Extract<CellContent, { kind: "number" }>, place: string): string {
    const type = form === "typed" ? ' t="n"' : "";
    const start = `<§c${place} s="${numberFormats.indexOf(format)}"${type}>`;
    const value = `<§v>${written}</§v>`;
    const inside = {
      plain: value,
      typed: value,
      formula: `<§f>SUM(B1:B9)</§f>${value}`,
      array: `<§f t="array" ref="A1:A1">SUM(B1:B9)</§f>${value}`,
      "beside-inline": `${value}<§is><§t>9</§t></§is>`,
      extension: `${value}<§extLst><§ext uri="{a}"><§v>9</§v></§ext></§extLst>`,
      alternate: `<mc:AlternateContent><mc:Choice Requires="x14"><x14:v>9</x14:v></mc:Choice><mc:Fallback>${value}</mc:Fallback></mc:AlternateContent>`,
    };
    return `${start}${this.hasRareCells || (form !== "alternate" && form !== "extension") ? inside[form] : value}</§c>`;
  }
}

function stylesXml(hasExtensions: boolean): string {
  const own = numberFormats.filter(({ code }) => code !== null);
  const codes = own.map(
    ({ id, code }) =>
      `<§numFmt numFmtId="${id}" formatCode="${escaped(code ?? "").replaceAll('"', "&quot;")}"/>`,
  );
  const cells = numberFormats.map(({ id }) => `<§xf numFmtId="${id}" applyNumberFormat="1"/>`);
  // The format of a condition says of each id the opposite of what cells mean by it.
  const condition = own
    .map(
      ({ id, shows }) =>
        `<§dxf><§numFmt numFmtId="${id}" formatCode="${shows === "day" ? "0.00" : "yyyy\\-mm"}"/></§dxf>`,
    )
    .join("");
  return [
    `<§numFmts count="${own.length}">${codes.join("")}</§numFmts>`,
    "<§fonts><§font/></§fonts><§fills><§fill/></§fills><§borders><§border/></§borders>",
    '<§cellStyleXfs><§xf numFmtId="14"/></§cellStyleXfs>',
    `<§cellXfs>${cells.join("")}</§cellXfs>`,
    hasExtensions ? `<§dxfs>${condition}</§dxfs>` : "",
  ].join("");
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;

/** The bytes of a generated workbook. */
export async function writeWorkbook(workbook: GeneratedWorkbook): Promise<Uint8Array> {
  const { prefix, hasExtensions, sheets } = workbook;
  const { main, relations } = namespaces[workbook.isStrict ? "strict" : "transitional"];
  const part = (name: string, inside: string): string => {
    const declared = `xmlns${prefix === "" ? "" : `:${prefix}`}="${main}" xmlns:r="${relations}"`;
    const others = hasExtensions || workbook.hasRareCells ? ` ${extensions}` : "";
    const xml = `<§${name} ${declared}${others}>${inside}</§${name}>`;
    return head + xml.replaceAll(mark, prefix === "" ? "" : `${prefix}:`);
  };
  const shared: string[] = [];
  const writer = new Sheet(shared, workbook.hasRareCells);
  const after = hasExtensions
    ? '<§extLst><§ext uri="{b}"><x14:conditionalFormattings/></§ext></§extLst>'
    : "";
  const sheetParts = sheets.map(({ rows }, place): [string, string] => [
    `xl/worksheets/sheet${place + 1}.xml`,
    part("worksheet", `<§sheetData>${writer.rows(rows)}</§sheetData>${after}`),
  ]);
  const settings = workbook.has1904 ? '<§workbookPr date1904="1"/>' : "<§workbookPr/>";
  const listed = sheets.map(
    ({ name, isHidden }, place) =>
      `<§sheet name="${escaped(name)}" sheetId="${place + 1}"${isHidden ? ' state="hidden"' : ""} r:id="rId${place + 1}"/>`,
  );
  const links = [
    ...sheets.map((_, place) =>
      relation(`rId${place + 1}`, `${relations}/worksheet`, `worksheets/sheet${place + 1}.xml`),
    ),
    relation("rIdS", `${relations}/styles`, "styles.xml"),
    relation("rIdT", `${relations}/sharedStrings`, "sharedStrings.xml"),
  ];
  const parts = {
    "_rels/.rels": `${head}<Relationships xmlns="${packageRelations}">${relation("rId1", `${relations}/officeDocument`, "xl/workbook.xml")}</Relationships>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packageRelations}">${links.join("")}</Relationships>`,
    "xl/workbook.xml": part(
      "workbook",
      `${settings}${hasExtensions ? '<x15:workbookPr date1904="0"/>' : ""}<§sheets>${listed.join("")}</§sheets>`,
    ),
    "xl/styles.xml": part("styleSheet", stylesXml(hasExtensions)),
    ...Object.fromEntries(sheetParts),
    "xl/sharedStrings.xml": part("sst", shared.map((xml) => `<§si>${xml}</§si>`).join("")),
    "[Content_Types].xml": contentTypes(sheets.length),
  };
  return makeXlsx([], { parts, compression: "STORE" });
}

function contentTypes(sheets: number): string {
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const override = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${kind}.${type}+xml"/>`;
  const parts = [
    override("workbook", "sheet.main"),
    override("styles", "styles"),
    override("sharedStrings", "sharedStrings"),
    ...Array.from({ length: sheets }, (_, place) => override(`worksheets/sheet${place + 1}`, "worksheet")),
  ];
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`;
}
