import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const parts = {
  taken: text,
  homeless: text,
  overtaken: text,
  contradicted: text,
  kept: text,
  notUnderstood: text,
};

const textsSchema = z.strictObject({
  language: text,
  skipToContent: text,
  contents: text,
  title: sentence("region"),
  subtitle: sentence("month"),
  facts: z.strictObject({ month: text, files: text, sender: text }),
  fileFacts: sentence("loaded", "load", "saved"),
  saved: sentence("date", "by"),
  savedBy: sentence("name"),
  notSaved: text,
  notCompared: text,
  counts: sentence("taken", "overtaken", "contradicted", "unplaced"),
  none: text,
  emptied: text,
  fields: z.strictObject({
    ...{ "follow-up": text, remark: text },
    ...{ visited: text, "visited-by": text, agreed: text, "next-step": text },
  }),
  consultants: z.strictObject({
    name: text,
    subtitle: sentence("month"),
    homeless: sentence("file"),
    footer: sentence("sender"),
  }),
  sections: z.strictObject(parts),
  captions: z.strictObject({
    taken: sentence("file"),
    homeless: sentence("file"),
    overtaken: sentence("file"),
    contradicted: sentence("file"),
    kept: sentence("file"),
    notUnderstood: sentence("file"),
  }),
  columns: z.strictObject({
    clinic: text,
    field: text,
    place: text,
    text,
    other: text,
    file: text,
    wrong: text,
    remedy: text,
  }),
  footer: sentence("sender"),
  mail: z.strictObject({
    subject: sentence("month"),
    greeting: text,
    thanks: sentence("file", "month", "counts"),
    refused: sentence("file"),
    unplaced: text,
    contradicted: text,
    contradiction: sentence("clinic", "field", "text", "file", "other", "otherFile", "holds"),
    overtaken: text,
    homeless: text,
    item: sentence("place", "text", "wrong"),
    reason: sentence("wrong", "remedy"),
    resend: text,
    goodbye: text,
  }),
});

/** All that is said of a region's returned workbooks. */
export type ReceivedTexts = z.output<typeof textsSchema>;

/** Reads these texts from the folder `reports`. Throws with exit code 10 and all mistakes of the file. */
export async function readReceivedTexts(reportsFolder: string): Promise<ReceivedTexts> {
  return readYaml(
    join(reportsFolder, "received", "text.da.yaml"),
    shippedSchema("received", () => textsSchema),
  );
}
