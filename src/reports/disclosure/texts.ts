import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const withheld = sentence("minGroup");

const schema = shippedSchema("disclosure", () =>
  z.strictObject({
    bins: z.strictObject({
      run: sentence("first", "last"),
      withUnknown: sentence("bin"),
      note: withheld,
      hidden: withheld,
    }),
    country: withheld,
    ok22: sentence("first", "last", "finding", "pass", "clinics", "notPass", "status", "floor"),
    population: text,
    movement: text,
    months: sentence("month", "minGroup"),
    activity: withheld,
    plans: withheld,
    planTypes: withheld,
    regions: z.strictObject({ rest: sentence("groups"), note: text, plans: withheld, activity: text }),
  }),
);

/** What an edition says of what it lays together or leaves out. */
export type DisclosureTexts = z.output<typeof schema>;

/** Reads `disclosure/text.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export function readDisclosureTexts(reportsFolder: string): Promise<DisclosureTexts> {
  return readYaml(join(reportsFolder, "disclosure", "text.da.yaml"), schema);
}
