import type { WordedProblem } from "../shared/problems/words.js";
import type { ProblemTexts } from "../shared/problems/texts.js";
import { fillSentence } from "../../defs/yaml/sentence.js";
import type { ListedProblem } from "../../domain/shapes/problem-code.js";
import type { CsvTable } from "../../render/csv.js";
import type { WorkbookColumn, WorkbookContent, WorkbookLine } from "../../office/workbook/content.js";
import type { WorkbookLook } from "../shared/workbook/sheets.js";
import { countWords, dateWords } from "../../domain/danish.js";

/** A file with problems, for its supplier. */
export interface FileWithProblems {
  /** The file's own name. */
  file: string;
  /** Calendar date in Denmark on which it was read, `yyyy-MM-dd`. */
  date: string;
  read: number;
  /** True when nothing of the file was stored; false when its good rows were. */
  isRefused: boolean;
  /** The first problems, and how many there are. */
  problems: readonly ListedProblem[];
  problemCount: number;
}

/** The list of problems as a table for CSV. */
export function problemTable(rows: readonly WordedProblem[], { columns }: ProblemTexts): CsvTable {
  return {
    columns: [
      columns.line,
      columns.sheet,
      columns.column,
      columns.value,
      columns.wrong,
      columns.expected,
      columns.remedy,
      columns.code,
    ],
    rows: rows.map((row) => [
      row.line,
      row.sheet,
      row.column,
      row.value,
      row.wrong,
      row.expected,
      row.remedy,
      row.code,
    ]),
  };
}

const widths = [8, 14, 22, 26, 44, 44, 40, 20];

/** The list of problems as a workbook for the supplier. */
export function composeProblemWorkbook(
  facts: FileWithProblems,
  rows: readonly WordedProblem[],
  { texts, look }: { texts: ProblemTexts; look: WorkbookLook },
): WorkbookContent {
  const title = fillSentence(texts.title, { file: facts.file });
  const table = problemTable(rows, texts);
  const columns = table.columns.map((header, place): WorkbookColumn => ({
    header,
    kind: place === 0 ? "count" : "text",
    width: widths[place] ?? 20,
    wrap: place >= 4 && place <= 6,
  }));
  return {
    properties: {
      title,
      subject: title,
      description: texts.description,
      keywords: texts.keywords,
      creator: look.sender,
      language: texts.language,
      date: facts.date,
    },
    colours: look.colours,
    sheets: [
      {
        name: texts.sheet,
        visible: true,
        blocks: [
          { kind: "lines", lines: linesOf(facts, { title, shown: rows.length, texts, look }) },
          { kind: "table", name: texts.table, columns, rows: table.rows, emptyText: texts.none },
        ],
        longLines: "spill",
        freeze: { columns: 1 },
        isProtected: false,
        print: { header: title, footer: texts.pageNumber },
      },
    ],
  };
}

function linesOf(
  facts: FileWithProblems,
  given: { title: string; shown: number; texts: ProblemTexts; look: WorkbookLook },
): WorkbookLine[] {
  const { title, shown, texts, look } = given;
  const problems = countWords(facts.problemCount);
  const overview = fillSentence(texts.facts, {
    date: dateWords(facts.date),
    read: countWords(facts.read),
    problems,
    sender: look.sender,
  });
  const notAll = fillSentence(texts.notAll, { shown: countWords(shown), problems });
  return [
    { text: title, style: "title" },
    { text: overview, style: "note" },
    { text: facts.isRefused ? texts.refused : texts.quarantined, style: "warning" },
    ...(facts.problemCount > shown ? [{ text: notAll, style: "warning" as const }] : []),
    { text: texts.howTo, style: "text" },
  ];
}
