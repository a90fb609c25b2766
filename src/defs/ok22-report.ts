import { join } from "node:path";
import { z } from "zod";
import { text } from "./fields.js";
import { readYaml } from "./read-yaml.js";
import { sentence } from "./sentence.js";

export { fillSentence, sentence } from "./sentence.js";
export type { Sentence } from "./sentence.js";

const definition = z.strictObject({ term: text, text });
const mark = z.strictObject({ label: text, text });

const termsSchema = z.strictObject({
  language: text,
  outcomes: z.strictObject({ pass: text, fail: text, unknown: text }),
  marks: z.strictObject({
    synthetic: mark,
    unconfirmed: z.strictObject({ label: text }),
    incomplete: z.strictObject({ label: text, text: sentence("months") }),
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
  }),
  definitions: z.array(definition).min(1),
  source: definition,
});

/** Words that the OK22 report and the regions' workbooks share. */
export type Ok22Terms = z.output<typeof termsSchema>;

const sheet = z.strictObject({ name: text, title: sentence("month"), table: text });

const textsSchema = z.strictObject({
  title: text,
  subtitle: sentence("month"),
  description: text,
  keywords: text,
  nation: text,
  skipToContent: text,
  contents: text,
  facts: z.strictObject({ month: text, date: text, sender: text }),
  findings: z.strictObject({
    share: sentence("share", "pass", "clinics", "month"),
    noClinics: sentence("month"),
    fail: sentence("fail", "clinics"),
    unknown: sentence("unknown", "clinics"),
    changeUp: sentence("points", "month", "share"),
    changeDown: sentence("points", "month", "share"),
    changeNone: sentence("month"),
    regions: sentence(
      ...(["highest", "highestShare", "highestPass", "highestClinics"] as const),
      ...(["lowest", "lowestShare", "lowestPass", "lowestClinics"] as const),
    ),
    newClinics: sentence("new", "clinics", "newPass"),
  }),
  sections: z.strictObject({
    result: z.strictObject({ heading: text }),
    regions: z.strictObject({ heading: text, caption: text, note: text }),
    trend: z.strictObject({ heading: text, caption: text, note: text }),
    rule: z.strictObject({ heading: text }),
    definitions: z.strictObject({ heading: text }),
    basis: z.strictObject({ heading: text, caption: text }),
  }),
  keyFigures: z.strictObject({ share: text, pass: text, fail: text, clinics: text }),
  columns: z.strictObject({
    region: text,
    month: text,
    outcome: text,
    clinics: text,
    share: text,
    shareOfAll: text,
    term: text,
    meaning: text,
    load: text,
    loadedAt: text,
    file: text,
    kind: text,
    months: text,
    reason: text,
  }),
  kinds: z.strictObject({ "plan-counts": text, "clinic-register": text }),
  basis: z.strictObject({
    register: text,
    registerText: sentence("month"),
    noRegister: text,
    months: text,
    monthsText: sentence("first", "last", "count"),
    noMonths: text,
    holes: text,
    asOf: text,
    asOfText: sentence("load", "date"),
  }),
  total: text,
  none: text,
  footer: sentence("sender", "date"),
  workbook: z.strictObject({
    sheets: z.strictObject({
      overview: sheet,
      regions: sheet,
      trend: sheet,
      definitions: sheet,
      basis: sheet,
    }),
    printHeader: sentence("month"),
    pageNumber: sentence("page", "pages"),
  }),
});

/** All that the OK22 report says, beside the shared words. */
export interface Ok22Texts {
  terms: Ok22Terms;
  own: z.output<typeof textsSchema>;
}

/** Reads the words that the OK22 report and the regions' workbooks share, from the folder `reports`. Throws with exit code 10. */
export function readOk22Terms(reportsFolder: string): Promise<Ok22Terms> {
  return readYaml(join(reportsFolder, "ok22", "terms.da.yaml"), termsSchema);
}

/** Reads the texts of the OK22 report from the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readOk22Texts(reportsFolder: string): Promise<Ok22Texts> {
  const terms = await readOk22Terms(reportsFolder);
  return { terms, own: await readYaml(join(reportsFolder, "ok22", "text.da.yaml"), textsSchema) };
}
