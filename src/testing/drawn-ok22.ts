import { readFile } from "node:fs/promises";
import { readOk22Texts } from "../reports/ok22/report-file.js";
import type { AudiencePolicy } from "../defs/policies.js";
import { readPolicies } from "../defs/policies.js";
import { readYaml } from "../defs/yaml/read-yaml.js";
import { readRisk } from "../reports/ok22/parts/risk-file.js";
import { segmentSettingsSchema } from "../defs/segments.js";
import { jsonObject, readTheme } from "../render/theme.js";
import type { Audience } from "../domain/audience.js";
import { compareDanish } from "../domain/danish.js";
import type { ByDimension, ClinicCompliance, ComplianceCount } from "../domain/shapes/figures.js";
import type { JsonObject } from "../render/style.js";
import type { Ok22Definition } from "../reports/ok22/context.js";
import type { Ok22Facts } from "../reports/ok22/facts.js";
import { countOutcomes } from "../reports/ok22/facts.js";
import { workbookColours } from "../reports/shared/look.js";
import type { Ok22Look } from "../reports/ok22/compose.js";

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
    jsonObject.parse(JSON.parse(await readFile(`reports/ok22/charts/${name}.vl.json`, "utf8")));
  return {
    sender,
    style,
    colours: workbookColours(style.colors),
    charts: { trend: await chart("trend"), bars: await chart("bars") },
  };
}

/** What follows from the clinics of drawn facts: the same counts that the models give. */
export function countsOf(
  clinics: readonly ClinicCompliance[],
): Pick<
  Ok22Facts,
  "clinics" | "national" | "byRegion" | "bySystem" | "byMunicipality" | "plansPerDoctor" | "attained"
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
