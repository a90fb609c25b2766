import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";

/**
 * Writes what the program's own definitions and texts say into dist/definitions.json, by the hash of each file's content.
 * Reading YAML took a tenth of a second of every run. The YAML files stay the only source: one that was changed has another
 * hash and is parsed again (src/defs/yaml/parsed-at-build.ts).
 */
export function parsedDefinitions() {
  return {
    name: "parsed-definitions",
    writeBundle({ dir }) {
      const known = {};
      for (const folder of ["pipelines", "reports", "sql"]) {
        for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
          if (!name.endsWith(".yaml")) continue;
          const bytes = readFileSync(join(folder, name));
          const document = parseDocument(bytes.toString("utf8"), { uniqueKeys: true });
          const value = document.toJS();
          const isPlain =
            document.errors.length + document.warnings.length === 0 &&
            JSON.stringify(JSON.parse(JSON.stringify(value))) === JSON.stringify(value);
          if (isPlain) known[createHash("sha256").update(bytes).digest("hex")] = value;
        }
      }
      writeFileSync(join(dir, "definitions.json"), JSON.stringify(known));
    },
  };
}
