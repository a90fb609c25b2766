import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeFolder } from "../lib/program.js";

/** Most files of a folder that somebody takes in at a glance; more of them want rooms that say what they are. */
const maxFiles = 15;

/** The folder that is a list by design: one file a command, and nothing else. */
const listOfCommands = join("cli", "commands");

/** Folders with too many source files, tests aside, with their count. */
function crowded(paths: readonly string[]): string[] {
  const sources = paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
  return Object.entries(Object.groupBy(sources, dirname))
    .map(([folder, files = []]) => ({ folder, count: files.length }))
    .filter(({ folder, count }) => count > maxFiles && folder !== listOfCommands)
    .map(({ folder, count }) => `${folder}: ${count}`);
}

describe("the folders of src/", () => {
  test("have at most fifteen source files each", () => {
    const paths = readdirSync(codeFolder, { recursive: true, encoding: "utf8" });
    expect(paths).toContain(join("testing", "rooms.test.ts"));
    expect(crowded(paths)).toEqual([]);
  });

  test("would be told with the sixteenth, and not for their tests, their inner rooms or the list of commands", () => {
    const files = (folder: string, count: number, ending = ".ts"): string[] =>
      Array.from({ length: count }, (_, at) => join(folder, `planted-${at}${ending}`));
    expect(crowded(files("domain", 15))).toEqual([]);
    expect(crowded(files("domain", 16))).toEqual(["domain: 16"]);
    expect(crowded([...files("domain", 15), ...files("domain", 9, ".test.ts")])).toEqual([]);
    expect(crowded([...files("domain", 15), ...files(join("domain", "text"), 15)])).toEqual([]);
    expect(crowded(files(listOfCommands, 30))).toEqual([]);
  });
});
