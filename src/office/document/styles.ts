import type { IStylesOptions } from "docx";
import { LineRuleType } from "docx";
import type { DocumentLook } from "./content.js";

/** A4 upright and its margins, in twentieths of a point. */
export const pageWidth = 11_906;
export const pageHeight = 16_838;
export const margin = 1_134;

/** Width of the text, in twentieths of a point. */
export const bodyWidth = pageWidth - 2 * margin;

/** A colour as Word writes it. */
export function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}

/** The styles by which the document is written and read: Word's own names, so that its outline and a screen reader know them. */
export function documentStyles({ font, colours }: DocumentLook, language: string): IStylesOptions {
  const heading = (points: number, before: number): object => ({
    run: { font, size: points * 2, bold: true, color: hex(colours.heading) },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  });
  const paragraphStyle = (id: string, name: string, run: object, paragraph: object): object => ({
    id,
    name,
    basedOn: "Normal",
    next: "Normal",
    run,
    paragraph,
  });
  return {
    default: {
      document: {
        run: { font, size: 22, color: hex(colours.text), language: { value: language } },
        // without its rule LibreOffice takes the height as exact, and cuts pictures to a line
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: heading(24, 0),
      heading1: heading(17, 360),
      heading2: heading(13, 240),
      heading3: heading(11, 200),
    },
    paragraphStyles: [
      paragraphStyle(
        "Subtitle",
        "Subtitle",
        { size: 26, color: hex(colours.muted) },
        { spacing: { after: 240 } },
      ),
      paragraphStyle(
        "TOCHeading",
        "TOC Heading",
        { size: 34, bold: true, color: hex(colours.heading) },
        { spacing: { before: 360, after: 100 }, keepNext: true },
      ),
      paragraphStyle("TOC1", "toc 1", {}, { spacing: { after: 60 } }),
      paragraphStyle("Caption", "caption", { size: 20, bold: true }, { spacing: { before: 160, after: 80 } }),
      paragraphStyle("Footer", "footer", { size: 18, color: hex(colours.muted) }, { spacing: { after: 0 } }),
      paragraphStyle(
        "Note",
        "Note",
        { size: 18, color: hex(colours.muted) },
        { spacing: { before: 80, after: 60 } },
      ),
      paragraphStyle(
        "Cell",
        "Cell",
        { size: 18 },
        { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } },
      ),
      paragraphStyle("Mark", "Mark", { color: hex(colours.caution) }, { spacing: { before: 60, after: 60 } }),
    ] as NonNullable<IStylesOptions["paragraphStyles"]>,
  };
}
