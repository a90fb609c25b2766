import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeFolder } from "../lib/program.js";

/** Names by which a list knows what each of its files adds. */
const entryNames: Readonly<Record<string, RegExp>> = {
  metric: /^metrics\/[\w-]+\.ts$/,
  figure: /^reports\/adoption\/figures\/[\w-]+\.ts$/,
  report: /^(reports\/[\w-]+|cli\/commands)\/report\.ts$/,
};

const exported = /^export (?:async )?(?:function\*?|const|let|interface|type|class|enum) (?<name>\w+)/gm;

/** Exported names that several files declare, with the files; what a list calls its entries is left out. */
function declaredTwice(files: ReadonlyMap<string, string>): string[] {
  const places = new Map<string, Set<string>>();
  for (const [file, text] of files) {
    for (const { groups: { name = "" } = {} } of text.matchAll(exported)) {
      if (entryNames[name]?.test(file) === true) continue;
      places.set(name, (places.get(name) ?? new Set()).add(file));
    }
  }
  return [...places].flatMap(([name, seen]) => (seen.size > 1 ? [`${name}: ${[...seen].join(", ")}`] : []));
}

describe("an exported name of the program", () => {
  test("is declared in one file, so that it has one meaning", () => {
    const paths = readdirSync(codeFolder, { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("testing/"));
    expect(paths.length).toBeGreaterThan(500);
    const files = new Map(paths.map((path) => [path, readFileSync(join(codeFolder, path), "utf8")]));
    expect(declaredTwice(files)).toEqual([]);
  });

  test("would be told where a second file declares it, and not for its overloads, its own words or the entries of a list", () => {
    const told = declaredTwice(
      new Map([
        [
          "domain/month.ts",
          "export type Month = string;\nexport function add(): void;\nexport function add(): void {}",
        ],
        ["metrics/one.ts", "export const metric = 1;\nconst own = 1;"],
        ["metrics/two.ts", "export const metric = 2;\nconst own = 2;"],
        ["lib/clock.ts", "export interface Month {}\nexport const metric = 3;"],
      ]),
    );
    expect(told).toEqual(["Month: domain/month.ts, lib/clock.ts"]);
  });
});
