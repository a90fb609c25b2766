import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeFolder } from "./program.js";

/**
 * A file that the build made beside the program's code; null where there is none, as where the program runs from its
 * sources. It is no input of what is made with it: it says again what another file says, by whose content it is found.
 */
export async function readMadeByBuild(name: string): Promise<Buffer | null> {
  try {
    return await Promise.resolve(readFileSync(join(codeFolder, name)));
  } catch {
    return null;
  }
}
