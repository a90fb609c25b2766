import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const textsSchema = shippedSchema("status-texts", () =>
  z.strictObject({
    amount: sentence("amount"),
    sum: text,
    unknown: text,
    stamp: sentence("date"),
    source: sentence("file", "date"),
    incomplete: z.strictObject({ label: text, text: sentence("count", "file") }),
    more: sentence("count"),
    empty: text,
    reservations: text,
    withheld: sentence("title"),
    figures: z.strictObject({
      today: sentence("date"),
      entries: text,
      timeline: sentence("entries"),
      timelineEntry: sentence("label", "from", "to", "group"),
      months: sentence("first", "last", "entries"),
      monthsEntry: sentence("month", "counts"),
      monthsCount: sentence("count", "group"),
      milestones: sentence("entries"),
      milestonesEntry: sentence("label", "steps"),
      milestonesStep: sentence("step", "word"),
      bars: sentence("entries"),
      barsEntry: sentence("label", "parts"),
      barsPart: sentence("part", "amount"),
    }),
    speaker: sentence("title", "file", "load"),
  }),
);

/** What is said of registers beside the words of their own files. */
export type StatusTexts = z.output<typeof textsSchema>;

/** Reads `status/` of the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export function readStatusTexts(reportsFolder: string): Promise<StatusTexts> {
  return readYaml(join(reportsFolder, "status", "text.da.yaml"), textsSchema);
}
