import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Writes what the program's own definitions and texts say into dist/definitions.bin, once they are found right, with the
 * content of each file. The YAML files stay the only source: one that was changed is not found there, and is parsed and
 * checked when it is read (src/defs/yaml/shipped-schema.ts). Likewise what the files of sql/schema make, in dist/schema.json
 * (src/db/schema-differences.ts).
 */
export function checkedDefinitions() {
  return {
    name: "checked-definitions",
    async writeBundle({ dir }) {
      const { prepareDefinitions } = await import(
        pathToFileURL(join(dir, "cli", "prepare-definitions.js")).href
      );
      for (const [name, content] of await prepareDefinitions(resolve(".")))
        writeFileSync(join(dir, name), content);
    },
  };
}
