import type { FileChild } from "docx";
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  WidthType,
} from "docx";
import type { DocumentLook, TextTableBlock } from "./content.js";
import { hex, bodyWidth } from "./styles.js";
import { textRun } from "./text.js";

/**
 * Characters beside its text that a column has room for, those of a text in lines, of the longest text in one line, and most of
 * a word that is not broken.
 */
const padding = 3;
const lineLength = 18;
const textLength = 45;
const wordLength = 22;

/** A table of no more rows than this stays on one page. */
const mostRowsTogether = 15;

/** A table under its caption; the headings are a header row, which stands on each page and is read with each cell. */
export function captionedTable(table: TextTableBlock, look: DocumentLook): FileChild[] {
  const widths = columnWidths(table);
  const line = { style: BorderStyle.SINGLE, size: 4, color: hex(look.colours.line) };
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  const staysWhole = table.rows.length <= mostRowsTogether;
  const rowOf = (
    cells: readonly string[],
    kind: "header" | "stressed" | "plain",
    { isLast } = { isLast: false },
  ): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: kind === "header",
      children: widths.map(
        (width, index) =>
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            ...(kind === "header"
              ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: hex(look.colours.headerFill) } }
              : {}),
            children: [
              new Paragraph({
                style: "Cell",
                keepNext: staysWhole && !isLast,
                alignment:
                  table.columns[index]?.align === "number" ? AlignmentType.RIGHT : AlignmentType.LEFT,
                children: [textRun(cells[index] ?? "", kind !== "plain")],
              }),
            ],
          }),
      ),
    });
  return [
    new Paragraph({ style: "Caption", keepNext: true, children: [textRun(table.caption)] }),
    new Table({
      width: { size: bodyWidth, type: WidthType.DXA },
      columnWidths: widths,
      margins: { left: 80, right: 80 },
      borders: {
        top: line,
        bottom: line,
        insideHorizontal: line,
        left: none,
        right: none,
        insideVertical: none,
      },
      rows: [
        rowOf(
          table.columns.map(({ heading }) => heading),
          "header",
        ),
        ...table.rows.map(({ cells, stressed }, place) =>
          rowOf(cells, stressed ? "stressed" : "plain", { isLast: place === table.rows.length - 1 }),
        ),
      ],
    }),
  ];
}

/** Width of a character of a cell, the widest of them aside, in twentieths of a point. */
const characterWidth = 96;

/** How much wider a bold letter is: headings are bold. */
const boldness = 1.15;

/** What a column may get, in characters: its longest word, a line of its text, and all of it; each at least the one before. */
const levels = ["word", "line", "all"] as const;

/**
 * A column gets room by its texts: all of them where the page has it, else a line of the long ones, else whole words; what is
 * left over goes to the next of these.
 */
function columnWidths({ columns, rows }: TextTableBlock): number[] {
  const wanted = columns.map(({ heading }, index) => {
    const texts = [heading, ...rows.map(({ cells }) => cells[index] ?? "")];
    const longest = Math.max(...texts.map(({ length }) => length));
    const wordIn = (text: string): number => Math.max(...text.split(/\s+/).map(({ length }) => length));
    const longestWord = Math.max(boldness * wordIn(heading), ...texts.map(wordIn));
    const word = Math.min(longestWord, wordLength) + padding;
    const line = Math.max(word, Math.min(longest, lineLength) + padding);
    return { word, line, all: Math.max(line, Math.min(longest, textLength) + padding) };
  });
  const room = bodyWidth / characterWidth;
  const sumOf = (level: (typeof levels)[number]): number => wanted.reduce((sum, one) => sum + one[level], 0);
  const fits = levels.findLast((level) => sumOf(level) <= room) ?? "word";
  const next = levels[levels.indexOf(fits) + 1] ?? fits;
  const [least, most] = [sumOf(fits), sumOf(next)];
  const left = most > least ? Math.min(1, Math.max(0, (room - least) / (most - least))) : 0;
  const shares = wanted.map((one) => one[fits] + (one[next] - one[fits]) * left);
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => Math.floor((share / sum) * bodyWidth));
}
