import type { FileChild, TextRun } from "docx";
import { HeadingLevel, ImageRun, Paragraph, ShadingType, TableOfContents } from "docx";
import { pngSize } from "../png-size.js";
import type { DocumentBlock, DocumentLook, NamedText, PictureBlock } from "./content.js";
import { hex, bodyWidth } from "./styles.js";
import { captionedTable } from "./table.js";
import { textRun, writable } from "./text.js";

/** Names of the two kinds of lists within the file. */
export const bulletList = "bullets";
export const numberedList = "numbers";

/** Twentieths of a point in a picture's pixel at 96 to the inch. */
const twipsPerPixel = 15;

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** What a block is written with beside itself. */
interface Writing {
  look: DocumentLook;
  /** Its place in the document: pictures and lists are numbered by it. */
  place: number;
}

/** The blocks as the paragraphs and tables of a document. */
export function writeBlocks(blocks: readonly DocumentBlock[], look: DocumentLook): FileChild[] {
  const written = blocks.flatMap((block, place) => writeBlock(block, { look, place }));
  // a document ends with a paragraph: Word asks for one behind a table
  return blocks.at(-1)?.kind === "table" ? [...written, styled("Note", [])] : written;
}

function writeBlock(block: DocumentBlock, { look, place }: Writing): FileChild[] {
  switch (block.kind) {
    case "title":
      return [new Paragraph({ heading: HeadingLevel.TITLE, children: [textRun(block.text)] })];
    case "subtitle":
      return [styled("Subtitle", [textRun(block.text)])];
    case "heading":
      return [
        new Paragraph({
          heading: headings[block.level - 1] ?? HeadingLevel.HEADING_3,
          pageBreakBefore: block.startsPage === true,
          children: [textRun(block.text)],
        }),
      ];
    case "contents":
      return [
        styled("TOCHeading", [textRun(block.title)]),
        new TableOfContents(writable(block.title), { hyperlink: true, headingStyleRange: "1-1" }),
      ];
    case "paragraph":
      return [new Paragraph({ children: [textRun(block.text)] })];
    case "finding":
      return [new Paragraph({ keepNext: true, children: [textRun(block.text, true)] })];
    case "list":
      return block.items.map(
        (item) =>
          new Paragraph({
            numbering: {
              reference: block.isOrdered ? numberedList : bulletList,
              level: 0,
              // each list begins at one
              instance: block.isOrdered ? place : 0,
            },
            children: [textRun(item)],
          }),
      );
    case "note":
      return block.lines.map((line) => styled("Note", [textRun(line)]));
    case "facts":
      return block.items.map((item) => new Paragraph({ children: named(item) }));
    case "marks":
      return block.items.map((item) => shaded(named(item), look));
    case "gap":
      return [shaded([textRun(block.text)], look)];
    case "picture":
      return writePicture(block, place);
    case "table":
      return captionedTable(block, look);
  }
}

function writePicture(
  { png, width: part = 1, title, description, caption }: PictureBlock,
  place: number,
): FileChild[] {
  const { width, height } = pngSize(png);
  const shown = (part * bodyWidth) / twipsPerPixel;
  return [
    new Paragraph({
      keepNext: true,
      children: [
        new ImageRun({
          type: "png",
          data: png,
          transformation: { width: Math.round(shown), height: Math.round((shown * height) / width) },
          // the package counts on through all documents of a process: with a number of our own the bytes stay the same
          altText: {
            id: String(place + 1),
            name: writable(caption),
            title: writable(title),
            description: writable(description),
          },
        }),
      ],
    }),
    styled("Caption", [textRun(caption)]),
  ];
}

function styled(style: string, children: TextRun[]): Paragraph {
  return new Paragraph({ style, children });
}

function shaded(children: TextRun[], { colours }: DocumentLook): Paragraph {
  return new Paragraph({
    style: "Mark",
    shading: { type: ShadingType.CLEAR, color: "auto", fill: hex(colours.cautionFill) },
    children,
  });
}

function named({ label, text }: NamedText): TextRun[] {
  return [textRun(`${label}: `, true), textRun(text)];
}
