import { join } from "node:path";
import { z } from "zod";
import { text } from "../../defs/yaml/fields.js";
import { sentence } from "../../defs/yaml/sentence.js";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import { shippedSchema } from "../../defs/yaml/shipped-schema.js";

const compared = sentence("value", "subject", "month", "change", "before");
const record = sentence("month", "months");
const crossing = sentence("month", "value", "line", "before", "valueBefore");
const run = sentence("since");

const share = {
  level: sentence("share", "part", "whole", "month"),
  rise: sentence("share", "month", "shareBefore", "before"),
  fall: sentence("share", "month", "shareBefore", "before"),
  same: sentence("share", "month", "before"),
  unchanged: sentence("share", "month", "shareBefore", "before"),
  few: sentence("part", "whole", "month"),
  fewBefore: sentence("part", "whole", "month", "partBefore", "wholeBefore", "before"),
};

const windowTexts = z.strictObject({
  level: sentence("value", "subject"),
  rise: sentence("value", "subject", "change"),
  fall: sentence("value", "subject", "change"),
  same: sentence("value", "subject"),
  nearly: sentence("value", "subject"),
  usualRise: sentence("value", "subject", "change"),
  usualFall: sentence("value", "subject", "change"),
  partial: sentence("value", "subject", "known"),
  parts: sentence("new", "maintained", "value"),
  partsPartial: sentence("new", "maintained", "value", "known"),
});

/** Sentences about groups side by side. */
const groupTexts = {
  distribution: z.strictObject({
    all: sentence("none", "clinics", "median"),
    known: sentence("none", "known", "median"),
  }),
  planTypes: z.strictObject({
    rises: sentence("type", "change"),
    falls: sentence("type", "change"),
    unsure: text,
    largest: sentence("type", "value"),
    largestPartial: sentence("type", "value", "known"),
  }),
  regions: z.strictObject({
    none: sentence("share"),
    differ: sentence("groups", "share"),
    above: sentence("name", "points"),
    below: sentence("name", "points"),
    nation: sentence("share"),
  }),
  targets: z.strictObject({
    label: text,
    labelBy: sentence("month"),
    missing: sentence("missing", "share"),
    missingNear: sentence("missing", "share", "near"),
    reached: sentence("share", "pass", "clinics"),
    inSight: sentence("share", "month", "low", "high"),
    inSightSure: sentence("share", "month"),
    inSightOpen: sentence("share", "month", "low"),
    notInSight: sentence("share"),
    tooFewMonths: sentence("share"),
    assurance: z.strictObject({ passes: text, fails: text, either: text }),
    backtest: sentence("months", "points", "held", "forecasts"),
    set: sentence("by", "date"),
    setWithMonth: sentence("by", "date", "month"),
  }),
  segments: z.strictObject({
    some: sentence("notStarted", "stalled", "near", "below"),
    fail: sentence("fail", "clinics"),
    none: text,
  }),
};

const schema = shippedSchema("findings", () =>
  z.strictObject({
    level: sentence("value", "subject", "month"),
    rise: compared,
    fall: compared,
    same: sentence("value", "subject", "month", "before"),
    nearly: sentence("value", "subject", "month", "before"),
    usualRise: compared,
    usualFall: compared,
    recordHigh: record,
    recordLow: record,
    seasonalLow: sentence("name", "years"),
    crossedUp: crossing,
    crossedDown: crossing,
    signals: z.strictObject({
      outsideAbove: text,
      outsideBelow: text,
      runAbove: run,
      runBelow: run,
      twoOfThreeAbove: text,
      twoOfThreeBelow: text,
    }),
    levelChange: sentence("month", "reason"),
    window: windowTexts,
    shares: z.strictObject({
      active: z.strictObject(share),
      ok22: z.strictObject({ ...share, partial: sentence("known", "months") }),
      fromMonthBefore: z.strictObject({
        usual: sentence("month", "before"),
        above: sentence("month", "before"),
        below: sentence("month", "before"),
      }),
    }),
    ...groupTexts,
  }),
);

/** The sentences in which figures are summed up. */
export type FindingTexts = z.output<typeof schema>;

/** The sentences about one share. */
export type ShareTexts = FindingTexts["shares"]["active"];

/** Reads `findings.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export function readFindingTexts(reportsFolder: string): Promise<FindingTexts> {
  return readYaml(join(reportsFolder, "findings.da.yaml"), schema);
}
