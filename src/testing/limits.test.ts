import { ESLint } from "eslint";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";

/** The limits of a file of the program, as the shipped settings have them, in an ESLint without the rules that need types. */
async function limitsOf(path: string): Promise<ESLint> {
  const shipped = new ESLint({ cwd: programFolder });
  const config = (await shipped.calculateConfigForFile(join(programFolder, path))) as {
    rules: Record<string, ESLint.ConfigData["rules"]>;
  };
  const names = ["max-lines", "max-lines-per-function", "max-params"];
  const rules = Object.fromEntries(
    names.flatMap((name) => (name in config.rules ? [[name, config.rules[name]]] : [])),
  );
  return new ESLint({
    cwd: programFolder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ["**/*.js"], rules } as never],
  });
}

/** The rules that a text would break as a file of the program. */
async function broken(text: string, path = "src/domain/planted.ts"): Promise<(string | null)[]> {
  const [result] = await (await limitsOf(path)).lintText(text, { filePath: "planted.js" });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const functionOf = (lines: number): string =>
  ["function planted() {", ...Array.from({ length: lines - 2 }, () => "  void 0;"), "}"].join("\n");

describe("the limits of files and functions", () => {
  test("let 60 lines of a function pass, and refuse 61", async () => {
    expect(await broken(functionOf(60))).toEqual([]);
    expect(await broken(functionOf(61))).toEqual(["max-lines-per-function"]);
  });

  test("let 300 lines of a file pass, and refuse 301", async () => {
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, at) => `void ${at};`).join("\n");
    expect(await broken(lines(300))).toEqual([]);
    expect(await broken(lines(301))).toEqual(["max-lines"]);
  });

  test("let four parameters pass, and refuse five", async () => {
    expect(await broken("function planted(a, b, c, d) {}")).toEqual([]);
    expect(await broken("function planted(a, b, c, d, e) {}")).toEqual(["max-params"]);
  });

  test("leave tests alone, and no file of the program", async () => {
    expect(await broken(functionOf(400), "src/domain/month.test.ts")).toEqual([]);
    expect(await broken(functionOf(400), "src/ingest/open/workbook.ts")).toEqual([
      "max-lines-per-function",
      "max-lines",
    ]);
  });
});
