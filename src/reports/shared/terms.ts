import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import type { HomelessReason } from "../../metrics/follow-up/stored-notes.js";
import { homelessReasons } from "../../metrics/follow-up/stored-notes.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const definition = z.strictObject({ term: text, text });
const mark = z.strictObject({ label: text, text });

const termsSchema = shippedSchema("terms", () =>
  z.strictObject({
    language: text,
    outcomes: z.strictObject({ pass: text, fail: text, unknown: text, notPass: text }),
    marks: z.strictObject({
      synthetic: mark,
      unconfirmed: z.strictObject({ label: text }),
      incomplete: z.strictObject({ label: text, text: sentence("months") }),
      lackingMonths: z.strictObject({ label: text, text: sentence("months") }),
      incompleteRegister: z.strictObject({ label: text, text: sentence("month") }),
    }),
    rule: z.strictObject({
      title: text,
      threshold: text,
      thresholdText: sentence("threshold", "months", "planTypes"),
      allPlanTypes: text,
      status: text,
      source: text,
      statuses: z.strictObject({ confirmed: text, unconfirmed: text }),
      checked: sentence("date"),
    }),
    noPlans: z.strictObject({ name: sentence("region"), text: sentence("regions") }),
    definitions: z.array(definition).min(1),
    source: definition,
    // Why a note of a region stands at no clinic, by what became of that
    homeless: z.strictObject(
      Object.fromEntries(homelessReasons.map((reason) => [reason, text])) as Record<
        HomelessReason,
        typeof text
      >,
    ),
  }),
);

/** Words that the OK22 report and the regions' workbooks share. */
export type Ok22Terms = z.output<typeof termsSchema>;

/** Reads the words that the OK22 report and the regions' workbooks share, from the folder `reports`. Throws with exit code 10. */
export function readOk22Terms(reportsFolder: string): Promise<Ok22Terms> {
  return readYaml(join(reportsFolder, "ok22", "terms.da.yaml"), termsSchema);
}
