import { readOk22Texts } from "../defs/ok22-report.js";
import { readPublishedTexts } from "../defs/published-texts.js";
import { readTheme } from "../defs/theme.js";
import { renderPage } from "../render/html.js";
import { workbookColours } from "../report/ok22-look.js";
import { stateRule } from "../report/ok22-rule.js";
import { renderOk22 } from "../report/ok22.js";
import type { Artefact } from "./artefact.js";
import type { ReportInput } from "./report-input.js";

/** The OK22 report as a page and a workbook. */
export async function makeOk22(input: ReportInput, reportsFolder: string): Promise<Artefact[]> {
  const { figures } = input;
  const texts = await readOk22Texts(reportsFolder);
  const theme = await readTheme(reportsFolder, input.theme);
  const facts = {
    basis: figures.basis,
    national: figures.compliance,
    byRegion: figures.complianceByRegion,
    trend: figures.complianceTrend,
    clinics: figures.clinics,
    rule: stateRule(figures.rule, texts.terms),
  };
  return renderOk22(facts, texts, {
    sender: theme.sender,
    colours: workbookColours(theme.style.colors),
    ...(input.isAccessible ? { published: await readPublishedTexts(reportsFolder) } : {}),
    renderPage: (page) => renderPage(page, theme.style),
  });
}
