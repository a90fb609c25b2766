import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeFolder } from "./program.js";

/**
 * A file that the build made beside the program's code; null where there is none, as where the program runs from its
 * sources. It is no input of what is made with it: it says again what another file says, by whose content it is found.
 */
export function readMadeByBuild(name: string): Buffer | null {
  try {
    return readFileSync(join(codeFolder, name));
  } catch {
    return null;
  }
}
