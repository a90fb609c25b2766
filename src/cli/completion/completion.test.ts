import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../../lib/program.js";
import { clinicsCsv, countsCsv } from "../../testing/workshop.js";
import { buildProgram } from "../main.js";
import { answerLines, typedLine } from "./answer.js";
import { askFor } from "./typed-command.js";

const program = buildProgram({ out: () => undefined, err: () => undefined, isTerminal: false }, () =>
  Promise.resolve(),
);

/** What may stand at the end of a line, by the commands alone. */
function wantedAt(...words: string[]): ReturnType<typeof askFor> {
  return askFor(program, { before: words.slice(0, -1), current: words.at(-1) ?? "" });
}

function wordsAt(...words: string[]): string[] {
  const { wanted } = wantedAt(...words);
  return wanted.kind === "words" ? wanted.words.map(({ word }) => word) : [];
}

describe("what may stand at the cursor is what the commands take", () => {
  test("every command that help lists, and no hidden one", () => {
    const listed = program.createHelp().visibleCommands(program);
    expect(wordsAt("")).toEqual(listed.map((command) => command.name()));
    expect(wordsAt("")).toContain("completion");
    expect(wordsAt("")).not.toContain("complete");
  });

  test("subcommands, choices and options, those on the line left out", () => {
    expect(wordsAt("release", "")).toEqual(expect.arrayContaining(["seal", "list", "reproduce", "diff"]));
    expect(wordsAt("report", "")).toEqual(expect.arrayContaining(["steering", "ok22", "regions"]));
    expect(wordsAt("metrics", "ok22", "--by", "")).toContain("municipality");
    const options = wordsAt("metrics", "ok22", "--json", "--");
    expect(options).toEqual(expect.arrayContaining(["--month", "--by", "--db", "--help"]));
    expect(options).not.toContain("--json");
  });

  test.each([
    [["undo", ""], "loads"],
    [["revisions", ""], "loads"],
    [["metrics", "ok22", "--as-of", ""], "loads"],
    [["metrics", "ok22", "--month", ""], "months"],
    [["report", "ok22", "--month=2025"], "months"],
    [["release", "diff", "a", ""], "releases"],
    [["ingest", "--profile", ""], "profiles"],
    [["run", ""], "pipelines"],
    [["report", "ok22", "--theme", ""], "themes"],
    [["help", ""], "guides"],
    [["notes", "--region", ""], "regions"],
  ])("%j asks for %s", (words, source) => {
    expect(wantedAt(...words).wanted).toMatchObject({ kind: "values", source });
  });

  test("files and folders are left to the shell", () => {
    expect(wantedAt("ingest", "a.csv", "").wanted).toEqual({ kind: "files" });
    expect(wantedAt("--db", "").wanted).toEqual({ kind: "files" });
    expect(wantedAt("report", "ok22", "--out", "").wanted).toEqual({ kind: "folders" });
  });

  test("the database of the line is the one that is asked", () => {
    expect(wantedAt("--db", "a b.sqlite", "undo", "")).toMatchObject({ db: "a b.sqlite" });
    expect(wantedAt("undo", "--db=a.sqlite", "")).toMatchObject({ db: "a.sqlite" });
  });
});

test("bash's quotation marks are taken off and nothing in them is carried out", () => {
  const words = ["flp", "--db", String.raw`my\ file.sqlite`, "ingest", `'$(touch x)'`, '"a \\"b'];
  expect(typedLine("bash", { words, index: 5, isListing: false })).toEqual({
    before: ["--db", "my file.sqlite", "ingest", "$(touch x)"],
    current: 'a "b',
  });
});

test("a name with a space or a sign that a shell reads is written so that it is one word", () => {
  const candidates = [{ word: "24. april $x", description: "" }];
  const asked = { wanted: { kind: "words", words: candidates } as const, typed: "" };
  const line = { words: ["flp", ""], index: 1, isListing: false };
  const write = (shell: "bash" | "powershell"): string | undefined =>
    answerLines(shell, line, { asked, candidates })[1];
  expect(write("bash")).toBe(String.raw`24.\ april\ \$x`);
  expect(write("powershell")).toBe("'24. april $x'\t");
});

/*
 * The real shells, with the built program and a real database.
 */
