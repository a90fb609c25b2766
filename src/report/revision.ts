import type { RevisionTexts } from "../reports/revisions/texts.js";
import { renderWorkbook } from "../office/workbook/write.js";
import type { WorkbookLook } from "./ok22-sheets.js";
import type { RevisionFacts } from "./revision-workbook.js";
import { composeRevisionWorkbook } from "./revision-workbook.js";

/** The changes of one load as the bytes of an .xlsx file. */
export async function renderRevision(
  facts: RevisionFacts,
  texts: RevisionTexts,
  look: WorkbookLook,
): Promise<Uint8Array> {
  return renderWorkbook(composeRevisionWorkbook(facts, texts, look));
}
