import { readFile } from "node:fs/promises";
import { readOk22Texts } from "../../reports/ok22/report-file.js";
import type { AudiencePolicy } from "../../defs/limits/policies.js";
import { readPolicies } from "../../defs/limits/policies.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { readRisk } from "../../reports/shared/risk-file.js";
import { segmentSettingsSchema } from "../../defs/agreement/segments.js";
import { jsonObject, readTheme } from "../../render/theme.js";
import type { Audience } from "../../domain/audience.js";
import type { Edition } from "../../domain/disclosure/edition.js";
import type { Month } from "../../domain/month.js";
import { disclose } from "../../reports/disclosure/disclosure.js";
import type { DisclosureTexts } from "../../reports/disclosure/texts.js";
import { compareDanish } from "../../domain/danish.js";
import type { ByDimension, ClinicCompliance, ComplianceCount } from "../../domain/shapes/figures.js";
import type { JsonObject } from "../../render/style.js";
import type { Ok22Definition } from "../../reports/ok22/context.js";
import type { Ok22Facts } from "../../reports/ok22/facts.js";
import { countOutcomes } from "../../reports/shared/compliance-counts.js";
import { workbookColours } from "../../reports/shared/workbook/look.js";
import type { Ok22Look } from "../../reports/ok22/compose.js";

/** The shipped texts, segments and risk of the OK22 report. */
export async function shippedOk22(): Promise<Ok22Definition> {
  return {
    texts: await readOk22Texts("reports"),
    segments: await readYaml("pipelines/monthly/segments.yaml", segmentSettingsSchema),
    risk: await readRisk("reports"),
  };
}

/** The shipped policy of an audience. */
export async function shippedPolicy(audience: Audience): Promise<AudiencePolicy> {
  return (await readPolicies("reports"))[audience];
}

/** The shipped look of the OK22 report. */
export async function shippedOk22Look(): Promise<Ok22Look> {
  const { sender, style } = await readTheme("reports");
  const chart = async (name: string): Promise<JsonObject> =>
    jsonObject.parse(JSON.parse(await readFile(`reports/${name}.vl.json`, "utf8")));
  return {
    sender,
    style,
    colours: workbookColours(style.colors),
    charts: {
      trend: await chart("steering/charts/ok22"),
      bars: await chart("ok22/charts/bars"),
      funnel: await chart("ok22/charts/funnel"),
    },
  };
}

/** What follows from the clinics of drawn facts: the same counts that the models give. */
export function countsOf(
  clinics: readonly ClinicCompliance[],
): Pick<
  Ok22Facts,
  | "clinics"
  | "national"
  | "byRegion"
  | "bySystem"
  | "byMunicipality"
  | "plansPerDoctor"
  | "attained"
  | "disclosure"
> {
  const national = countOutcomes(clinics);
  return {
    clinics,
    national,
    byRegion: countsBy(clinics, "region"),
    bySystem: countsBy(clinics, "system"),
    byMunicipality: countsBy(clinics, "municipality"),
    plansPerDoctor: {
      clinics: clinics.length,
      unknown: national.unknown,
      rows: [
        { label: "<10", clinics: national.fail },
        { label: "≥10", clinics: national.pass },
      ],
    },
    attained: [{ label: "0–99 %", clinics: national.fail }],
    disclosure: null,
  };
}

function countsBy(
  clinics: readonly ClinicCompliance[],
  dimension: "region" | "system" | "municipality",
): ByDimension<ComplianceCount> {
  const names = new Set(clinics.map((clinic) => clinic[dimension]).filter((name) => name !== null));
  return {
    dimension,
    values: [...names].sort(compareDanish).map((value) => ({
      value,
      row: countOutcomes(clinics.filter((clinic) => clinic[dimension] === value)),
    })),
  };
}

/** An edition of drawn clinics, as the models would give it. */
export function editionOf(month: Month, clinics: readonly ClinicCompliance[]): Edition {
  return {
    month,
    asOf: 1,
    regions: [...new Set(clinics.map(({ region }) => region))].sort(compareDanish),
    regionNames: new Map(),
    isWhole: true,
    clinics: clinics.map(({ region, municipality, system, outcome }) => ({
      region,
      municipality,
      system,
      passes: outcome === "pass",
    })),
  };
}

/** The facts with what an audience is shown of them, given the editions that were published before. */
export function disclosedTo(
  { policy, texts }: { policy: AudiencePolicy; texts: DisclosureTexts },
  facts: Ok22Facts,
  before: readonly Edition[] = [],
): Ok22Facts {
  if (policy.minGroup === 0) return facts;
  const edition = editionOf(facts.basis.month, facts.clinics);
  const figures = {
    compliance: facts.national,
    complianceTrend: facts.trend,
    plansPerDoctor: facts.plansPerDoctor,
    activeClinics: [],
    sustained: facts.sustained,
  };
  return { ...facts, disclosure: disclose({ policy, texts }, { edition, before, makers: [] }, figures) };
}
