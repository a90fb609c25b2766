import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Terms } from "../shared/terms.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const changed = z.strictObject({
  up: sentence("points", "month", "share"),
  down: sentence("points", "month", "share"),
});

const definition = z.strictObject({ term: text, text });

const textsSchema = z.strictObject({
  title: sentence("region", "month"),
  description: text,
  keywords: text,
  facts: sentence("date", "sender"),
  findings: z.strictObject({
    share: sentence("share", "region", "pass", "clinics"),
    change: changed,
    changeUsual: changed,
    changeMore: changed,
    changeNone: sentence("month"),
    changeFew: sentence("month", "pass", "clinics"),
    ruleBreak: sentence("month", "threshold"),
    fail: sentence("fail", "clinics"),
    unknown: sentence("unknown", "clinics"),
    newClinics: sentence("new", "clinics", "months"),
    noClinics: sentence("region"),
  }),
  ruleLine: sentence("title", "threshold"),
  confidential: text,
  howTo: z.strictObject({ heading: text, lines: z.array(text).min(1) }),
  outcome: z.strictObject({
    heading: text,
    table: text,
    columns: z.strictObject({ outcome: text, clinics: text, share: text }),
    total: text,
  }),
  segments: z.strictObject({
    heading: text,
    table: text,
    columns: z.strictObject({ segment: text, clinics: text, share: text }),
  }),
  trend: z.strictObject({
    heading: text,
    table: text,
    none: text,
    columns: z.strictObject({ month: text, share: text, pass: text, clinics: text, rule: text }),
  }),
  clinics: z.strictObject({
    table: text,
    title: sentence("region", "month"),
    note: text,
    none: text,
    borderTakeover: text,
    trend: sentence("bars", "earlier", "latest"),
    columns: z.strictObject({
      ydernummer: text,
      name: text,
      municipality: text,
      doctors: text,
      newPlans: sentence("months"),
      required: text,
      missing: text,
      attained: text,
      outcome: text,
      segment: text,
      followUp: text,
      remark: text,
      written: text,
      flags: text,
      kind: text,
      system: text,
      opened: text,
      perDoctor: text,
      maintained: text,
      lastPlanMonth: text,
      trend: text,
    }),
    empty: z.strictObject({
      notStated: text,
      doctorsUnknown: text,
      noFlags: text,
      noPlan: text,
      border: text,
      notWritten: text,
    }),
    // What Excel says to whoever types over a figure
    guard: z.strictObject({ errorTitle: text, errorText: text }),
    followUp: z.strictObject({ errorTitle: text, errorText: text }),
    remark: z.strictObject({
      promptTitle: text,
      promptText: sentence("characters"),
      errorTitle: text,
      errorText: sentence("characters"),
    }),
  }),
  segmentSheets: z.strictObject({
    title: sentence("segment", "region", "month"),
    count: sentence("clinics", "all", "sheet"),
    "not-started": z.strictObject({ name: text, table: text }),
    stalled: z.strictObject({ name: text, table: text }),
    near: z.strictObject({ name: text, table: text }),
  }),
  answers: z.strictObject({
    none: text,
    answered: sentence("month"),
    waiting: sentence("waiting", "failing", "month"),
    waitingAnyway: sentence("waiting", "failing"),
    complete: sentence("failing"),
  }),
  adrift: z.strictObject({
    sheet: text,
    table: text,
    line: sentence("notes", "sheet"),
    title: sentence("region", "month"),
    note: text,
    columns: z.strictObject({
      ydernummer: text,
      name: text,
      month: text,
      field: text,
      text,
      reason: text,
    }),
    elsewhere: z.strictObject({
      table: text,
      line: sentence("clinics", "sheet"),
      heading: text,
      note: text,
      columns: z.strictObject({ ydernummer: text, name: text, month: text, by: text, about: text }),
      itself: text,
      predecessor: text,
    }),
  }),
  carried: z.strictObject({
    fromPredecessor: sentence("month", "ydernummer"),
    ofSeveral: sentence("ydernummer", "month", "text"),
    shortened: sentence("text"),
  }),
  definitions: z.strictObject({
    table: text,
    title: text,
    columns: z.strictObject({ term: text, meaning: text }),
    // `inPublished` stands in the place of `text` where the published form shows something else
    columnsExplained: z.array(definition.extend({ inPublished: text.optional() })),
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
  return {
    terms,
    own: await readYaml(
      join(reportsFolder, "regions", "text.da.yaml"),
      shippedSchema("regions-texts", () => textsSchema),
    ),
  };
}