const flp = join(programFolder, "bin", "flp.js");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "flp-completion-"));
  mkdirSync(join(folder, "en mappe"));
  writeFileSync(join(folder, "planer med mellemrum.csv"), "");
  writeFileSync(join(folder, "planer_2025-02.csv"), countsCsv([["2025-02", "11", "KOL", 12, 0]]));
  writeFileSync(join(folder, "laegehuse_2025-02.csv"), clinicsCsv([{ ydernummer: "11" }]));
  writeFileSync(join(folder, "flp"), `#!/bin/sh\nexec '${process.execPath}' '${flp}' "$@"\n`, {
    mode: 0o755,
  });
  for (const words of [
    ["ingest", "laegehuse_2025-02.csv", "planer_2025-02.csv"],
    ["release", "seal", "24. april"],
  ])
    expect(spawnSync(process.execPath, [flp, ...words], { cwd: folder }).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shellAnswer(shell: string, script: string): string[] {
  const { stdout, stderr } = spawnSync(shell, [...(shell === "zsh" ? ["-f"] : []), "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}`, HOME: folder },
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

function hasShell(shell: string): boolean {
  const found = spawnSync(shell, ["-c", "exit 0"]).status === 0;
  if (!found) process.stderr.write(`skipped: completion in ${shell}, which is not installed here\n`);
  return found;
}

const cases: [string, string[], string[]][] = [
  ["a command", ["flp", "stat"], ["status"]],
  ["loads, the newest first", ["flp", "revisions", ""], ["2", "1"]],
  ["months", ["flp", "metrics", "ok22", "--month", ""], ["2025-02"]],
  ["profiles", ["flp", "ingest", "--profile", "plsp-l"], ["plsp-laegehuse.v1"]],
  ["guides", ["flp", "help", "he"], ["help", "held"]],
];

describe.skipIf(!hasShell("bash"))("in bash", () => {
  /** Calls the completion as bash does, and prints what it found; `compopt` says what it was asked for. */
  const completed = (words: string[], type = 9): string[] =>
    shellAnswer(
      "bash",
      `source <(flp completion bash); complete -p flp >/dev/null || exit 1
       compopt() { printf 'compopt %s %s\\n' "$1" "$2"; }
       COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; COMP_TYPE=${type}
       _flp; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );

  test.each(cases)("%s", (_, words, expected) => {
    expect(completed(words)).toEqual(expected);
  });

  test("a release whose name holds a space", () => {
    expect(completed(["flp", "release", "reproduce", "24"])).toEqual([String.raw`24.\ april`]);
  });

  test("behind the sign of --month=", () => {
    expect(completed(["flp", "metrics", "ok22", "--month", "=", "20"])).toEqual(["2025-02"]);
  });

  test("files and folders by bash itself, which knows how their names are written", () => {
    expect(completed(["flp", "ingest", "pl"])).toEqual(["compopt -o default"]);
    expect(completed(["flp", "report", "ok22", "--out", "e"])).toEqual(["compopt -o dirnames"]);
  });

  test("descriptions where candidates are listed, and only there", () => {
    expect(completed(["flp", "re"], 63)).toContainEqual(
      expect.stringMatching(/^revisions {2}\(show what a load/),
    );
    expect(completed(["flp", "re"])).toEqual(["report", "release", "revisions"]);
  });
});

describe.skipIf(!hasShell("fish"))("in fish", () => {
  const completed = (line: string): string[] =>
    shellAnswer("fish", `flp completion fish | source; complete -C '${line}'`).map(
      (candidate) => candidate.split("\t")[0] ?? "",
    );

  test.each(cases)("%s", (_, words, expected) => {
    expect(completed(words.join(" "))).toEqual(expected);
  });

  test("a file whose name holds a space, and folders only where a folder is wanted", () => {
    expect(completed("flp ingest planer")).toContainEqual(
      expect.stringMatching(/planer.*med.*mellemrum\.csv/),
    );
    expect(completed("flp report ok22 --out ")).toEqual([expect.stringMatching(/^en.* mappe\/$/)]);
  });

  test("behind the sign of --month=", () => {
    expect(completed("flp metrics ok22 --month=20")).toEqual(["--month=2025-02"]);
  });
});

describe.skipIf(!hasShell("zsh"))("in zsh", () => {
  /** What the function hands to zsh's own helpers, which only work while a line is edited. */
  const completed = (words: string[]): string[] =>
    shellAnswer(
      "zsh",
      `compdef() { :; }; source <(flp completion zsh)
       _describe() { print -l -- "\${(P@)3}"; }; _files() { print -- "files $*"; }; compset() { :; }
       words=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}; PREFIX='${words.at(-1) ?? ""}'
       _flp`,
    );

  test.each(cases)("%s", (_, words, expected) => {
    expect(completed(words).map((line) => line.split(":")[0])).toEqual(expected);
  });

  test("files and folders by zsh itself", () => {
    expect(completed(["flp", "ingest", ""])).toEqual(["files "]);
    expect(completed(["flp", "report", "ok22", "--out", ""])).toEqual(["files -/"]);
  });
});

test("PowerShell's script asks the same program and is complete", () => {
  const { stdout, status } = spawnSync(process.execPath, [flp, "completion", "powershell"], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Register-ArgumentCompleter -Native -CommandName flp/m);
  const opened = stdout.match(/[{(]/g)?.length;
  expect(stdout.match(/[})]/g)?.length).toBe(opened);
});

test("a database that cannot be read is no error to whoever presses the tab key", () => {
  writeFileSync(join(folder, "brev.sqlite"), "Dette er et brev.".repeat(100));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [flp, "complete", "bash", "4", "--", "flp", "--db", "brev.sqlite", "undo", ""],
    { cwd: folder, encoding: "utf8" },
  );
  expect({ stdout, stderr, status }).toEqual({ stdout: ":words\n", stderr: "", status: 0 });
});
