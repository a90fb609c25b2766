import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { describe, expect, test } from "vitest";
import { drawFiles } from "../testing/drawn-files.js";
import { clinicKindsSchema } from "./codes/clinic-kinds.js";
import { deliveriesSchema } from "./files/deliveries.js";
import { emptyValuesSchema } from "./files/empty-values.js";
import { followUpSchema } from "./files/follow-up.js";
import { knownFilesSchema } from "./yaml/known-files.js";
import { metricSettingsSchema } from "./metrics.js";
import { readPipeline } from "../pipeline/pipeline-file.js";
import { municipalitiesSchema } from "./codes/municipalities.js";
import { planTypesSchema } from "./codes/plan-types.js";
import { profileSchema } from "./profiles/schema.js";
import { readYaml } from "./yaml/read-yaml.js";
import { regionsSchema } from "./codes/regions.js";
import { returnedWorkbookSchema } from "./files/returned-workbook.js";
import { comparisonsSchema } from "./limits/comparisons.js";
import { segmentSettingsSchema } from "./agreement/segments.js";
import { levelChangesSchema } from "./limits/level-changes.js";
import { targetsSchema } from "./agreement/targets.js";
import { statusSchema } from "./status/schema.js";
import { tableWordsSchema } from "./files/table-words.js";

/** The page of the file format, cut into its chapters by heading. */
const chapters = readFile("pipelines/README.md", "utf8").then(
  (page) =>
    new Map(
      page.split(/^## /m).map((chapter): [string, string] => [chapter.split("\n", 1)[0] ?? "", chapter]),
    ),
);

async function examplesOf(heading: string): Promise<string[]> {
  const chapter = (await chapters).get(heading) ?? "";
  return [...chapter.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1] ?? "");
}

describe("the page of the file format", () => {
  test.each<[string, z.ZodType, number]>([
    ["Profiles", profileSchema, 5],
    ["Status registers", statusSchema, 1],
    ["plan-types.yaml", planTypesSchema, 1],
    ["clinic-kinds.yaml", clinicKindsSchema, 1],
    ["regions.yaml", regionsSchema, 1],
    ["municipalities.yaml", municipalitiesSchema, 1],
    ["follow-up.yaml", followUpSchema, 1],
    ["next-steps.yaml", followUpSchema, 1],
    ["returned-workbook.yaml", returnedWorkbookSchema, 1],
    ["deliveries.yaml", deliveriesSchema, 1],
    ["metrics.yaml", metricSettingsSchema, 1],
    ["segments.yaml", segmentSettingsSchema, 1],
    ["comparisons.yaml", comparisonsSchema, 1],
    ["targets.yaml", targetsSchema, 1],
    ["level-changes.yaml", levelChangesSchema, 1],
    ["known-files.yaml", knownFilesSchema, 1],
    ["empty-values.yaml", emptyValuesSchema, 1],
    ["table-words.yaml", tableWordsSchema, 1],
  ])("shows examples of %s that the program accepts", async (heading, schema, count) => {
    const examples = await examplesOf(heading);
    expect(examples).toHaveLength(count);
    for (const example of examples) {
      const folder = await drawFiles({ "example.yaml": example });
      await expect(readYaml(join(folder, "example.yaml"), schema)).resolves.toBeDefined();
    }
  });

  test("shows an example of a pipeline that the program accepts", async () => {
    const [example = ""] = await examplesOf("pipeline.yaml");
    const folder = await drawFiles({ "pipeline.yaml": example });
    expect((await readPipeline(folder)).steps).toHaveLength(4);
  });

  test.each([
    ["pipeline.yaml", "pipeline.yaml"],
    ["Profiles", "profiles/plsp-planer.v1.yaml"],
    ["Profiles", "profiles/plsp-laegehuse.v1.yaml"],
    ["plan-types.yaml", "plan-types.yaml"],
    ["clinic-kinds.yaml", "clinic-kinds.yaml"],
    ["regions.yaml", "regions.yaml"],
    ["municipalities.yaml", "municipalities.yaml"],
    ["Rules", "rules/ok22.yaml"],
    ["follow-up.yaml", "follow-up.yaml"],
    ["gates.yaml", "gates.yaml"],
    ["deliveries.yaml", "deliveries.yaml"],
    ["metrics.yaml", "metrics.yaml"],
    ["segments.yaml", "segments.yaml"],
    ["comparisons.yaml", "comparisons.yaml"],
    ["level-changes.yaml", "level-changes.yaml"],
    ["known-files.yaml", "known-files.yaml"],
    ["table-words.yaml", "table-words.yaml"],
  ])("describes in its chapter %s every key of %s", async (heading, file) => {
    const chapter = (await chapters).get(heading) ?? "";
    const value: unknown = parse(await readFile(join("pipelines/monthly", file), "utf8"));
    const missing = keysIn(value).filter((key) => !chapter.includes(`\`${key}\``));
    expect(missing).toEqual([]);
  });
});

function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}
