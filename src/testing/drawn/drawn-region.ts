import { join } from "node:path";
import { readDefinitions } from "../../defs/definitions.js";
import { readRegionsTexts } from "../../reports/regions/report-file.js";
import { programFolder } from "../../lib/program.js";
import type { FollowUpFacts, RegionsWords } from "../../reports/regions/facts.js";

/** What a drawn region has where a test does not care: no trend, nothing written, nobody over the border. */
export const plainRegion: Pick<
  FollowUpFacts,
  "trend" | "trendRules" | "notes" | "adrift" | "writtenElsewhere" | "answer" | "borderTakeovers" | "isSilent"
> = {
  trend: [],
  trendRules: [],
  notes: [],
  adrift: [],
  writtenElsewhere: [],
  answer: null,
  isSilent: false,
  borderTakeovers: new Set(),
};

/** The shipped words of the regions' workbooks. */
export async function shippedRegionsWords(): Promise<RegionsWords> {
  const definitions = await readDefinitions(join(programFolder, "pipelines", "monthly"));
  return {
    texts: await readRegionsTexts(join(programFolder, "reports")),
    choices: definitions.followUp,
    segments: definitions.segments,
    maxRemarkCharacters: definitions.gates.file.maxCellCharacters.value,
    regionNames: new Map(definitions.regions.map(({ id, name }) => [id, name])),
  };
}
