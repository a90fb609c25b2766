import JSZip from "jszip";

/** A drawn cell: text, number, nothing, or raw parts of its XML. */
export type DrawnCell =
  | string
  | number
  | null
  | { type?: string; style?: number; formula?: string; value?: string | number; inline?: string };

/** A drawn sheet. */
export interface DrawnSheet {
  name?: string;
  state?: "visible" | "hidden" | "veryHidden";
  rows: readonly (readonly DrawnCell[])[];
  hiddenRows?: readonly number[];
  /** Hidden columns, counted from 1. */
  hiddenColumns?: readonly number[];
  merged?: readonly string[];
  /** XML behind the rows. */
  after?: string;
}

/** What else a drawn workbook holds. */
export interface DrawnWorkbook {
  has1904?: boolean;
  /** Parts that are added, replaced or (null) left out. */
  parts?: Readonly<Record<string, string | Uint8Array | null>>;
  /** Texts that cells of type `s` refer to; a text that begins with `<` is the XML of its entry. */
  shared?: readonly string[];
  compression?: "STORE" | "DEFLATE";
}

/** Style of a date cell shown as a day, and of one shown as month and year, in drawn workbooks. */
export const dateStyle = 1;
export const monthStyle = 2;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** The transitional namespaces of sheets and of relations. */
export const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The XML of a drawn sheet. */
export function sheetXml(sheet: DrawnSheet): string {
  const columns = (sheet.hiddenColumns ?? []).map((one) => `<col min="${one}" max="${one}" hidden="1"/>`);
  const rows = sheet.rows.map((cells, index) => {
    const line = index + 1;
    const hidden = sheet.hiddenRows?.includes(line) === true ? ' hidden="1"' : "";
    return `<row r="${line}"${hidden}>${cells.map((cell, place) => cellXml(cell, place, line)).join("")}</row>`;
  });
  const merged = (sheet.merged ?? []).map((range) => `<mergeCell ref="${range}"/>`).join("");
  return [
    `${head}<worksheet xmlns="${main}">`,
    columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`,
    `<sheetData>${rows.join("")}</sheetData>`,
    merged === "" ? "" : `<mergeCells>${merged}</mergeCells>`,
    `${sheet.after ?? ""}</worksheet>`,
  ].join("");
}

function cellXml(cell: DrawnCell, place: number, line: number): string {
  const address = `${String.fromCharCode(65 + place)}${line}`;
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  const type = cell.type === undefined ? "" : ` t="${cell.type}"`;
  const style = cell.style === undefined ? "" : ` s="${cell.style}"`;
  const formula = cell.formula === undefined ? "" : `<f>${escaped(cell.formula)}</f>`;
  const value = cell.value === undefined ? "" : `<v>${cell.value}</v>`;
  return `<c r="${address}"${type}${style}>${formula}${value}${cell.inline ?? ""}</c>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A workbook of drawn sheets as the bytes of an .xlsx file. */
export async function makeXlsx(
  sheets: readonly DrawnSheet[],
  workbook: DrawnWorkbook = {},
): Promise<Uint8Array> {
  const zip = new JSZip();
  const named = sheets.map((sheet, index) => ({ ...sheet, name: sheet.name ?? `Ark${index + 1}` }));
  const date = new Date("2025-03-01T00:00:00Z");
  const parts: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${workbook.has1904 === true ? ' date1904="1"' : ""}/><sheets>${named
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state === undefined ? "" : ` state="${state}"`} r:id="rId${index + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${named
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join(
        "",
      )}<Relationship Id="rIdS" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="mmm\\-yy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `${head}<sst xmlns="${main}">${(workbook.shared ?? []).map((text) => `<si>${text.startsWith("<") ? text : `<t>${escaped(text)}</t>`}</si>`).join("")}</sst>`,
    ...Object.fromEntries(
      named.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]),
    ),
    ...workbook.parts,
  };
  for (const [name, content] of Object.entries(parts))
    if (content !== null) zip.file(name, content, { date, createFolders: false });
  return zip.generateAsync({ type: "uint8array", compression: workbook.compression ?? "DEFLATE" });
}
