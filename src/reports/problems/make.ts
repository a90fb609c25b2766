import type { WorkbookSheet } from "../../office/workbook/content.js";
import { readProblemTexts } from "../shared/problems/texts.js";
import { readTheme } from "../../render/theme.js";
import type { IngestOutcome } from "../../ingest/store/outcome.js";
import { workbookColours } from "../shared/workbook/look.js";
import { shortName } from "../shared/problems/names.js";
import { wordCauses } from "../shared/problems/causes.js";
import { causesSheet } from "./causes-sheet.js";
import { composeProblemWorkbook, problemTable } from "./compose.js";
import { wordProblems } from "../shared/problems/words.js";
import { renderCsv } from "../../render/csv.js";
import { portableName } from "../../lib/portable-name.js";
import type { Artefact } from "../shared/artefact.js";

/** Rows of a list of problems as a workbook: more are no list that anybody works through. The CSV and the JSON have all. */
const maxWorkbookRows = 5_000;

/**
 * The problems of a file as files for its supplier: a workbook, a CSV and a JSON, named after the file. `date` is the
 * calendar date on which it was read; `moreSheets` stand behind its list. Empty when there are no problems.
 */
export async function makeProblemList(
  outcome: IngestOutcome,
  date: string,
  reportsFolder: string,
  moreSheets: readonly WorkbookSheet[] = [],
): Promise<Artefact[]> {
  if (outcome.problems.length === 0) return [];
  const texts = await readProblemTexts(reportsFolder);
  const theme = await readTheme(reportsFolder);
  const { renderWorkbook } = await import("../../office/workbook/write.js");
  const rows = wordProblems(outcome.problems, texts);
  const causes = wordCauses(outcome.causes, texts);
  const file = shortName(outcome.file);
  const facts = {
    file,
    date,
    read: outcome.rows.read,
    isRefused: outcome.status !== "stored",
    problems: outcome.problems,
    problemCount: outcome.problem_count,
  };
  const look = { sender: theme.sender, colours: workbookColours(theme.style.colors) };
  const workbook = composeProblemWorkbook(facts, rows.slice(0, maxWorkbookRows), { texts, look });
  const json = {
    file: outcome.file,
    date,
    rows: outcome.rows,
    problem_count: outcome.problem_count,
    causes,
    problems: rows,
  };
  // Where each problem has a cause of its own, the list of rows says it all.
  const isRepeated = outcome.status !== "held" && outcome.causes.length < outcome.problem_count;
  const firstSheets = isRepeated ? [causesSheet(causes, { file, texts })] : [];
  const stem = `${portableName(file)}.problemer`;
  const asBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return [
    {
      fileName: `${stem}.xlsx`,
      bytes: await renderWorkbook({
        ...workbook,
        sheets: [...firstSheets, ...workbook.sheets, ...moreSheets],
      }),
    },
    { fileName: `${stem}.csv`, bytes: asBytes(renderCsv(problemTable(rows, texts))) },
    { fileName: `${stem}.json`, bytes: asBytes(`${JSON.stringify(json, null, 2)}\n`) },
  ];
}
