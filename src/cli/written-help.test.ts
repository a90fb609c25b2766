import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../lib/program.js";

const program = join(programFolder, "bin", "flp.js");

const written = (...words: string[]): string =>
  readFileSync(join(programFolder, "dist", "help", `${["flp", ...words].join("/")}.txt`), "utf8");

/** What a start of the program prints. */
function printed(bin: string, ...words: string[]): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [bin, ...words], { encoding: "utf8" });
  return { status, stdout };
}

describe("help that was written when the program was built", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "flp-help-"));
    for (const part of ["bin", "dist/help", "package.json"])
      cpSync(join(programFolder, part), join(folder, part), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [[], "--help"],
    [[], "-h"],
    [["ingest"], "--help"],
    [["release", "seal"], "-h"],
  ])("of %j is printed by %s where there is nothing else of the program", (words, flag) => {
    expect(printed(join(folder, "bin", "flp.js"), ...words, flag)).toEqual({
      status: 0,
      stdout: written(...words),
    });
  });

  test.each([[["ingest"]], [["release", "reproduce"]], [[]]])(
    "of %j is what the program composes when other words stand beside it",
    (words) => {
      expect(printed(program, "--quiet", ...words, "--help").stdout).toBe(written(...words));
    },
  );

  test.each([["../../../package"], ["Ingest"], ["no-such-command"]])(
    "of %s is left to the program",
    (word) => {
      expect(printed(program, word, "--help").stdout).not.toContain('"name"');
      expect(printed(program, word, "--help").stdout).toBe(
        printed(program, "--quiet", word, "--help").stdout,
      );
    },
  );
});
