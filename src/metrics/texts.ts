import { join } from "node:path";
import { z } from "zod";
import { text } from "../defs/yaml/fields.js";
import { readYaml } from "../defs/yaml/read-yaml.js";
import type { Sentence } from "../defs/yaml/sentence.js";
import { sentence } from "../defs/yaml/sentence.js";
import { programFolder } from "../lib/program.js";
import type { MetricId } from "./index.js";
import { metricIds, metricOf } from "./index.js";

/** What is said of a metric, in one language. */
export interface MetricText {
  title: string;
  /** What it counts, whom it leaves out. */
  definition: string;
  /** States its newest figure: `month`, and the figures that the metric names. */
  figure: Sentence<string>;
}

/** Reads the words of a metric from its folder. Throws an error of exit code 10 with all mistakes of the file. */
export function readMetricText(id: MetricId, language: "en" | "da"): Promise<MetricText> {
  const schema = z.strictObject({
    title: text,
    definition: text,
    figure: sentence<string>("month", ...metricOf(id).stated),
  });
  return readYaml(join(programFolder, "sql", "metrics", id, `text.${language}.yaml`), schema);
}

/** Reads what each metric counts. */
export async function readMetricDefinitions(language: "en" | "da"): Promise<ReadonlyMap<MetricId, string>> {
  const texts = await Promise.all(metricIds.map((id) => readMetricText(id, language)));
  return new Map(metricIds.map((id, place) => [id, texts[place]?.definition ?? ""]));
}
