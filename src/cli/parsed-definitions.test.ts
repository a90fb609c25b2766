import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";

const built = join(programFolder, "dist", "definitions.json");

describe("definitions that were parsed when the program was built", () => {
  test("are all that it brings, as they stand in their files", () => {
    if (!existsSync(built)) throw new Error("the program is not built: run npm run build first");
    const known = new Map(Object.entries(JSON.parse(readFileSync(built, "utf8")) as object));
    const files = ["pipelines", "reports", "sql"].flatMap((folder) =>
      readdirSync(join(programFolder, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => join(programFolder, folder, name)),
    );
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      const bytes = readFileSync(file);
      expect(known.get(sha256Of(bytes)), file).toEqual(parse(bytes.toString("utf8")));
    }
  });
});
