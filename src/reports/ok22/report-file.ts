import { join } from "node:path";
import type { z } from "zod";
import { readYaml } from "../../defs/yaml/read-yaml.js";
import type { Ok22Terms } from "../shared/terms.js";
import { readOk22Terms } from "../shared/terms.js";
import { ok22TextsSchema } from "./texts.js";

/** All that the OK22 report says, beside the shared words. */
export interface Ok22Texts {
  terms: Ok22Terms;
  own: z.output<typeof ok22TextsSchema>;
}

/** Reads the texts of the OK22 report from the folder `reports`. Throws with exit code 10 and all mistakes of a file. */
export async function readOk22Texts(reportsFolder: string): Promise<Ok22Texts> {
  const terms = await readOk22Terms(reportsFolder);
  return { terms, own: await readYaml(join(reportsFolder, "ok22", "text.da.yaml"), ok22TextsSchema) };
}
