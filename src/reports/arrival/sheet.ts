import type { WorkbookSheet } from "../../office/workbook/content.js";
import type { ArrivedFile } from "./facts.js";
import { isOdd } from "./facts.js";
import { checkCells, firstSentence } from "./page.js";
import type { ArrivalTexts } from "./texts.js";

/** What the page says of a file, as a sheet of its list of problems: the result, then every check, what is odd first. */
export function composeArrivalSheet(file: ArrivedFile, texts: ArrivalTexts): WorkbookSheet {
  const title = `${texts.title}: ${file.file}`;
  const rows = [...file.checks.filter(isOdd), ...file.checks.filter((check) => !isOdd(check))];
  const widths = [52, 18, 18, 18, 34, 44];
  return {
    name: texts.sheet,
    visible: true,
    blocks: [
      {
        kind: "lines",
        lines: [
          { text: title, style: "title" },
          { text: firstSentence(file, texts), style: "warning" },
        ],
      },
      {
        kind: "table",
        name: texts.sheet,
        columns: Object.values(texts.table.columns).map((header, place) => ({
          header,
          kind: "text",
          width: widths[place] ?? 20,
          wrap: true,
        })),
        rows: rows.map((check) => checkCells(check, texts)),
        emptyText: texts.sections.none,
      },
    ],
    longLines: "spill",
    freeze: { columns: 1 },
    isProtected: false,
    print: { header: title, footer: texts.pageNumber },
  };
}
