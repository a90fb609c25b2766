import { join } from "node:path";
import type { z } from "zod";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import type { FindingTexts } from "../findings/texts.js";
import { readFindingTexts } from "../findings/texts.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Terms } from "../shared/terms.js";
import { ok22TextsSchema } from "./texts.js";

/** All that the OK22 report says, beside the shared words. */
export interface Ok22Texts {
  terms: Ok22Terms;
  own: z.output<typeof ok22TextsSchema>;
  /** Sentences that all reports share. */
  findings: FindingTexts;
}

/** Reads the texts of the OK22 report from the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readOk22Texts(reportsFolder: string): Promise<Ok22Texts> {
  return {
    terms: await readOk22Terms(reportsFolder),
    own: await readYaml(join(reportsFolder, "ok22", "text.da.yaml"), ok22TextsSchema),
    findings: await readFindingTexts(reportsFolder),
  };
}
