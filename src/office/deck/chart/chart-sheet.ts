import { formulaOfRange } from "../../cell-address.js";
import type { ChartSheet, DeckContent } from "../content.js";
import type { WorkbookColours } from "../../workbook/content.js";
import { renderWorkbook } from "../../workbook/write.js";

/** The workbook embedded behind a chart: one sheet whose table begins in A1. */
export function renderChartSheet(
  sheet: ChartSheet,
  deck: DeckContent,
  colours: WorkbookColours,
): Promise<Uint8Array> {
  const { title, subject, creator, date } = deck.properties;
  return renderWorkbook({
    properties: { title, subject, creator, date, description: "", keywords: "", language: deck.language },
    colours,
    sheets: [
      {
        name: sheet.name,
        visible: true,
        longLines: "spill",
        freeze: { columns: 1 },
        isProtected: false,
        print: { header: "", footer: "" },
        blocks: [
          {
            kind: "table",
            name: sheet.name,
            emptyText: "",
            columns: sheet.columns.map(({ heading, kind }) => ({
              header: heading,
              kind,
              width: Math.max(16, heading.length + 4),
            })),
            rows: sheet.rows,
          },
        ],
      },
    ],
  });
}

/** The rows of columns `first` to `last` as a formula: `Data!$B$2:$C$13`. */
export function columnsFormula(sheet: ChartSheet, first: number, last: number): string {
  return formulaOfRange(sheet.name, {
    ...{ firstColumn: first, lastColumn: last },
    ...{ firstRow: 2, lastRow: sheet.rows.length + 1 },
  });
}

/** One column between two rows as a formula, one cell where they are the same; rows count from 1. */
export function sheetReference(
  name: string,
  column: number,
  [firstRow, lastRow]: readonly [number, number],
): string {
  return formulaOfRange(name, { firstRow, lastRow, firstColumn: column, lastColumn: column });
}
