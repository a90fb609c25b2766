import type { Month } from "../../domain/month.js";
import type { RenderedFile, WorkbookLook } from "../shared/workbook/sheets.js";
import { renderInForm } from "../shared/workbook/sheets.js";
import type { FollowUpFacts, RegionIdentity, RegionsWords } from "./facts.js";
import { composeRegionWorkbook } from "./workbook.js";

/** One region and the figures of that region alone. */
export interface RegionReport {
  region: RegionIdentity;
  facts: FollowUpFacts;
}

/** One workbook a region, in the order given. Throws a render error when a workbook would not open without a repair. */
export async function renderRegions(
  reports: readonly RegionReport[],
  words: RegionsWords,
  look: WorkbookLook,
): Promise<RenderedFile[]> {
  const files: RenderedFile[] = [];
  for (const report of reports) {
    const workbook = composeRegionWorkbook({ ...words, ...report }, look);
    const name = regionFileName(report.region, report.facts.basis.month);
    files.push(await renderInForm(name, workbook, look));
  }
  return files;
}

/** `ok22_1081_2025-02`: the region's code, or its id while it has none, and the report month. */
export function regionFileName({ code, id }: RegionIdentity, month: Month): string {
  return `ok22_${code ?? id}_${month}`;
}
