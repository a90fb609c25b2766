import { countWords } from "../../domain/danish.js";
import type { ProblemCause } from "../../domain/shapes/cause.js";
import type { WorkbookColumn, WorkbookSheet } from "../../office/workbook/content.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import { wordProblems } from "../shared/problems/words.js";
import type { ProblemTexts } from "../shared/problems/texts.js";

/** A cause in the supplier's language: what is wrong in how many rows, and what to do about all of them. */
export interface WordedCause {
  count: number;
  sheet: string | null;
  column: string | null;
  first_line: number | null;
  last_line: number | null;
  examples: string[];
  wrong: string;
  expected: string;
  remedy: string;
  code: string;
}

/** Puts causes into the words of a text file; the first example of each stands for all of its rows. */
export function wordCauses(causes: readonly ProblemCause[], texts: ProblemTexts): WordedCause[] {
  return causes.flatMap(({ examples, code, sheet, column, ...counted }) => {
    const [first] = examples;
    if (first === undefined) return [];
    const place = { code, sheet, column, line: first.line, value: first.value, facts: first.facts };
    const [worded] = wordProblems([place], texts);
    if (worded === undefined) return [];
    const { wrong, expected, remedy } = worded;
    const values = examples.map(({ value }) => value).filter((value) => value !== null);
    return [{ ...counted, code, sheet, column, examples: values, wrong, expected, remedy }];
  });
}

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
