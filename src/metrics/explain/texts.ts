import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const schema = z.strictObject({
  /** `da` writes months and dates in words of the reader, `en` as the command line takes them. */
  language: z.enum(["da", "en"]),
  steps: z.record(text, sentence("detail")),
  outcomes: z.strictObject({ pass: text, fail: text, unknown: text }),
  roles: z.strictObject({ own: text, predecessor: text }),
  noise: z.strictObject({
    label: text,
    usual: text,
    tooFew: text,
    level: sentence("month"),
    methods: z.strictObject({
      "year-before": sentence("value", "expected", "low", "high", "before"),
      "month-before": sentence("value", "expected", "low", "high", "before"),
    }),
    rules: z.strictObject({
      outside: sentence("side", "since"),
      "two-of-three": sentence("side", "since"),
      run: sentence("side", "since"),
    }),
    sides: z.strictObject({ above: text, below: text }),
  }),
  goal: z.strictObject({
    label: text,
    none: text,
    noMonth: text,
    set: sentence("share", "by", "setBy", "setOn"),
    reached: text,
    missing: sentence("missing", "near"),
    inSight: sentence("month", "low", "high"),
    inSightOpen: sentence("month", "low"),
    notInSight: text,
    backtest: sentence("months", "held", "forecasts", "points"),
  }),
  labels: z.strictObject({
    definition: text,
    figure: text,
    register: text,
    registerText: sentence("month"),
    population: text,
    sql: text,
    rows: text,
    rowsText: sentence("rows", "new", "maintained"),
    fileText: sentence("file", "load", "rows", "new", "maintained"),
    moreRows: sentence("rows"),
    rule: text,
    ruleText: sentence("title", "threshold", "months"),
    status: text,
    unconfirmed: sentence("text"),
    confirmed: text,
    source: text,
    clinic: text,
    clinicText: sentence("ydernummer", "name", "kind", "region", "opened"),
    closedText: sentence("closed"),
    doctors: text,
    doctorsText: sentence("doctors", "file", "line"),
    doctorsUnknown: sentence("file", "line"),
    predecessor: text,
    predecessorText: sentence("ydernummer", "name", "closed", "file", "line"),
    noPredecessor: text,
    outside: sentence("reason"),
    arithmetic: text,
    arithmeticText: sentence("own", "taken", "plans", "threshold", "doctors", "required"),
    arithmeticUnknown: sentence("own", "taken", "plans"),
    missingText: sentence("missing"),
    outcome: text,
    perDoctorText: sentence("plans", "doctors", "perDoctor"),
    bin: text,
    binUnknown: text,
    notCompared: sentence("reason"),
    columns: z.strictObject({
      month: text,
      ydernummer: text,
      planType: text,
      new: text,
      maintained: text,
      counts: text,
      file: text,
      line: text,
    }),
  }),
});

/** Everything that an explanation says, in one language. */
export type ExplainTexts = z.output<typeof schema>;

/** Reads `explain/text.<language>.yaml`. Throws an error of exit code 10 with all its mistakes. */
export function readExplainTexts(reportsFolder: string, language: "en" | "da"): Promise<ExplainTexts> {
  return readYaml(
    join(reportsFolder, "explain", `text.${language}.yaml`),
    shippedSchema("explain", () => schema),
  );
}
