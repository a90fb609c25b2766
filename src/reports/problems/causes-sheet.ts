import { countWords } from "../../domain/danish.js";
import type { WorkbookColumn, WorkbookSheet } from "../../office/workbook/content.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { WordedCause } from "../shared/problems/causes.js";
import type { ProblemTexts } from "../shared/problems/texts.js";

/** The sheet that tells a file's problems by cause, before the sheet of its rows. */
export function causesSheet(
  causes: readonly WordedCause[],
  { file, texts }: { file: string; texts: ProblemTexts },
): WorkbookSheet {
  const { columns: names, causes: words } = texts;
  const columns: WorkbookColumn[] = [
    { header: names.wrong, kind: "text", width: 44, wrap: true },
    { header: names.column, kind: "text", width: 22, wrap: false },
    { header: words.count, kind: "count", width: 10, wrap: false },
    { header: words.first, kind: "count", width: 12, wrap: false },
    { header: words.last, kind: "count", width: 12, wrap: false },
    { header: words.examples, kind: "text", width: 36, wrap: true },
    { header: names.expected, kind: "text", width: 44, wrap: true },
    { header: names.remedy, kind: "text", width: 40, wrap: true },
    { header: names.sheet, kind: "text", width: 14, wrap: false },
  ];
  const title = fillSentence(words.title, { file, causes: countWords(causes.length) });
  return {
    name: words.sheet,
    visible: true,
    blocks: [
      {
        kind: "lines",
        lines: [
          { text: title, style: "title" },
          { text: words.howTo, style: "text" },
        ],
      },
      {
        kind: "table",
        name: words.table,
        columns,
        rows: causes.map((cause) => [
          cause.wrong,
          cause.column,
          cause.count,
          cause.first_line,
          cause.last_line,
          cause.examples.join(" · "),
          cause.expected,
          cause.remedy,
          cause.sheet,
        ]),
        emptyText: texts.none,
      },
    ],
    longLines: "spill",
    freeze: { columns: 1 },
    isProtected: false,
    print: { header: title, footer: texts.pageNumber },
  };
}
