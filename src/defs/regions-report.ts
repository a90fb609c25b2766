import { join } from "node:path";
import { z } from "zod";
import { text } from "./fields.js";
import type { Ok22Terms } from "./ok22-report.js";
import { readOk22Terms, sentence } from "./ok22-report.js";
import { readYaml } from "./read-yaml.js";

const textsSchema = z.strictObject({
  title: sentence("region", "month"),
  description: text,
  keywords: text,
  facts: sentence("date", "sender"),
  findings: z.strictObject({
    share: sentence("share", "region", "pass", "clinics"),
    fail: sentence("fail", "clinics"),
    unknown: sentence("unknown", "clinics"),
    newClinics: sentence("new", "clinics"),
    noClinics: sentence("region"),
  }),
  ruleLine: sentence("title", "threshold"),
  confidential: text,
  howTo: z.strictObject({ heading: text, lines: z.array(text).min(1) }),
  outcome: z.strictObject({
    table: text,
    columns: z.strictObject({ outcome: text, clinics: text, share: text }),
    total: text,
  }),
  clinics: z.strictObject({
    table: text,
    title: sentence("region", "month"),
    none: text,
    isNew: text,
    columns: z.strictObject({
      ydernummer: text,
      name: text,
      municipality: text,
      kind: text,
      system: text,
      opened: text,
      doctors: text,
      newPlans: text,
      perDoctor: text,
      required: text,
      attained: text,
      missing: text,
      outcome: text,
      isNew: text,
      followUp: text,
      remark: text,
    }),
    followUp: z.strictObject({ choices: z.array(text).min(1), errorTitle: text, errorText: text }),
  }),
  definitions: z.strictObject({
    table: text,
    title: text,
    columns: z.strictObject({ term: text, meaning: text }),
    register: text,
    registerText: sentence("month"),
    noRegister: text,
    asOf: text,
    asOfText: sentence("load", "date"),
    none: text,
  }),
  sheets: z.strictObject({ overview: text, clinics: text, definitions: text }),
  printHeader: sentence("region", "month"),
  pageNumber: sentence("page", "pages"),
});

/** All that the regions' workbooks say, beside the words that they share with the OK22 report. */
export interface RegionsTexts {
  terms: Ok22Terms;
  own: z.output<typeof textsSchema>;
}

/** Reads the texts of the regions' workbooks from the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readRegionsTexts(reportsFolder: string): Promise<RegionsTexts> {
  const terms = await readOk22Terms(reportsFolder);
  return { terms, own: await readYaml(join(reportsFolder, "regions", "text.da.yaml"), textsSchema) };
}
