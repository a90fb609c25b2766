import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { schemaFiles } from "../db/migrate.js";
import { madeSchemaFile, makeSchema } from "../db/schema-differences.js";
import { shippedFile } from "../defs/yaml/shipped-schema.js";
import { exitCode } from "../lib/errors.js";
import { programFolder } from "../lib/program.js";
import { prepareDefinitions } from "./prepare-definitions.js";

const built = join(programFolder, "dist", shippedFile);

const valuesIn = (content: Uint8Array): Map<string, unknown> =>
  new Map(
    [...(deserialize(content) as Map<string, Uint8Array>)].map(([key, value]) => [key, deserialize(value)]),
  );

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "flp-home-"));
  for (const folder of ["pipelines", "reports"])
    cpSync(join(programFolder, folder), join(home, folder), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));

describe("what the program's own definitions say, as the build keeps it", () => {
  test("is what checking them gives, of every file that it brings", async () => {
    if (!existsSync(built)) throw new Error("the program is not built: run npm run build first");
    // In a folder of its own: a theme that this process has read is not checked again.
    const checked = valuesIn((await prepareDefinitions(home)).get(shippedFile)!);
    expect(valuesIn(readFileSync(built))).toStrictEqual(checked);
    const contents = new Set([...checked.keys()].map((key) => key.slice(key.indexOf("\n") + 1)));
    const files = ["pipelines", "reports", "sql"].flatMap((folder) =>
      readdirSync(join(programFolder, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => join(programFolder, folder, name)),
    );
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => !contents.has(readFileSync(file, "latin1")))).toEqual([]);
  });

  test("goes with what the files of the schema make, as text and tables", () => {
    const kept: unknown = JSON.parse(readFileSync(join(programFolder, "dist", madeSchemaFile), "utf8"));
    expect(kept).toEqual(makeSchema(schemaFiles()));
  });

  test("holds for the place of a file too: a right file in the place of another is told as wrong", () => {
    const monthly = (name: string): string => join(home, "pipelines", "monthly", name);
    copyFileSync(monthly("gates.yaml"), monthly("metrics.yaml"));
    const words = ["--home", home, "run", "monthly", "--inbox", home, "--out", "out"];
    const { status, stderr } = spawnSync(process.execPath, [join(programFolder, "bin", "flp.js"), ...words], {
      cwd: home,
      encoding: "utf8",
    });
    expect(status).toBe(exitCode.definition);
    expect(stderr).toContain("metrics.yaml:");
    expect(stderr).not.toContain("/gates.yaml:");
  });
});
