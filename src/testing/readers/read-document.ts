import JSZip from "jszip";

/** A paragraph of a text document as a reader of its outline meets it. */
export interface ReadParagraph {
  /** Id of its style, for example `Heading1`; empty: none of its own. */
  style: string;
  isListItem: boolean;
  text: string;
}

/** A .docx file as read by another than the one that wrote it. */
export interface ReadDocument {
  /** Paragraphs in order, those of tables among them. */
  paragraphs: ReadParagraph[];
  /** Rows of each table; the first cell texts of a header row are marked by `isHeader`. */
  tables: { isHeader: boolean; cells: string[] }[][];
  /** Alternative text of each picture. */
  pictures: { title: string; description: string; id: string }[];
  part: (name: string) => Promise<string>;
}

/** Reads a document's paragraphs, tables and pictures. */
export async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  const zip = await JSZip.loadAsync(bytes);
  const part = async (name: string): Promise<string> => (await zip.file(name)?.async("string")) ?? "";
  const xml = await part("word/document.xml");
  return {
    part,
    paragraphs: all(xml, /<w:p>(.*?)<\/w:p>/gs).map((inner) => ({
      style: /<w:pStyle w:val="(\w+)"/.exec(inner)?.[1] ?? "",
      isListItem: inner.includes("<w:numPr>"),
      text: textOf(inner),
    })),
    tables: all(xml, /<w:tbl>(.*?)<\/w:tbl>/gs).map((table) =>
      all(table, /<w:tr>(.*?)<\/w:tr>/gs).map((row) => ({
        isHeader: row.includes("<w:tblHeader/>"),
        cells: all(row, /<w:tc>(.*?)<\/w:tc>/gs).map(textOf),
      })),
    ),
    pictures: all(xml, /<wp:docPr ([^>]*)\/>/g).map((attributes) => ({
      title: attribute(attributes, "title"),
      description: attribute(attributes, "descr"),
      id: attribute(attributes, "id"),
    })),
  };
}

function all(xml: string, pattern: RegExp): string[] {
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? "");
}

function textOf(xml: string): string {
  return plain(all(xml, /<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs).join(""));
}

function attribute(attributes: string, name: string): string {
  return plain(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? "");
}

function plain(xml: string): string {
  return xml
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll("\u00a0", " ");
}
