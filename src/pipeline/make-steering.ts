import { readOk22Terms } from "../defs/ok22-report.js";
import { readSteeringDefinition } from "../defs/steering-report.js";
import { readTheme } from "../defs/theme.js";
import { stateRule } from "../report/ok22-rule.js";
import type { SteeringFormat } from "../report/steering-render.js";
import { renderSteering } from "../report/steering-render.js";
import type { Artefact } from "./artefact.js";
import type { ReportInput } from "./report-input.js";

const known: readonly string[] = ["html", "svg", "png", "csv"] satisfies SteeringFormat[];

const noClinics = { clinics: 0, pass: 0, fail: 0, unknown: 0, share: null };

/** The steering group's report: a page, and each figure as SVG, PNG and CSV. */
export async function makeSteering(input: ReportInput, reportsFolder: string): Promise<Artefact[]> {
  const { figures } = input;
  const [definition, terms, theme] = await Promise.all([
    readSteeringDefinition(reportsFolder),
    readOk22Terms(reportsFolder),
    readTheme(reportsFolder),
  ]);
  const facts = {
    basis: figures.basis,
    monthly: figures.plansPerMonth,
    accumulated: figures.plansAccumulated,
    activity: figures.activeClinics,
    perDoctor: figures.plansPerDoctor,
    compliance: figures.compliance,
    complianceTrend: figures.complianceTrend,
    rule: stateRule(figures.rule, terms),
    regions: figures.monthsByRegion.values.map(({ value, row }) => ({
      region: value,
      monthly: row.plans,
      activity: row.activity,
      compliance: figures.complianceByRegion.values.find((one) => one.value === value)?.row ?? noClinics,
    })),
  };
  const formats = input.formats.filter((format): format is SteeringFormat => known.includes(format));
  if (input.formats.length > 0 && formats.length === 0) return [];
  return renderSteering(facts, definition, { look: theme, formats });
}
