import type { DeckColors, DeckTable } from "./content.js";
import { largestSize, textWidth } from "./fit.js";
import type { Box } from "./house/place.js";
import { emuPerPoint, points } from "./house/place.js";
import { paragraph, run, solidFill } from "./text.js";
import type { Xml } from "../package/xml.js";
import { element } from "../package/xml.js";

/** Text sizes of tables in points, the largest that fits is taken; the last is for the smaller slides of a template. */
const tableSizes = [18, 16, 14, 12, 10];

/** Space around the text of a cell, in points. */
const cellSides = 8;
const rowSpacing = 1.5;

/** Settings of the tables of one deck. */
export interface TableLook {
  colors: DeckColors;
  language: string;
}

interface TableFit {
  size: number;
  /** Widths of the columns in EMU. */
  widths: number[];
  rowHeight: number;
}

/** A native table: its first row is marked as the header, its first column names the rows. */
export function tableGraphic(table: DeckTable, box: Box, look: TableLook): Xml {
  const { colors } = look;
  const fit = fitTable(table, box);
  const header = table.columns.map(({ heading, align }) =>
    cell(heading, { align, size: fit.size, bold: true, color: colors.text, fill: colors.band, look }),
  );
  const rows = table.rows.map(({ cells, stressed }) =>
    table.columns.map(({ align }, column) =>
      cell(cells[column] ?? "", {
        align,
        size: fit.size,
        bold: stressed,
        color: stressed ? colors.focus : colors.text,
        fill: stressed ? colors.focusPale : null,
        look,
      }),
    ),
  );
  return element(
    "a:graphic",
    {},
    element(
      "a:graphicData",
      { uri: "http://schemas.openxmlformats.org/drawingml/2006/table" },
      element(
        "a:tbl",
        {},
        element("a:tblPr", { firstRow: true, firstCol: true }),
        element(
          "a:tblGrid",
          {},
          fit.widths.map((w) => element("a:gridCol", { w })),
        ),
        [header, ...rows].map((cells) => element("a:tr", { h: fit.rowHeight }, cells)),
      ),
    ),
  );
}

/** Size, widths and height of a table in its box. Wide texts share what the columns leave over. */
function fitTable(table: DeckTable, box: Box): TableFit {
  const needed = (size: number): number[] =>
    table.columns.map(({ heading }, column) => {
      const texts = table.rows.map(({ cells, stressed }) =>
        textWidth(cells[column] ?? "", { size, bold: stressed }),
      );
      return Math.max(textWidth(heading, { size, bold: true }), ...texts) + 2 * cellSides;
    });
  const alike = (widths: readonly number[]): number[] => {
    const numbers = widths.filter((_, column) => table.columns[column]?.align === "number");
    return widths.map((width, column) =>
      table.columns[column]?.align === "number" ? Math.max(...numbers) : width,
    );
  };
  const lines = table.rows.length + 1;
  const size =
    tableSizes.find((one) => {
      const width = alike(needed(one)).reduce((sum, each) => sum + each, 0);
      return width <= points(box.width) && lines * one * rowSpacing <= points(box.height);
    }) ?? largestSize([], [tableSizes.at(-1) ?? 10], { width: points(box.width) });
  const natural = alike(needed(size));
  const sum = natural.reduce((total, each) => total + each, 0);
  const room = points(box.width);
  // A small table does not spread over the whole slide: its figures stand near what they are about.
  const factor = sum > room ? room / sum : Math.min(room / sum, 1.6);
  return {
    size,
    widths: natural.map((width) => Math.round(width * factor * emuPerPoint)),
    rowHeight: Math.round(
      Math.min(size * 2.1, Math.max(size * rowSpacing, points(box.height) / lines)) * emuPerPoint,
    ),
  };
}

function cell(
  text: string,
  settings: {
    align: "text" | "number";
    size: number;
    bold: boolean;
    color: string;
    fill: string | null;
    look: TableLook;
  },
): Xml {
  const { align, size, bold, color, fill, look } = settings;
  const rule = element("a:lnB", { w: 9525 }, solidFill(look.colors.grid));
  const none = (side: string): Xml => element(`a:ln${side}`, { w: 0 }, element("a:noFill"));
  return element(
    "a:tc",
    {},
    element(
      "a:txBody",
      {},
      element("a:bodyPr"),
      element("a:lstStyle"),
      paragraph(
        text === "" ? [] : [run(text, look.language, { size, bold, color })],
        element("a:pPr", { algn: align === "number" ? "r" : "l" }),
      ),
    ),
    element(
      "a:tcPr",
      {
        marL: cellSides * emuPerPoint,
        marR: cellSides * emuPerPoint,
        marT: 25_400,
        marB: 25_400,
        anchor: "ctr",
      },
      none("L"),
      none("R"),
      none("T"),
      rule,
      fill === null ? element("a:noFill") : solidFill(fill),
    ),
  );
}
