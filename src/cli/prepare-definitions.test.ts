import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { describe, expect, test } from "vitest";
import { shippedFile } from "../defs/yaml/shipped-schema.js";
import { sha256Of } from "../lib/files.js";
import { programFolder } from "../lib/program.js";
import { prepareDefinitions } from "./prepare-definitions.js";

const built = join(programFolder, "dist", shippedFile);

const valuesIn = (content: Uint8Array): Map<string, unknown> =>
  new Map(
    [...(deserialize(content) as Map<string, Uint8Array>)].map(([key, value]) => [key, deserialize(value)]),
  );

describe("what the program's own definitions say, as the build keeps it", () => {
  test("is what checking them gives, of every file that it brings", async () => {
    if (!existsSync(built)) throw new Error("the program is not built: run npm run build first");
    const themes = readdirSync(join(programFolder, "reports")).filter((name) => /^theme.*\.yaml$/.test(name));
    const checked = valuesIn(await prepareDefinitions(programFolder, themes));
    expect(valuesIn(readFileSync(built))).toStrictEqual(checked);
    const hashes = new Set([...checked.keys()].map((key) => key.split(" ", 1)[0]));
    const files = ["pipelines", "reports", "sql"].flatMap((folder) =>
      readdirSync(join(programFolder, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => join(programFolder, folder, name)),
    );
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => !hashes.has(sha256Of(readFileSync(file))))).toEqual([]);
  });
});
