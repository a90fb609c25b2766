import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const range = sentence("check", "seen", "low", "high", "month", "basis");
const months = sentence("count", "first", "last");
const value = sentence("value");

const schema = z.strictObject({
  language: text,
  title: text,
  subtitle: sentence("month"),
  skipToContent: text,
  contents: text,
  /** Name of the sheet in a list of problems, and of its table. */
  sheet: text,
  pageNumber: sentence("page", "pages"),
  lead: text,
  footer: sentence("sender", "date"),
  facts: z.strictObject({ month: text, date: text, sender: text }),
  statuses: z.strictObject({ held: text, accepted: sentence("reason"), stored: text, "dry-run": text }),
  verdicts: z.strictObject({ ok: text, look: text, hold: text, "cannot-tell": text }),
  results: z.strictObject({
    odd: sentence("mistake"),
    unknown: text,
    fine: sentence("checks"),
    fineAsFar: sentence("told", "checks"),
    looks: sentence("checks", "looks"),
  }),
  findings: z.strictObject({
    range,
    most: range,
    least: range,
    seen: range,
    bare: range,
    few: sentence("part", "whole"),
    month: sentence("month"),
    months,
    oneMonth: months,
  }),
  sections: z.strictObject({ file: sentence("file"), findings: text, checks: text, none: text }),
  table: z.strictObject({
    caption: sentence("file"),
    folded: sentence("count", "file"),
    columns: z.strictObject({
      check: text,
      month: text,
      verdict: text,
      seen: text,
      expected: text,
      basis: text,
    }),
    between: sentence("low", "high"),
    least: sentence("low", "high"),
    most: sentence("low", "high"),
    months,
    oneMonth: months,
    missing: text,
    none: text,
  }),
  picture: z.strictObject({
    title: sentence("check"),
    description: sentence("finding"),
    caption: sentence("check", "count", "marker", "month"),
    circle: text,
    diamond: text,
  }),
  units: z.strictObject({
    share: value,
    plans: value,
    clinics: value,
    rows: value,
    months: value,
    ratio: value,
    index: value,
  }),
  /** Values of single checks, by id, where their unit alone says too little. */
  unitsOf: z.record(text, value),
  subject: sentence("check", "subject"),
  /** What a check is about, where the program has a word of its own for it: what damaged a text, a column. */
  subjects: z.record(text, text),
  places: z.strictObject({
    clinic: sentence("ydernummer", "line"),
    clinics: sentence("list"),
    text: sentence("value", "line"),
    meant: sentence("value"),
    closed: sentence("closed"),
    group: sentence("before", "gone"),
  }),
  mail: z.strictObject({
    fileName: sentence("file"),
    subject: sentence("file"),
    greeting: text,
    received: sentence("file", "date"),
    why: text,
    finding: sentence("finding"),
    examples: text,
    example: sentence("line", "ydernummer", "planType", "new", "maintained"),
    exampleClinic: sentence("line", "ydernummer"),
    cause: sentence("place", "wrong"),
    causeOfFile: sentence("wrong"),
    causeExamples: sentence("examples"),
    causeRemedy: sentence("remedy"),
    once: sentence("line"),
    often: sentence("count", "first", "last"),
    ofSheet: sentence("sheet"),
    ofColumn: sentence("column"),
    moreCauses: sentence("count"),
    resend: sentence("count", "list"),
    please: text,
    certain: text,
    regards: text,
  }),
  /** Names of the checks by id. */
  checks: z.record(text, text),
  /** What a file looks like, and what to send instead, by id of the mistake. */
  mistakes: z.record(text, z.strictObject({ looks: text, send: text })),
});

/** All that the arrival control says in Danish. */
export type ArrivalTexts = z.output<typeof schema>;

/** Reads `arrival/text.da.yaml`. Throws an error of exit code 10 with all its mistakes. */
export function readArrivalTexts(reportsFolder: string): Promise<ArrivalTexts> {
  return readYaml(
    join(reportsFolder, "arrival", "text.da.yaml"),
    shippedSchema("arrival", () => schema),
  );
}
