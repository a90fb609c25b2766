import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { afterwardsTexts } from "./afterwards/texts.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Terms } from "../shared/terms.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const textLimit = z.strictObject({
  promptTitle: text,
  promptText: sentence("characters"),
  errorTitle: text,
  errorText: sentence("characters"),
});

const schema = z.strictObject({
  title: sentence("month"),
  subtitle: text,
  description: text,
  keywords: text,
  confidential: text,
  skipToContent: text,
  contents: text,
  facts: z.strictObject({ month: text, date: text, sender: text, clinics: text }),
  pageNumber: text,
  footer: sentence("sender", "date"),
  sheets: z.strictObject({ list: text, order: text, afterwards: text, definitions: text }),
  groups: z.strictObject({ near: text, stalled: text, "not-started": text, new: text }),
  list: z.strictObject({
    table: text,
    note: sentence("clinics", "fail"),
    rest: sentence("resting"),
    restInGroup: sentence("resting"),
    howTo: text,
    none: text,
    columns: z.strictObject({
      place: text,
      group: text,
      ydernummer: text,
      name: text,
      region: text,
      municipality: text,
      system: text,
      doctors: text,
      newPlans: text,
      required: text,
      missing: text,
      peers: text,
      latest: text,
      before: text,
      lastPlan: text,
      flags: text,
      word: text,
      written: text,
      visited: text,
      visitedBy: text,
      agreed: text,
      nextStep: text,
      noted: text,
      opened: text,
    }),
    guard: z.strictObject({ errorTitle: text, errorText: text }),
    visited: z.strictObject({ promptTitle: text, promptText: text, errorTitle: text, errorText: text }),
    visitedBy: textLimit,
    agreed: textLimit,
    nextStep: z.strictObject({ errorTitle: text, errorText: text }),
  }),
  order: z.strictObject({
    title: text,
    table: text,
    columns: z.strictObject({ group: text, clinics: text, first: text, why: text }),
    first: z.strictObject({ "least-missing": text, "latest-plan": text, "most-doctors": text }),
    visited: z.strictObject({
      group: text,
      last: text,
      "last-of-group": text,
      why: sentence("months", "why"),
    }),
    note: text,
    peers: sentence("fewest"),
    rest: sentence("rest"),
  }),
  definitions: z.strictObject({
    table: text,
    columns: z.strictObject({ term: text, text }),
    none: text,
  }),
  afterwards: afterwardsTexts,
  offList: z.strictObject({
    sheet: text,
    title: sentence("month"),
    note: text,
    table: text,
    reason: text,
    reasons: z.strictObject({ pass: text, fail: text, unknown: text }),
  }),
  visit: z.strictObject({
    heading: sentence("place", "name"),
    where: sentence("ydernummer", "municipality", "region", "system", "group"),
    facts: z.strictObject({ missing: text, required: text, newPlans: text, doctors: text, peers: text }),
    unknown: text,
    months: text,
    columns: z.strictObject({ month: text, new: text, maintained: text, total: text }),
    types: sentence("types"),
    type: sentence("type", "new", "maintained"),
    word: sentence("word", "month"),
    listHeading: text,
    listCaption: text,
    visited: sentence("day", "by"),
    visitedBy: sentence("by"),
    agreed: sentence("month", "text"),
    nextStep: sentence("step"),
    resting: text,
    writeIn: sentence("file", "sheet", "ydernummer"),
    notYet: text,
  }),
});

/** What the worklist says. */
export interface ConsultantsTexts {
  own: z.output<typeof schema>;
  terms: Ok22Terms;
}

/** Reads `consultants/text.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export async function readConsultantsTexts(reportsFolder: string): Promise<ConsultantsTexts> {
  return {
    own: await readYaml(
      join(reportsFolder, "consultants", "text.da.yaml"),
      shippedSchema("consultants-texts", () => schema),
    ),
    terms: await readOk22Terms(reportsFolder),
  };
}
