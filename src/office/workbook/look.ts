import type { Fill, Font } from "exceljs";
import type { CellTone, ColumnKind, WorkbookColours, WorkbookLine } from "./content.js";

/** The font of all cells: it comes with Excel, and LibreOffice has one of the same widths. */
const fontName = "Calibri";

/** Size of ordinary text in points. */
export const textSize = 11;

/**
 * Number format of each kind of column as Excel stores it; the reader's Excel shows `,` and `.` by its own language.
 * A space stands before `%`, which Danish Excel's own format leaves out. Months name their language (0406 is Danish), or they would be shown in the reader's.
 */
export const numberFormats: Readonly<Record<ColumnKind, string>> = {
  text: "@",
  count: "#,##0",
  exact: "General",
  decimal: "#,##0.0",
  share: "0.0 %",
  date: "dd-mm-yyyy",
  month: "[$-406]mmmm yyyy",
};

/** A colour `#RRGGBB` as the file format writes it, without transparency. */
export function argbOf(colour: string): string {
  return `FF${colour.replace("#", "").toUpperCase()}`;
}

/** A font of the workbook's family. */
export function fontOf(colour: string, size: number = textSize, bold = false): Partial<Font> {
  return { name: fontName, family: 2, size, bold, color: { argb: argbOf(colour) } };
}

/** A plain fill. */
export function fillOf(colour: string): Fill {
  return { type: "pattern", pattern: "solid", fgColor: { argb: argbOf(colour) } };
}

/** The colour behind a cell of a tone. */
export function toneFill(tone: CellTone, colours: WorkbookColours): string {
  const fills = {
    attention: colours.attentionFill,
    muted: colours.mutedFill,
  };
  return fills[tone];
}

/** Height of one line of text of a size, in points. */
export function lineHeight(fontSize: number): number {
  return Math.ceil(fontSize * 1.36);
}

/** How a line of text looks. */
export interface LineLook {
  size: number;
  bold: boolean;
  colour: string;
  /** Null leaves the sheet's white. */
  fill: string | null;
}

/** How each style of line looks. */
export function lineLook(style: WorkbookLine["style"], colours: WorkbookColours): LineLook {
  switch (style) {
    case "title":
      return { size: 18, bold: true, colour: colours.title, fill: null };
    case "heading":
      return { size: 13, bold: true, colour: colours.title, fill: null };
    case "text":
      return { size: textSize, bold: false, colour: colours.text, fill: null };
    case "note":
      return { size: 10, bold: false, colour: colours.note, fill: null };
    case "warning":
      return { size: textSize, bold: true, colour: colours.warningText, fill: colours.warningFill };
  }
}
