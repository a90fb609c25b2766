import { renderPage } from "../../render/page/page.js";
import { readTheme } from "../../render/theme.js";
import type { Artefact } from "../shared/artefact.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";
import type { ReportInput } from "../shared/input.js";
import { workbookColours } from "../shared/workbook/look.js";
import type { ConsultantsContent } from "./content.js";
import { gatherWorklist } from "./gather.js";
import { composePage } from "./page.js";
import { composeWorkbook } from "./workbook.js";

/** The worklist of a month as `konsulenter_2025-02.xlsx` and `konsulenter_2025-02.html`. */
export async function makeConsultants(
  input: ReportInput<ComplianceFigures>,
  reportsFolder: string,
): Promise<Artefact[]> {
  const { question, forms } = input;
  const theme = await readTheme(reportsFolder, question.theme);
  const name = `konsulenter_${question.month}`;
  const content: ConsultantsContent = {
    ...(await gatherWorklist(input, reportsFolder)),
    sender: theme.sender,
    workbookName: `${name}.xlsx`,
  };
  const isWanted = (form: "html" | "xlsx"): boolean => forms.length === 0 || forms.includes(form);
  const files: Artefact[] = [];
  if (isWanted("html")) {
    const page = renderPage(composePage(content), theme.style);
    files.push({ fileName: `${name}.html`, bytes: new TextEncoder().encode(page) });
  }
  if (isWanted("xlsx")) {
    const { renderWorkbook } = await import("../../office/workbook/write.js");
    const bytes = await renderWorkbook(composeWorkbook(content, workbookColours(theme.style.colors)));
    files.push({ fileName: `${name}.xlsx`, bytes });
  }
  return files;
}
