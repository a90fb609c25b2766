import { packParts } from "../package/pack.js";

/** Who wrote the file. exceljs says Excel, and then LibreOffice takes rows as tall as they are instead of fitting them to their text. */
const application = "flp";

/** Size of titles in points, as in `lineLook`. */
const titleSize = 18;

/** Order of a font's properties that the Open XML SDK expects; exceljs has its own. Source: Open XML SDK, CT_Font. */
const fontOrder = [
  "b",
  "i",
  "strike",
  "condense",
  "extend",
  "outline",
  "shadow",
  "u",
  "vertAlign",
  "sz",
  "color",
  "name",
  "family",
  "charset",
  "scheme",
];

/**
 * Packs the parts of a workbook that exceljs made, by name, so that the same content gives the same bytes and the Open XML
 * SDK finds nothing: fixed dates, font properties in order, ids of data bars by their place instead of random.
 */
export function sealPackage(parts: ReadonlyMap<string, string>): Promise<Uint8Array> {
  return packParts([...parts].map(([name, xml]) => ({ name, content: sealPart(name, xml) })));
}

function sealPart(name: string, xml: string): string {
  if (name === "docProps/app.xml")
    return xml.replace(/<Application>.*?<\/Application>/, `<Application>${application}</Application>`);
  if (name === "xl/styles.xml") return tagTitles(orderFonts(xml));
  if (name.startsWith("xl/tables/")) return withoutEmptyFilter(xml);
  // No text stands in a sheet, so that this is what exceljs made of a value that it did not understand.
  if (name.startsWith("xl/worksheets/") && />(?:NaN|undefined|null)</.test(xml))
    throw new Error(`${name} holds a value that exceljs did not understand`);
  const sheet = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
  return sheet === undefined ? xml : numberBarIds(freeRowHeights(xml), Number(sheet));
}

function orderFonts(xml: string): string {
  return xml.replaceAll(/<font>(.*?)<\/font>/g, (_, inner: string) => {
    const properties = [...inner.matchAll(/<(\w+)[^>]*\/>/g)].map((match) => ({
      xml: match[0],
      name: match[1] ?? "",
    }));
    properties.sort((left, right) => fontOrder.indexOf(left.name) - fontOrder.indexOf(right.name));
    return `<font>${properties.map((property) => property.xml).join("")}</font>`;
  });
}

/** Cells in the font of titles get Excel's style for headings, by which a screen reader finds them. */
function tagTitles(xml: string): string {
  const fonts = [...xml.matchAll(/<font>(.*?)<\/font>/g)].map((match) => match[1] ?? "");
  const title = fonts.findIndex((font) => font.includes(`<sz val="${titleSize}"/>`));
  if (title === -1) return xml;
  const format = `<xf numFmtId="0" fontId="${title}" fillId="0" borderId="0"/>`;
  return xml
    .replace(
      /<cellStyleXfs count="1">(.*?)<\/cellStyleXfs>/,
      `<cellStyleXfs count="2">$1${format}</cellStyleXfs>`,
    )
    .replace(
      /<cellStyles count="1">(.*?)<\/cellStyles>/,
      '<cellStyles count="2">$1<cellStyle name="Heading 1" xfId="1" builtinId="16"/></cellStyles>',
    )
    .replaceAll(/<cellXfs.*<\/cellXfs>/g, (formats) =>
      formats.replaceAll(new RegExp(`(<xf [^>]*fontId="${title}"[^>]*?)xfId="0"`, "g"), '$1xfId="1"'),
    );
}

/** A table whose columns all hide their filter has none. */
function withoutEmptyFilter(xml: string): string {
  return xml.includes('hiddenButton="0"') ? xml : xml.replace(/<autoFilter .*?<\/autoFilter>/, "");
}

/** exceljs marks each height as the author's wish, which ends the fitting of a row to what is written in it later. */
function freeRowHeights(xml: string): string {
  return xml.replaceAll(' customHeight="1"', "");
}

/** exceljs gives each data bar a random id, once in the rule's extension list and once in its extended form. */
function numberBarIds(xml: string, sheet: number): string {
  const numbered = new Map<string, string>();
  return xml.replaceAll(
    /(<x14:id>|<x14:cfRule type="dataBar" id=")(\{[-0-9A-F]{36}\})/g,
    (_, before: string, id: string) => {
      const barId = numbered.get(id) ?? `{0000${hex(sheet, 4)}-0000-4000-8000-${hex(numbered.size + 1, 12)}}`;
      numbered.set(id, barId);
      return before + barId;
    },
  );
}

function hex(number: number, digits: number): string {
  return number.toString(16).toUpperCase().padStart(digits, "0");
}
