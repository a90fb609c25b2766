import { join } from "node:path";
import { z } from "zod";
import { checkedList, slug, text } from "../defs/yaml/fields.js";
import { readYaml } from "../defs/yaml/read-yaml.js";
import type { ReportId } from "../reports/index.js";
import { reportIds } from "../reports/index.js";
import type { ReportForm } from "../reports/shared/forms.js";
import { reportForms } from "../reports/shared/forms.js";
import { shippedSchema } from "../defs/yaml/shipped-schema.js";

/** One step of a pipeline. */
export type PipelineStep =
  /** Loads every extract of a folder; a relative one lies in the folder in which the command runs. */
  | { step: "ingest"; from: string }
  /** Proves that the database is sound before figures are taken from it. */
  | { step: "check" }
  /** Computes all metrics of the report month. */
  | { step: "transform" }
  /** Writes one report in the given forms. */
  | { step: "report"; report: ReportId; formats: ReportForm[] };

/** What `flp run` does, in order. */
export interface Pipeline {
  id: string;
  /** What the pipeline is for. */
  title: string;
  steps: PipelineStep[];
}

const step = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("ingest"), from: text }),
  z.strictObject({ step: z.literal("check") }),
  z.strictObject({ step: z.literal("transform") }),
  z.strictObject({
    step: z.literal("report"),
    report: z.enum(reportIds),
    formats: z.array(z.enum(reportForms)).min(1),
  }),
]);

/** Data goes one way: a step may not come after one that uses its result. */
const order: readonly PipelineStep["step"][] = ["ingest", "check", "transform", "report"];

/** What is wrong with a step that stands there a second time, or with a report that is made in two. */
function twice(kind: PipelineStep["step"]): { wrong: string; expected: string; remedy: string } {
  if (kind === "report")
    return {
      wrong: "a report made twice",
      expected: "one step a report",
      remedy: "list all formats in one step",
    };
  return {
    wrong: `a second step ${kind}`,
    expected: "one step of each kind but report",
    remedy: kind === "ingest" ? "put all extracts into one folder" : "leave it out",
  };
}

const steps = checkedList(step, ({ entries, report }) => {
  const named = new Set<string>();
  let furthest: PipelineStep["step"] = "ingest";
  for (const { position, entry } of entries) {
    if (order.indexOf(entry.step) < order.indexOf(furthest)) {
      const mistake = {
        wrong: `comes after the step ${furthest}`,
        expected: `this order: ${order.join(", ")}`,
        remedy: "move it up",
      };
      report(position, mistake, { path: ["step"] });
    } else {
      furthest = entry.step;
    }
    const name = entry.step === "report" ? entry.report : entry.step;
    if (named.has(name))
      report(position, twice(entry.step), { path: [entry.step === "report" ? "report" : "step"] });
    named.add(name);
  }
});

const pipelineSchema = shippedSchema("pipeline", () => z.strictObject({ id: slug, title: text, steps }));

/** Reads `pipeline.yaml` of a pipeline's folder. Throws an error of exit code 10 with all its mistakes. */
export async function readPipeline(folder: string): Promise<Pipeline> {
  return readYaml(join(folder, "pipeline.yaml"), pipelineSchema);
}
