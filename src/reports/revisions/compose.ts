import type { RevisionTexts } from "../shared/restated/texts.js";
import { renderWorkbook } from "../../office/workbook/write.js";
import type { WorkbookLook } from "../shared/workbook/sheets.js";
import type { RevisionFacts } from "./workbook.js";
import { composeRevisionWorkbook } from "./workbook.js";

/** The changes of one load as the bytes of an .xlsx file. */
export async function renderRevision(
  facts: RevisionFacts,
  texts: RevisionTexts,
  look: WorkbookLook,
): Promise<Uint8Array> {
  return renderWorkbook(composeRevisionWorkbook(facts, texts, look));
}
