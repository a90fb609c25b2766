import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import type { DimensionId } from "../../domain/shapes/metric.js";
import { dimensionIds } from "../../domain/shapes/metric.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const schema = shippedSchema("data-package", () =>
  z.strictObject({
    language: text,
    title: sentence("month"),
    description: sentence("month", "load"),
    reservation: sentence("label", "text"),
    licence: z.strictObject({ name: text, title: text, path: text.nullable() }),
    by: sentence("title", "dimension"),
    trend: sentence("title"),
    dimensions: z.strictObject(
      Object.fromEntries(dimensionIds.map((id) => [id, text])) as Record<DimensionId, typeof text>,
    ),
    unknownDoctors: text,
    fields: z.record(z.string(), z.strictObject({ title: text, description: text.optional() })),
  }),
);

/** What a package of the figures says of itself and of its columns. */
export type PackageTexts = z.output<typeof schema>;

/** Reads `data-package/text.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export function readPackageTexts(reportsFolder: string): Promise<PackageTexts> {
  return readYaml(join(reportsFolder, "data-package", "text.da.yaml"), schema);
}
