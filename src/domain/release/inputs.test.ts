import { describe, expect, test } from "vitest";
import { changedInputs, changedProgram } from "./inputs.js";
import type { ReleaseInput } from "./release.js";

const input = (
  scope: string,
  path: string,
  content: string | null,
  sha256 = content ?? "picture",
): ReleaseInput => ({
  scope,
  path,
  sha256,
  content,
});

describe("files that a release was made from", () => {
  test("that are what they were are not told", () => {
    const files = [input("figures", "sql/a.sql", "select 1"), input("ok22", "reports/a.yaml", "a: 1")];
    expect(changedInputs(files, [...files].reverse())).toEqual([]);
    expect(changedInputs([], [])).toEqual([]);
  });

  test("that differ, lack or are new are told by path, with the lines of those that differ", () => {
    const before = [input("figures", "rules/c.yaml", "threshold: 10"), input("figures", "b.yaml", "b: 1")];
    const now = [input("figures", "rules/c.yaml", "threshold: 12"), input("figures", "a.yaml", "a: 1")];
    expect(changedInputs(before, now)).toEqual([
      { scopes: ["figures"], path: "a.yaml", verdict: "new", lines: [] },
      { scopes: ["figures"], path: "b.yaml", verdict: "missing", lines: [] },
      {
        ...{ scopes: ["figures"], path: "rules/c.yaml", verdict: "differs" },
        lines: [{ old: "threshold: 10", new: "threshold: 12" }],
      },
    ]);
  });

  test("that were read for several reports are told once, with all of them", () => {
    const of = (content: string): ReleaseInput[] =>
      ["steering", "ok22", "regions"].map((scope) => input(scope, "reports/theme.yaml", content));
    expect(changedInputs(of("navy"), of("green"))).toMatchObject([
      { scopes: ["steering", "ok22", "regions"], path: "reports/theme.yaml", verdict: "differs" },
    ]);
  });

  test("that are no text are told without lines, and by their fingerprint alone", () => {
    const logo = (sha256: string): ReleaseInput[] => [input("steering", "logo.png", null, sha256)];
    expect(changedInputs(logo("1"), logo("2"))).toEqual([
      { scopes: ["steering"], path: "logo.png", verdict: "differs", lines: [] },
    ]);
    expect(changedInputs(logo("1"), logo("1"))).toEqual([]);
  });

  test("read for one report only are not mixed up with another's of the same path", () => {
    const before = [input("ok22", "a.yaml", "1")];
    expect(changedInputs(before, [...before, input("regions", "a.yaml", "1")])).toEqual([
      { scopes: ["regions"], path: "a.yaml", verdict: "new", lines: [] },
    ]);
  });
});

describe("the program that made a release", () => {
  const program = { version: "0.2.0", sha256: "aa", runtime: "node v24" };

  test("is told field by field, in one order", () => {
    expect(changedProgram(program, { version: "0.3.0", sha256: "bb", runtime: "node v26" })).toEqual([
      { field: "version", old: "0.2.0", new: "0.3.0" },
      { field: "sha256", old: "aa", new: "bb" },
      { field: "runtime", old: "node v24", new: "node v26" },
    ]);
  });

  test("that is the same is told as nothing", () => {
    expect(changedProgram(program, { ...program })).toEqual([]);
    expect(changedProgram(program, { ...program, sha256: "bb" })).toHaveLength(1);
  });
});
