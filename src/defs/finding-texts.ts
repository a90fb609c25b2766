import { join } from "node:path";
import { z } from "zod";
import { sentence } from "./sentence.js";
import { readYaml } from "./read-yaml.js";

const compared = sentence("value", "subject", "month", "change", "before");
const record = sentence("month", "months");
const crossing = sentence("month", "value", "line", "before", "valueBefore");
const run = sentence("months", "month");

const schema = z.strictObject({
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
    outsideAbove: sentence("month"),
    outsideBelow: sentence("month"),
    runAbove: run,
    runBelow: run,
    twoOfThreeAbove: sentence("month"),
    twoOfThreeBelow: sentence("month"),
  }),
});

/** The sentences in which figures are summed up. */
export type FindingTexts = z.output<typeof schema>;

/** Reads `findings.da.yaml` of the folder `reports`. Throws with exit code 10 and all its mistakes. */
export function readFindingTexts(reportsFolder: string): Promise<FindingTexts> {
  return readYaml(join(reportsFolder, "findings.da.yaml"), schema);
}
