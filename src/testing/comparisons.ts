import { join } from "node:path";
import { readDefinitions } from "../defs/definitions.js";
import { programFolder } from "../lib/program.js";

/** When a difference is told, as the program's own file has it. */
export const { comparisons } = await readDefinitions(join(programFolder, "pipelines", "monthly"));
