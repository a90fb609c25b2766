import type { DocumentContent, DocumentLook } from "./content.js";
import { Document, Footer, LevelFormat, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { estimatePageNumbers } from "docx/layout";
import { corePropertiesPart } from "../package/core-properties.js";
import { packParts } from "../package/pack.js";
import { bulletList, numberedList, writeBlocks } from "./blocks.js";
import { documentStyles, hex, margin, pageHeight, pageWidth } from "./styles.js";
import { writable } from "./text.js";

/** A text document as the bytes of a .docx file: the same content gives the same bytes on the same engine. */
export async function renderDocument(content: DocumentContent, look: DocumentLook): Promise<Uint8Array> {
  const { footer, pageWords, blocks } = content;
  const document = new Document({
    // the contents name their pages as Word will lay them out; one that cannot be told stays blank until Word fills it in
    pageNumbers: estimatePageNumbers,
    title: writable(content.properties.title),
    creator: writable(content.properties.creator),
    styles: documentStyles(look, content.language),
    numbering: {
      config: [
        { reference: bulletList, levels: [level(LevelFormat.BULLET, "•")] },
        { reference: numberedList, levels: [level(LevelFormat.DECIMAL, "%1.")] },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: pageWidth, height: pageHeight },
            margin: { top: margin, right: margin, bottom: margin, left: margin },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: "Footer",
                children: [
                  new TextRun({
                    color: hex(look.colours.muted),
                    children: [
                      `${writable(footer)} · ${pageWords.page} `,
                      PageNumber.CURRENT,
                      ` ${pageWords.of} `,
                      PageNumber.TOTAL_PAGES,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: writeBlocks(blocks, look),
      },
    ],
  });
  return seal(await Packer.toBuffer(document), content);
}

function level(
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: string,
): { level: number; format: typeof format; text: string; style: object } {
  return { level: 0, format, text, style: { paragraph: { indent: { left: 500, hanging: 300 } } } };
}

/** Packs the parts anew with fixed dates, and says of the document what the package leaves out: its language, its own date. */
async function seal(unsealed: Uint8Array, { properties, language }: DocumentContent): Promise<Uint8Array> {
  const { default: JSZip } = await import("jszip");
  const parts = Object.values((await JSZip.loadAsync(unsealed)).files).filter(({ dir }) => !dir);
  const sealed = await Promise.all(
    parts.map(async (part) => {
      if (part.name === "docProps/core.xml")
        return { name: part.name, content: corePropertiesPart({ ...properties, language }) };
      if (part.name === "word/document.xml")
        return { name: part.name, content: numberBookmarks(await part.async("string")) };
      const isStored = part.name.endsWith(".png");
      return { name: part.name, content: await part.async("uint8array"), isStored };
    }),
  );
  return packParts(sealed);
}

/** The package counts bookmarks over all documents that a process writes; here each document begins with the first. */
function numberBookmarks(xml: string): string {
  return numbered(
    numbered(xml, /(?<=(?:w:anchor="|w:name="|PAGEREF )_Toc)\d+/g),
    /(?<=<w:bookmark(?:Start|End)\b[^>]*? w:id=")\d+/g,
  );
}

/** Numbers in the order in which they first stand, from 1 on. */
function numbered(xml: string, pattern: RegExp): string {
  const places = new Map<string, number>();
  return xml.replaceAll(pattern, (number) => {
    const place = places.get(number) ?? places.size + 1;
    places.set(number, place);
    return String(place);
  });
}
