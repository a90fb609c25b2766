import { readRegionsTexts } from "../defs/regions-report.js";
import { regionInForce } from "../defs/regions.js";
import { readTheme } from "../defs/theme.js";
import { workbookColours } from "../report/ok22-look.js";
import { stateRule } from "../report/ok22-rule.js";
import { renderRegions } from "../report/regions.js";
import type { Artefact } from "./artefact.js";
import type { ReportInput } from "./report-input.js";

/** One workbook for each region that exists in the report month, each given its own clinics and nothing else. */
export async function makeRegions(input: ReportInput, reportsFolder: string): Promise<Artefact[]> {
  const { figures, definitions } = input;
  const texts = await readRegionsTexts(reportsFolder);
  const theme = await readTheme(reportsFolder);
  const rule = stateRule(figures.rule, texts.terms);
  const reports = definitions.regions
    .filter((region) => regionInForce(region, figures.basis.month))
    .map((region) => {
      const counted = figures.complianceByRegion.values.find(({ value }) => value === region.name);
      return {
        region: { id: region.id, code: region.code, name: region.name },
        facts: {
          basis: figures.basis,
          count: counted?.row ?? { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null },
          clinics: figures.clinics.filter((clinic) => clinic.region === region.name),
          rule,
        },
      };
    });
  return renderRegions(reports, texts, {
    sender: theme.sender,
    colours: workbookColours(theme.style.colors),
  });
}
