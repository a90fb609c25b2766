import { join } from "node:path";
import { z } from "zod";
import { text } from "../../../defs/yaml/fields.js";
import { readYaml } from "../../../defs/yaml/read-yaml.js";
import { sentence } from "../../../defs/yaml/sentence.js";
import { shippedSchema } from "../../../defs/yaml/shipped-schema.js";

const scale = sentence("low", "top");

/** What the script says beside the findings. */
const shownTexts = z.strictObject({
  choices: z.strictObject({ measure: text, type: text, grouping: text }),
  allTypes: text,
  measures: z.strictObject({ plans: text, new: text, active: text, ok22: text }),
  groupings: z.strictObject({ country: text, region: text, municipality: text, system: text, kind: text }),
  municipalitiesOf: sentence("region"),
  allMunicipalities: text,
  /** What the lines, bands and strokes mean, by measure. */
  reading: z.strictObject({ counts: scale, active: scale, ok22: scale }),
  value: sentence("value", "month"),
  noValue: sentence("month"),
  sides: z.strictObject({
    usual: z.strictObject({ above: text, below: text }),
    country: z.strictObject({ above: text, below: text }),
  }),
  finding: sentence("finding"),
  noFinding: text,
  caption: sentence("measure", "group"),
  captionOfType: sentence("measure", "group", "type"),
  close: sentence("group"),
  opened: text,
  columns: z.strictObject({
    month: text,
    new: text,
    maintained: text,
    total: text,
    usual: text,
    active: text,
    clinics: text,
    share: text,
    compared: text,
    pass: text,
    shareOk22: text,
  }),
  range: sentence("low", "high"),
  notices: z.strictObject({
    unknown: sentence("word", "choice", "shown"),
    unknownGroup: sentence("word"),
    noTypes: sentence("measure"),
    noTypesHere: sentence("grouping"),
    notTold: sentence("measure", "grouping", "shown"),
  }),
});

/** All texts of the part. */
const schema = shippedSchema("explore", () =>
  z.strictObject({
    heading: text,
    intro: z.array(text).min(1),
    subjects: z.strictObject({
      plans: sentence("value"),
      new: sentence("value"),
      plansOfType: sentence("value", "type"),
      newOfType: sentence("value", "type"),
    }),
    /** Where a group's share is held against the country's and chance may explain the difference. */
    likeCountry: z.strictObject({ active: sentence("share"), ok22: sentence("share") }),
    noPlans: text,
    shown: shownTexts,
  }),
);

/** What the script says beside the findings; sentences keep their words in braces. */
export type ExploreTexts = z.output<typeof shownTexts>;

/** All that the part says of itself. */
export type ExploreDefinition = z.output<typeof schema>;

/** Reads `steering/explore.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export function readExploreTexts(reportsFolder: string): Promise<ExploreDefinition> {
  return readYaml(join(reportsFolder, "steering", "explore.da.yaml"), schema);
}
