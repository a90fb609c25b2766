import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Folder that holds the program's own `sql`, `pipelines`, `reports` and `fixtures`, with a slash at its end. */
export const programFolder = fileURLToPath(new URL("../../", import.meta.url));

/** Folder of the program's code that is running. */
export const codeFolder = fileURLToPath(new URL("../", import.meta.url));

/** Version of the program, from package.json. */
export function programVersion(): string {
  const description: unknown = createRequire(import.meta.url)("../../package.json");
  const hasVersion = typeof description === "object" && description !== null && "version" in description;
  return hasVersion ? String(description.version) : "unknown";
}
