import { join } from "node:path";
import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { sentence } from "../../../defs/yaml/sentence.js";
import type { MetricText } from "../../../metrics/answer/metric-texts.js";
import { readMetricTexts } from "../../../metrics/answer/metric-texts.js";
import { readYaml } from "../../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../../defs/yaml/shipped-schema.js";

const sheetNames = z.strictObject({ totals: text, regions: text, changes: text, figures: text });

const textsSchema = shippedSchema("revisions", () =>
  z.strictObject({
    language: text,
    title: sentence("load"),
    description: text,
    keywords: text,
    facts: sentence("file", "date", "sender"),
    synthetic: text,
    heading: text,
    since: z.strictObject({
      release: sentence("name", "date", "load"),
      meeting: sentence("date"),
      first: text,
    }),
    note: sentence("month", "old", "new"),
    shareNote: sentence("month", "old", "new"),
    none: text,
    nothing: text,
    firstKnown: sentence("months"),
    comparedWith: sentence("month"),
    sheets: sheetNames,
    tables: sheetNames,
    columns: z.strictObject({
      month: text,
      reportMonth: text,
      region: text,
      ydernummer: text,
      planType: text,
      field: text,
      metric: text,
      old: text,
      new: text,
      difference: text,
    }),
    fields: z.record(z.string(), text),
    printHeader: sentence("load"),
    pageNumber: sentence("page", "pages"),
  }),
);

/** All that is said about the changes of a load. */
export interface RevisionTexts extends z.output<typeof textsSchema> {
  /** By id of the metric. */
  metrics: ReadonlyMap<string, MetricText>;
}

/** Reads what is said about changes from the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export async function readRevisionTexts(reportsFolder: string): Promise<RevisionTexts> {
  const texts = await readYaml(join(reportsFolder, "revisions", "text.da.yaml"), textsSchema);
  return { ...texts, metrics: await readMetricTexts("da") };
}
