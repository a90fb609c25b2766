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

/** What only tests or the build name, and why the program has it all the same. */
const forTests: Readonly<Record<string, string>> = {
  processLimits: "the limits of one stretch, by which a published series is worked out again",
  prepareDefinitions: "what the build of the program asks for, .build/checked-definitions.mjs",
  prepareDrawing: "what the build of the program asks for, .build/prepared-drawing.mjs",
  pageScriptSource: "what the page of a report runs, for a browser of the tests",
};

const working = /^export (?:async )?(?:function\*?|const|let|class) (?<name>\w+)/gm;

/** Exported functions and values that the program names nowhere but where it declares them, with their files. */
function namedNowhere(files: ReadonlyMap<string, string>): string[] {
  const counts = new Map<string, number>();
  for (const text of files.values())
    for (const [word] of text.matchAll(/\w+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...files].flatMap(([file, text]) =>
    [...text.matchAll(working)]
      .map(({ groups: { name = "" } = {} }) => name)
      .filter((name) => counts.get(name) === 1 && !(name in forTests))
      .map((name) => `${name}: ${file}`),
  );
}

/** The files of the program, without tests and what they share. */
function programFiles(): Map<string, string> {
  const paths = readdirSync(codeFolder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("testing/"));
  expect(paths.length).toBeGreaterThan(500);
  return new Map(paths.map((path) => [path, readFileSync(join(codeFolder, path), "utf8")]));
}

describe("an exported name of the program", () => {
  test("is declared in one file, so that it has one meaning", () => {
    expect(declaredTwice(programFiles())).toEqual([]);
  });

  test("is named by the program, and not by tests alone: what nobody calls goes", () => {
    expect(namedNowhere(programFiles())).toEqual([]);
  });

  test("would be told where nothing but its own file declares it", () => {
    const files = new Map([
      ["domain/month.ts", "export function add(): void {}\nexport const first = 1;"],
      ["domain/year.ts", "import { add } from './month.js';\nadd();\nexport type Year = string;"],
    ]);
    expect(namedNowhere(files)).toEqual(["first: domain/month.ts"]);
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
