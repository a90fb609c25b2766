import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import type { Sentence } from "../../defs/yaml/sentence.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";
import { programFolder } from "../../lib/program.js";
import type { MetricId } from "../index.js";
import { metricIds, metricOf } from "../index.js";

/** What is said of a metric, in one language. */
export interface MetricText {
  title: string;
  /** Its name where a table has little room. */
  short: string;
  /** What it counts, whom it leaves out. */
  definition: string;
  /** States its newest figure: `month`, and the figures that the metric names. */
  figure: Sentence<string>;
  /** What its stated figures are called in a table. */
  fields: Readonly<Record<string, string>>;
}

/** Reads the words of a metric from its folder. Throws an error of exit code 10 with all mistakes of the file. */
export function readMetricText(id: MetricId, language: "en" | "da"): Promise<MetricText> {
  const { stated } = metricOf(id);
  const schema = shippedSchema(`metric ${id}`, () =>
    z.strictObject({
      title: text,
      short: text,
      definition: text,
      figure: sentence<string>("month", ...stated),
      fields: z.strictObject(Object.fromEntries(stated.map((name) => [name, text]))),
    }),
  );
  return readYaml(join(programFolder, "sql", "metrics", id, `text.${language}.yaml`), schema);
}

/** Reads the words of all metrics. */
export async function readMetricTexts(language: "en" | "da"): Promise<ReadonlyMap<string, MetricText>> {
  const texts = await Promise.all(
    metricIds.map(async (id) => [id, await readMetricText(id, language)] as const),
  );
  return new Map<string, MetricText>(texts);
}
