import { join } from "node:path";
import { schemaFiles } from "../db/migrate.js";
import { madeSchemaFile, makeSchema } from "../db/schema-differences.js";
import { readDefinitions } from "../defs/definitions.js";
import { readPolicies } from "../defs/limits/policies.js";
import { recordShipped, shippedFile } from "../defs/yaml/shipped-schema.js";
import { readMetricTexts } from "../metrics/answer/metric-texts.js";
import { readExplainTexts } from "../metrics/explain/texts.js";
import { readPipeline } from "../pipeline/pipeline-file.js";
import { readReleaseTexts } from "../release/texts.js";
import { readTheme, themesOf } from "../render/theme.js";
import { readSteeringDefinition } from "../reports/adoption/report-file.js";
import { readArrivalTexts } from "../reports/arrival/texts.js";
import { readAfterwards } from "../reports/consultants/afterwards/settings.js";
import { readOrder } from "../reports/consultants/order.js";
import { readConsultantsTexts } from "../reports/consultants/texts.js";
import { readPackageTexts } from "../reports/data-package/texts.js";
import { readDisclosureTexts } from "../reports/disclosure/texts.js";
import { readOk22Texts } from "../reports/ok22/report-file.js";
import { readPaper } from "../reports/paper/paper-file.js";
import { readReceivedTexts } from "../reports/received/texts.js";
import { readRegionsTexts } from "../reports/regions/report-file.js";
import { readProblemTexts } from "../reports/shared/problems/texts.js";
import { readRevisionTexts } from "../reports/shared/restated/texts.js";
import { readRisk } from "../reports/shared/risk-file.js";
import { readPublishedTexts } from "../reports/shared/workbook/published-texts.js";
import { readStatusTexts } from "../reports/status/texts.js";
import { readExploreTexts } from "../reports/steering/explore/texts.js";

/**
 * Reads and checks, for the build of the program (.build/checked-definitions.mjs), the definitions and texts that it brings, and
 * makes the schema of stores: the files to keep, by name. A file that nobody names here is checked whenever it is read.
 */
export async function prepareDefinitions(home: string): Promise<Map<string, Uint8Array>> {
  const reports = join(home, "reports");
  const pipeline = join(home, "pipelines", "monthly");
  const checked = await recordShipped(async () => {
    const { comparisons, nextSteps } = await readDefinitions(pipeline);
    await readPipeline(pipeline);
    await readPolicies(reports);
    for (const theme of await themesOf(reports)) await readTheme(reports, theme);
    for (const language of ["en", "da"] as const) {
      await readMetricTexts(language);
      await readExplainTexts(reports, language);
    }
    await readSteeringDefinition(reports, comparisons);
    await readOrder(reports, nextSteps);
    const others = [
      ...[readArrivalTexts, readAfterwards, readConsultantsTexts, readDisclosureTexts, readExploreTexts],
      ...[
        readOk22Texts,
        readPackageTexts,
        readPaper,
        readProblemTexts,
        readPublishedTexts,
        readReceivedTexts,
      ],
      ...[readRegionsTexts, readReleaseTexts, readRevisionTexts, readRisk, readStatusTexts],
    ];
    for (const read of others) await read(reports);
  });
  const schema = new TextEncoder().encode(JSON.stringify(makeSchema(schemaFiles())));
  return new Map([
    [shippedFile, checked],
    [madeSchemaFile, schema],
  ]);
}
