import { describe, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { readDocument } from "../../testing/readers/read-document.js";
import type { DocumentBlock, DocumentContent, DocumentLook } from "./content.js";
import { renderDocument } from "./write.js";

const look: DocumentLook = {
  font: "Arial",
  colours: {
    heading: "#0b4a7d",
    text: "#1f2933",
    muted: "#55606c",
    line: "#e4e8ec",
    headerFill: "#f1f3f6",
    caution: "#8a3b00",
    cautionFill: "#fdf1e3",
  },
};

function content(...blocks: DocumentBlock[]): DocumentContent {
  return {
    language: "da-DK",
    properties: { title: "Møde & æ", subject: "Emne", creator: "Afsender", date: "2025-03-10" },
    footer: "Afsender",
    pageWords: { page: "side", of: "af" },
    blocks,
  };
}

const png = await readFile("reports/steering/example.png");

const picture: DocumentBlock = {
  kind: "picture",
  png,
  title: "Titel",
  description: 'Søjler <"&">',
  caption: "Figur 1",
};

describe("a text document", () => {
  test("is the same bytes for the same content, also when others were written before it", async () => {
    const blocks: DocumentBlock[] = [
      { kind: "contents", title: "Indhold" },
      { kind: "heading", level: 1, text: "Punkt 1" },
      { kind: "heading", level: 1, text: "Punkt 2" },
      { kind: "list", isOrdered: true, items: ["a", "b"] },
      picture,
      { kind: "list", isOrdered: true, items: ["c"] },
      picture,
    ];
    const first = await renderDocument(content(...blocks), look);
    await renderDocument(content(picture), look);
    expect(Buffer.from(await renderDocument(content(...blocks), look)).equals(Buffer.from(first))).toBe(true);
    const { pictures, part } = await readDocument(first);
    expect(new Set(pictures.map(({ id }) => id)).size).toBe(2);
    const document = await part("word/document.xml");
    // each heading is where its line of the contents leads
    expect(document.match(/w:anchor="_Toc\d+"/g)).toEqual(['w:anchor="_Toc1"', 'w:anchor="_Toc2"']);
    expect(document.match(/<w:bookmarkStart [^>]*>/g)).toEqual([
      '<w:bookmarkStart w:name="_Toc1" w:id="1"/>',
      '<w:bookmarkStart w:name="_Toc2" w:id="2"/>',
    ]);
  });

  test("says its title, its language and its own date, and numbers its pages", async () => {
    const { part } = await readDocument(await renderDocument(content(), look));
    const core = await part("docProps/core.xml");
    expect(core).toContain("<dc:title>Møde &amp; æ</dc:title>");
    expect(core).toContain("<dc:language>da-DK</dc:language>");
    expect(core.match(/2025-03-10T00:00:00Z/g)).toHaveLength(2);
    expect(await part("word/styles.xml")).toContain('<w:lang w:val="da-DK"/>');
    const footer = await part("word/footer1.xml");
    expect(footer).toContain("PAGE");
    expect(footer).toContain("NUMPAGES");
  });

  test("has headings by Word's own styles, list items that are such, header rows and alternative texts", async () => {
    const read = await readDocument(
      await renderDocument(
        content(
          { kind: "title", text: "Titel" },
          { kind: "heading", level: 1, text: "Et" },
          { kind: "heading", level: 2, text: "To" },
          { kind: "heading", level: 3, text: "Tre" },
          { kind: "list", isOrdered: false, items: ["punkt"] },
          picture,
          {
            kind: "table",
            caption: "Tabel 1",
            columns: [
              { heading: "Region", align: "text" },
              { heading: "Antal", align: "number" },
            ],
            rows: [{ cells: ["Nord", "1.234"], stressed: false }],
          },
        ),
        look,
      ),
    );
    expect(read.paragraphs.slice(0, 5)).toEqual([
      { style: "Title", isListItem: false, text: "Titel" },
      { style: "Heading1", isListItem: false, text: "Et" },
      { style: "Heading2", isListItem: false, text: "To" },
      { style: "Heading3", isListItem: false, text: "Tre" },
      { style: "ListParagraph", isListItem: true, text: "punkt" },
    ]);
    expect(read.pictures).toEqual([{ title: "Titel", description: 'Søjler <"&">', id: "6" }]);
    expect(read.tables).toEqual([
      [
        { isHeader: true, cells: ["Region", "Antal"] },
        { isHeader: false, cells: ["Nord", "1.234"] },
      ],
    ]);
  });

  test("leaves it to the style whether a heading or a caption is bold", async () => {
    const { part } = await readDocument(
      await renderDocument(content({ kind: "heading", level: 1, text: "Et" }, picture), look),
    );
    expect(await part("word/document.xml")).not.toMatch(/<w:b[ /]/);
    for (const style of ["Heading1", "Caption"])
      expect(await part("word/styles.xml")).toMatch(
        new RegExp(`w:styleId="${style}"(?:(?!</w:style>).)*<w:b/>`, "s"),
      );
  });

  test("shows what XML cannot hold as a replacement mark, and lets no text become markup", async () => {
    const { paragraphs } = await readDocument(
      await renderDocument(content({ kind: "paragraph", text: "a\u0000b\ud800c <w:p> &amp;\nd" }), look),
    );
    expect(paragraphs[0]?.text).toBe("a\ufffdb\ufffdc <w:p> &amp; d");
  });
});
