import { join } from "node:path";
import { z } from "zod";
import { text } from "../defs/yaml/fields.js";
import type { Ok22Terms } from "../reports/shared/terms.js";
import { readOk22Terms } from "../reports/shared/terms.js";
import { sentence } from "../defs/yaml/sentence.js";
import { readYaml } from "../defs/yaml/read-yaml.js";
import { shippedSchema } from "../defs/yaml/shipped-schema.js";

const restated = ["month", "numbers", "loads"] as const;

const schema = z.strictObject({
  title: sentence("from", "to"),
  identity: sentence("name", "month", "load", "date"),
  none: text,
  parts: z.strictObject({
    identity: text,
    headline: text,
    months: text,
    gone: text,
    restated: text,
    rule: text,
    goals: text,
    definitions: text,
    population: text,
    models: text,
    looks: text,
    program: text,
  }),
  headline: sentence("figure", "old", "new", "change"),
  headlineOne: sentence("figure", "old", "new"),
  lacking: sentence("name", "months"),
  figures: z.strictObject({
    plans: text,
    "plans-new": text,
    "plans-maintained": text,
    active: text,
    open: text,
    clinics: text,
    pass: text,
    share: text,
  }),
  points: sentence("points"),
  months: sentence("month", "total", "new", "maintained"),
  restated: sentence(...restated, "old", "new"),
  restatedParts: sentence(...restated, "total", "oldNew", "newNew", "oldMaintained", "newMaintained"),
  rule: z.strictObject({
    changed: sentence("old", "oldStatus", "new", "newStatus"),
    status: sentence("rule", "oldStatus", "newStatus"),
    file: sentence("rule"),
    statuses: z.strictObject({ confirmed: text, unconfirmed: text }),
  }),
  inputs: z.strictObject({
    differs: sentence("path"),
    missing: sentence("path"),
    new: sentence("path"),
    line: sentence("old", "new"),
    lineNew: sentence("new"),
    lineGone: sentence("old"),
  }),
  population: z.strictObject({
    size: sentence("old", "new"),
    entered: sentence("clinics", "reasons"),
    left: sentence("clinics", "reasons"),
    outcome: sentence("clinics", "old", "new"),
    reason: sentence("clinics", "reason"),
    enteredBecause: z.strictObject({ opened: text, kind: text, registered: text, other: text }),
    leftBecause: z.strictObject({ closed: text, kind: text, unregistered: text, other: text }),
  }),
  program: z.strictObject({ version: sentence("old", "new"), sha256: text, runtime: sentence("old", "new") }),
});

/** All that the comparison of two releases says. */
export interface ReleaseTexts {
  own: z.output<typeof schema>;
  terms: Ok22Terms;
}

/** Reads `release/text.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export async function readReleaseTexts(reportsFolder: string): Promise<ReleaseTexts> {
  return {
    own: await readYaml(
      join(reportsFolder, "release", "text.da.yaml"),
      shippedSchema("release", () => schema),
    ),
    terms: await readOk22Terms(reportsFolder),
  };
}
