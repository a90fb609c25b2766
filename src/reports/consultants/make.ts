import { shownValue } from "../../defs/files/follow-up.js";
import { firstOfWindow, windowOf } from "../../domain/month.js";
import { clinicTypeSums } from "../../metrics/clinics/clinic-types.js";
import { visitNotes } from "../../metrics/follow-up/carried-forward.js";
import { askModels } from "../../question/question.js";
import { visitHistory } from "../../metrics/follow-up/visit-history.js";
import { renderPage } from "../../render/page/page.js";
import { readTheme } from "../../render/theme.js";
import type { Artefact } from "../shared/artefact.js";
import type { ComplianceFigures } from "../shared/figures/of-month.js";
import type { ReportInput } from "../shared/input.js";
import { stateRule } from "../shared/rule.js";
import { workbookColours } from "../shared/workbook/look.js";
import type { ConsultantsContent } from "./content.js";
import { compareVisited, visitMonths } from "./afterwards/compare.js";
import { readAfterwards } from "./afterwards/settings.js";
import { readOrder } from "./order.js";
import { composePage } from "./page.js";
import { readConsultantsTexts } from "./texts.js";
import { composeWorkbook } from "./workbook.js";
import { visitsByClinic } from "./visits.js";
import { worklist } from "./worklist.js";

/** The worklist of a month as `konsulenter_2025-02.xlsx` and `konsulenter_2025-02.html`. */
export async function makeConsultants(
  { figures, question, forms }: ReportInput<ComplianceFigures>,
  reportsFolder: string,
): Promise<Artefact[]> {
  const { definitions, month } = question;
  const [texts, order, afterwardsSettings, theme] = await Promise.all([
    readConsultantsTexts(reportsFolder),
    readOrder(reportsFolder, definitions.nextSteps),
    readAfterwards(reportsFolder),
    readTheme(reportsFolder, question.theme),
  ]);
  const { types, notes } = await askModels(question, { firstMonthOf: firstOfWindow }, async (run) => ({
    types: await clinicTypeSums(run, { from: firstOfWindow(month), to: month }),
    notes: await visitNotes(run),
  }));
  const months = visitMonths(month, afterwardsSettings);
  const history = await visitHistory(question, { ...months, after: afterwardsSettings.afterMonths });
  const labelOf = (choice: string): string => shownValue({ field: "follow-up", value: choice }, definitions);
  const facts = {
    ...{ month, clinics: figures.clinicsInMonths, notes: figures.followUp.notes, labelOf },
    visits: visitsByClinic(notes),
  };
  const name = `konsulenter_${month}`;
  const content: ConsultantsContent = {
    basis: figures.basis,
    window: windowOf(month),
    count: figures.compliance,
    rule: stateRule(figures.rule, texts.terms),
    rows: worklist(facts, order),
    order,
    afterwards: compareVisited({ history, month }, afterwardsSettings),
    afterwardsSettings,
    nextSteps: definitions.nextSteps,
    maxCharacters: definitions.gates.file.maxCellCharacters.value,
    types,
    segments: definitions.segments,
    texts,
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
